"""What a sentence or a class name says about a token, whoever wrote it: the words that libraries of all languages share.

This reads what no phrase of the phrasebook matches: other libraries, other versions, a service's own words. It is asked only where something
else tells that the text speaks of a token (see `jwtriage.logs.recognise`).
"""

import re
from typing import NamedTuple

from jwtriage.jose.reason import Reason
from jwtriage.logs.vocabulary import any_of, spoken

LONGEST = 2000
"""So many characters of a text are read."""

BAD = any_of(
    "invalid, fail\\w*, mismatch\\w*, errors?, exception, bad, wrong, incorrect, unexpected, unknown, unsupported, missing, no, not, t, cannot",
    "can, could, unable",
    "reject\\w*, denied, refused, malformed, illegal, without, lacks?, didn, doesn, different, required?, must, violat\\w*, untrusted",
    "unacceptable, unrecognized",
    "unavailable, timeout, timed out, expects, expected",
)
KEY_SET = any_of(
    "jwks, jwk set, key ?sets?, json web key sets?, signing keys, public keys, certs, metadata, openid configuration, discovery, well known"
)
FETCHING = any_of(
    "fetch\\w*, retriev\\w*, download\\w*, load\\w*, obtain\\w*, refresh\\w*, request\\w*, connect\\w*, time ?out, timed out, refused",
    "unreachable, unavailable",
    "response, http, url, uri, endpoint, rate limit\\w*, remote, update, status, not yet available, malformed, parse, parsing, decode, returned",
)
FETCH_FAILED = any_of(
    "fail\\w*, could, couldn, cannot, can, unable, errors?, time ?out, timed out, refused, unreachable, unavailable, not, too many, malformed",
    "invalid, exception",
)
KEY = any_of("keys?, kid, jwk, secrets?, pem, certificate, signer, spki, modulus, curve")
ALGORITHM = any_of("alg, algs, algorithms?, signing method, signature method, signature type")
TOKEN = any_of("jwt, jws, tokens?, bearer, credentials?, authorization, authentication, access token, id token")
SIGNATURE = any_of("signatures?, signed, hmac, authentication tag, verification, verify, verifies")
CLAIM = any_of("claims?, subject, sub, jti, nonce, azp, acr, scopes?, typ, aud, iss, exp, nbf, iat, audience, issuer, expiration")


class _Rule(NamedTuple):
    reason: Reason
    patterns: tuple[re.Pattern[str], ...]


def _rule(reason: Reason, *patterns: str, never: str = "") -> _Rule:
    """Make a rule of patterns that must all occur, and words of which none may."""
    forbidden = (f"^(?!.*{any_of(never)})",) if never else ()
    return _Rule(reason, tuple(re.compile(pattern) for pattern in (*patterns, *forbidden)))


RULES = (
    _rule("revoked", any_of("revoked, blacklisted, block ?listed, deny ?listed, invalidated, logged out, been deleted")),
    _rule("not_a_jws", any_of("jwe, encrypted, decrypt\\w*, decryption"), never="jws, segments?, parts, algorithm not"),
    _rule("alg_none", r"\b(?:alg|algorithm|signing method|signature type|method)(?: is| of)? none\b|\bnone (?:alg|algorithm|signature)\b"),
    _rule("alg_none", any_of("unsigned, unsecured, not signed")),
    _rule(
        "alg_none",
        r"\bsignature\b",
        any_of("missing, is required, absent, no signature, without signature, not have a signature"),
        never="invalid, key",
    ),
    _rule(
        "malformed",
        any_of("segments?, well formed, malformed, base ?64\\w*, dots?, \\d parts, three parts, compact"),
        BAD,
        never="pem, jwks?, keys?, secret",
    ),
    _rule("jwks_unavailable", KEY_SET, FETCHING, FETCH_FAILED, never="matching, not find, no key, did not contain, not contain any"),
    _rule(
        "key_not_found",
        any_of("kid, key id, key identifier"),
        any_of("no, not, missing, without, unknown, required?, empty, lacks?, mismatch, t"),
        never="string, type",
    ),
    _rule(
        "key_too_weak",
        any_of("keys?, secrets?, modulus, hmac"),
        any_of("too short, too small, too weak, weak, insecure, at least \\d+, minimum, smaller than, shorter than, not secure, size must be"),
    ),
    _rule(
        "alg_unsupported",
        ALGORITHM,
        any_of("unsupported, not supported, unknown, unavailable, unspecified, not (?:an )?implemented, unrecognized, unmanaged, could not be found"),
    ),
    _rule(
        "alg_not_allowed",
        r"\b(?:alg|algs|algorithms?|signing method|signature type)\b(?: \w+){0,5}"
        r" (?:not|mismatch\w*|invalid|t|different|denied|rejected|unexpected)\b"
        r"|\b(?:invalid|unexpected|wrong|different|incorrect|expected|mismatch|disallowed|allowed|missing|specified)(?: \w+){0,4}"
        r" (?:alg|algorithm|signing method)\b",
        never="key type, key is, key size",
    ),
    _rule(
        "expired",
        any_of("expired?, expiry, exp, expires, expiration, too old, no longer valid, outdated, max age"),
        never="missing, required, must, no expiration, no exp, not an?, is not, type, format, number, integer, absent, certificate, not find"
        ", not found, claim is, far in, invalid claim, invalid exp, claim value, cannot be",
    ),
    _rule(
        "not_yet_valid",
        any_of(
            "nbf, not before, not yet, not active, inactive, immature, premature, too early, early, before use, used before, yet valid",
            "not valid yet, not been reached",
        ),
        never="missing, required, must, number, integer, issued, iat",
    ),
    _rule(
        "issued_in_future",
        any_of("iat, issued at, issued, clock"),
        any_of("future, not yet, before, early, prior, invalid, fail\\w*, drift, lower"),
        never="missing, required, must be a number, number or, integer, issued by",
    ),
    _rule(
        "audience_mismatch",
        any_of("aud, audiences?, intended for"),
        never="missing, is required, requires, required claim, no aud, must be, a string",
    ),
    _rule(
        "issuer_mismatch",
        any_of("iss, issuers?, issued by"),
        never="missing, is required, requires, required claim, no iss, must be, a string, key, jwk",
    ),
    _rule("claim_invalid", CLAIM, BAD, never="signature, segments?, base64"),
    _rule(
        "key_not_found",
        any_of("kid, key id, keys?, jwk, pem, signer, secret"),
        any_of(
            "not found, notfound, no, none, unknown, unresolvable, cannot find, unable to find, could not find, couldn t find, can t find",
            "not find, no matching, matching",
            "missing, no applicable, not in, not configured, not set, not provided, unable to locate, without, does not have, resolving, empty",
            "lacks, lookup",
        ),
        never="usage, operation, invalid key, type, parse, format",
    ),
    _rule(
        "key_invalid",
        KEY,
        any_of(
            "invalid, parse, parsing, format\\w*, type, deserialize, load, import, importing, malformed, unsupported, wrong, incorrect",
            "not valid, must be, must not, should not",
            "expected, expecting, does not, doesn, decode, encoded, null, empty, mismatch, error, fail\\w*, cannot be used, not be used",
            "unreadable, not supported, must not be",
        ),
        never="signature (?:is )?(?:invalid|mismatch|verification|validation)",
    ),
    _rule(
        "missing_token",
        any_of(
            "missing, no, not provided, not found, must be provided, empty, absent, null, not set, not present, without, does not contain",
            "not supplied, expected, format is, bad",
        ),
        any_of("token, jwt, authorization header, bearer, credentials, auth header, authorization, authentication token"),
        never="segments?, parts, signature, malformed, decode, parse, base64, json, dots?, algorithm, token is invalid, token invalid",
    ),
    _rule(
        "malformed",
        any_of(
            "malformed, components, json, decod\\w+, pars\\w+, format, serializ\\w+, deserializ\\w+, structure, encoding, padding, header, utf",
            "compact, protected",
        ),
        BAD,
        never="signature verification, verification failed",
    ),
    _rule("signature_invalid", SIGNATURE, BAD),
    _rule("malformed", r"^(?:jws|jwt) invalid$|\binvalid (?:compact )?(?:jws|jwt)(?: token)?$"),
    _rule("other", TOKEN, any_of("invalid, not valid, reject\\w*, refused, denied, fail\\w*, unauthorized, unacceptable, untrusted")),
)
"""The first rule all of whose patterns the words meet tells the reason: what is narrow stands before what is wide."""


def read(text: str) -> Reason | None:
    """Return the reason that the words of a text speak of, ``None`` where they speak of none."""
    words = spoken(text[:LONGEST])
    return next((rule.reason for rule in RULES if all(pattern.search(words) for pattern in rule.patterns)), None)
