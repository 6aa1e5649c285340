"""A build after which only texts of practices differ: their pages are made, and no others."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from praktijkatlas.catalogue import Catalogue, OrganisationEntry, Related
from praktijkatlas.exports import ExportSettings
from praktijkatlas.reading import Entry, load_reading
from praktijkatlas.reading.load import shown_path
from praktijkatlas.report import Report, with_text
from praktijkatlas.site.change import Change
from praktijkatlas.site.kept import Kept, KeptFiles
from praktijkatlas.site.making import ShowProgress, SiteWriter
from praktijkatlas.site.output import Output
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.text_edit import text_edit
from praktijkatlas.site.tilemap import TileMap


class UnreadEntry(Entry):
    """An entry that is read when somebody asks what it says."""

    def __init__(self, entry_id: str, folder: Path, root: Path) -> None:
        for name, value in (("id", entry_id), ("folder", folder), ("root", root)):
            object.__setattr__(self, name, value)

    @property
    def file(self) -> Path:
        """The file of the entry."""
        folder: Path = self.folder  # type: ignore[attr-defined]
        return folder / f"{self.id}.md"

    @cached_property
    def _read(self) -> Entry:
        entry = load_reading(self.file, self.path).entry()
        # It was sound when the last build read it, and the system says that it has not changed.
        assert entry
        return entry

    path = property(lambda self: shown_path(self.file, self.root))
    practice = property(lambda self: self._read.practice)
    packed = property(lambda self: self._read.packed)
    picture = property(lambda self: self._read.picture)


@dataclass(frozen=True)
class _Entries(Mapping[str, Entry]):
    """The entries of the last build by their ids: those that were read now, and the others unread."""

    folder: Path
    root: Path
    ids: frozenset[str]
    read: Mapping[str, Entry]

    def __getitem__(self, entry_id: str) -> Entry:
        if entry_id in self.read:
            return self.read[entry_id]
        if entry_id not in self.ids:
            raise KeyError(entry_id)
        return UnreadEntry(entry_id, self.folder, self.root)

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.ids

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.ids))

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class _LastCatalogue(Catalogue):
    """The catalogue of the last build: it knows who is kin, and reads no entry before it must."""

    unread: Mapping[str, Entry] = field(default_factory=dict)
    kept: Kept | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries under their ids."""
        return self.unread

    @cached_property
    def adopters(self) -> Mapping[str, tuple[Entry, ...]]:
        """For every practice those that are based on it."""
        found = self.kept.adopters if self.kept else {}
        return {each: tuple(self.unread[other] for other in found[each]) for each in found}

    @cached_property
    def organisations(self) -> Mapping[str, OrganisationEntry]:
        """The organisations by id, without their practices."""
        names = self.kept.organisations if self.kept else {}
        return {each: OrganisationEntry(each, name, "", ()) for each, name in names.items()}

    def related(self, entry: Entry, count: int = 4) -> tuple[Related, ...]:
        """The practices nearest to an entry, as the last build found them."""
        practice = self.kept.practice(entry.id) if self.kept else None
        kin = practice.kin if practice else ()
        return tuple(Related(self.unread[other], reasons) for other, reasons in kin)


@dataclass(frozen=True)
class TextPlan:
    """Brings new texts to the pages and files of their practices, and to the report."""

    change: Change
    writer: SiteWriter
    entries: Collection[Entry]
    report: Report

    def write(self, output: Output, before: Collection[str]) -> None:
        """Write what the texts stand on."""
        page = PageMaker.report_page(self.report, self.change.kept.titles)
        self.writer.write_texts(output, self.entries, page)
        self.change.write_documents(self.writer, output)

    def keep(self, files: KeptFiles) -> str:
        """Keep the report of now; the digests by which the next build knows what is kept."""
        return files.write_report(self.report, self.change.last.kept)


def text_plan(change: Change, progress: ShowProgress) -> TextPlan | None:
    """The plan for a change of texts; None when anything else changed, or a text is wrong."""
    kept, report = change.kept, change.report
    read: dict[str, Entry] = {}
    for entry_id, reading in change.readings.items():
        before = kept.practice(entry_id)
        edit = text_edit(reading, before.front, before.hard, change.context) if before else None
        if edit is None:
            return None
        entry, prose = edit
        report = with_text(report, entry, prose)
        read[entry_id] = entry
    ids = frozenset(change.context.ids)
    entries = _Entries(change.last.practices, kept.settings.root, ids, read)
    catalogue = _LastCatalogue((), change.vocabularies, {}, entries, kept)
    about = kept.settings
    exports = ExportSettings(kept.generated, about.url, about.name, about.description)
    writer = change.writer(catalogue, exports, TileMap(), progress)
    return TextPlan(change, writer, read.values(), report)
