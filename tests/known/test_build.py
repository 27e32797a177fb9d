"""The script that packs the lists."""

from pathlib import Path

from scripts.build_known_secrets import ORDER, PACKED, entries_of, octets_of, pack, read_packed


def test_the_packed_file_holds_the_sections_in_order_and_no_plain_text() -> None:
    assert tuple(read_packed()) == ORDER
    assert b"changeme" not in PACKED.read_bytes()


def test_packing_is_deterministic_and_ignores_the_order_it_is_given() -> None:
    sections = read_packed()
    assert pack(sections) == pack(dict(reversed(sections.items())))


def test_lines_are_text_or_octets() -> None:
    assert octets_of("geheim – ü") == "geheim – ü".encode()
    assert octets_of("base64url:_w") == b"\xff"


def test_entries_stand_once_and_are_not_empty(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text("b\na\n\nb\n", encoding="utf-8")
    assert entries_of(file) == ["62", "61"]


def test_the_origin_of_every_section_is_written_down() -> None:
    origin = (PACKED.parent / "ORIGIN.md").read_text(encoding="utf-8")
    for name, entries in read_packed().items():
        assert f"| `{name}` | {len(entries):,} |" in origin
