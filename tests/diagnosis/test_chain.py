"""Texts remember by which changes they were reached."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.chain import TextNode, implied, seen_text
from tests.support.case import seen

SIGHTING = seen(b"sekrit\n")
ROOT = seen_text(b"sekrit\n", SIGHTING)
TRIMMED = TextNode(b"sekrit", ROOT, CAUSES["secret-trailing-newline"], "without its newline", SIGHTING)


def test_a_text_as_it_was_seen_has_no_steps():
    assert (ROOT.depth, ROOT.steps()) == (0, ())


def test_steps_come_in_the_order_of_the_changes():
    node = TextNode(b"x", TRIMMED, CAUSES["secret-hex-vs-text"], "decoded", SIGHTING)
    assert node.depth == 2
    assert [(step.cause.id, step.axis, step.sighting) for step in node.steps()] == [
        ("secret-trailing-newline", "key", SIGHTING),
        ("secret-hex-vs-text", "key", SIGHTING),
    ]


def test_a_well_known_secret_needs_a_cause_but_no_change():
    node = implied(CAUSES["secret-default-or-placeholder"], ROOT)
    assert node.octets == ROOT.octets
    assert [step.cause.id for step in node.steps()] == ["secret-default-or-placeholder"]


def test_no_repr_shows_the_text():
    assert "sekrit" not in repr(ROOT) + repr(TRIMMED) + repr(TRIMMED.steps())
