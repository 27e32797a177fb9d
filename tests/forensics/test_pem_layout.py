import pytest

from jwtriage.forensics import pem
from jwtriage.forensics.pem_layout import layout_observations
from tests.forensics.damage import LINES, SOUND


def ids(text: bytes) -> list[str]:
    block = pem.blocks(text)[0]
    return [note.id for note in layout_observations(text, block, pem.der_of(block))]


@pytest.mark.parametrize("text", [SOUND, SOUND.rstrip(), SOUND.replace(b"\n", b"\r\n")])
def test_the_strict_layout_has_nothing_to_note(text):
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"".join(LINES), ["pem-lines-joined"]),
        (b"\n".join([LINES[0] + LINES[1], *LINES[2:]]), ["pem-lines-joined"]),
        (b"\n".join([*LINES[:-2], LINES[-2] + LINES[-1]]), ["pem-lines-joined"]),
        (b" ".join(LINES), ["pem-indented-or-folded"]),
        (b"\n ".join(LINES), ["pem-indented-or-folded"]),
        (b" \n".join(LINES), ["pem-trailing-blanks"]),
        (b"\n\n".join(LINES), ["pem-blank-lines"]),
        (SOUND.replace(b"\n", b"\r"), ["pem-wrong-line-ending"]),
        (SOUND.replace(LINES[-1], b"=" + LINES[-1]), ["pem-lines-joined", "pem-padding"]),
        (SOUND[:200] + b"#" + SOUND[200:], ["pem-lines-joined", "pem-foreign-characters"]),
    ],
)
def test_one_fault_has_one_name(text, expected):
    assert ids(text) == expected


def test_a_marker_that_is_damaged_says_which():
    text = SOUND.replace(b"-----END", b"----END")
    block = pem.blocks(text)[0]
    (note,) = layout_observations(text, block, pem.der_of(block))
    assert note.id == "pem-header-missing-or-damaged"
    assert "END" in note.fact
    assert "BEGIN" not in note.fact
