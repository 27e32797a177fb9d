"""The only exceptions that this room raises about material from outside."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jwtriage.jose.reason import Reason


class JoseError(ValueError):
    """Something could not be read as what it should be.

    ``reason`` is a word of `jwtriage.jose.reason`; the message says what is wrong and quotes nothing of the material.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        """Keep the reason beside the message."""
        super().__init__(message)
        self.reason: Reason = reason


class TokenError(JoseError):
    """The text is no JWS, or no JSON or base64url where a JWS needs it."""


class KeyLoadError(JoseError):
    """The material is no key that this room knows, or a broken one."""
