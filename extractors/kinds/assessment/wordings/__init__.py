"""What words and signs say by themselves, before any table is looked at: scales, verdicts, labels."""
