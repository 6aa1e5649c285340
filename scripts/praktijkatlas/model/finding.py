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


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A change that mends a fault: what stands between two places gives way to `text`.

    A place is a line and a column, both from 1; the end lies just behind the last character.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


SAVE_AGAIN = Edit((1, 1), (1, 1), "")
"""Mends a fault in how a text is kept in bytes: to write it again as it should be is enough."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule found: at a value of the front matter (a Path) or a Span of the file.

    `at_key` points at the key of the value instead of the value itself. `code` is left empty by
    a rule that has one code of its own. When a fault can be mended in one way only, `instead` is
    what should stand there (several texts are a list); `edits` are for what is not a value.
    """

    at: Path | Span
    message: str
    fix: str
    at_key: bool = False
    code: str = ""
    instead: str | tuple[str, ...] | None = None
    edits: tuple[Edit, ...] = ()


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
    edits: tuple[Edit, ...] = ()
    """What mends it without asking anything; none when somebody has to choose or to write."""

    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Findings are reported by file, then place, then code."""
        at = self.span  # in parts: numbers are compared much faster than places
        return (self.path, at.line, at.column, at.length, self.code, self.message)
