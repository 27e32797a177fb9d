"""The one exception of the runtime verifier."""

from collections.abc import Callable, Iterable

from jwtriage.jose.reason import Reason

_SHOWN_CHARACTERS = 64
"""How much of a token's kid a message repeats: it is the sender's text, of any length."""


class Rejected(Exception):
    """A token that must not be accepted.

    ``reason`` is a word of `jwtriage.jose.reason`. ``kid`` and ``alg`` are what the token says of itself, unverified, ``None`` where it could not be
    read. The message names the three; the client deserves no more than that its token was rejected.
    """

    def __init__(
        self, reason: Reason, kid: str | None = None, alg: str | None = None, tried: Iterable[str] | Callable[[], Iterable[str]] = ()
    ) -> None:
        """Keep the fields; ``tried`` may be a function, which is called when somebody asks."""
        super().__init__(reason)
        self.reason: Reason = reason
        self.kid = kid
        self.alg = alg
        self._tried = tried

    @property
    def tried(self) -> list[str]:
        """The fingerprints of the keys on which the signature was tried.

        The first look at that of a shared secret may cost 0.1 s where no fingerprint key is configured.
        """
        return list(self._tried() if callable(self._tried) else self._tried)

    def __str__(self) -> str:
        """Say the reason, and which key and algorithm the token named."""
        named = [f"{name}={value[:_SHOWN_CHARACTERS]!r}" for name, value in (("kid", self.kid), ("alg", self.alg)) if value is not None]
        return f"{self.reason} ({', '.join(named)})" if named else self.reason
