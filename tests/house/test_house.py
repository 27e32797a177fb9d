"""The checks of the house hold here and now, and they can fail."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import docs_check  # noqa: E402
import house_numbers  # noqa: E402
import write_docs  # noqa: E402


def module(text, name="jwtriage.a"):
    return house_numbers.Module(name, Path("a.py"), text, ast.parse(text))


def test_house_numbers_hold(capsys):
    assert house_numbers.main() == 0, capsys.readouterr().out


def test_documents_are_current(capsys):
    assert docs_check.main() == 0, capsys.readouterr().out


def test_a_docstring_is_not_counted():
    assert list(house_numbers.function_lines(module('def f():\n    """A.\n\n    B.\n    """\n    return 1\n'))) == [(2, "f")]


def test_an_internal_import_inside_a_function_is_seen():
    assert len(list(house_numbers.late_imports(module("def f():\n    from jwtriage.jose import keys\n    import json\n")))) == 1


def test_imports_for_annotations_make_no_cycle():
    text = "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from jwtriage.b import B\n"
    assert house_numbers.imports(module(text), {"jwtriage.a", "jwtriage.b"}) == set()


@pytest.mark.parametrize(("graph", "number"), [({"a": {"b"}, "b": {"c"}, "c": {"a"}}, 1), ({"a": {"b"}, "b": set()}, 0)])
def test_cycles_are_found(graph, number):
    assert len(house_numbers.cycles(graph)) == number


def test_every_option_is_documented():
    reference = write_docs.command_line()
    for option in ("--verifier", "--recover", "--in-place", "--public", "--claims"):
        assert f"`{option}" in reference


def test_a_broken_link_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(docs_check, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("[a](page.md) [b](https://x.example) `[c](code.md)` [d](gone.md#head)")
    assert docs_check.broken_links(page) == ["page.md: gone.md does not exist"]
