"""All sheets and booklets of a site on disk."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from praktijkatlas.addresses import BOOKLETS, practice_sheet
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.processes import share_out
from praktijkatlas.reading import Entry
from praktijkatlas.reading.entry import slug
from praktijkatlas.sheets.binding import Leaf, bind, load_leaf
from praktijkatlas.sheets.booklet import MAX_SHEETS, Booklet, booklet_frame, booklet_order
from praktijkatlas.sheets.booklet import site_booklets as site_booklets
from praktijkatlas.sheets.press import FEW, order_bytes, typeset, typeset_all
from praktijkatlas.sheets.roles import ROLES, Role, roles_of
from praktijkatlas.sheets.settings import SheetSettings
from praktijkatlas.sheets.sheet import sheet_order
from praktijkatlas.sheets.store import CACHE, Store, load_edition, write_whole
from praktijkatlas.sheets.typesetting import MAX_PAGES, Order, SheetError, page_count

Progress = Callable[[int, int], None]
"""Told how many documents are there, and of how many."""

KEPT_ROUNDS, KEPT_AT_LEAST = 4, 600
"""How much the store holds: rounds for other addresses, and of yesterday's text; and documents."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing: how many documents there are, were made anew, and were removed.

    `long` are the ids of the practices whose sheet does not fit on two pages; `paths` is where all
    files stand, copies under old ids included, and `changed` those that were written or removed.
    """

    documents: int
    made: int
    removed: int
    long: tuple[str, ...] = ()
    paths: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    changed: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Job:
    """A document to write to a path.

    `told` is what it is made of, and with `parts` the key under which it is kept; `order` makes its
    order when that is something else, and `finish` the document of what was typeset. `id` is the
    practice that it is the sheet of, if any.
    """

    path: str
    told: Callable[[], Mapping[str, Any]]
    order: Callable[[], Order] | None = None
    parts: tuple[str, ...] = ()
    finish: Callable[[bytes], bytes] = bytes
    id: str = ""


@dataclass(slots=True)
class _Run:
    """One round of writing into a folder."""

    folder: Path
    store: Store
    progress: Progress
    processes: int | None
    total: int
    written: int = 0
    made: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def write(self, jobs: Iterable[_Job]) -> None:
        """Write documents: those that the store has, and those that are made now and kept there."""
        asked: deque[tuple[_Job, str]] = deque()

        def orders() -> Iterator[Order]:
            for job, key, order in self._missing(jobs):
                asked.append((job, key))
                yield order

        for result in typeset_all(orders(), self.processes):
            job, key = asked.popleft()
            self.made += 1
            if isinstance(result, SheetError):
                self.errors.append(f"{job.path}: {result}")
            else:
                self.store.write_made(key, result)
                self.write_one(job, result)

    def write_bound(self, jobs: Iterable[_Job]) -> None:
        """The same for booklets, for which binding takes longer than typesetting."""
        missing = list(self._missing(jobs))
        frames = list(typeset_all((order for *_, order in missing), self.processes))

        def make(number: int) -> None:
            # A copy of this process never typesets: it has none of the threads of the typesetter.
            (job, key, _), frame = missing[number], frames[number]
            if not isinstance(frame, SheetError):
                self.store.write_made(key, job.finish(frame))

        share_out(make, len(missing), FEW if self.processes != 1 else len(missing) + 1)
        for (job, key, _), frame in zip(missing, frames, strict=True):
            self.made += 1
            if isinstance(frame, SheetError):
                self.errors.append(f"{job.path}: {frame}")
            elif made := self.store.load_made(key):
                self.write_one(job, made)
            else:
                self.errors.append(f"{job.path}: wat is gemaakt, is uit de cache verdwenen")

    def _missing(self, jobs: Iterable[_Job]) -> Iterator[tuple[_Job, str, Order]]:
        """Write the documents that the store has; of the others the job, the key and the order."""
        for job in jobs:
            told = job.told()
            key = _key(order_bytes(told), *(part.encode() for part in job.parts))
            self.keys[job.path] = key
            if known := self.store.load_made(key):
                self.write_one(job, known)
            else:
                yield job, key, job.order() if job.order else cast(Order, told)

    def write_one(self, job: _Job, made: bytes) -> None:
        """Write a document to its path."""
        if job.id:
            self.pages[job.id] = page_count(made)
            if self.pages[job.id] > MAX_PAGES:
                self.long.append(job.id)
        if write_whole(self.folder / job.path, made):
            self.changed.add(job.path)
        self.written += 1
        self.progress(self.written, self.total)


def write_sheets(
    catalogue: Catalogue,
    folder: Path,
    settings: SheetSettings,
    cache: Path = CACHE,
    progress: Progress = lambda made, total: None,
    processes: int | None = None,
    booklets: bool = True,
    roles: bool = True,
) -> Written:
    """Write every sheet and booklet below `folder`, and remove those of practices that are gone.

    Only what changed is made; SheetError at the end when something could not be made.
    """
    sheets = [
        _sheet_job(entry, catalogue, settings, role)
        for entry in catalogue.entries
        for role in (None, *(roles_of(entry, catalogue) if roles else ()))
    ]
    # The thickest first, so that it is not what is waited for in the end.
    found = site_booklets(catalogue) if booklets else ()
    bound = sorted(found, key=lambda each: len(each[1].entries), reverse=True)
    moved = _moved_jobs(sheets, catalogue)
    total = len(sheets) + len(bound) + len(moved)
    run = _Run(folder, Store(cache), progress, processes, total)
    progress(0, total)

    @lru_cache(MAX_SHEETS)
    def load(entry_id: str) -> Leaf:
        entry, path = catalogue.by_id[entry_id], folder / practice_sheet(entry_id)
        return _leaf(entry, settings, path.read_bytes())

    run.write(sheets)
    if not run.errors:  # a booklet needs all of its sheets
        run.write_bound(_booklet_job(*each, catalogue, settings, run, load) for each in bound)
    if run.errors:
        raise SheetError("\n".join(run.errors))
    run.write(moved)
    run.store.write_limit(max(KEPT_AT_LEAST, KEPT_ROUNDS * total))
    paths = frozenset(run.keys)
    removed = _write_removals(folder, paths)
    changed = frozenset((*run.changed, *removed))
    return Written(
        total - len(moved), run.made, len(removed), tuple(sorted(run.long)), paths, changed
    )


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
    if title is None:
        for entry, sheet in zip(entries, _sheets(entries, catalogue, settings), strict=True):
            file = folder / f"{entry.id}.pdf"
            write_whole(file, sheet)
            yield file
        return
    file = folder / f"{slug(title) or 'bundel'}.pdf"
    write_whole(file, bound_pdf(Booklet(title, tuple(entries)), catalogue, settings))
    yield file


def bound_pdf(booklet: Booklet, catalogue: Catalogue, settings: SheetSettings) -> bytes:
    """A booklet with all that stands on its cover."""
    sheets = list(_sheets(booklet.entries, catalogue, settings))
    pages = {e.id: page_count(s) for e, s in zip(booklet.entries, sheets, strict=True)}
    frame = typeset(booklet_order(booklet, catalogue, settings, pages))
    leaves = (_leaf(e, settings, s) for e, s in zip(booklet.entries, sheets, strict=True))
    return bind(frame, list(leaves))


def _sheets(
    entries: Sequence[Entry], catalogue: Catalogue, settings: SheetSettings
) -> Iterator[bytes]:
    for made in typeset_all(sheet_order(entry, catalogue, settings) for entry in entries):
        if isinstance(made, SheetError):
            raise made
        yield made


def _leaf(entry: Entry, settings: SheetSettings, sheet: bytes) -> Leaf:
    return load_leaf(entry.id, entry.practice.title, settings.practice_url(entry.id), sheet)


def _sheet_job(
    entry: Entry, catalogue: Catalogue, settings: SheetSettings, role: Role | None = None
) -> _Job:
    order = partial(sheet_order, entry, catalogue, settings, role)
    if role:
        return _Job(practice_sheet(entry.id, role.id), order)
    return _Job(practice_sheet(entry.id), order, id=entry.id)


def _moved_jobs(sheets: Iterable[_Job], catalogue: Catalogue) -> list[_Job]:
    """The sheets under the old ids of practices: a PDF cannot lead on to another address."""
    by_id = {job.id: job for job in sheets if job.id}
    return [
        replace(by_id[new], path=practice_sheet(old), id="")
        for old, new in catalogue.redirects.items()
        if new in by_id
    ]


def _booklet_job(
    path: str,
    booklet: Booklet,
    catalogue: Catalogue,
    settings: SheetSettings,
    run: _Run,
    load: Callable[[str], Leaf],
) -> _Job:
    def finish(frame: bytes) -> bytes:
        return bind(frame, [load(entry.id) for entry in booklet.entries])

    return _Job(
        path,
        partial(booklet_frame, booklet, catalogue, settings),
        partial(booklet_order, booklet, catalogue, settings, run.pages),
        tuple(run.keys[practice_sheet(entry.id)] for entry in booklet.entries),
        finish,
    )


def _key(*parts: bytes) -> str:
    return sha256(b"\0".join((load_edition(), *parts))).hexdigest()[:40]


def _write_removals(folder: Path, paths: Collection[str]) -> list[str]:
    """Remove sheets and booklets that are not among `paths`; the paths of those."""
    places = (
        *(
            file
            for role in ("", *(role.id for role in ROLES))
            for file in folder.glob(practice_sheet("*", role))
            if file == folder / practice_sheet(file.parent.name, role)
        ),
        *folder.glob(f"{BOOKLETS}**/*.pdf"),
    )
    found = (file.relative_to(folder).as_posix() for file in places)
    stale = [path for path in found if path not in paths]
    for path in stale:
        (folder / path).unlink(missing_ok=True)
    return stale
