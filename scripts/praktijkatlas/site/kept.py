"""What a build keeps for the next: enough to make the pages of practices of which the text changed.

Texts change most: somebody mends a sentence and looks. The title, themes and places of a practice
stand on many pages; its text stands on one, and in the report on how practices read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from praktijkatlas.model import Practice
from praktijkatlas.prose import Prose
from praktijkatlas.report import Report
from praktijkatlas.sheets.store import write_whole
from praktijkatlas.site.home import HomePage
from praktijkatlas.site.links import Repository
from praktijkatlas.site.search import Record
from praktijkatlas.site.settings import SiteSettings

Kin = tuple[tuple[str, tuple[str, ...]], ...]
"""The practices that a page leads to: the id of each, with the reasons."""


@dataclass(frozen=True, slots=True)
class KeptPractice:
    """A practice: digests of its front matter and of what was hard in it, and its kin."""

    front: str
    hard: str
    kin: Kin


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry without its text: what the system said of its file, its practice, what its text told."""

    told: str
    practice: Practice
    prose: Prose


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build keeps, apart from the report, which changes with every text, and the entries."""

    settings: SiteSettings
    repository: Repository
    contact: str
    """The mail address of the editors."""
    home: HomePage | None
    written: tuple[str, ...]
    """The addresses of the pages that MkDocs knows of."""
    generated: date
    frames: Mapping[str, tuple[str, ...]]
    """The frames of the pages, in pieces."""
    texts: tuple[Record, ...]
    """What search knows of the pages that the editors wrote."""
    titles: Mapping[str, str]
    """The titles of the practices that the report names."""
    adopters: Mapping[str, tuple[str, ...]]
    """For every practice the ids of those that are based on it."""
    redirects: Mapping[str, tuple[str, ...]]
    """Every old id, with the ids of the practices that claim it."""
    organisations: Mapping[str, str]
    """The names of all organisations that take part, by id."""
    practices: Mapping[str, str]
    """Every practice by id, as JSON: of thousands just a few are looked at."""

    def practice(self, entry_id: str) -> KeptPractice | None:
        """A practice of the last build."""
        text = self.practices.get(entry_id)
        return _PRACTICE.validate_json(text) if text else None


def practice_json(practice: KeptPractice) -> str:
    """A practice as it is kept."""
    return _PRACTICE.dump_json(practice).decode("utf-8")


_PRACTICE = TypeAdapter(KeptPractice)
_KEPT = TypeAdapter(Kept)
_REPORT = TypeAdapter(Report)
_ENTRY = TypeAdapter(tuple[str, KeptEntry])
What = TypeVar("What")


def hard_digest(prose: Prose) -> str:
    """A digest of what was hard in a practice: it stands on other pages too."""
    return sha256("\n".join(prose.hard).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files in which a build keeps this, each known by its digest."""

    folder: Path

    def write(self, kept: Kept, report: Report, entries: Mapping[str, KeptEntry]) -> str:
        """Write all; the digests by which the next build knows them."""
        of_entries = self._write(_FILES[2], b"\n".join(map(_ENTRY.dump_json, entries.items())))
        first = self._write(_FILES[0], _KEPT.dump_json(kept))
        return self.write_report(report, f"{first} - {of_entries}")

    def write_report(self, report: Report, digests: str) -> str:
        """Write another report; the digests, of which the others stay."""
        first, _, third = digests.split(" ")
        return f"{first} {self._write(_FILES[1], _REPORT.dump_json(report))} {third}"

    def load(self, digests: str) -> tuple[Kept, Report] | None:
        """What was kept under these digests; None when it is gone or damaged."""
        kept = self._load(0, digests, _KEPT)
        report = self._load(1, digests, _REPORT)
        return (kept, report) if kept and report else None

    def load_entries(self, digests: str) -> Mapping[str, KeptEntry] | None:
        """The entries that were kept under these digests; None when they are gone or damaged."""
        digest, found = sha256(), {}
        try:
            # Line by line: all at once would take more memory than the entries do.
            with (self.folder / _FILES[2]).open("rb") as lines:
                for line in lines:
                    digest.update(line)
                    entry_id, found[entry_id] = _ENTRY.validate_json(line)
        except (OSError, ValueError):
            return None
        return found if _is_known(2, digest.hexdigest(), digests) else None

    def _write(self, name: str, data: bytes) -> str:
        write_whole(self.folder / name, data)
        return sha256(data).hexdigest()

    def _load(self, number: int, digests: str, form: TypeAdapter[What]) -> What | None:
        try:
            data = (self.folder / _FILES[number]).read_bytes()
            sound = _is_known(number, sha256(data).hexdigest(), digests)
            return form.validate_json(data) if sound else None
        except (OSError, ValueError):
            return None


def _is_known(number: int, digest: str, digests: str) -> bool:
    """Whether this is the digest of the file with that number."""
    return digest in digests.split(" ")[number : number + 1]


_FILES = ("bewaard.json", "stand.json", "praktijken.json")
