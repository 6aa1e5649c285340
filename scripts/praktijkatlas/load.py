"""A whole site from disk: its catalogue and what keeps entries off it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import EntryNames, check_reading, find_errors, find_list_errors
from praktijkatlas.model import Finding
from praktijkatlas.processes import Progress, quiet, share_out
from praktijkatlas.prose import Prose, prose_of
from praktijkatlas.reading import (
    Entry,
    find_entry_files,
    load_reading,
    load_readings,
    load_vocabularies,
    load_vocabulary_files,
)
from praktijkatlas.reading.load import VOCABULARY_FOLDER, load_bytes, shown_path

WORTH_SHARING = 300
"""With fewer files, starting a second process takes longer than it saves."""


def load_names(files: Iterable[Path], root: Path) -> EntryNames:
    """The ids of entries and their old ids; only files that may have old ids are read as a whole."""
    ids: dict[str, str] = {}
    renamed: list[Path] = []
    for file in files:
        ids[file.stem] = shown_path(file, root)
        try:
            if b"redirects" in load_bytes(file):
                renamed.append(file)
        except OSError:
            continue  # the checks tell what is wrong with a file that cannot be read
    return EntryNames(ids, EntryNames.of(load_readings(renamed, root)).redirects)


def load_findings(
    files: Sequence[Path], vocabulary: Path, root: Path, today: date, names: EntryNames
) -> list[Finding]:
    """Every finding in the files, in their order; many files are shared out among processes."""
    vocabularies, _ = load_vocabularies(vocabulary, root)
    context = names.context(vocabularies, today)

    def work(number: int) -> list[Finding]:
        # One reading at a time is kept: with thousands alive, Python spends its time counting them.
        return check_reading(load_reading(files[number], shown_path(files[number], root)), context)

    return [found for each in share_out(work, len(files), WORTH_SHARING) for found in each]


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """The entries without errors as a catalogue, and every error."""

    catalogue: Catalogue
    errors: tuple[Finding, ...]
    """The findings that keep entries off the site."""
    files: int
    fronts: Mapping[str, str] = field(default_factory=dict)
    """A digest of the front matter of every entry, by id."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The files of the entries that are not in the catalogue, for their errors."""
        kept = {entry.path for entry in self.catalogue.entries}
        paths = dict.fromkeys(finding.path for finding in self.errors)
        return tuple(path for path in paths if path.endswith(".md") and path not in kept)


def load_site(folder: Path, root: Path, today: date, progress: Progress = quiet) -> LoadedSite:
    """The site of a folder of practices; an entry with an error is left out of the catalogue."""
    lists = load_vocabulary_files(folder / VOCABULARY_FOLDER, root)
    files = find_entry_files(folder)
    context = load_names(files, root).context(lists.vocabularies, today)

    def work(number: int) -> tuple[list[Finding], tuple[Entry, Prose, str] | None]:
        reading = load_reading(files[number], shown_path(files[number], root))
        errors = find_errors(reading, context)
        entry = None if errors else reading.entry()
        if entry is None:
            return errors, None
        return errors, (entry, prose_of(entry.practice, reading.body), reading.front)

    done = share_out(work, len(files), WORTH_SHARING, progress)
    sound = [each for _, each in done if each]
    prose = {entry.id: told for entry, told, _ in sound}
    fronts = {entry.id: front for entry, _, front in sound}
    catalogue = Catalogue.of((entry for entry, *_ in sound), lists.vocabularies, prose)
    errors = (*find_list_errors(lists), *(found for errors, _ in done for found in errors))
    return LoadedSite(catalogue, errors, len(files), fronts)
