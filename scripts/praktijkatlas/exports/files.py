"""Every exported file, and writing them to a folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.api import File, list_files, moved_json, practice_json
from praktijkatlas.exports.dcat import dcat_catalogue
from praktijkatlas.exports.encoding import json_bytes
from praktijkatlas.exports.feeds import feed_files
from praktijkatlas.exports.openapi import openapi_document
from praktijkatlas.exports.reviews import review_calendar
from praktijkatlas.exports.schema import practice_schema
from praktijkatlas.exports.settings import ExportSettings
from praktijkatlas.exports.tables import excel_table, machine_table
from praktijkatlas.exports.texts import llms_text, moved_twin, practice_twin, robots_text
from praktijkatlas.reading import Entry

# The places that hold exported files and nothing else: what is found there and was not made now
# belonged to a practice, theme, region or page that is gone.
OWN_PLACES = (
    f"{addresses.API}*-[0-9]*.json",
    addresses.practice_file("*"),
    addresses.theme_feed("*"),
    addresses.region_feed("*"),
)


def export_files(catalogue: Catalogue, settings: ExportSettings) -> Iterator[File]:
    """Every file with its path under the site, one at a time; the same bytes on each run."""
    for files in shared_files(catalogue, settings):
        yield from files()
    for entry in catalogue.entries:
        yield from practice_files(entry, catalogue, settings)


def practice_files(entry: Entry, catalogue: Catalogue, settings: ExportSettings) -> Iterator[File]:
    """The files of one practice. They depend on its entry, the vocabularies and who adopted it."""
    yield addresses.practice_file(entry.id), practice_json(entry, catalogue, settings)
    twin = practice_twin(entry, catalogue, settings)
    yield addresses.practice_markdown(entry.id), twin.encode("utf-8")


def shared_files(
    catalogue: Catalogue, settings: ExportSettings
) -> tuple[Callable[[], Iterator[File]], ...]:
    """The files that are about all practices together, in groups that stand apart."""
    return (
        lambda: list_files(catalogue, settings),
        lambda: iter([(addresses.EXCEL_TABLE, excel_table(catalogue, settings))]),
        lambda: iter([(addresses.MACHINE_TABLE, machine_table(catalogue, settings))]),
        lambda: feed_files(catalogue, settings),
        lambda: _moved(catalogue, settings),
        lambda: _descriptions(catalogue, settings),
    )


def _moved(catalogue: Catalogue, settings: ExportSettings) -> Iterator[File]:
    for old, new in catalogue.redirects.items():
        yield addresses.practice_file(old), moved_json(old, new, settings)
        twin = moved_twin(old, catalogue.by_id[new], settings)
        yield addresses.practice_markdown(old), twin.encode("utf-8")


def _descriptions(catalogue: Catalogue, settings: ExportSettings) -> Iterator[File]:
    schema_id = settings.links_from(addresses.SCHEMA)(addresses.SCHEMA)
    if not settings.base:
        schema_id = addresses.SCHEMA.removeprefix(addresses.API)
    schema = practice_schema(catalogue.vocabularies, schema_id)
    yield addresses.SCHEMA, json_bytes(schema, indent=2)
    yield addresses.OPENAPI, json_bytes(openapi_document(settings), indent=2)
    yield addresses.DCAT, json_bytes(dcat_catalogue(catalogue, settings), indent=2)
    yield addresses.REVIEW_CALENDAR, review_calendar(catalogue, settings)
    yield addresses.LLMS, llms_text(catalogue, settings).encode("utf-8")
    yield addresses.ROBOTS, robots_text(settings).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Written:
    """What writing did: how many files there are, and how many were written and removed."""

    files: int
    written: int
    removed: int


def write_exports(catalogue: Catalogue, folder: Path, settings: ExportSettings) -> Written:
    """Write what changed below `folder`, and remove the exports of what is gone."""
    made: set[Path] = set()
    written = 0
    for path, data in export_files(catalogue, settings):
        target = _target(folder, path)
        made.add(target)
        written += _write_file(target, data)
    stale = [file for file in _find_exported(folder) if file not in made]
    for file in stale:
        file.unlink()
    return Written(len(made), written, len(stale))


def _find_exported(folder: Path) -> Iterator[Path]:
    for pattern in OWN_PLACES:
        yield from folder.glob(pattern)
    # A twin is named after its folder; what else lies beside a page is not ours.
    twins = folder.glob(addresses.practice_markdown("*"))
    yield from (twin for twin in twins if twin.stem == twin.parent.name)


def _target(folder: Path, path: str) -> Path:
    # Ids are checked before they come here; this wall holds if that check ever has a hole.
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise ValueError(f"{path} leads out of the site")
    return folder / pure


def _write_file(target: Path, data: bytes) -> bool:
    try:
        if target.read_bytes() == data:
            return False
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return True
