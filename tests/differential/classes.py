"""The named classes of disagreement between `jwtriage.jose.verify` and its peers: each with a test that recognises it, an example and a reason.

`Disagreement.accepting` names the peers that accept what jwtriage refuses; `refusing` those that refuse what jwtriage accepts.
The table in docs/explanation/differences.md is written from here.
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.differential.making import PAYLOAD, asked, signed_name, spelled, unsigned, with_signature, with_text
from tests.differential.peers import PEERS, Question
from tests.support import keys
from tests.support.tokens import segment

HEADER_MEMBERS = {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "b64"}
"""The parameters of RFC 7515 section 4.1 and RFC 7797."""
ALPHABET = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "ES256K": "secp256k1"}
WIDTHS = {"ES256": 32, "ES384": 48, "ES512": 66, "ES256K": 32}


@dataclass(frozen=True)
class Disagreement:
    """One class; ``is_like`` recognises it from the question alone. Some peers may refuse one question of the class for another reason."""

    name: str
    title: str
    reason: str
    is_like: Callable[[Question], bool]
    example: Callable[[], Question]
    accepting: tuple[str, ...] = ()
    refusing: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """What jwtriage answers to the example."""
        return bool(self.refusing)

    def explains(self, question: Question, ours: bool, peer: str) -> bool:
        """Tell whether the class explains that ``peer`` says the opposite of ``ours``."""
        return peer in (self.refusing if ours else self.accepting) and self.is_like(question)


def header_octets(question: Question) -> bytes:
    """Decode the first segment leniently."""
    return loose(question.token.partition(b".")[0])


def loose(text: bytes) -> bytes:
    """Decode base64 or base64url as far as it goes, whatever stands between."""
    kept = bytes(character for character in text.translate(bytes.maketrans(b"+/", b"-_")) if character in ALPHABET)
    return segment_octets(kept[: len(kept) - (len(kept) % 4 == 1)])


def segment_octets(text: bytes) -> bytes:
    """Decode base64url without padding, unused bits ignored."""
    return urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def header_of(question: Question) -> dict[str, Any]:
    """Read the header as leniently as json does, ``{}`` if it cannot."""
    try:
        value = json.loads(header_octets(question))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def segments(question: Question) -> list[bytes]:
    """Split the text at its dots."""
    return question.token.split(b".")


def not_plain_utf8(question: Question) -> bool:
    """Tell whether the header is in UTF-16 or UTF-32, or begins with a byte order mark."""
    octets = header_octets(question)
    return b"\0" in octets or octets.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))


def repeats_a_member(question: Question) -> bool:
    """Tell whether an object of the header names one member twice."""
    found: list[bool] = []

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        found.append(len({name for name, _ in members}) < len(members))
        return dict(members)

    try:
        json.loads(header_octets(question), object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return False
    return any(found)


def is_no_standard_json(question: Question) -> bool:
    """Tell whether the header has NaN, an infinite number or a lone surrogate."""
    text = header_octets(question).decode("utf-8", "replace")
    infinite = re.search(r"NaN|Infinity|\d[eE]\+?\d{3}", text) is not None
    return infinite or any(isinstance(value, str) and re.search("[\ud800-\udfff]", value) for value in header_of(question).values())


def is_beyond_bounds(question: Question) -> bool:
    """Tell whether a bound of ours is exceeded: token, header, depth, digits."""
    octets = header_octets(question)
    depth = octets.count(b"[") + octets.count(b"{") > 64
    return len(question.token) > 2**20 or len(segments(question)[0]) > 16 * 1024 or depth or re.search(rb"\d{1001}", octets) is not None


def is_beyond_bounds_of_joserfc(question: Question) -> bool:
    """Tell whether a segment is longer than joserfc reads by default."""
    parts = segments(question)
    return len(parts[0]) > 512 or len(parts[1]) > 128_000 or len(parts[-1]) > 1_024


def has_unlisted_member(question: Question) -> bool:
    """Tell whether the header has a member that is no parameter of a JWS."""
    return not header_of(question).keys() <= HEADER_MEMBERS


def has_member_of_wrong_type(question: Question) -> bool:
    """Tell whether a parameter that does not matter to the signature has a value of the wrong type."""
    header = header_of(question)
    texts = ("jku", "x5u", "x5t", "x5t#S256", "typ", "cty")
    return (
        any(not isinstance(header.get(name, ""), str) for name in texts)
        or not isinstance(header.get("jwk", {}), dict)
        or not isinstance(header.get("x5c", []), list)
    )


def has_odd_crit(question: Question) -> bool:
    """Tell whether ``crit`` is empty or ``null``, repeats a name, or names a parameter of the standard itself."""
    crit = header_of(question).get("crit", ["b64"])
    return not isinstance(crit, list) or not crit or len(crit) != len(set(map(str, crit))) or bool(HEADER_MEMBERS - {"b64"} & set(map(str, crit)))


def has_b64_without_crit(question: Question) -> bool:
    """Tell whether ``b64`` stands in the header and not in ``crit``."""
    header = header_of(question)
    return "b64" in header and "b64" not in (header.get("crit") or ())


def has_unencoded_payload(question: Question) -> bool:
    """Tell whether the payload is attached as it is."""
    header = header_of(question)
    return header.get("b64") is False and "b64" in (header.get("crit") or ())


def is_padded(question: Question) -> bool:
    """Tell whether a segment ends in ``=``."""
    return any(part.endswith(b"=") for part in segments(question))


def is_loosely_encoded(question: Question) -> bool:
    """Tell whether a segment's text is another than that of its octets: other alphabet, foreign characters, unused bits, padding."""
    return any(segment(loose(part)) != part for part in segments(question))


def curve_differs(question: Question) -> bool:
    """Tell whether the key is on another curve than the algorithm's."""
    return question.key["kty"] == "EC" and question.key["crv"] != CURVES.get(question.algorithm)


def is_long_ecdsa(question: Question) -> bool:
    """Tell whether r and s are longer than the curve's field, by leading zeros."""
    return question.algorithm in WIDTHS and len(loose(segments(question)[-1])) > 2 * WIDTHS[question.algorithm]


def is_short_secret(question: Question) -> bool:
    """Tell whether a secret is shorter than the hash."""
    return question.key["kty"] == "oct" and 8 * len(loose(question.key["k"].encode())) < int(question.algorithm[2:])


def is_short_rsa(question: Question) -> bool:
    """Tell whether an RSA modulus has fewer than 2048 bits."""
    return question.key["kty"] == "RSA" and int.from_bytes(loose(question.key["n"].encode())).bit_length() < 2048


def is_bound_to_another_use(question: Question) -> bool:
    """Tell whether ``use`` or ``key_ops`` say something else than to verify."""
    operations = question.key.get("key_ops", ["verify"])
    return question.key.get("use", "sig") != "sig" or "verify" not in operations


def may_do_nothing(question: Question) -> bool:
    """Tell whether ``key_ops`` is there and empty."""
    return question.key.get("key_ops") == []


def has_odd_key_ops(question: Question) -> bool:
    """Tell whether ``key_ops`` is no array of different names."""
    operations = question.key.get("key_ops", [])
    return not isinstance(operations, list) or len(set(operations)) != len(operations)


def is_bound_to_another_algorithm(question: Question) -> bool:
    """Tell whether the key's ``alg`` is another than the token's."""
    return question.key.get("alg", question.algorithm) != question.algorithm


def has_another_kid(question: Question) -> bool:
    """Tell whether token and key name different kids."""
    kid = header_of(question).get("kid")
    return kid is not None and "kid" in question.key and question.key["kid"] != kid


def has_kid_of_wrong_type(question: Question) -> bool:
    """Tell whether the token's kid is no string."""
    return not isinstance(header_of(question).get("kid", ""), str)


def is_jwe_header(question: Question) -> bool:
    """Tell whether the header has ``enc``."""
    return "enc" in header_of(question)


def is_unsigned(question: Question) -> bool:
    """Tell whether the header says ``none``."""
    return header_of(question).get("alg") == "none"


def is_fully_specified(question: Question) -> bool:
    """Tell whether the algorithm is one of the names of RFC 9864."""
    return question.algorithm in ("Ed25519", "Ed448")


def is_key_document(question: Question) -> bool:
    """Tell whether the secret's octets are a PEM document."""
    return question.key["kty"] == "oct" and loose(question.key["k"].encode()).startswith(b"-----BEGIN")


def _flipped_unused_bits(token: bytes) -> bytes:
    """Set the two bits of the last character that belong to no octet: 32 octets leave them unused."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1:]) | 1 :][:1]


def _with_zeros(signature: bytes) -> bytes:
    return b"\0" + signature[:32] + b"\0" + signature[32:]


ALL = tuple(PEERS)

DISAGREEMENTS = (
    Disagreement(
        "header-not-utf8", "a header in UTF-16, or behind a byte order mark",
        "RFC 7515, 4: the header is UTF-8; readers that guess can be led to different headers",
        not_plain_utf8, lambda: asked('{"alg":"HS256"}'.encode("utf-16")), accepting=("PyJWT", "joserfc"),
    ),
    Disagreement(
        "duplicate-member", "one header member twice",
        "RFC 7515, 4: names must be unique, or two readers see two algorithms",
        repeats_a_member, lambda: asked(b'{"alg":"none","alg":"HS256"}'), accepting=ALL,
    ),
    Disagreement(
        "not-json", "`NaN`, an infinite number or a lone surrogate in the header",
        "RFC 8259, 6 and 8.2: readers in other languages refuse it or see something else",
        is_no_standard_json, lambda: asked(b'{"alg":"HS256","x":NaN}'), accepting=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "beyond-our-bounds", "a token over 1 MiB, a header over 16 KiB or nested deeper than 64, a number of more than 1000 digits",
        "work before the signature is checked is bounded",
        is_beyond_bounds, lambda: asked(b'{"alg":"HS256","x":' + b"[" * 65 + b"]" * 65 + b"}"), accepting=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "beyond-bounds-of-joserfc", "a header over 512 characters, a payload over 128,000, a signature over 1024",
        "a choice of that library; an x5c is longer",
        is_beyond_bounds_of_joserfc, lambda: asked(payload=b" " * 128_000), refusing=("joserfc",),
    ),
    Disagreement(
        "kid-no-string", "a kid that is no string",
        "RFC 7515, 4.1.4: it must be one; keys are looked up by it",
        has_kid_of_wrong_type, lambda: asked(b'{"alg":"HS256","kid":1}'), accepting=("jwcrypto",),
    ),
    Disagreement(
        "member-of-wrong-type", "a `typ`, `cty`, `jku`, `jwk` or `x5c` of the wrong type",
        "nothing in a signature check reads them; whoever reads them must check",
        has_member_of_wrong_type, lambda: asked(b'{"alg":"HS256","typ":1}'), refusing=("joserfc",),
    ),
    Disagreement(
        "unlisted-member", "a header member that RFC 7515 does not know, `zip` among them",
        "RFC 7515, 4: members that are not understood are ignored unless `crit` names them",
        has_unlisted_member, lambda: asked(b'{"alg":"HS256","org":"a"}'), refusing=("joserfc",),
    ),
    Disagreement(
        "crit-empty-or-standard", "a `crit` that is empty or names a parameter of the standard",
        "RFC 7515, 4.1.11: both are forbidden",
        has_odd_crit, lambda: asked(b'{"alg":"HS256","crit":["alg"]}'), accepting=("joserfc", "jwcrypto"),
    ),
    Disagreement(
        "crit-repeats", "a `crit` that names one extension twice",
        "RFC 7515, 4.1.11: names must not occur twice",
        has_odd_crit, lambda: asked(b'{"alg":"HS256","b64":true,"crit":["b64","b64"]}'), accepting=ALL,
    ),
    Disagreement(
        "b64-not-critical", "`b64` without `crit`",
        "RFC 7797, 6: it must be critical, for who does not know it would verify other octets",
        has_b64_without_crit, lambda: asked(b'{"alg":"HS256","b64":true}'), accepting=ALL,
    ),
    Disagreement(
        "unencoded-payload", "an attached payload with `b64` false",
        "RFC 7797, 5: allowed where it has no dot; PyJWT takes it detached only, jwcrypto decodes it. The claims verifier of jwtriage refuses it",
        has_unencoded_payload, lambda: spelled(segment(b'{"alg":"HS256","b64":false,"crit":["b64"]}'), b"plain"), refusing=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "jwe-header", "`enc` in the header of a signed token",
        "RFC 7516, 9: `enc` is what tells a JWE from a JWS",
        is_jwe_header, lambda: asked(b'{"alg":"HS256","enc":"A128GCM"}'), accepting=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "padding", "padding (`=`) behind a segment",
        "RFC 7515, 2: base64url without padding; one token has one spelling. PyJWT takes it in each segment, jwcrypto behind the signature",
        is_padded, lambda: with_text(asked(), lambda token: token + b"="), accepting=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "loose-encoding", "a segment in standard base64, with foreign characters, or with unused bits set",
        "RFC 4648, 3.3 and 3.5: several texts for one token defeat deny lists and caches. jwcrypto decodes and encodes again",
        is_loosely_encoded, lambda: with_text(asked(), _flipped_unused_bits), accepting=("jwcrypto",),
    ),
    Disagreement(
        "short-secret", "a secret shorter than the hash",
        "RFC 7518, 3.2: at least as long as the hash; PyJWT and joserfc warn",
        is_short_secret, lambda: asked(key=keys.SECRET[:31]), accepting=("PyJWT", "joserfc"),
    ),
    Disagreement(
        "short-rsa", "an RSA key of less than 2048 bits",
        "RFC 7518, 3.3; PyJWT and joserfc warn",
        is_short_rsa, lambda: asked(alg="RS256", key=keys.rsa("a", 1024)), accepting=ALL,
    ),
    Disagreement(
        "use-or-key-ops", "a key whose `use` or `key_ops` say something else",
        "RFC 7517, 4.2 and 4.3; the key object of PyJWT has no memory of its JWK",
        is_bound_to_another_use, lambda: asked(binding={"use": "enc"}), accepting=("PyJWT",),
    ),
    Disagreement(
        "key-ops-empty", "an empty `key_ops`",
        "RFC 7517, 4.3: the operations that are meant, here none; jwcrypto reads it as no list at all",
        may_do_nothing, lambda: asked(binding={"key_ops": []}), accepting=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "odd-key-ops", "`key_ops` that is no array, or names one operation twice",
        "RFC 7517, 4.3: an array without duplicates",
        has_odd_key_ops, lambda: asked(binding={"key_ops": "verify"}), accepting=ALL,
    ),
    Disagreement(
        "key-of-another-algorithm", "a key whose `alg` is another than the token's",
        "RFC 8725, 3.1: a key is used with one algorithm",
        is_bound_to_another_algorithm, lambda: asked(alg="RS256", binding={"alg": "RS512"}), accepting=("PyJWT", "jwcrypto"),
    ),
    Disagreement(
        "key-of-another-kid", "a single key whose kid is another than the token's",
        "RFC 7515, 4.1.4: the kid says which key; the others look at it only in a set",
        has_another_kid, lambda: asked(b'{"alg":"HS256","kid":"one"}', binding={"kid": "two"}), accepting=ALL,
    ),
    Disagreement(
        "key-of-another-curve", "an EC key on another curve than the algorithm's",
        "RFC 7518, 3.4: ES256 is P-256 and nothing else",
        curve_differs, lambda: asked(alg="ES256", key=keys.ec("P-384")), accepting=("jwcrypto",),
    ),
    Disagreement(
        "long-ecdsa", "an ECDSA signature with zeros before r and s",
        "RFC 7518, 3.4: two numbers of exactly the curve's length",
        is_long_ecdsa, lambda: with_signature(asked(alg="ES256"), _with_zeros), accepting=("jwcrypto",),
    ),
    Disagreement(
        "unsigned", "`none`, where the verifier lists it",
        "RFC 8725, 3.2: no signature is no good signature",
        is_unsigned, unsigned, accepting=("joserfc",),
    ),
    Disagreement(
        "fully-specified-names", "`Ed25519` and `Ed448` as algorithm names",
        "RFC 9864, 2.2: they took the place of EdDSA; PyJWT does not know them yet",
        is_fully_specified, lambda: signed_name("Ed25519", "EdDSA"), refusing=("PyJWT",),
    ),
    Disagreement(
        "secret-is-a-key-document", "a JWK `oct` whose `k` is a PEM document",
        "RFC 8725, 2.1: the text of a public key must never become a shared secret, whoever names it one",
        is_key_document, lambda: asked(payload=PAYLOAD, key=keys.public_pem(keys.rsa())), accepting=("jwcrypto",),
    ),
)  # fmt: skip


def table() -> str:
    """Return the rows of the page: what it is, what each answers to the example, and why."""
    head = ["what the token or the key has", "jwtriage", *PEERS, "why"]
    rows = [[each.title, *(_word(each, who) for who in ("jwtriage", *PEERS)), each.reason] for each in DISAGREEMENTS]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _word(each: Disagreement, who: str) -> str:
    accepts = each.ours if who not in (*each.accepting, *each.refusing) else who in each.accepting
    return "accepts" if accepts else "refuses"


if __name__ == "__main__":
    print(table())
