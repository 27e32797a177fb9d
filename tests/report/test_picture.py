from xml.etree.ElementTree import fromstring

from jwtriage.report.picture import HEIGHT, MOST_BARS, MOST_MARKS, svg
from tests.support.hostile import HOSTILE, OBEYED

SVG = "{http://www.w3.org/2000/svg}"


def timeline(text="onset", size=4):
    mark = {"at": "2026-11-24T11:05:00Z", "index": 2, "text": text}
    values = {"rejected": [0] * (size - 2) + [3, 4], "accepted": [4] * size}
    return {"start": "2026-11-24T11:00:00Z", "end": "2026-11-24T11:20:00Z", "bucket_seconds": 300, **values, "marks": [mark]}


def rectangles(colour, **options):
    return [each for each in fromstring(svg(timeline(**options))).iter(f"{SVG}rect") if each.get("fill") == colour]


def test_a_bar_for_each_moment_that_has_something():
    assert (len(rectangles("#c0392b")), len(rectangles("#b8c0cc"))) == (2, 4)


def test_the_highest_stack_fills_the_field():
    highest = max(float(each.get("height")) for each in rectangles("#c0392b"))
    assert highest == HEIGHT * 4 / 8


def test_many_moments_share_bars():
    assert len(rectangles("#b8c0cc", size=10 * MOST_BARS)) <= MOST_BARS


def test_a_mark_is_drawn_and_told():
    texts = [each.text for each in fromstring(svg(timeline())).iter(f"{SVG}text")]
    assert "1  2026-11-24T11:05:00Z  onset" in texts


def test_only_so_many_marks_are_drawn():
    many = timeline()
    many["marks"] = many["marks"] * 20
    assert svg(many).count("stroke-dasharray") == MOST_MARKS


def test_hostile_text_stays_text():
    drawn = svg(timeline(f"<script>{HOSTILE}"))
    assert not set(drawn) & set(OBEYED)
    assert {each.tag.removeprefix(SVG) for each in fromstring(drawn).iter()} == {"svg", "title", "rect", "line", "text"}
