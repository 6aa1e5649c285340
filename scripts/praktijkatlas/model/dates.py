"""Dates as sources give them: a year, a month or a day, exact or estimated."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

_MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month, "mrt" if month == "maart" else month[:3])
} | {"sept": 9}
_NOTATIONS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?",
        r"(?:(?P<day>\d{1,2})(?P<mark>[-/.]))?(?P<month>\d{1,2})(?(mark)(?P=mark)|[-/.])(?P<year>[12]\d{3})",
        r"(?:(?P<day>\d{1,2})(?P<mark> ))?(?P<month>[a-z]+)\.? (?P<year>[12]\d{3})",
        r"(?P<year>[12]\d{3})(?P<mark>)(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<year>[12]\d{3})(?P<mark>)(?P<month>)(?P<day>)",
    )
)
_ESTIMATED = re.compile(r"(?:(?:rond|circa|ca\.?|ongeveer) )?(.*?)( ?~)?")

_PATTERN = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?(~?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision that its source has, in the notation of EDTF (ISO 8601-2).

    `2017` is a year, `2017-04` a month, `2017-04-30` a day; a trailing `~` marks an estimate.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    @classmethod
    @lru_cache(maxsize=4096)  # thousands of entries name the same months
    def parse(cls, text: str) -> "PartialDate":
        """The date that `text` writes; ValueError when it writes none that exists."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year, month, day, mark = match.groups()
        parsed = cls(
            int(year), int(month) if month else None, int(day) if day else None, bool(mark)
        )
        parsed.first_day()  # a date that does not exist, such as 2021-02-30, stops here
        return parsed

    def first_day(self) -> date:
        """The first day that this date can mean."""
        month = 1 if self.month is None else self.month
        return date(self.year, month, 1 if self.day is None else self.day)

    def sort_key(self) -> tuple[int, int, int]:
        """A key that sorts an unknown month or day first."""
        return (self.year, self.month or 0, self.day or 0)

    def surely_after(self, other: "PartialDate") -> bool:
        """Whether this date is later than `other` at the precision that both have."""
        mine = (self.year, self.month, self.day)
        theirs = (other.year, other.month, other.day)
        for a, b in zip(mine, theirs, strict=True):
            if a is None or b is None or a != b:
                return a is not None and b is not None and a > b
        return False

    def in_words(self) -> str:
        """The date in Dutch: "30 april 2017", "april 2017", "rond 2017"."""
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, MONTHS[self.month - 1])
        if self.day:
            parts.insert(0, str(self.day))
        return ("rond " if self.approximate else "") + " ".join(parts)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts) + ("~" if self.approximate else "")


def read_date(text: str) -> PartialDate | None:
    """The date that somebody wrote in another way: "3-11-2026", "2026/11/03", "3 november 2026".

    None when it may be another date as well: in 3/11/2026 the month can come first.
    """
    words = " ".join(text.casefold().replace("\u2013", "-").split())
    estimate = _ESTIMATED.fullmatch(words)
    bare = estimate[1] if estimate else words
    match = next(filter(None, (notation.fullmatch(bare) for notation in _NOTATIONS)), None)
    if match is None:
        return None
    month, day = match["month"], match["day"]
    number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(month)
    if month and number is None:
        return None
    by_day = day and match.start("day") < match.start("month")
    if by_day and match["mark"] == "/" and int(day) <= 12 and int(day) != number:
        return None
    found = PartialDate(int(match["year"]), number, int(day) if day else None, bare != words)
    try:
        found.first_day()
    except ValueError:
        return None
    return found


def why_no_date(text: str) -> str:
    """What is wrong with a date that is written well and yet does not exist, in Dutch; or ""."""
    match = re.fullmatch(r"([12]\d{3})-(\d{2})(?:-(\d{2}))?~?", text, re.ASCII)
    if match is None:
        return ""
    year, month, day = (int(part or 1) for part in match.groups())
    if not 1 <= month <= 12:
        return f"er is geen maand {match[2]}"
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return f"{MONTHS[month - 1]} {year} heeft {last} dagen"
    return ""


def day_in_words(day: date) -> str:
    """A day in Dutch: "23 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:  # who asks for a day in 9999 gets the last that there is
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
