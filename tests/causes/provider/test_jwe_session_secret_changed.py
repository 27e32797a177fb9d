"""An encrypted session cannot be read after its secret changed."""

import json

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import OctKey

from jwtriage.causes.provider import jwe_session_secret_changed as cause
from tests.support.example import CLAIMS, Example, diagnose
from tests.support.keys import SECRET
from tests.support.stories import outcome, scene, signed, story
from tests.support.tokens import compact_json, segment

FRAMEWORKS = {
    "NextAuth.js": ("", "NextAuth.js Generated Encryption Key", "A256GCM", 32),
    "nextjs-auth0": ("", "JWE CEK", "A256GCM", 32),
    "Auth.js": ("authjs.session-token", "Auth.js Generated Encryption Key (authjs.session-token)", "A256CBC-HS512", 64),
}
CURRENT = b"the-secret-of-this-deployment-which-is-another"


def session(framework: str = "NextAuth.js", secret: bytes = SECRET) -> bytes:
    """Encrypt a session as the framework does, with another library than ours."""
    salt, info, encryption, octets = FRAMEWORKS[framework]
    key = HKDF(SHA256(), octets, salt.encode(), info.encode()).derive(secret)
    return jwe.encrypt_compact({"alg": "dir", "enc": encryption}, json.dumps(CLAIMS), OctKey.import_key(key)).encode()


def example() -> Example:
    """The cookie was encrypted before NEXTAUTH_SECRET changed."""
    files = {".env": b"NEXTAUTH_SECRET=" + CURRENT + b"\n", ".env.before": b"NEXTAUTH_SECRET=" + SECRET + b"\n"}
    arguments = ("--verifier", ".env#NEXTAUTH_SECRET", "--candidate", ".env.before#NEXTAUTH_SECRET")
    causes = ("jwe-session-secret-changed",)
    return Example(session(), files, arguments, causes, "not-a-signature-problem", "likely")


def test_example_is_likely() -> None:
    report = diagnose(example())
    assert outcome(report)[1]["jwe-session-secret-changed"] == "likely"
    assert report["verdict"] == "not-a-signature-problem"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_other_secret_is_found_for_each_framework(framework: str) -> None:
    found = diagnose(story(session(framework), held={"now.key": CURRENT}, elsewhere={"before.key": SECRET}))
    mine = next(each for each in found["causes"] if each["id"] == "jwe-session-secret-changed")
    assert mine["certainty"] == "likely"
    assert mine["origin"]["place"] == "before.key"


def test_no_secret_opens_it() -> None:
    """A hint only: any JWE with a shared key looks like that."""
    assert [sign.certainty for sign in cause.read(scene(session(), {"now.key": CURRENT}))] == ["possible"]


def test_the_verifiers_own_secret_accuses_nobody() -> None:
    """Near miss: nothing changed; the cookie was taken for a signed token."""
    assert not list(cause.read(scene(session(), {"now.key": SECRET})))


def test_other_tokens_accuse_nobody() -> None:
    other = b".".join([segment(compact_json({"alg": "RSA-OAEP", "enc": "A256GCM"})), b"a", b"b", b"c", b"d"])
    assert not list(cause.read(scene(other, {"now.key": CURRENT})))
    assert not list(cause.read(scene(signed(CLAIMS), {"now.key": CURRENT})))


@given(st.lists(st.binary(max_size=20), min_size=3, max_size=3), st.sampled_from(["A256GCM", "A256CBC-HS512"]))
def test_damaged_parts_open_nothing(parts: list[bytes], encryption: str) -> None:
    """Whatever stands in the parts, nothing raises."""
    token = b".".join([segment(compact_json({"alg": "dir", "enc": encryption})), b"", *map(segment, parts)])
    assert [sign.certainty for sign in cause.read(scene(token, {"now.key": CURRENT}))] == ["possible"]


def test_one_octet_more_is_not_opened() -> None:
    """The tag is checked, not the look."""
    key = AESGCM(HKDF(SHA256(), 32, b"", b"JWE CEK").derive(SECRET))
    header = segment(compact_json({"alg": "dir", "enc": "A256GCM"}))
    sealed = key.encrypt(b"v" * 12, b"{}", header)
    sound, damaged = (
        b".".join([header, b"", segment(b"v" * 12), segment(text), segment(sealed[-16:])]) for text in (sealed[:-16], sealed[:-16] + b"x")
    )
    assert not list(cause.read(scene(sound, {"now.key": SECRET})))
    assert [sign.certainty for sign in cause.read(scene(damaged, {"now.key": SECRET}))] == ["possible"]
