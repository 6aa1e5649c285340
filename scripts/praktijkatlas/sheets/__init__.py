"""Practices on paper: a sheet for each, and booklets of several.

What typesets and binds is loaded when it is first asked for: most builds find every sheet made.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from praktijkatlas.addresses import practice_sheet
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.sheets.booklet import Booklet, site_booklets
from praktijkatlas.sheets.roles import ROLES, Role, roles_of
from praktijkatlas.sheets.settings import SheetSettings
from praktijkatlas.sheets.sheet import sheet_order
from praktijkatlas.sheets.typesetting import SheetError, page_count

if TYPE_CHECKING:
    from praktijkatlas.sheets.writing import Written, bound_pdf, write_chosen, write_sheets

__all__ = [
    "ROLES",
    "Booklet",
    "Role",
    "SheetError",
    "SheetSettings",
    "Written",
    "booklet_pdf",
    "bound_pdf",
    "document_pdf",
    "page_count",
    "roles_of",
    "sheet_pdf",
    "site_booklets",
    "write_chosen",
    "write_sheets",
]


def __getattr__(name: str) -> Any:
    """What writes sheets and booklets."""
    if name not in __all__:
        raise AttributeError(name)
    from praktijkatlas.sheets import writing

    return getattr(writing, name)


def sheet_pdf(
    entry: Entry, catalogue: Catalogue, settings: SheetSettings, role: Role | None = None
) -> bytes:
    """The sheet of a practice, for all or for a role: one A4 when it fits, else two."""
    from praktijkatlas.sheets.press import typeset

    return typeset(sheet_order(entry, catalogue, settings, role))


def booklet_pdf(
    title: str, entries: Sequence[Entry], catalogue: Catalogue, settings: SheetSettings
) -> bytes:
    """A booklet of these practices in this order, with a cover, contents and registers."""
    from praktijkatlas.sheets.writing import bound_pdf

    return bound_pdf(Booklet(title, tuple(entries)), catalogue, settings)


def document_pdf(path: str, catalogue: Catalogue, settings: SheetSettings) -> bytes | None:
    """The sheet or booklet that belongs at a path below the top of the site; None when none."""
    from praktijkatlas.sheets.writing import bound_pdf

    entry = catalogue.by_id.get(path.rsplit("/", 2)[-2] if "/" in path else "")
    if entry is not None:
        for role in (None, *roles_of(entry, catalogue)):
            if path == practice_sheet(entry.id, role.id if role else ""):
                return sheet_pdf(entry, catalogue, settings, role)
    booklet = dict(site_booklets(catalogue)).get(path)
    return None if booklet is None else bound_pdf(booklet, catalogue, settings)
