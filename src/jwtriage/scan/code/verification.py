"""Rules: the signature is not checked."""

import re
from collections.abc import Iterator

from jwtriage.scan.code.rule import Hit, Rule
from jwtriage.scan.code.source import Call, Source, function_of, literal, members

_NO_KEY = frozenset(("false", "null", "undefined", "''", '""'))
_FALSE = frozenset(("False", "false", "0"))
_REQUEST = re.compile(r"authorization|req\.(?:headers|cookies|user)|request\.headers|\bnext\(|ctx\.|cookies|bearer", re.IGNORECASE)
_DECODES = re.compile(r"decode_?(?:jwt|token)|(?:jwt|token)_?decode")
_VERIFIES = frozenset(("verify", "jwtVerify", "verifyAsync", "ParseWithClaims", "Parse", "parseClaimsJws", "parseSignedClaims", "validate_token"))
_UNSIGNED = frozenset(("parseUnsecuredClaims", "parseClaimsJwt", "unsecured"))
_READS = frozenset(("get_unverified_claims", "decodeJwt", "ParseUnverified", "decode_unverified", "peekClaims"))


def verification_disabled(source: Source) -> Iterator[Hit]:
    """Find calls that tell the library not to check the signature.

    Whoever can send a token can write any claims into it. A function that looks at the claims first and verifies the same token afterwards, to
    choose the key by issuer, is not reported.
    Seen in laysasiqueira/tp2grupo, websocket_router/jwt_utils.py (``verify_jwt`` decodes with ``verify_signature`` off).
    """
    for call in source.calls:
        if _is_option_off(call) or (_is_off(source, call) and not _is_verified(source, call)):
            yield Hit(call.node, f"{call.name} does not check the signature")


def _is_off(source: Source, call: Call) -> bool:
    if call.method in ("decode", "decode_complete") and "jwt" in call.name.lower():
        options = dict(members(source.value_of(call.options["options"]))) if "options" in call.options else {}
        flags = [call.options.get("verify"), options.get("verify_signature"), call.options.get("noVerify")]
        return any(flag is not None and flag.text() in _FALSE for flag in flags[:2]) or _is_without_key(call)
    without_key = call.name in ("jwt.verify", "jsonwebtoken.verify") and len(call.arguments) >= 2 and call.arguments[1].text() in _NO_KEY
    return without_key or call.name == "jwt.ParseInsecure" or _is_option_off(call)


def _is_option_off(call: Call) -> bool:
    """Tell whether the call makes the option of lestrrat-go/jwx that turns verification off."""
    return call.method == "WithVerify" and [argument.text() for argument in call.arguments] == ["false"]


def _is_without_key(call: Call) -> bool:
    """Tell whether the third argument of ``jwt-simple`` says that nothing is verified."""
    return len(call.arguments) >= 3 and call.arguments[2].text() == "true"


def _is_verified(source: Source, call: Call) -> bool:
    """Tell whether the same function verifies as well."""
    for other in source.beside(call):
        start = other.node.range().start.index
        if start != call.node.range().start.index and not _is_off(source, other) and _is_verifying(other):
            return True
    return False


def _is_verifying(call: Call) -> bool:
    """Tell whether the call verifies: a library's function, or one of the program's own that is named so, or Python's ``jwt.decode`` with a key."""
    method = call.method.lower()
    named = call.method in _VERIFIES or "verify" in method or bool(_DECODES.search(method))
    return named or (method == "decode" and "jwt" in call.name.lower() and len(call.arguments) >= 2)


def decode_used_as_verify(source: Source) -> Iterator[Hit]:
    """Find functions that read the claims of a token and check nothing.

    ``decode`` of jsonwebtoken, ``decodeJwt`` of jose, ``get_unverified_claims`` of python-jose, ``ParseUnverified`` of golang-jwt and
    ``JWT.decode`` of java-jwt only unpack. Reported where the same function does not verify; in JavaScript only where the function handles a
    request, since browsers may well only read.
    Seen in brainhubeu/hadron#40 (an authentication middleware with ``jwt.decode``) and apache/shenyu (CVE-2021-37580, ``JWT.decode``).
    """
    for call in source.calls:
        if _is_reading(source, call) and not _is_verified(source, call):
            yield Hit(call.node, f"{call.name} only unpacks the token: its signature is not checked here")


def _is_reading(source: Source, call: Call) -> bool:
    if source.is_script:
        scope = function_of(call.node)
        handles = scope is not None and bool(_REQUEST.search(scope.text()))
        return handles and (call.name == "decodeJwt" or (call.name in ("jwt.decode", "jsonwebtoken.decode") and len(call.arguments) < 3))
    if source.language == "java":
        return call.name == "JWT.decode" and "Verifier" not in source.text and ".verify(" not in source.text
    return call.method in _READS


def alg_none_allowed(source: Source) -> Iterator[Hit]:
    """Find code that accepts the algorithm ``none``, or makes tokens with it.

    Such a token carries no signature: anyone can write one. ``parse`` of a JJWT parser takes it too, although a key is set.
    Seen in jaintapauljp/Go-Temp, clsc/05-dot-jwt-NewWithClaims-138/src.go (``UnsafeAllowNoneSignatureType``) and grassrootza/grassroot-platform
    (CVE-2021-29455, ``parse``).
    """
    for call in source.calls:
        if call.name == "Algorithm.none" or call.method in _UNSIGNED or (call.method == "parse" and "Jwts.parser" in call.name):
            yield Hit(call.node, f"{call.name.rpartition(').')[2]} takes tokens without a signature")
        for option in ("algorithms", "algorithm"):
            if option in call.options and _names_none(call, option):
                yield Hit(call.node, f"{call.name} is given the algorithm none")
    for node in source.root.find_all(any=[{"regex": "^jwt\\.UnsafeAllowNoneSignatureType$"}, {"regex": "^jwt\\.SigningMethodNone$"}]):
        if node.kind() == "selector_expression":
            yield Hit(node, f"{node.text()} makes or takes tokens without a signature")


def _names_none(call: Call, option: str) -> bool:
    node = call.options[option]
    values = [literal(node)] if literal(node) is not None else [literal(child) for child in node.named_children()]
    return any(value is not None and value.lower() == "none" for value in values)


RULES = (
    Rule(
        "verification-disabled",
        "error",
        "Verify with a key and a list of algorithms; to choose the key, read the header only, and take no claim from an unverified token.",
        verification_disabled,
    ),
    Rule(
        "decode-used-as-verify",
        "error",
        "Call the library's verifying function with a key and a list of algorithms, and take the claims from its result.",
        decode_used_as_verify,
    ),
    Rule("alg-none-allowed", "error", "Remove none from what is accepted, and sign every token.", alg_none_allowed),
)
