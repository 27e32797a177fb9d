"""The one error of this room."""


class FetchError(ValueError):
    """A document could not be fetched. The message is one line that says why, and holds nothing of the answer's body."""
