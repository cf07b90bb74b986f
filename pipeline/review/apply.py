METHOD = "review@1"
