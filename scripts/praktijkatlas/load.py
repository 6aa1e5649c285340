"""A whole site from disk: its catalogue and what is wrong with its entries."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import EntryNames, check_readings, check_vocabularies
from praktijkatlas.model import Finding, Severity
from praktijkatlas.reading import find_entry_files, load_readings, load_vocabulary_files
from praktijkatlas.reading.load import VOCABULARY_FOLDER


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
