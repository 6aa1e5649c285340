"""All practices as a table: for Dutch Excel, and for machines."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.encoding import clean_text
from praktijkatlas.exports.settings import ExportSettings
from praktijkatlas.facts import review_due
from praktijkatlas.model import PartialDate, Practice
from praktijkatlas.reading import Entry

# A spreadsheet takes a cell that begins with one of these for a formula; the wide forms too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_JOINT = " | "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for machines, its heading for people, and its value of a practice."""

    key: str
    heading: str
    value: Callable[[Entry, Catalogue, Links], Any]
    vocabulary: str = ""


def _field(name: str, vocabulary: str = "") -> Column:
    """A column of one field, headed by its label in the model."""
    heading = Practice.model_fields[name].title or name
    return Column(name, heading, lambda e, c, to: getattr(e.practice, name), vocabulary)


def _part(group: str, name: str, heading: str) -> Column:
    """A column of one field of a group such as `effort`."""
    return Column(
        f"{group}_{name}",
        heading,
        lambda e, c, to: getattr(getattr(e.practice, group), name, None),
    )


def _organisation_ids(entry: Entry, catalogue: Catalogue, to: Links) -> Iterator[str]:
    for each in entry.practice.organisations:
        if not each.group:
            yield catalogue.organisation_id(each.name)


COLUMNS = (
    Column("id", "Id", lambda e, c, to: e.id),
    _field("title"),
    _field("summary"),
    _field("themes", "themes"),
    _field("practice_types", "practice_types"),
    _field("education_levels", "education_levels"),
    _field("sectors", "sectors"),
    _field("regions", "regions"),
    Column("all_regions", "Alle gebieden", lambda e, c, to: c.regions_of(e.practice), "regions"),
    _field("status", "statuses"),
    _field("status_as_of"),
    _field("stopped_reason"),
    _field("start"),
    _field("end"),
    Column("organisation_ids", "Id's van organisaties", _organisation_ids),
    Column(
        "organisations", "Organisaties", lambda e, c, to: [o.name for o in e.practice.organisations]
    ),
    _field("evidence", "evidence"),
    _part("effort", "lead_weeks", "Voorbereiding in weken"),
    _part("effort", "school_hours", "Uren voor de school"),
    _part("effort", "company_hours", "Uren voor een bedrijf"),
    _part("effort", "people", "Mensen"),
    _field("cost_band", "cost_bands"),
    _field("funding", "funding"),
    _part("reach", "learners", "Bereik: leerlingen en studenten"),
    _part("reach", "companies", "Bereik: bedrijven"),
    _part("reach", "year", "Bereik: jaar"),
    _part("contact", "organisation", "Contact: organisatie"),
    _part("contact", "function", "Contact: functie"),
    _part("contact", "url", "Contact: webadres"),
    _part("contact", "mailbox", "Contact: mailadres"),
    Column("sources", "Bronnen", lambda e, c, to: [s.url for s in e.practice.sources]),
    _field("keywords"),
    _field("added"),
    _field("reviewed"),
    Column("review_due", "Na te kijken vóór", lambda e, c, to: review_due(e.practice)),
    _field("licence", "licences"),
    Column("url", "Pagina", lambda e, c, to: to(addresses.practice_page(e.id))),
)


def excel_table(catalogue: Catalogue, settings: ExportSettings) -> bytes:
    """The table as Dutch Excel opens it: UTF-8 with BOM, semicolons, labels in words."""
    lists = catalogue.vocabularies
    named = {column.vocabulary for column in COLUMNS if column.vocabulary}
    labels = {name: {term.id: term.label for term in lists.get(name)} for name in named}

    def cell(value: Any, column: Column) -> str:
        return _in_words(value, labels.get(column.vocabulary))

    to = settings.links_from(addresses.EXCEL_TABLE)
    head = [column.heading for column in COLUMNS]
    return excel_bytes([head, *_rows(catalogue, to, cell)])


def excel_bytes(rows: Iterable[list[str]]) -> bytes:
    """Rows as Dutch Excel opens them: UTF-8 with BOM, semicolons, nothing that is a formula."""
    safe = (list(map(harmless, row)) for row in rows)
    return b"\xef\xbb\xbf" + _written(safe, ";")


def machine_table(catalogue: Catalogue, settings: ExportSettings) -> bytes:
    """The table for programs: RFC 4180 in UTF-8, ids and dates as they are, lists with " | "."""
    to = settings.links_from(addresses.MACHINE_TABLE)
    head = [column.key for column in COLUMNS]
    rows = _rows(catalogue, to, lambda value, column: _raw(value))
    return _written([head, *rows], ",")


def harmless(text: str) -> str:
    """`text` as a cell that a spreadsheet does not take for a formula."""
    # Some programs skip leading space before they look, so that is looked through too.
    if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA):
        return f"'{text}"
    return text


def _rows(
    catalogue: Catalogue, to: Links, cell: Callable[[Any, Column], str]
) -> Iterator[list[str]]:
    for entry in catalogue.entries:
        yield [cell(column.value(entry, catalogue, to), column) for column in COLUMNS]


def _written(rows: Iterable[list[str]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _raw(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int | float | date | PartialDate):
        return str(value)
    return _JOINT.join(map(str, value))


def _in_words(value: Any, labels: Mapping[str, str] | None) -> str:
    """A value as people read it; `labels` are those of the ids in it, if it has any."""
    if isinstance(value, PartialDate):
        return value.in_words()
    if labels is not None and value is not None:
        ids: Iterable[Any] = (value,) if isinstance(value, str | int) else value
        value = [labels.get(i, i) for i in map(str, ids)]
    return clean_text(_raw(value))
