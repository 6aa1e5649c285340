"""A build after which only texts of practices differ: their pages are made, and no others.

Everything else is as the last build left it. When that cannot be told for sure, this build is left
to the one that makes the whole site.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue, OrganisationEntry, Related
from praktijkatlas.clock import current_day
from praktijkatlas.exports import ExportSettings
from praktijkatlas.model import Vocabularies
from praktijkatlas.reading import (
    Entry,
    Reading,
    find_entry_files,
    load_reading,
    load_readings,
    load_vocabulary_files,
)
from praktijkatlas.reading.load import VOCABULARY_FOLDER, shown_path
from praktijkatlas.report import with_text
from praktijkatlas.sheets.typesetting import SheetError
from praktijkatlas.site import render
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.kept import Kept, KeptFiles
from praktijkatlas.site.making import ShowProgress, SiteWriter, unseen
from praktijkatlas.site.output import Output
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.publishing import PublishError, Staging
from praktijkatlas.site.shell import Shell, Shells
from praktijkatlas.site.stamp import LastBuild, Stamp
from praktijkatlas.site.text_edit import MOST, edit_context, text_edit


class _UnreadEntry(Entry):
    """An entry that is read when somebody asks what it says."""

    def __init__(self, entry_id: str, file: Path, path: str) -> None:
        for name, value in (("id", entry_id), ("path", path), ("file", file)):
            object.__setattr__(self, name, value)

    @cached_property
    def _read(self) -> Entry:
        entry = load_reading(self.file, self.path).entry()  # type: ignore[attr-defined]
        # It was sound when the last build read it, and the system says that it has not changed.
        assert entry
        return entry

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
        file = self.folder / f"{entry_id}.md"
        return _UnreadEntry(entry_id, file, shown_path(file, self.root))

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


Spare = tuple[int, Mapping[str, int]]
"""The inode of a spare, and what its files add to its number."""


def patch_site(
    stamp: Stamp, look: Callable[[], Spare | None], progress: ShowProgress = unseen
) -> Path | None:
    """The folder of the site after only texts changed; None when the whole site must be made.

    `look` tells what is found in the spare.
    """
    last, inputs = stamp.last, stamp.now
    if last is None or inputs is None:
        return None
    changed = inputs.edited_since(last.inputs)
    kept_files = KeptFiles(stamp.kept)
    found = kept_files.load(last.kept) if 0 < len(changed) <= MOST else None
    if found is None:
        return None
    kept, report = found
    readings = {name.removesuffix(".md"): _reading(last.practices, name, kept) for name in changed}
    root = kept.settings.root
    vocabularies = load_vocabulary_files(last.practices / VOCABULARY_FOLDER, root).vocabularies
    context = edit_context(inputs.entries, last.practices, root, kept.redirects, vocabularies)
    read: dict[str, Entry] = {}
    for entry_id, reading in readings.items():
        before = kept.practice(entry_id)
        edit = text_edit(reading, before.front, before.hard, context) if before else None
        if edit is None:
            return None  # the build of the whole site tells what is wrong
        entry, prose = edit
        report = with_text(report, entry, prose)
        read[entry_id] = entry
    entries = _Entries(last.practices, root, frozenset(context.ids), read)
    catalogue = _LastCatalogue((), vocabularies, {}, entries, kept)
    writer = _writer(catalogue, kept, progress)
    needed = (*map(addresses.practice_page, read), addresses.REPORT_PAGE)
    if not all(map(writer.shells.has, needed)):
        return None
    spare = look()
    if spare is None:
        return None
    try:
        staging = Staging(last.site, stamp.spare)
    except PublishError:
        return None  # the build of the whole site tells what the matter is; so below
    try:
        if staging.folder.stat().st_ino != spare[0]:
            return None  # another build took it
        if not staging.begin(last.number, spare[1]):
            return None
        output = Output(staging.folder)
        writer.write_texts(output, read.values(), PageMaker.report_page(report, kept.titles))
        if kept.settings.search or kept.settings.sheets or kept.settings.offline:
            _write_documents(last, kept, writer, vocabularies, output)
        number = staging.publish(output.changed)
    except (OSError, PublishError, SheetError):
        return None
    finally:
        staging.discard()
    with suppress(OSError):  # the site stands; without this the next build makes all of it
        digests = f"{last.kept.partition(' ')[0]} {kept_files.write_report(report)}"
        stamp.write(LastBuild(last.site, last.sources, last.practices, inputs, number, digests))
    return last.site


def _reading(folder: Path, name: str, kept: Kept) -> Reading:
    file = folder / name
    return load_reading(file, shown_path(file, kept.settings.root))


def _writer(catalogue: Catalogue, kept: Kept, progress: ShowProgress) -> SiteWriter:
    settings = kept.settings
    exports = ExportSettings(kept.generated, settings.url, settings.name, settings.description)
    maker = PageMaker(catalogue, current_day(), kept.repository, exports, sheets=settings.sheets)
    icons = render.Icons(lambda name: "")  # the file of icons stays as it is
    frames = Frames(settings, render.environment(catalogue, icons))
    shells = Shells(made={address: Shell(pieces) for address, pieces in kept.frames.items()})
    return SiteWriter(
        settings, catalogue, maker, frames, shells, icons, (), (), kept.texts, progress
    )


def _write_documents(
    last: LastBuild, kept: Kept, writer: SiteWriter, vocabularies: Vocabularies, output: Output
) -> None:
    """Write search, sheets and the zip, which are made of the texts of all practices."""
    files = find_entry_files(last.practices)
    readings = load_readings(files, kept.settings.root)
    entries = (entry for reading in readings if (entry := reading.entry()))
    whole = Catalogue.of(entries, vocabularies)
    replace(writer, catalogue=whole, maker=replace(writer.maker, catalogue=whole)).write_documents(
        output
    )
