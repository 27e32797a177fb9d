"""Why a verifier does not start: the one exception of its configuration."""


class Refusal(ValueError):
    """A configuration that contradicts itself, or whose keys must not be trusted.

    ``cause`` is the id of a root cause (``jwtriage explain`` knows its page), ``None`` where none fits. The message is one line and holds
    nothing of a key or secret.
    """

    def __init__(self, message: str, cause: str | None = None) -> None:
        """Keep the cause, and end the message with it."""
        super().__init__(f"{message} [{cause}]" if cause else message)
        self.cause = cause
