"""What an independent validator of PDF/UA-1 and PDF/A-2a says of all kinds of documents."""

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, String

from praktijkatlas.sheets.binding import save_bound, unambiguous

from .tagged import Tagged
from .validator import faults

AMBIGUOUS = b"\r\nendstream"


def test_the_validator_finds_faults(short_pdf: bytes) -> None:
    spoiled = pikepdf.open(BytesIO(short_pdf))
    del spoiled.Root.Lang
    del spoiled.pages[0].obj.StructParents
    out = BytesIO()
    spoiled.save(out)
    assert faults(out.getvalue())


@pytest.mark.parametrize("name", ["short", "long", "for_school", "booklet"])
def test_every_kind_of_document_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    made: Tagged = request.getfixturevalue(name)
    assert faults(made.data) == []


def test_real_sheets_and_booklets_are_valid(documents: Path) -> None:
    booklets = sorted(documents.glob("bundels/**/*.pdf"))
    sheets = sorted(documents.glob("praktijken/*/*.pdf"))
    assert booklets and sheets
    # Booklets are put together by code of ours; of the sheets a part tells enough.
    found = {file.name: faults(file.read_bytes()) for file in (*booklets, *sheets[::6])}
    assert {name: said for name, said in found.items() if said} == {}


def _plain(book: Pdf) -> bytes:
    out = BytesIO()
    book.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _book(number: int, content: bytes = b" ") -> Pdf:
    """A document of one page that differs from others in its number."""
    book = pikepdf.new()
    book.add_blank_page()
    stream = book.make_stream(zlib.compress(content), Filter=Name.FlateDecode)
    book.pages[0].obj.Contents = stream
    book.Root.Odd = book.make_indirect(Dictionary(Number=String(str(number))))
    return book


def test_no_stream_of_a_booklet_runs_into_the_end_of_line_after_it() -> None:
    """PDF/A reads a carriage return before that end of line as a part of it."""
    content = b"\x0c"  # the sum behind it ends in a carriage return
    assert AMBIGUOUS in _plain(_book(0, content))
    saved = save_bound(_book(0, content))
    assert AMBIGUOUS not in saved
    with pikepdf.open(BytesIO(saved)) as book:
        assert book.pages[0].obj.Contents.read_bytes() == content

    assert AMBIGUOUS not in unambiguous(_plain(_book(0, content)))

    # The streams of objects are made while saving.
    unlucky = [n for n in range(900) if AMBIGUOUS in _plain(_book(n))]
    assert unlucky
    assert not [n for n in unlucky if AMBIGUOUS in save_bound(_book(n))]
