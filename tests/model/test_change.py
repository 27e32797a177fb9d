"""Changes hold texts that may be secrets: no repr shows them."""

from jwtriage.jose.secret import Secret
from jwtriage.model.case import Origin, Sighting
from jwtriage.model.change import DocumentText, SecretText, TextChange


def test_a_change_says_what_is_done() -> None:
    change = TextChange(b"sekrit", "without its newline")
    assert repr(change) == "TextChange('without its newline')"
    assert (change.text, change.how) == (b"sekrit", "without its newline")


def test_a_text_says_where_it_is_from() -> None:
    sighting = Sighting(Secret(b"sekrit"), Origin("jwt.key"))
    for text in (SecretText(b"sekrit", sighting, True, 64), DocumentText(b"sekrit", sighting, True)):
        assert "jwt.key" in repr(text)
        assert "sekrit" not in repr(text)
