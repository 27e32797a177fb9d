"""What a sentence or a class name says about a token, whoever wrote it: the words that libraries of all languages share.

This reads what no phrase of the phrasebook matches: other libraries, other versions, a service's own words. It is asked only where something
else tells that the text speaks of a token (see `jwtriage.logs.recognise`).
"""

import re
from typing import NamedTuple

from jwtriage.jose.reason import Reason
from jwtriage.logs.vocabulary import spoken

LONGEST = 2000
"""So many characters of a text are read."""


class _Rule(NamedTuple):
    reason: Reason
    patterns: tuple[re.Pattern[str], ...]


def _rule(reason: Reason, *patterns: str) -> _Rule:
    return _Rule(reason, tuple(re.compile(pattern) for pattern in patterns))


_BAD = (
    r"\b(?:invalid|fail\w*|mismatch\w*|errors?|exception|bad|wrong|incorrect|unexpected|unknown|unsupported|missing|no|not|t|cannot|can|could|unable|reject\w*|denied|refused"
    r"|malformed|illegal|without|lacks?|didn|doesn|different|required?|must|violat\w*|untrusted|unacceptable|unrecognized|unavailable|timeout|timed out)\b"
)
_KEY_SET = r"\b(?:jwks?|jwk set|key ?sets?|json web key sets?|signing keys|public keys|certs|certificates|metadata|openid configuration|discovery|well known|authorization server)\b"
_FETCHING = (
    r"\b(?:fetch\w*|retriev\w*|download\w*|load\w*|obtain\w*|refresh\w*|request\w*|connect\w*|time ?out|timed out|refused|unreachable|unavailable|response|http|url|uri|endpoint"
    r"|rate limit\w*|remote|rotate|update|status|not yet available|malformed|parse|parsing)\b"
)
_KEY = r"\b(?:keys?|kid|jwk|secrets?|pem|certificate|signer|spki|modulus|curve)\b"
_ALG = r"\b(?:alg|algs|algorithms?|signing method|signature method|signature type)\b"
_TOKEN = r"\b(?:jwt|jws|tokens?|bearer|credentials?|authorization|authentication|access token|id token)\b"
_SIGNATURE = r"\b(?:signatures?|signed|hmac|authentication tag|verification|verify|verifies)\b"

RULES = (
    _rule("revoked", r"\b(?:revoked|blacklisted|block ?listed|deny ?listed|invalidated|logged out|been deleted)\b"),
    _rule("not_a_jws", r"\b(?:jwe|encrypted|decrypt\w*|decryption)\b"),
    _rule(
        "alg_none",
        r"\b(?:alg|algorithm|signing method|signature type|method)(?: is| of)? none\b|\bnone (?:alg|algorithm|signature)\b|\bunsigned\b|\bunsecured\b|\bnot signed\b",
    ),
    _rule(
        "alg_none",
        r"\bsignature\b",
        r"\b(?:is )?(?:missing|required|absent|empty)\b|\b(?:no|without|missing) (?:a )?signature\b",
        r"^(?!.*\b(?:invalid|key)\b)",
    ),
    _rule(
        "jwks_unavailable",
        _KEY_SET,
        _FETCHING,
        r"\b(?:fail\w*|could|cannot|can|unable|errors?|time ?out|timed out|refused|unreachable|unavailable|not|too many|malformed|invalid|exception)\b",
        r"^(?!.*\b(?:no|not find|matching|find)\b)",
    ),
    _rule(
        "key_too_weak",
        _KEY + r"|\bmodulus\b|\bsize\b|\blength\b",
        r"\b(?:too (?:short|small|weak)|weak|insecure|at least \d+|minimum|smaller than|shorter than|not secure|key (?:size|length) (?:too|must|is))\b",
    ),
    _rule(
        "alg_unsupported",
        _ALG,
        r"\b(?:unsupported|not supported|unknown|unavailable|unspecified|not implemented|unrecognized|unmanaged|no such|could not be found)\b",
    ),
    _rule("alg_not_allowed", _ALG, r"^(?!.*\bkey (?:type|is|size)\b)", _BAD),
    _rule(
        "expired",
        r"\b(?:expired?|expiry|exp|expires|expiration|too old|no longer valid|outdated|max age)\b",
        r"^(?!.*\b(?:missing|required|must|no expiration|no exp|not an?|is not|type|format|number|integer|absent|certificate|not find|not found|claim is|far in|invalid claim)\b)",
    ),
    _rule(
        "not_yet_valid",
        r"\b(?:nbf|not before|not yet|not active|inactive|immature|premature|too early|early|before use|used before|yet valid|not valid yet|not been reached|future valid|will be (?:active|valid))\b",
        r"^(?!.*\b(?:missing|required|must|number|integer|issued|iat)\b)",
    ),
    _rule(
        "issued_in_future",
        r"\b(?:iat|issued at|issued)\b",
        r"\b(?:future|not yet|before|early|prior|invalid|fail\w*|clock|lower)\b",
        r"^(?!.*\b(?:missing|required|must be a number|number|integer|issued by)\b)",
    ),
    _rule(
        "audience_mismatch",
        r"\b(?:aud|audiences?|intended for)\b",
        r"^(?!.*\b(?:missing|required|requires|no aud|no audience|must be|not a string|is missing)\b)",
    ),
    _rule(
        "issuer_mismatch",
        r"\b(?:iss|issuers?|issued by)\b",
        r"^(?!.*\b(?:missing|required|requires|no iss|no issuer|must be|not a string|is missing)\b)",
    ),
    _rule(
        "claim_invalid",
        r"\b(?:claims?|subject|sub|jti|nonce|azp|acr|scopes?|typ|aud|iss|exp|nbf|iat|audience|issuer|expiration)\b",
        _BAD,
        r"^(?!.*\b(?:signature|segments?|base64)\b)",
    ),
    _rule(
        "key_not_found",
        r"\b(?:kid|key id|key identifier|keys?|jwk|pem|signer|certificate)\b",
        r"\b(?:not found|notfound|no|none|unknown|unresolvable|cannot find|unable to find|could not find|couldn t find|can t find|not find|no matching|not match\w*|missing|no applicable|not in|not configured|not set|not provided|unable to locate|mismatch|without|does not have|resolving)\b",
        r"^(?!.*\b(?:usage|operation|invalid key|type)\b)",
    ),
    _rule(
        "key_invalid",
        _KEY,
        r"\b(?:invalid|parse|parsing|format\w*|type|deserialize|load|import|malformed|unsupported|wrong|incorrect|not valid|must be|must not|should not|expected|expecting|does not|decode|encoded|null|empty|mismatch|error|fail\w*)\b",
        r"^(?!.*\bsignature (?:is )?(?:invalid|mismatch|verification|validation)\b)",
    ),
    _rule(
        "missing_token",
        r"\b(?:missing|no|not provided|not found|required|must be provided|empty|absent|null|not set|not present|without|does not contain|not supplied|expected|format is|bad)\b",
        r"\b(?:token|jwt|authorization header|bearer|credentials|auth header|authorization|authentication token)\b",
        r"^(?!.*\b(?:segments?|parts|signature|malformed|decode|parse|base64|json|dots?|algorithm|valid\b.*\bformat)\b)",
        r"^(?!.*\btoken (?:is )?(?:invalid|rejected|refused|not)\b)",
    ),
    _rule(
        "malformed",
        r"\b(?:malformed|segments?|parts|components|dots?|base ?64\w*|json|decod\w+|pars\w+|format|serializ\w+|deserializ\w+|structure|well formed|encoding|padding|header|utf)\b",
        _BAD,
    ),
    _rule("signature_invalid", _SIGNATURE, _BAD),
    _rule("other", _TOKEN, r"\b(?:invalid|not valid|reject\w*|refused|denied|fail\w*|unauthorized|unacceptable|untrusted)\b"),
)
"""The first rule all of whose patterns the words meet tells the reason: what is narrow stands before what is wide."""


def read(text: str) -> Reason | None:
    """Return the reason that the words of a text speak of, ``None`` where they speak of none."""
    words = spoken(text[:LONGEST])
    return next((rule.reason for rule in RULES if all(pattern.search(words) for pattern in rule.patterns)), None)
