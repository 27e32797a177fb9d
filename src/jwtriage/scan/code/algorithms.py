"""Rules: the token decides how it is verified."""

import re
from collections.abc import Iterator

from jwtriage.places.syntax import Node
from jwtriage.scan.code.rule import Hit, Rule
from jwtriage.scan.code.source import Call, Source, strings_in

_SYMMETRIC = re.compile(r"HS(?:256|384|512)")
_ASYMMETRIC = re.compile(r"(?:RS|PS|ES)(?:256|384|512)|ES256K|EdDSA|Ed25519")
_FROM_HEADER = re.compile(r"header[A-Za-z_]*\s*(?:\[\s*[\"']alg[\"']\s*\]|\.get\(\s*[\"']alg[\"']|\.alg\b|\.Header\[\"alg\"\])")
_PYJWT = re.compile(r"^\s*(?:import jwt\b|import jwt as|from jose import|import jose\b)", re.MULTILINE)
"""The libraries that accept what the token names where no list is given; others restrict by the kind of key."""
_REGISTRY = re.compile(r"supported|default|known|registered|all_|available|_to_|map", re.IGNORECASE)
"""Names of lists that say what a library can do, not what a verifier accepts."""
_CHECKS_METHOD = re.compile(r"\.Method\b|\.Alg\(\)|Header\[\"alg\"\]|SigningMethod(?:HMAC|RSA|ECDSA|Ed25519)")


def algorithms_not_restricted(source: Source) -> Iterator[Hit]:
    """Find verifiers that name no algorithms, or take them from the token.

    What a library then accepts depends on its version and on the kind of key: old ones take any algorithm the token names, and a public key's
    text becomes an HMAC secret. jsonwebtoken since version 9 chooses by the kind of key; there it is a note.
    Seen in SecureBananaLabs/bug-bounty, apps/api/src/utils/jwt.js (``jwt.verify`` without ``algorithms``).
    """
    for call in source.calls:
        given = _given(source, call)
        if given is not None and call.method not in ("encode", "sign") and _FROM_HEADER.search(given.text()):
            yield Hit(call.node, f"{call.name} takes the algorithm from the token's own header")
        elif (
            source.language == "python" and _PYJWT.search(source.text) and _is_python_verification(call) and (given is None or given.text() == "None")
        ):
            yield Hit(call.node, f"{call.name} is given no list of algorithms")
        elif source.is_script and _is_script_verification(call) and given is None:
            yield Hit(call.node, f"{call.name} is given no list of algorithms", "note")
        elif source.language == "go" and _is_unchecked_keyfunc(source, call):
            yield Hit(call.node, f"{call.name} is given a key function that does not look at the algorithm, and no list of valid methods")


def _given(source: Source, call: Call) -> Node | None:
    if "algorithms" in call.options:
        return call.options["algorithms"]
    return call.arguments[2] if source.language == "python" and _is_python_verification(call) and len(call.arguments) >= 3 else None


def _is_python_verification(call: Call) -> bool:
    """Tell whether the call is ``decode`` of PyJWT or python-jose with a key and with verification."""
    off = "verify" in call.options or ("options" in call.options and "verify_signature" in call.options["options"].text())
    return call.name in ("jwt.decode", "jose.jwt.decode", "pyjwt.decode") and not off and (len(call.arguments) >= 2 or "key" in call.options)


def _is_script_verification(call: Call) -> bool:
    """Tell whether the call is ``verify`` of jsonwebtoken with no options, or with a literal that lacks the list."""
    if call.name not in ("jwt.verify", "jsonwebtoken.verify") or len(call.arguments) < 2:
        return False
    return len(call.arguments) == 2 or call.arguments[2].kind() in ("object", "arrow_function", "function_expression")


def _is_unchecked_keyfunc(source: Source, call: Call) -> bool:
    """Tell whether the call is ``Parse`` of golang-jwt with a key function of this file, and nothing restricts the algorithm."""
    if call.name not in ("jwt.Parse", "jwt.ParseWithClaims") or "WithValidMethods" in call.node.text():
        return False
    functions = [value for value in map(source.value_of, call.arguments) if value.kind() == "func_literal"]
    return bool(functions) and not _CHECKS_METHOD.search(functions[0].text())


def alg_confusion_possible(source: Source) -> Iterator[Hit]:
    """Find lists that accept HMAC and a public-key algorithm together.

    Where the same key serves both, an attacker signs with HMAC under the text of the public key, which everybody has (CVE-2015-9235 and its kin).
    Seen in doretox/atomicvulns, pull request 24 (a service that verifies RS256 and HS256 with one key).
    """
    for call in source.calls:
        options = [call.options[name] for name in ("algorithms", "algorithm") if name in call.options]
        lists = options or (list(call.arguments) if call.method == "WithValidMethods" else [])
        if any(_is_mixed(node) for node in lists):
            yield Hit(call.node, f"{call.name} accepts HMAC and a public-key algorithm in one list")
    for entry in source.named:
        is_list = (
            "alg" in entry.name.lower()
            and not _REGISTRY.search(entry.name)
            and entry.value.kind() in ("list", "array", "tuple", "set", "composite_literal", "expression_list")
        )
        if is_list and _is_mixed(entry.value) and not _is_option(source, entry.node):
            yield Hit(entry.node, f"{entry.name} lists HMAC and a public-key algorithm together")


def _is_mixed(node: Node) -> bool:
    names = strings_in(node)
    return any(map(_SYMMETRIC.fullmatch, names)) and any(map(_ASYMMETRIC.fullmatch, names))


def _is_option(source: Source, node: Node) -> bool:
    """Tell whether the assignment is a member of a call's options, which was looked at already."""
    starts = {option.range().start.index for call in source.calls for option in call.options.values()}
    return any(child.range().start.index in starts for child in node.named_children())


RULES = (
    Rule(
        "algorithms-not-restricted", "warning", "Name the algorithms that the issuer uses, as a constant of the program.", algorithms_not_restricted
    ),
    Rule(
        "alg-confusion-possible",
        "error",
        "Accept one kind of algorithm for one key; where both must be, choose key and list together by issuer.",
        alg_confusion_possible,
    ),
)
