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

from pydantic import TypeAdapter, ValidationError

from praktijkatlas.prose import Prose
from praktijkatlas.report import Report
from praktijkatlas.sheets.store import write_whole
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
class Kept:
    """What a build keeps, apart from the report, which changes with every text."""

    settings: SiteSettings
    repository: Repository
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
What = TypeVar("What")


def hard_digest(prose: Prose) -> str:
    """A digest of what was hard in a practice: it stands on other pages too."""
    return sha256("\n".join(prose.hard).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The two files in which a build keeps this."""

    folder: Path

    def write(self, kept: Kept, report: Report) -> str:
        """Write both; the digest by which the next build knows them."""
        data = _KEPT.dump_json(kept)
        write_whole(self.folder / "bewaard.json", data)
        return f"{sha256(data).hexdigest()} {self.write_report(report)}"

    def write_report(self, report: Report) -> str:
        """Write the report; its digest."""
        data = _REPORT.dump_json(report)
        write_whole(self.folder / "stand.json", data)
        return sha256(data).hexdigest()

    def load(self, digests: str) -> tuple[Kept, Report] | None:
        """What was kept under these digests; None when it is gone or damaged."""
        first, _, second = digests.partition(" ")
        kept = self._load("bewaard.json", first, _KEPT)
        report = self._load("stand.json", second, _REPORT)
        return (kept, report) if kept and report else None

    def _load(self, name: str, known: str, form: TypeAdapter[What]) -> What | None:
        try:
            data = (self.folder / name).read_bytes()
            return form.validate_json(data) if sha256(data).hexdigest() == known else None
        except (OSError, ValidationError):
            return None
