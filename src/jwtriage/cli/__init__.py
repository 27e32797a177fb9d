"""The command line: one file per command; arguments in, a request out, a report shown."""
