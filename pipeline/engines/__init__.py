"""Where documents are read: executors that take a function from bytes to bytes, and bytes.

All of them speak ``concurrent.futures.Executor``, so the runner does not know whether a document is read in this
process, in a worker process beside it, or on another machine.
"""
