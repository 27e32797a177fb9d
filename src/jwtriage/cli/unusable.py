"""The one error that a command raises by intent: what was given cannot be used (exit 2)."""


class Unusable(ValueError):
    """The command line, or an input named on it, is unusable; the message is one line that says which and why."""
