"""What changed since the last build, and what that one kept: a build of what changed begins here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import Context
from praktijkatlas.clock import current_day
from praktijkatlas.exports import ExportSettings
from praktijkatlas.model import Vocabularies
from praktijkatlas.reading import (
    Reading,
    find_entry_files,
    load_readings,
    load_vocabulary_files,
)
from praktijkatlas.reading.load import VOCABULARY_FOLDER
from praktijkatlas.report import Report
from praktijkatlas.site import render
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.kept import Kept, KeptFiles
from praktijkatlas.site.making import ShowProgress, SiteWriter
from praktijkatlas.site.output import Output
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.shell import Shell, Shells
from praktijkatlas.site.stamp import Inputs, LastBuild, Stamp
from praktijkatlas.site.text_edit import MOST, edit_context
from praktijkatlas.site.tilemap import TileMap


@dataclass(frozen=True)
class Change:
    """The practices that changed or came since the last build, and what that build kept."""

    last: LastBuild
    now: Inputs
    files: KeptFiles
    kept: Kept
    report: Report
    readings: dict[str, Reading]
    """What those practices say now, by id."""
    vocabularies: Vocabularies
    context: Context

    def load(self, names: Iterable[str]) -> dict[str, Reading]:
        """What the practices in the files with these names say now, by id."""
        files = [self.last.practices / name for name in names]
        return {each.id: each for each in load_readings(files, self.kept.settings.root)}

    def writer(
        self,
        catalogue: Catalogue,
        exports: ExportSettings,
        tiles: TileMap,
        progress: ShowProgress,
    ) -> SiteWriter:
        """What writes pages in the frames of the last build."""
        kept = self.kept
        maker = PageMaker(
            catalogue,
            current_day(),
            kept.repository,
            exports,
            tiles,
            kept.settings.sheets,
            kept.contact,
        )
        icons = render.Icons(lambda name: "")  # the file of icons stays as it is
        return SiteWriter(
            kept.settings,
            catalogue,
            maker,
            Frames(
                kept.settings, render.environment(catalogue, icons, search=kept.settings.search)
            ),
            Shells(made={address: Shell(pieces) for address, pieces in kept.frames.items()}),
            icons,
            (),
            kept.written,
            kept.texts,
            progress,
            kept.home,
        )

    def write_documents(self, writer: SiteWriter, output: Output) -> None:
        """Write search, sheets and the zip, where there are any: they hold the texts of all."""
        settings = self.kept.settings
        if not (settings.search or settings.sheets or settings.offline):
            return
        readings = load_readings(find_entry_files(self.last.practices), settings.root)
        entries = (entry for reading in readings if (entry := reading.entry()))
        whole = Catalogue.of(entries, self.vocabularies)
        replace(
            writer, catalogue=whole, maker=replace(writer.maker, catalogue=whole)
        ).write_documents(output)


class Plan(Protocol):
    """How a change is brought to the site."""

    def write(self, output: Output, before: Collection[str]) -> None:
        """Write what the change touches; `before` are the paths of the files that were there."""

    def keep(self, files: KeptFiles) -> str:
        """Keep what the next build may use; the digests by which it knows that."""


def load_change(stamp: Stamp) -> Change | None:
    """What changed since the last build; None when that is more, or other, than some practices."""
    last, now = stamp.last, stamp.now
    if last is None or now is None:
        return None
    changed = now.edited_since(last.inputs)
    files = KeptFiles(stamp.kept)
    found = files.load(last.kept) if 0 < len(changed) <= MOST else None
    if found is None:
        return None
    kept, report = found
    root = kept.settings.root
    vocabularies = load_vocabulary_files(last.practices / VOCABULARY_FOLDER, root).vocabularies
    context = edit_context(now.entries, last.practices, root, kept.redirects, vocabularies)
    change = Change(last, now, files, kept, report, {}, vocabularies, context)
    return replace(change, readings=change.load(changed))
