"""What a check says of an entry: where, what is wrong, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""The way to a value in the front matter: ("organisations", 0, "name")."""


class Severity(StrEnum):
    """How much a finding weighs: errors block, warnings block when strict, hints never."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The word that a contributor reads."""
        return {"error": "fout", "warning": "waarschuwing", "hint": "tip"}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line: `line` and `column` count from 1, `length` counts characters."""

    line: int
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule found: at a value of the front matter (a Path) or a Span of the file.

    `at_key` points at the key of the value instead of the value itself. `code` is left empty by
    a rule that has one code of its own.
    """

    at: Path | Span
    message: str
    fix: str
    at_key: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its permanent code, its weight and its place in a file."""

    path: str
    span: Span
    code: str
    severity: Severity
    message: str
    fix: str
    excerpt: str = ""

    def sort_key(self) -> tuple[str, Span, str, str]:
        """Findings are reported by file, then place, then code."""
        return (self.path, self.span, self.code, self.message)
