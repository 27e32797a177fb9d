"""The key fingerprint or the account in a Snowflake token is wrong."""

from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import snowflake_key_fingerprint as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import public_der, public_pem, rsa
from tests.support.stories import claims, outcome, scene, signed, story


def fingerprint(key) -> str:
    return f"SHA256:{b64encode(sha256(public_der(key)).digest()).decode()}"


def token(name: str = "MYACCOUNT.MYUSER", subject: str | None = "MYACCOUNT.MYUSER", named=None, key=None) -> bytes:
    return signed(claims(iss=f"{name}.{fingerprint(named or rsa())}", sub=subject), key or rsa())


def example() -> Example:
    """The fingerprint in the token is that of an older pair; the signature is good."""
    return story(token(named=rsa("b")), "snowflake-key-fingerprint", held={"rsa_key.pub": public_pem(rsa())}, verdict="not-a-signature-problem")


def test_example_is_refused() -> None:
    assert_explains(example())


def test_a_sound_token_is_valid() -> None:
    assert diagnose(story(token(), held={"rsa_key.pub": public_pem(rsa())}))["verdict"] == "valid"


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("myaccount.MYUSER", "myaccount.MYUSER"),
        ("MYACCOUNT.myuser", "MYACCOUNT.myuser"),
        ("XY12345.EU-CENTRAL-1.MYUSER", "XY12345.EU-CENTRAL-1.MYUSER"),
        ("MYACCOUNT.PRIVATELINK.MYUSER", None),
        ("MYACCOUMT.MYUSER", "MYACCOUNT.MYUSER"),
    ],
)
def test_account_and_user(name: str, subject: str | None) -> None:
    report = diagnose(story(token(name, subject), held={"rsa_key.pub": public_pem(rsa())}))
    assert outcome(report) == ("not-a-signature-problem", {"snowflake-key-fingerprint": "proven"})


@pytest.mark.parametrize("named", [rsa(), rsa("b")], ids=["of the signer", "of the registered key"])
def test_another_pair_is_registered(named) -> None:
    """The signature fails with the registered key and verifies with the client's: which key the fingerprint names is said."""
    held, elsewhere = {"registered.pub": public_pem(rsa("b"))}, {"rsa_key.pub": public_pem(rsa())}
    assert_explains(story(token(named=named), "snowflake-key-fingerprint", held=held, elsewhere=elsewhere))


def test_the_signer_is_not_found() -> None:
    """The fingerprint alone says that the registered key is another."""
    assert outcome(diagnose(story(token(), held={"registered.pub": public_pem(rsa("b"))}))) == ("explained", {"snowflake-key-fingerprint": "likely"})


@pytest.mark.parametrize("issuer", ["https://id.example", "ACCOUNT.USER", "SHA256:abc", ""])
def test_other_issuers_accuse_nobody(issuer: str) -> None:
    assert not list(cause.read(scene(signed(claims(iss=issuer)), {"rsa_key.pub": public_pem(rsa("b"))})))


def test_a_user_name_with_dots_is_sound() -> None:
    """Near miss: user names may hold dots; only a region or a host does not belong there."""
    report = diagnose(story(token("MYACCOUNT.JANE.DOE", "MYACCOUNT.JANE.DOE"), held={"rsa_key.pub": public_pem(rsa())}))
    assert report["verdict"] == "valid"


@given(st.text(alphabet="ABCDEFGHIJ_0123456789", min_size=1, max_size=12), st.text(alphabet="ABCDEFGHIJ_0123456789", min_size=1, max_size=12))
def test_any_names_in_upper_case_are_sound(account: str, user: str) -> None:
    assert not list(cause._account_faults(f"{account}.{user}", f"{account}.{user}"))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"registered.pub": public_pem(rsa("b"))}, {"rsa_key.pub": public_pem(rsa())}
    assert_explains(story(b"Bearer " + token(), "snowflake-key-fingerprint", "bearer-prefix-or-wrapping", held=held, elsewhere=elsewhere))
