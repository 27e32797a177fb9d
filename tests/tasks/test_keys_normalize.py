"""One sound text for one key, with what was changed in words."""

from pathlib import Path

import pytest

from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.keys_normalize import Normal, normalize
from jwtriage.tasks.request import UnusableRequest
from tests.support.documents import jwk, jwks
from tests.support.keys import ec, private_pem, public_pem
from tests.support.secrets import SECRET


def of(folder: Path, content: bytes, name: str = "key", reference: str = "key") -> Normal:
    (folder / name).write_bytes(content)
    return normalize(reference, Surroundings(folder=folder))


def test_a_sound_text_stays(tmp_path: Path) -> None:
    for content in (public_pem(ec()), private_pem(ec()), SECRET):
        made = of(tmp_path, content)
        assert (made.text.reveal(), made.changes, made.whole_file) == (content, (), True)


def test_a_damaged_pem_becomes_the_sound_one(tmp_path: Path) -> None:
    made = of(tmp_path, b'"' + public_pem(ec()).replace(b"\n", b"\\n") + b'"')
    assert made.text.reveal() == public_pem(ec())
    assert len(made.changes) >= 2


def test_a_secret_loses_what_its_file_added(tmp_path: Path) -> None:
    made = of(tmp_path, b'"' + SECRET + b'"\n')
    assert made.text.reveal() == SECRET
    assert made.changes == ("the line break at its end removed", "quotes around it removed")


def test_a_variable_is_no_whole_file(tmp_path: Path) -> None:
    made = of(tmp_path, b"S=" + SECRET + b"\n", "a.env", "a.env#S")
    assert (made.text.reveal(), made.whole_file) == (SECRET, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (jwks(jwk(ec()), jwk(ec("P-256", "b"))), "several keys"),
        (b'{"keys": []}', "no key"),
        (b'{"kty": "oct", "k": "c2VjcmV0"}', "left as it is"),
        (b"", "is empty"),
    ],
)
def test_what_has_not_one_key(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnusableRequest, match=words):
        of(tmp_path, content)


def test_several_texts(tmp_path: Path) -> None:
    with pytest.raises(UnusableRequest, match="several texts"):
        of(tmp_path, b"A_SECRET=" + SECRET + b"\nB_SECRET=" + SECRET + b"2\n", "a.env", "a.env")
