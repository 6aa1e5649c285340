"""The files of the JSON API under /api/v1/."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, TypeVar

from pydantic import Field

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.encoding import json_bytes
from praktijkatlas.exports.records import (
    Link,
    PracticeDetail,
    Record,
    TermRecord,
    organisation_record,
    practice_detail,
    practice_item,
    region_record,
    term_record,
    theme_record,
)
from praktijkatlas.exports.settings import SCHEMA_VERSION, ExportSettings
from praktijkatlas.reading import Entry

PAGE_SIZE = 500
"""How many items a page of a list holds at most: some 400 KB of practices."""

SMALL_LISTS = (
    "practice_types",
    "education_levels",
    "sectors",
    "statuses",
    "evidence",
    "cost_bands",
    "organisation_kinds",
    "funding",
    "licences",
)
"""The vocabularies that have no file of their own."""

Version = Literal["1.2.0"]
Item = TypeVar("Item")
File = tuple[str, bytes]


class ListPage(Record):
    """What every page of a list says besides its items."""

    schema_version: Version = Field(title="Versie", description="De versie van deze afspraken.")
    generated: date = Field(title="Stand van", description="De dag van de nieuwste wijziging.")
    total: int = Field(title="Aantal", description="Hoeveel er zijn, op alle pagina's samen.")
    page: int = Field(title="Pagina", description="Het nummer van deze pagina, vanaf 1.")
    pages: int = Field(title="Pagina's", description="Hoeveel pagina's er zijn.")
    next: Link | None = Field(title="Volgende", description="null op de laatste pagina.")
    previous: Link | None = Field(title="Vorige", description="null op de eerste pagina.")


class PracticeDocument(Record):
    """The file of one practice."""

    schema_version: Version = Field(title="Versie", description="De versie van deze afspraken.")
    practice: PracticeDetail


class MovedDocument(Record):
    """The file under the old id of a practice that got another."""

    schema_version: Version = Field(title="Versie", description="De versie van deze afspraken.")
    moved_to: str = Field(title="Nieuw id", description="Het id dat de praktijk nu heeft.")
    api_url: Link = Field(title="JSON", description="Alles over de praktijk, als JSON.")


class VocabularyDocument(Record):
    """The lists that practices choose from; themes and regions have files of their own."""

    schema_version: Version = Field(title="Versie", description="De versie van deze afspraken.")
    generated: date = Field(title="Stand van", description="De dag van de nieuwste wijziging.")
    vocabularies: dict[str, tuple[TermRecord, ...]] = Field(title="Lijsten")


def list_files(catalogue: Catalogue, settings: ExportSettings) -> Iterator[File]:
    """The lists and the small vocabularies."""
    lists = catalogue.vocabularies
    yield from _list_files(
        addresses.PRACTICE_LIST,
        "practices",
        catalogue.entries,
        lambda entry, to: practice_item(entry, catalogue, to),
        settings,
    )
    yield from _list_files(
        addresses.THEME_LIST,
        "themes",
        lists.themes.terms,
        lambda theme, to: theme_record(theme, catalogue, to),
        settings,
    )
    yield from _list_files(
        addresses.REGION_LIST,
        "regions",
        lists.regions.terms,
        lambda region, to: region_record(region, catalogue, to),
        settings,
    )
    yield from _list_files(
        addresses.ORGANISATION_LIST,
        "organisations",
        tuple(catalogue.organisations.values()),
        organisation_record,
        settings,
    )
    yield addresses.VOCABULARIES, _vocabularies(catalogue, settings)


def practice_json(entry: Entry, catalogue: Catalogue, settings: ExportSettings) -> bytes:
    """Everything of one practice."""
    to = settings.links_from(addresses.practice_file(entry.id))
    detail = practice_detail(entry, catalogue, to)
    # No day of the export in here: a file of one practice changes when that practice does.
    return json_bytes({"schema_version": SCHEMA_VERSION, "practice": detail}, indent=2)


def moved_json(old: str, new: str, settings: ExportSettings) -> bytes:
    """What stands under the old id of a practice: where it is now."""
    to = settings.links_from(addresses.practice_file(old))
    moved = MovedDocument(
        schema_version=SCHEMA_VERSION, moved_to=new, api_url=to(addresses.practice_file(new))
    )
    return json_bytes(moved, indent=2)


def _list_files(
    first: str,
    key: str,
    items: Sequence[Item],
    record: Callable[[Item, Links], Any],
    settings: ExportSettings,
) -> Iterator[File]:
    pages = max(1, -(-len(items) // PAGE_SIZE))
    to = settings.links_from(first)
    for page in range(1, pages + 1):
        start = (page - 1) * PAGE_SIZE
        head = ListPage(
            schema_version=SCHEMA_VERSION,
            generated=settings.generated,
            total=len(items),
            page=page,
            pages=pages,
            next=to(addresses.list_page(first, page + 1)) if page < pages else None,
            previous=to(addresses.list_page(first, page - 1)) if page > 1 else None,
        )
        shown = [record(item, to) for item in items[start : start + PAGE_SIZE]]
        yield addresses.list_page(first, page), json_bytes(dict(head) | {key: shown})


def _vocabularies(catalogue: Catalogue, settings: ExportSettings) -> bytes:
    return json_bytes(
        VocabularyDocument(
            schema_version=SCHEMA_VERSION,
            generated=settings.generated,
            vocabularies={
                name: tuple(map(term_record, catalogue.vocabularies.get(name)))
                for name in SMALL_LISTS
            },
        ),
        indent=2,
    )
