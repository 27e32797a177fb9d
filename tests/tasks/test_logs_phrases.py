import pytest

from jwtriage.logs.phrasebook import phrasebook
from jwtriage.tasks.logs_phrases import book_of
from jwtriage.tasks.request import UnusableRequest


def written(tmp_path, text: str) -> str:
    path = tmp_path / "jwtriage.toml"
    path.write_text(text)
    return str(path)


def test_own_phrases_come_to_ours(tmp_path):
    book = book_of(written(tmp_path, '[[phrase]]\ntext = "badge {kid} is stale"\nreason = "expired"\nlibrary = "gate"\n'))
    assert len(book.phrases) == len(phrasebook().phrases) + 1
    assert (book.phrases[-1].library, book.phrases[-1].kind) == ("gate", "own")


def test_the_file_of_this_folder_is_read(tmp_path, monkeypatch):
    written(tmp_path, '[[phrase]]\ntext = "stale"\nreason = "expired"\nkind = "warning"\n')
    monkeypatch.chdir(tmp_path)
    assert book_of(None).phrases[-1].kind == "warning"


def test_without_phrases_the_book_is_ours(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert book_of(None) is phrasebook()
    assert book_of(written(tmp_path, "")) is phrasebook()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('reason = "expired"', "text must"),
        ('text = "x"\nreason = "stale"', "reason must"),
        ('text = "x"\nreason = "ok"', "reason must"),
        ('text = "x"\nreason = "expired"\nkind = "own"', "kind must"),
        ('text = "{a}"\nreason = "expired"', "needs a word"),
        (f'text = "{"x" * 501}"\nreason = "expired"', "at most 500"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, row, why):
    with pytest.raises(UnusableRequest, match=f"phrase 1.*{why}"):
        book_of(written(tmp_path, f"[[phrase]]\n{row}\n"))
