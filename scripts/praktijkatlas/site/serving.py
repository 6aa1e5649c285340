"""The site while somebody edits: the page they look at comes first, the rest follows.

After a change of a practice its own page is made, whatever the number of others. A text stands on no
other page; for what does (a title, themes, a practice that is new) all pages follow in a thread of
their own. What is not a change of a sound practice is left to the build of the whole site.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import Context
from praktijkatlas.reading import Reading, load_readings
from praktijkatlas.site.differences import Differences
from praktijkatlas.site.kept import hard_digest
from praktijkatlas.site.making import SiteWriter, pages_only
from praktijkatlas.site.output import Output
from praktijkatlas.site.page import Part
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.stamp import Inputs
from praktijkatlas.site.text_edit import (
    MOST,
    Edit,
    edit_context,
    sound_edit,
    stands_alone,
    text_edit,
)

LOOK_EVERY = 0.2
"""So many seconds pass between looking for changes, or more."""


class _StoppedError(Exception):
    """Nobody looks at the site any more."""


class _OutdatedError(Exception):
    """Something else was asked that comes instead."""


@dataclass(frozen=True)
class _Work:
    """What is to be written: by `write`, and then search by `writer`.

    Work that `yields` leaves files as they are that somebody edited meanwhile.
    """

    writer: SiteWriter
    folder: Path
    write: Callable[[Output], None]
    number: int
    yields: bool = False


@contextmanager
def _giving_way() -> Iterator[None]:
    """A while in which other threads wait shortly: those that serve, and those that see changes."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0003)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Follower:
    """Writes what nobody looks at right now, one piece of work after another, in its own thread."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[_Work | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._writing = Lock()
        self._stopped = False
        self._number = 0
        """Work with a lower number is out of date."""
        self._newer: set[str] = set()

    def ask(self, writer: SiteWriter, folder: Path, write: Callable[[Output], None]) -> None:
        """Have this written to a folder, and search."""
        self._ask(_Work(writer, folder, write, self._number))

    def ask_instead(
        self, writer: SiteWriter, folder: Path, write: Callable[[Output], None]
    ) -> None:
        """Have this written instead of all that was asked before, and search."""
        self.forget()
        self._ask(_Work(writer, folder, write, self._number, yields=True))

    def _ask(self, work: _Work) -> None:
        self._asked.put(work)
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A while in which nothing is written: somebody looks at what is made meanwhile."""
        with self._writing:
            yield

    def forget(self) -> None:
        """Write nothing of what was asked before."""
        self._number += 1
        self._newer.clear()

    def leave(self, paths: Iterable[str]) -> None:
        """Leave these files as they are: they are newer than what is being written."""
        self._newer.update(paths)

    def stop(self) -> None:
        """Write nothing from now on."""
        with self.waiting():
            self._stopped = True
        self._asked.put(None)

    def _run(self) -> None:
        with suppress(_StoppedError):
            while work := self._asked.get():
                with suppress(_OutdatedError), _giving_way():
                    self._do(work)

    def _do(self, work: _Work) -> None:
        output = _PoliteOutput(work.folder, lambda path: self._turn(work, path))
        work.write(output)
        if self._asked.empty():  # else the next makes search out of date at once
            work.writer.write_search(output)

    @contextmanager
    def _turn(self, work: _Work, path: str) -> Iterator[bool]:
        with self.waiting():
            if self._stopped:
                raise _StoppedError
            if work.number != self._number:
                raise _OutdatedError
            yield not (work.yields and path in self._newer)


class _PoliteOutput(Output):
    """Writes every file in a turn of its own, which says whether to write it."""

    def __init__(self, folder: Path, turn: Callable[[str], AbstractContextManager[bool]]) -> None:
        super().__init__(folder)
        self._turn = turn

    def write_file(self, path: str, data: bytes) -> str:
        """Write a file; its path. Raises what a turn raises."""
        with self._turn(path) as granted:
            if granted:
                return super().write_file(path, data)
        self.files.add(path)
        return path

    def write_removals(self, before: set[str]) -> None:
        """Remove files in one turn. Raises what a turn raises."""
        with self._turn(""):
            super().write_removals(before)


class Watcher:
    """Looks whether anything changed, over and over, in its own thread.

    MkDocs does so too, but with thousands of files it takes seconds while pages are being written;
    here the writing waits meanwhile.
    """

    def __init__(
        self, look: Callable[[], str], tell: Callable[[], None], follower: Follower, seen: str
    ) -> None:
        """Begin: `tell` is called when `look` gives something else than before, or OSError.

        `seen` is what it gave when the site was made.
        """
        self._look, self._tell, self._follower, self._last = look, tell, follower, seen
        self._stopped = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        seen: str | None = self._last
        pause = 0.0
        while not self._stopped.wait(max(LOOK_EVERY, pause)):
            start = monotonic()
            found = self._seen()
            pause = min(1, 2 * (monotonic() - start))  # not all of a processor
            if found != seen:
                seen = found
                self._tell()

    def _seen(self) -> str | None:
        with self._follower.waiting():
            try:
                return self._look()
            except OSError:
                return None


@dataclass
class ServedSite:
    """The site as it is served from a folder, of what `look` told when it was made."""

    writer: SiteWriter
    folder: Path
    practices: Path
    inputs: Inputs
    look: Callable[[], Inputs]
    """Tells all that a build would be made of now; OSError when something is gone."""
    fronts: Mapping[str, str]
    """A digest of the front matter of every entry, by id."""
    follower: Follower
    followed: Callable[[], None]
    """Called when all pages are as they should be again."""
    files: set[str] = field(default_factory=set)
    """The paths of the files that were written, apart from the open data."""
    near: SiteWriter = field(init=False)
    """Writes the pages of practices that change, at once (see `Catalogue.near`)."""
    _settled: PageMaker = field(init=False)
    """What made the pages when all were as they should be, the last time."""
    _unsure: set[str] = field(default_factory=set)
    """The paths of what was written since."""
    _owed: set[str] = field(default_factory=set)
    """The ids of the practices whose files have yet to be written."""

    def __post_init__(self) -> None:
        self.near, self._settled = self.writer, self.writer.maker

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of this moment."""
        return self.writer.catalogue

    def paths_without(self, catalogue: Catalogue) -> set[str]:
        """The paths of the files that were written, and of the open data of practices that are gone.

        Gone are those that `catalogue` does not have.
        """
        gone = (entry for entry in self.catalogue.entries if entry.id not in catalogue.by_id)
        parts = self.writer.maker.practice_parts(tuple(gone))
        return self.files | {path for part in parts for path, _ in part.files()}

    def write_all(self, made: Path, parts: tuple[Part, ...], before: set[str]) -> None:
        """Write all pages at once, and let the rest follow.

        `made` is the folder with what MkDocs made; the files in `before` that are no part of the
        site any more are removed.
        """
        self.follower.forget()
        output = Output(self.folder)
        output.write_copies(made)
        self.writer.write_pages(output, pages_only(parts))
        self.writer.write_offline_page(output)
        output.write_removals(before)
        self.files = output.files
        self._owed = set(self.catalogue.by_id)
        self.follower.ask(self.writer, self.folder, partial(self._write_files, self.writer))

    def refresh(self) -> tuple[str, ...] | None:
        """Bring the pages up to date after practices changed; the ids of those.

        None when anything else changed: then the whole site must be made.
        """
        with self.follower.waiting():
            try:
                now = self.look()
            except OSError:
                return None
            if now == self.inputs:
                return ()
            changed = now.edited_since(self.inputs)
            files = [self.practices / name for name in changed] if len(changed) <= MOST else []
            readings = list(load_readings(files, self.writer.settings.root))
            edited = self._edit(readings, now)
        if not edited:
            return None
        self.inputs = now
        return tuple(reading.id for reading in readings)

    def _edit(self, readings: list[Reading], now: Inputs) -> bool:
        """Write what follows from edits of these practices; False when it cannot be told."""
        redirects = {old: (new,) for old, new in self.catalogue.redirects.items()}
        root, lists = self.writer.settings.root, self.catalogue.vocabularies
        context = edit_context(now.entries, self.practices, root, redirects, lists)
        texts = [self._text_edit(reading, context) for reading in readings]
        if texts and all(texts):
            self._write_texts({edit[0].id: edit for edit in texts if edit})
            return True
        edits = [edit for each in readings if (edit := sound_edit(each, context))]
        complete = len(self.catalogue) == len(self.inputs.entries)
        alone = all(stands_alone(entry, self.catalogue, complete) for entry, _ in edits)
        if not edits or len(edits) < len(readings) or not alone:
            return False
        self._write_entries({edit[0].id: edit for edit in edits})
        self.fronts = {**self.fronts, **{reading.id: reading.front for reading in readings}}
        return True

    def _text_edit(self, reading: Reading, context: Context) -> Edit | None:
        known = self.catalogue.by_id.get(reading.id)
        if known is None:
            return None
        hard = hard_digest(self.catalogue.prose_of(known))
        return text_edit(reading, self.fronts[reading.id], hard, context)

    def _write_texts(self, told: Mapping[str, Edit]) -> None:
        """Write the pages and files of these practices, and let the report follow."""
        self.writer = self.writer.seeing(self.catalogue.with_texts(told))
        self.near = self.near.seeing(self.near.catalogue.with_texts(told))
        entries = [entry for entry, _ in told.values()]
        output = Output(self.folder)
        self.near.write_practices(output, entries)
        self.near.write_files(output, map(self.near.text_files, entries))
        self.follower.leave(output.files)
        # The files once more: what was asked before this may write them with the old text.
        writer = self.writer

        def write(output: Output) -> None:
            report = writer.maker.report()
            output.write_page(report.address, writer.html(report))
            writer.write_files(output, map(writer.text_files, entries))

        self.follower.ask(writer, self.folder, write)

    def _write_entries(self, told: Mapping[str, Edit]) -> None:
        """Write the pages of these practices, and let those follow that tell of them."""
        self.writer = self.writer.of(self.catalogue.with_entries(told))
        self.near = self.writer.seeing(self.near.catalogue.near(told))
        output = Output(self.folder)
        self.near.write_practices(output, (entry for entry, _ in told.values()))
        self.files |= output.files
        writer = self.writer

        def write(output: Output) -> None:
            differences = Differences(self._settled, writer.maker, frozenset(self._unsure))
            try:
                writer.write_again(output, differences, pages_only(differences.parts()))
            finally:  # something else may have been asked
                self.files |= output.files
                self._unsure |= output.files
            self._settled = replace(writer.maker)  # without what that one worked out
            self._unsure.clear()
            self._owed.update(entry.id for entry in differences.practices)
            self.followed()
            self._write_files(writer, output)

        self.follower.ask_instead(writer, self.folder, write)

    def _write_files(self, writer: SiteWriter, output: Output) -> None:
        """Write the open data: of all together, and of the practices whose files are owed."""
        maker = writer.maker
        writer.write_files(output, maker.shared_parts())
        for entry in maker.catalogue.entries:
            if entry.id in self._owed:
                writer.write_files(output, maker.practice_parts((entry,)))
                self._owed.discard(entry.id)
