"""All sheets and booklets of a site on disk."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import cast

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.reading.entry import slug
from praktijkatlas.sheets.booklet import Booklet, booklet_frame, booklet_order
from praktijkatlas.sheets.booklet import site_booklets as site_booklets
from praktijkatlas.sheets.press import Made, order_bytes, typeset, typeset_all
from praktijkatlas.sheets.settings import BOOKLETS, SheetSettings, sheet_path
from praktijkatlas.sheets.sheet import sheet_order
from praktijkatlas.sheets.store import CACHE, Store, load_edition, write_whole
from praktijkatlas.sheets.typesetting import MAX_PAGES, Fit, Order, SheetError, page_count

Progress = Callable[[int, int], None]
"""Told how many documents are made, and of how many."""

KEPT_ROUNDS, KEPT_AT_LEAST = 4, 600
"""How much the store holds: rounds for other addresses, and of yesterday's text; and documents."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing: how many documents there are, were made anew, and were removed.

    `long` are the ids of the practices whose sheet does not fit on two pages.
    """

    documents: int
    made: int
    removed: int
    long: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """A document to write to a path, under the key of what it is made of."""

    path: str
    key: str
    order: Callable[[], Order]
    id: str = ""


@dataclass(slots=True)
class _Run:
    """One round of writing into a folder."""

    folder: Path
    store: Store
    progress: Progress
    processes: int | None
    total: int = 0
    made: int = 0
    fits: dict[str, Fit] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def write_known(self, jobs: Iterable[_Job]) -> list[_Job]:
        """Write the documents that the store has; the jobs of the others are given back."""
        missing = []
        for job in jobs:
            if made := self.store.load_made(job.key):
                self.write_one(job, made)
            else:
                missing.append(job)
        return missing

    def write_missing(self, jobs: Sequence[_Job]) -> None:
        """Make documents, keep them in the store, and write them."""
        results = typeset_all([job.order for job in jobs], self.processes)
        for job, result in zip(jobs, results, strict=True):
            if isinstance(result, SheetError):
                self.errors.append(f"{job.path}: {result}")
            else:
                self.store.write_made(job.key, result)
                self.write_one(job, result)
            self.made += 1
            self.progress(self.made, self.total)

    def write_one(self, job: _Job, made: Made) -> None:
        """Write a document to its path."""
        if job.id:
            self.fits[job.id] = made.fit
            if page_count(made.pdf) > MAX_PAGES:
                self.long.append(job.id)
        write_whole(self.folder / job.path, made.pdf)


def write_sheets(
    catalogue: Catalogue,
    folder: Path,
    settings: SheetSettings,
    cache: Path = CACHE,
    progress: Progress = lambda made, total: None,
    processes: int | None = None,
    booklets: bool = True,
) -> Written:
    """Write every sheet and booklet below `folder`, and remove those of practices that are gone.

    Only what changed is made; SheetError at the end when something could not be made.
    """
    run = _Run(folder, Store(cache), progress, processes)
    sheets = [_sheet_job(entry, catalogue, settings) for entry in catalogue.entries]
    keys = {job.id: job.key for job in sheets}
    bound = [
        _booklet_job(path, booklet, catalogue, settings, keys, run.fits)
        for path, booklet in (site_booklets(catalogue) if booklets else ())
    ]
    missing_sheets, missing_booklets = run.write_known(sheets), run.write_known(bound)
    run.total = len(missing_sheets) + len(missing_booklets)
    run.progress(0, run.total)
    run.write_missing(missing_sheets)
    if not run.errors:  # a booklet needs all of its sheets
        run.write_missing(missing_booklets)
    if run.errors:
        raise SheetError("\n".join(run.errors))
    jobs = [*sheets, *bound]
    run.store.write_limit(max(KEPT_AT_LEAST, KEPT_ROUNDS * len(jobs)))
    removed = _write_removals(folder, {job.path for job in jobs})
    return Written(len(jobs), run.made, removed, tuple(sorted(run.long)))


def write_chosen(
    entries: Sequence[Entry],
    catalogue: Catalogue,
    folder: Path,
    settings: SheetSettings,
    title: str | None = None,
) -> Iterator[Path]:
    """Write the sheets of these practices into `folder`, or one booklet when there is a title.

    Gives each file as soon as it is there.
    """
    sheets = ((entry, typeset(sheet_order(entry, catalogue, settings))) for entry in entries)
    if title is None:
        for entry, made in sheets:
            file = folder / f"{entry.id}.pdf"
            write_whole(file, made.pdf)
            yield file
        return
    fits = {entry.id: made.fit for entry, made in sheets}
    booklet = Booklet(title, tuple(entries))
    file = folder / f"{slug(title) or 'bundel'}.pdf"
    write_whole(file, typeset(booklet_order(booklet, catalogue, settings, fits)).pdf)
    yield file


def _sheet_job(entry: Entry, catalogue: Catalogue, settings: SheetSettings) -> _Job:
    # Kept as JSON: a thousand orders of objects would fill the memory.
    order = order_bytes(sheet_order(entry, catalogue, settings))
    return _Job(sheet_path(entry.id), _key(order), partial(_order, order), entry.id)


def _order(data: bytes) -> Order:
    return cast(Order, json.loads(data))


def _booklet_job(
    path: str,
    booklet: Booklet,
    catalogue: Catalogue,
    settings: SheetSettings,
    keys: Mapping[str, str],
    fits: Mapping[str, Fit],
) -> _Job:
    parts = (keys[entry.id].encode() for entry in booklet.entries)
    key = _key(order_bytes(booklet_frame(booklet, catalogue, settings)), *parts)
    return _Job(path, key, partial(booklet_order, booklet, catalogue, settings, fits))


def _key(*parts: bytes) -> str:
    return sha256(b"\0".join((load_edition(), *parts))).hexdigest()[:40]


def _write_removals(folder: Path, paths: set[str]) -> int:
    """Remove sheets and booklets that are not among `paths`; gives how many."""
    places = (
        *(file for file in folder.glob(sheet_path("*")) if file.stem == file.parent.name),
        *folder.glob(f"{BOOKLETS}/**/*.pdf"),
    )
    stale = [file for file in places if file.relative_to(folder).as_posix() not in paths]
    for file in stale:
        file.unlink(missing_ok=True)
    return len(stale)
