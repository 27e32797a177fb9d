"""Which secrets are weak."""

import base64
import hashlib
import secrets
import string
import uuid
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from jwtriage.known.secrets import default_secrets
from jwtriage.known.strength import is_weak
from jwtriage.known.words import ranks

ALPHANUMERIC = string.ascii_letters + string.digits
GENERATED_BY_A_PAGE = "hVmYq3t6w9z$C&F)J@NcRfUjXn2r5u8x"  # every second sign goes three places on


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "kq3vnd8s",
        "Tr0ub4dor&3",
        "correct horse battery staple",
        "AcmeCorpJwtSecret2023",
        "MyCompanyName-Production-Jwt-Secret-2024",
        "qwertyuiop[]asdfghjkl;'zxcvbnm",
        "asdkjhaskdjhaskdjh",
        "Summer2019!Winter2020!",
        "P@ssw0rdP@ssw0rdP@ssw0rd",
        "0123456789abcdef0123456789abcdef",
        "abcabcabcabcabcabcabcabcabcabcabcabc",
        "deadbeef" * 8,
        "20240131-20240201-20240301",
        "michael-jordan-23-chicago-bulls",
        "order-service-signing-key-v2-please-rotate",
        "zaq12wsxcde34rfvbgt56yhnmju78ik",
        "geheimnisvollerSchluessel2022",
        "LaContrasenaMasSegura123",
        "my-app-production-jwt-signing-secret-do-not-share",
        "+4915112345678",
        "secret\n",
        "00000000-0000-0000-0000-000000000000",
        GENERATED_BY_A_PAGE,
        "af5ad5c0-b941-11ea-b448-ab49f3cfe0b2",
        "{AF5AD5C0-B941-51EA-B448-AB49F3CFE0B2}",
        "kd8Gz2Lq9vXw4TbN-change-me-kd8Gz2Lq9vXw4TbN",
    ],
)
def test_what_people_choose_is_weak(text: str) -> None:
    assert is_weak(text.encode())


@pytest.mark.parametrize(
    "octets",
    [
        bytes(32),
        bytes(range(32)),
        bytes(range(0, 256, 5)),
        b"\x00\xff" * 20,
        bytes.fromhex("c0ffee") * 8,
        base64.b64encode(b"my very secret signing key"),
        b"my very secret signing key".hex().encode(),
        base64.b64decode("mysupersecretkeyforjwtsigning123"),
        hashlib.md5(b"secret").hexdigest().encode(),
        hashlib.sha256(b"changeme").digest(),
        hashlib.sha512(b"supersecret").hexdigest().encode(),
        "ein-sehr-geheimes-geheimnis-für-alle".encode(),
    ],
)
def test_what_is_made_from_a_guessable_thing_is_weak(octets: bytes) -> None:
    assert is_weak(octets)


@pytest.mark.parametrize("octets", [bytes(1 << 20), b"a" * (1 << 20), b"<a" * (1 << 19), b"\xff\x00" * (1 << 19)])
def test_a_large_repetition_is_weak_and_answered_quickly(octets: bytes) -> None:
    start = perf_counter()
    assert is_weak(octets)
    assert perf_counter() - start < 5


def test_every_default_secret_is_weak() -> None:
    assert all(map(is_weak, default_secrets()))


@given(
    some.lists(some.sampled_from(sorted(ranks())[:600]).map(str.capitalize), min_size=1, max_size=3),
    some.integers(1950, 2050),
    some.sampled_from(["", "!", "#1", "-v2"]),
)
def test_words_with_a_year_and_a_sign_are_weak(words: list[str], year: int, sign: str) -> None:
    assert is_weak(f"{''.join(words)}{year}{sign}".encode())


@given(some.binary(min_size=1, max_size=6), some.integers(2, 40))
def test_repetitions_are_weak(unit: bytes, times: int) -> None:
    assert is_weak(unit * times)


@settings(max_examples=60)
@given(some.integers(16, 64).map(secrets.token_bytes))
def test_random_octets_are_strong(octets: bytes) -> None:
    assert not is_weak(octets)


@settings(max_examples=60)
@given(
    some.sampled_from(
        [lambda: secrets.token_urlsafe(24), lambda: secrets.token_hex(20), lambda: secrets.token_urlsafe(48), lambda: str(uuid.uuid4())]
    )
)
def test_random_text_is_strong(make) -> None:
    assert not is_weak(make().encode())


@settings(max_examples=40)
@given(some.integers(32, 64))
def test_random_letters_and_digits_are_strong(length: int) -> None:
    assert not is_weak("".join(secrets.choice(ALPHANUMERIC) for _ in range(length)).encode())


@settings(max_examples=40)
@given(some.integers(24, 64).map(secrets.token_bytes))
def test_the_base64_of_random_octets_is_strong(octets: bytes) -> None:
    assert not is_weak(base64.b64encode(octets))
    assert not is_weak(base64.b64encode(octets) + b"\n")


@given(some.binary(max_size=400))
def test_any_octets_get_an_answer(octets: bytes) -> None:
    assert is_weak(octets) in (True, False)
