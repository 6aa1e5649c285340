"""A whole site from disk: its catalogue and what is wrong with its entries."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import EntryNames, check_readings, check_vocabularies
from praktijkatlas.model import Finding, Severity
from praktijkatlas.reading import (
    find_entry_files,
    load_readings,
    load_vocabularies,
    load_vocabulary_files,
)
from praktijkatlas.reading.load import VOCABULARY_FOLDER, shown_path

ONE_PROCESS = 400
"""Up to this many files, starting a second process takes longer than it saves."""


def load_names(files: Iterable[Path], root: Path) -> EntryNames:
    """The ids of entries and their old ids; only files that may have old ids are read as a whole."""
    ids: dict[str, str] = {}
    renamed: list[Path] = []
    for file in files:
        ids[file.stem] = shown_path(file, root)
        try:
            if b"redirects" in file.read_bytes():
                renamed.append(file)
        except OSError:
            continue  # the checks tell what is wrong with a file that cannot be read
    return EntryNames(ids, EntryNames.of(load_readings(renamed, root)).redirects)


def load_findings(
    files: Sequence[Path], vocabulary: Path, root: Path, today: date, names: EntryNames
) -> list[Finding]:
    """Every finding in the files, in their order; many files are shared out among processes."""
    processes = min(os.cpu_count() or 1, 8)
    if len(files) <= ONE_PROCESS or processes == 1:
        return _load_part(files, vocabulary, root, today, names)
    size = -(-len(files) // (processes * 2))
    parts = [files[start : start + size] for start in range(0, len(files), size)]
    with ProcessPoolExecutor(processes) as pool:
        jobs = [pool.submit(_load_part, part, vocabulary, root, today, names) for part in parts]
        return [finding for job in jobs for finding in job.result()]


def _load_part(
    files: Sequence[Path], vocabulary: Path, root: Path, today: date, names: EntryNames
) -> list[Finding]:
    # One reading at a time is kept: with thousands alive, Python spends its time counting them.
    vocabularies, _ = load_vocabularies(vocabulary, root)
    return list(check_readings(load_readings(files, root), vocabularies, today, names))


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """The entries without errors as a catalogue, and every finding."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    files: int

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep an entry off the site."""
        return [f for f in self.findings if f.severity is Severity.ERROR]


def load_site(folder: Path, root: Path, today: date) -> LoadedSite:
    """The site of a folder of practices; an entry with an error is left out of the catalogue."""
    lists = load_vocabulary_files(folder / VOCABULARY_FOLDER, root)
    vocabularies = lists.vocabularies
    readings = list(load_readings(find_entry_files(folder), root))
    found = list(check_readings(readings, vocabularies, today, EntryNames.of(readings)))
    wrong = {finding.path for finding in found if finding.severity is Severity.ERROR}
    sound = (reading.entry() for reading in readings if reading.path not in wrong)
    catalogue = Catalogue.of((entry for entry in sound if entry), vocabularies)
    return LoadedSite(catalogue, (*check_vocabularies(lists), *found), len(readings))
