"""Practices on paper: a sheet for each, and booklets of several."""

from collections.abc import Sequence

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.sheets.booklet import Booklet, booklet_order, site_booklets
from praktijkatlas.sheets.press import typeset
from praktijkatlas.sheets.settings import (
    SheetSettings,
    region_booklet_path,
    sheet_path,
    theme_booklet_path,
)
from praktijkatlas.sheets.sheet import sheet_order
from praktijkatlas.sheets.typesetting import SheetError, page_count
from praktijkatlas.sheets.writing import Written, write_chosen, write_sheets

__all__ = [
    "Booklet",
    "SheetError",
    "SheetSettings",
    "Written",
    "booklet_pdf",
    "bound_pdf",
    "document_pdf",
    "page_count",
    "region_booklet_path",
    "sheet_path",
    "sheet_pdf",
    "site_booklets",
    "theme_booklet_path",
    "write_chosen",
    "write_sheets",
]


def sheet_pdf(entry: Entry, catalogue: Catalogue, settings: SheetSettings) -> bytes:
    """The sheet of a practice: one A4 when it fits, else two."""
    return typeset(sheet_order(entry, catalogue, settings)).pdf


def booklet_pdf(
    title: str, entries: Sequence[Entry], catalogue: Catalogue, settings: SheetSettings
) -> bytes:
    """A booklet of these practices in this order, with a cover, contents and registers."""
    return bound_pdf(Booklet(title, tuple(entries)), catalogue, settings)


def bound_pdf(booklet: Booklet, catalogue: Catalogue, settings: SheetSettings) -> bytes:
    """A booklet with all that stands on its cover."""
    fits = {
        entry.id: typeset(sheet_order(entry, catalogue, settings)).fit for entry in booklet.entries
    }
    return typeset(booklet_order(booklet, catalogue, settings, fits)).pdf


def document_pdf(path: str, catalogue: Catalogue, settings: SheetSettings) -> bytes | None:
    """The sheet or booklet that belongs at a path below the top of the site; None when none."""
    practice_id = path.rsplit("/", 1)[-1].removesuffix(".pdf")
    entry = catalogue.by_id.get(practice_id)
    if entry is not None and path == sheet_path(practice_id):
        return sheet_pdf(entry, catalogue, settings)
    booklet = dict(site_booklets(catalogue)).get(path)
    return None if booklet is None else bound_pdf(booklet, catalogue, settings)
