"""The site while somebody edits: the page they look at comes first, the rest follows.

After a change of the text of a practice only its own page is made, whatever the number of others.
Any other change is left to the build of the whole site.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import Context
from praktijkatlas.prose import Prose
from praktijkatlas.reading import Entry, load_reading
from praktijkatlas.reading.load import shown_path
from praktijkatlas.report import Report, with_text
from praktijkatlas.site.kept import hard_digest
from praktijkatlas.site.making import SiteWriter, pages_only
from praktijkatlas.site.output import Output
from praktijkatlas.site.page import Part
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.stamp import Inputs
from praktijkatlas.site.text_edit import TextEdit, edit_context, text_edit


class _StoppedError(Exception):
    """Nobody looks at the site any more."""


class Follower:
    """Writes what nobody looks at right now, one piece of work after another, in its own thread."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[tuple[SiteWriter, Path, Iterable[Part]] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._writing = Lock()
        self._stopped = False

    def ask(self, writer: SiteWriter, folder: Path, parts: Iterable[Part] = ()) -> None:
        """Have the files of the parts written to a folder, and search."""
        self._asked.put((writer, folder, parts))
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A while in which nothing is written: somebody looks at what is made meanwhile."""
        with self._writing:
            yield

    def stop(self) -> None:
        """Write nothing from now on."""
        with self.waiting():
            self._stopped = True
        self._asked.put(None)

    def _run(self) -> None:
        with suppress(_StoppedError):
            while asked := self._asked.get():
                writer, folder, parts = asked
                output = _StoppingOutput(folder, self._turn)
                writer.write_files(output, parts)
                if self._asked.empty():  # else the next makes search out of date at once
                    writer.write_search(output)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self.waiting():
            if self._stopped:
                raise _StoppedError
            yield


class _StoppingOutput(Output):
    """Writes every file in a turn of its own."""

    def __init__(self, folder: Path, turn: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__(folder)
        self._turn = turn

    def write_file(self, path: str, data: bytes) -> str:
        """Write a file; its path. Raises what a turn raises."""
        with self._turn():
            return super().write_file(path, data)


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
    report: Report = field(init=False)
    titles: Mapping[str, str] = field(init=False)
    """The titles of the practices that the report names."""

    def __post_init__(self) -> None:
        maker = self.writer.maker
        self.report, self.titles = maker.state, maker.report_titles

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue with the texts of this moment."""
        return self.writer.catalogue

    def write_all(self, made: Path, parts: tuple[Part, ...], before: set[str]) -> set[str]:
        """Write all pages at once, and let the rest follow; the paths of the files.

        `made` is the folder with what MkDocs made; the files in `before` that are no part of the
        site any more are removed.
        """
        output = Output(self.folder)
        output.write_copies(made)
        self.writer.write_pages(output, pages_only(parts))
        self.writer.write_offline_page(output)
        output.write_removals(before)
        self.follower.ask(self.writer, self.folder, parts)
        return output.files

    def refresh(self) -> tuple[str, ...]:
        """Bring the pages up to date after texts changed; the ids of those practices.

        Nothing when more changed than that: then the whole site must be made.
        """
        with self.follower.waiting():
            try:
                now = self.look()
            except OSError:
                return ()
            edits = self._edits(now)
            for entry, prose in edits:
                self._write(entry, prose)
        self.inputs = now if edits else self.inputs
        return tuple(entry.id for entry, _ in edits)

    def _edits(self, now: Inputs) -> list[TextEdit]:
        """The practices whose text changed; none when anything else did."""
        changed = now.edited_since(self.inputs)
        redirects = {old: (new,) for old, new in self.catalogue.redirects.items()}
        root, lists = self.writer.settings.root, self.catalogue.vocabularies
        context = edit_context(now.entries, self.practices, root, redirects, lists)
        found = [self._edit(name, context) for name in changed]
        return [edit for edit in found if edit] if all(found) else []

    def _edit(self, name: str, context: Context) -> TextEdit | None:
        entry_id = name.removesuffix(".md")
        known = self.catalogue.by_id.get(entry_id)
        if known is None:  # it was left out for its errors
            return None
        file = self.practices / name
        reading = load_reading(file, shown_path(file, self.writer.settings.root))
        hard = hard_digest(self.catalogue.prose_of(known))
        return text_edit(reading, self.fronts[entry_id], hard, context)

    def _write(self, entry: Entry, prose: Prose) -> None:
        catalogue = self.catalogue.with_text(entry, prose)
        maker = replace(self.writer.maker, catalogue=catalogue)
        self.writer = replace(self.writer, catalogue=catalogue, maker=maker)
        self.report = with_text(self.report, entry, prose)
        report = PageMaker.report_page(self.report, self.titles)
        self.writer.write_texts(Output(self.folder), [entry], report)
        # Its files once more: what was asked before this may write them with the old text.
        self.follower.ask(self.writer, self.folder, [self.writer.text_files(entry)])
