"""SECURITY section 4, what may be called proven: rules 16 to 22."""

import json
from hashlib import sha256
from hmac import digest

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from jwtriage.forensics.opening import ZERO_OCTETS, open_pss
from jwtriage.forensics.recipe import Recipe, verifies
from jwtriage.forensics.recover_ecdsa import recover
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.known.secrets import default_secrets
from tests.house.test_causes import TESTED, example_of, shown
from tests.support.documents import jwk, jwks
from tests.support.example import BRIEF, CLAIMS, Example, diagnose
from tests.support.keys import SECRET, ec, ed25519, public_pem, rsa
from tests.support.tokens import segment, sign

OTHER = b"another-secret-of-sixty-four-octets-for-all-hashes-abcdefghijklmn"
FULL = ("--budget", "30s")
SIGNERS = {"HS256": SECRET, "RS256": rsa(), "PS256": rsa(), "ES256": ec(), "EdDSA": ed25519()}


def held(key) -> bytes:
    return key if isinstance(key, bytes) else public_pem(key)


def ask(token: bytes, *verifiers: bytes, candidates: tuple[bytes, ...] = (), brief: bool = False) -> dict:
    """Diagnose a token before verifiers and candidates given as texts."""
    own = {f"own{count}": text for count, text in enumerate(verifiers)}
    others = {f"other{count}": text for count, text in enumerate(candidates)}
    named = [word for name in own for word in ("--verifier", name)] + [word for name in others for word in ("--candidate", name)]
    return diagnose(Example(token, {**own, **others}, tuple(named), ()), *(BRIEF if brief else FULL))


def proven(report: dict) -> list[str]:
    return [found["id"] for found in report["causes"] if found["certainty"] == "proven"]


def altered(token: bytes) -> bytes:
    """Exchange the payload for another of the same issuer."""
    header, _, signature = token.split(b".")
    return b".".join((header, segment(json.dumps({**CLAIMS, "sub": "mallory", "role": "admin"}).encode()), signature))


@pytest.mark.parametrize("alg", SIGNERS)
def test_rule_16_nothing_is_proven_of_an_unknown_key(alg):
    stranger = {"HS256": OTHER, "RS256": rsa("b"), "PS256": rsa("b"), "ES256": ec("P-256", "b"), "EdDSA": ed25519("b")}[alg]
    report = ask(sign(CLAIMS, stranger, alg), held(SIGNERS[alg]), candidates=(held(ec("P-256", "c")), b"x" * 40), brief=True)
    assert (report["verdict"], proven(report), report["signer"]) == ("unexplained", [], None)


@pytest.mark.parametrize("alg", SIGNERS)
def test_rule_16_nothing_is_proven_of_a_valid_token(alg):
    report = ask(sign(CLAIMS, SIGNERS[alg], alg), held(SIGNERS[alg]), candidates=(OTHER, held(rsa("b"))))
    assert (report["verdict"], proven(report)) == ("valid", [])


def test_rule_16_no_proper_part_of_a_chain_suffices():
    """Two faults: undoing one of them leaves a token that does not verify, and both are named."""
    both = ask(b"Bearer " + sign(CLAIMS, SECRET), SECRET + b"\n")
    assert sorted(proven(both)) == ["bearer-prefix-or-wrapping", "secret-trailing-newline"]
    assert proven(ask(b"Bearer " + sign(CLAIMS, SECRET), SECRET)) == ["bearer-prefix-or-wrapping"]
    assert proven(ask(sign(CLAIMS, SECRET), SECRET + b"\n")) == ["secret-trailing-newline"]


@pytest.mark.parametrize("cause", TESTED, ids=lambda cause: cause.id)
def test_rule_16_what_is_proven_says_what_verifies(cause):
    """Every proof names a fact; where another key verifies, the signer is named with its place."""
    report = json.loads(shown(cause.id).formats["json"])
    assert all(found["evidence"] for found in report["causes"] if found["certainty"] == "proven")
    if example_of(cause.id).certainty != "proven":
        assert cause.id not in proven(report)


@pytest.mark.parametrize("left", [8, 12, 24])
def test_rule_17_a_cut_signature_counts_by_its_remaining_bits(left):
    header, payload, signature = sign(CLAIMS, SECRET).split(b".")
    kept = signature[: (left * 8 + 5) // 6]
    assert "token-truncated-by-storage" in proven(ask(b".".join((header, payload, kept)), SECRET))


@pytest.mark.parametrize("left", [1, 2, 4, 7])
def test_rule_17_fewer_than_64_bits_prove_nothing(left):
    header, payload, signature = sign(CLAIMS, SECRET).split(b".")
    kept = signature[: left * 8 // 6]
    assert proven(ask(b".".join((header, payload, kept)), SECRET, brief=True)) == []


def pss_token(key, salt: int) -> bytes:
    head = sign(CLAIMS, rsa(), "PS256").rpartition(b".")[0]
    return head + b"." + segment(key.sign(head, padding.PSS(padding.MGF1(hashes.SHA256()), salt), hashes.SHA256()))


LARGEST_SALT = 256 - 32 - 2


@pytest.mark.parametrize(
    ("salt", "told"), [(20, True), (32, True), (LARGEST_SALT - ZERO_OCTETS, True), (LARGEST_SALT - ZERO_OCTETS + 1, False), (LARGEST_SALT, False)]
)
def test_rule_17_pss_structure_needs_eight_octets_of_zeros(salt, told):
    token = TokenText.read(pss_token(rsa(), salt))
    assert (open_pss(Key.from_public(rsa().public_key()), token.signature) is not None) is told
    assert ("payload-altered-after-signing" in proven(ask(altered(token.text), public_pem(rsa()), brief=True))) is told


def test_rule_17_a_test_for_any_salt_passes_by_chance_and_proves_nothing():
    """With the largest salt there are no zeros that could tell: one random block in 65,536 looks like that."""
    token = TokenText.read(pss_token(rsa("b"), LARGEST_SALT))
    assert open_pss(Key.from_public(rsa("b").public_key()), token.signature) is None
    assert proven(ask(token.text, public_pem(rsa()), brief=True)) == []


def test_rule_17_another_salt_is_proven_by_the_text_itself():
    """With the text at hand the whole digest is compared, so any salt length may be tried."""
    token = TokenText.read(pss_token(rsa(), LARGEST_SALT))
    assert verifies(Recipe("PSS", "sha256", salt=-1), Key.from_public(rsa().public_key()), token.signing_input, token.signature)
    assert proven(ask(token.text, public_pem(rsa()))) == ["pss-salt-length"]


@pytest.mark.parametrize("alg", ["RS256", "PS256"])
def test_rule_18_an_rsa_signature_that_opens_proves_who_signed_and_that_the_text_is_another(alg):
    report = ask(altered(sign(CLAIMS, rsa(), alg)), public_pem(rsa()), brief=True)
    assert (report["verdict"], proven(report)) == ("explained", ["payload-altered-after-signing"])
    assert report["signer"]["origin"] == "own0"
    (found,) = report["causes"]
    assert any("cannot be told" in evidence["fact"] for evidence in found["evidence"])


@pytest.mark.parametrize("alg", ["HS256", "ES256", "EdDSA"])
def test_rule_18_elsewhere_altered_text_is_unexplained(alg):
    report = ask(altered(sign(CLAIMS, SIGNERS[alg], alg)), held(SIGNERS[alg]), brief=True)
    assert (report["verdict"], proven(report), report["signer"]) == ("unexplained", [], None)


def test_rule_18_another_key_does_not_open_it():
    report = ask(altered(sign(CLAIMS, rsa("b"), "RS256")), public_pem(rsa()), brief=True)
    assert (report["verdict"], proven(report)) == ("unexplained", [])


def test_rule_19_one_ecdsa_token_yields_keys_for_any_text():
    token = TokenText.read(sign(CLAIMS, ec(), "ES256"))
    assert len(recover("P-256", "sha256", token.signing_input, token.signature)) >= 2
    assert recover("P-256", "sha256", b"any other text", token.signature)
    report = ask(token.text, public_pem(ec("P-256", "b")), brief=True)
    assert (report["verdict"], report["signer"]) == ("unexplained", None)


def test_rule_19_a_known_key_is_found_under_a_lying_kid():
    own = jwks(jwk(ec("P-256", "b"), kid="one"), jwk(ec(), kid="two"))
    report = ask(sign(CLAIMS, ec(), "ES256", {"kid": "one"}), own)
    assert report["verdict"] == "explained"
    assert report["signer"]["how"] == "verified"


def test_rule_19_two_tokens_share_one_key():
    tokens = [sign({**CLAIMS, "sub": name}, ec(), "ES256") for name in "ab"]
    report = diagnose(Example(tokens[0], {"b": tokens[1]}, ("--also-token", "@b"), ()), *FULL)
    assert (report["signer"]["how"], report["signer"]["fingerprint"]) == ("recovered", f"ec:{Key.from_public(ec().public_key()).thumbprint}")
    strangers = diagnose(Example(tokens[0], {"b": sign(CLAIMS, ec("P-256", "b"), "ES256")}, ("--also-token", "@b"), ()), *BRIEF)
    assert strangers["signer"] is None
    same = diagnose(Example(tokens[0], {"b": tokens[0]}, ("--also-token", "@b"), ()), *BRIEF)
    assert same["signer"] is None


def test_rule_19_an_rsa_key_must_verify_every_token():
    small = rsa("small", 1024, 3)
    tokens = [sign({**CLAIMS, "sub": name}, small, "RS256") for name in "ab"] + [sign(CLAIMS, rsa("other", 1024, 3), "RS256")]
    files = {"b": tokens[1], "c": tokens[2]}
    found = diagnose(Example(tokens[0], files, ("--also-token", "@b", "--recover", "rsa"), ()), *FULL)
    assert found["signer"]["fingerprint"] == f"rsa:{Key.from_public(small.public_key()).thumbprint}"


@pytest.mark.parametrize(("alg", "block"), [("HS256", 64), ("HS384", 128), ("HS512", 128)])
def test_rule_20_equivalent_is_told_apart_from_equal(alg, block):
    """NUL up to the block changes nothing for HMAC: it explains nothing either, and the token is valid as configured."""
    padded = SECRET[:40] + bytes(8)
    assert digest(padded, b"x", f"sha{alg[2:]}") == digest(SECRET[:40], b"x", f"sha{alg[2:]}")
    report = ask(sign(CLAIMS, SECRET[:40], alg), padded, candidates=(SECRET[:40],))
    assert (report["verdict"], proven(report)) == ("valid", [])
    assert Key.from_secret(padded) != Key.from_secret(SECRET[:40])


def test_rule_20_the_equivalence_is_one_of_each_hash():
    """A key over 64 octets equals its SHA-256 under HS256 only."""
    long = bytes(range(1, 101))
    hashed = sha256(long).digest()
    assert digest(long, b"x", "sha256") == digest(hashed, b"x", "sha256")
    assert digest(long, b"x", "sha512") != digest(hashed, b"x", "sha512")
    assert ask(sign(CLAIMS, long, "HS256"), hashed)["verdict"] == "valid"
    assert proven(ask(sign(CLAIMS, long, "HS512"), hashed, brief=True)) in ([], ["secret-longer-than-block"])


PUBLIC_SIGNERS = {
    "default list": lambda: (sign(CLAIMS, default_secrets()[0]), SECRET),
    "public PEM as secret": lambda: (sign(CLAIMS, public_pem(rsa())), public_pem(rsa())),
    "key carried by the token": lambda: (sign(CLAIMS, ec("P-256", "mallory"), "ES256", {"jwk": jwk(ec("P-256", "mallory"))}), public_pem(ec())),
}


@pytest.mark.parametrize("name", PUBLIC_SIGNERS)
def test_rule_21_a_key_that_everybody_has_means_anyone(name):
    token, own = PUBLIC_SIGNERS[name]()
    report = ask(token, own)
    assert report["verdict"] == "explained"
    assert report["signer"]["how"] == "anyone"
    assert not any(fix["safe"] for found in report["causes"] for fix in found["fix"])


def test_rule_21_a_default_secret_that_verifies_is_noted():
    report = ask(sign(CLAIMS, default_secrets()[0]), default_secrets()[0])
    assert report["verdict"] == "valid"
    assert report["signer"]["how"] == "anyone"
    assert "secret-default-or-placeholder" in [found["id"] for found in report["causes"]]


def stripped() -> bytes:
    """Sign until the signature begins with a zero (1 in 256), and drop it as careless signers do."""
    for count in range(5_000):
        head, _, signature = sign({**CLAIMS, "jti": str(count)}, rsa("short", 1024), "RS256").rpartition(b".")
        octets = TokenText.read(head + b"." + signature).signature
        if octets[0] == 0:
            return head + b"." + segment(octets[1:])
    raise AssertionError("no signature began with a zero")


def test_rule_22_a_missing_leading_zero_comes_before_another_key():
    report = ask(stripped(), public_pem(rsa("short", 1024)), candidates=(public_pem(rsa("b")),))
    assert report["verdict"] == "explained"
    assert proven(report) == ["rsa-signature-length-differs"]
    assert report["signer"]["origin"] == "own0"
