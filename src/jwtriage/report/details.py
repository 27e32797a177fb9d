"""A task's own members (``signer``, ``token``, ``tried``…) as short lines of words, for the formats that people read."""

from __future__ import annotations

from json import dumps

from jwtriage.report.sparkline import timeline_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

PUBLIC_CHARACTERS = 12
"""Characters of a public key's thumbprint that are shown to people; JSON has all of them."""
LONGEST_VALUE = 200
_PUBLIC_KINDS = ("rsa", "ec", "okp", "akp")
_OF_ONE_VERIFIER = ("signer", "verifier", "tried")
_PLURALS = {"keys": "key", "variants": "variant", "algorithms": "algorithm"}


def detail_lines(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give ``(name, words)`` for each member that people read; what tables or the parts of several verifiers show is left out."""
    for name, words in _WORDS.items():
        value = details.get(name)
        if value and not (name in _OF_ONE_VERIFIER and "verifiers" in details):
            yield from ((name, line) for line in words(value))


def place_of(origin: Mapping[str, Any]) -> str:
    """Write the JSON form of an origin as a REF: ``place#name``."""
    return f"{origin['place']}#{origin['name']}" if "name" in origin else str(origin["place"])


def short_fingerprint(fingerprint: str) -> str:
    """Cut the thumbprint of a public key to its first characters; the tags of secrets are short as they are."""
    kind, colon, rest = fingerprint.partition(":")
    return f"{kind}:{rest[:PUBLIC_CHARACTERS]}" if colon and kind in _PUBLIC_KINDS else fingerprint


def _signer(value: Mapping[str, Any]) -> Iterator[str]:
    yield _key(value, (value.get("alg"), value.get("how")))


def _verifier(value: list[Mapping[str, Any]]) -> Iterator[str]:
    for key in value:
        kid = f"kid {_json(key['kid'])}" if key.get("kid") is not None else None
        yield _key(key, (kid, *key.get("alg", ())))


def _key(key: Mapping[str, Any], more: tuple[Any, ...]) -> str:
    named = [str(key[name]) for name in ("label", "fingerprint", "origin") if key.get(name)]
    qualities = ", ".join(str(each) for each in more if each)
    return "  ".join(map(short_fingerprint, dict.fromkeys(named))) + (f"  ({qualities})" if qualities else "")


def _token(value: Mapping[str, Any]) -> Iterator[str]:
    header = ", ".join(f"{name} {_json(member)}" for name, member in (value.get("header") or {}).items())
    octets = value.get("signature_octets")
    yield ", ".join(part for part in (header, f"signature of {octets} octets" if octets else "", value.get("token_fingerprint", "")) if part)
    claims = ", ".join(f"{name} {_json(member)}" for name, member in (value.get("claims") or {}).items())
    hidden = f"(by name only: {', '.join(map(str, value['other_claims']))})" if value.get("other_claims") else ""
    yield from filter(None, [" ".join(part for part in (claims, hidden) if part)])


def _tried(value: Mapping[str, Any]) -> Iterator[str]:
    yield ", ".join(f"{count:,} {_PLURALS.get(name, name) if count == 1 else name}" for name, count in value.items())


def _seen(value: list[Mapping[str, Any]]) -> Iterator[str]:
    """Tell for each fingerprint seen elsewhere which key has it."""
    for each in value:
        yield f"{each['origin']}  {'likely ' + str(each['same_as']) if each.get('same_as') else 'no key here has this fingerprint'}"


def _next(value: list[Mapping[str, Any]]) -> Iterator[str]:
    """Give what to fetch or to ask next, a line for each."""
    yield from (str(step["text"]) for step in value)


def _timeline(value: Mapping[str, Any]) -> Iterator[str]:
    """Draw a line of bars, and tell what its marks are."""
    yield timeline_words(value)
    yield from (f"{mark['at']}  {mark['text']}" for mark in value["marks"])


def _json(value: Any) -> str:
    text = dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


_WORDS: dict[str, Callable[[Any], Iterator[str]]] = {
    "signer": _signer,
    "verifier": _verifier,
    "token": _token,
    "tried": _tried,
    "skipped": _tried,
    "seen": _seen,
    "timeline": _timeline,
    "next": _next,
}
