"""What must be looked at again and when, with what an editor should look for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import review_due
from praktijkatlas.model import Practice
from praktijkatlas.model.dates import PartialDate, day_in_words, months_later
from praktijkatlas.reading import Entry

OLD_STATUS_MONTHS = 24
"""A status that is older may have changed since."""
ONGOING = ("idee", "pilot", "lopend", "opgeschaald")


@dataclass(frozen=True, slots=True)
class Turn:
    """A practice whose turn it is by the day `due`."""

    entry: Entry
    due: date
    overdue: bool
    why: str
    """When it was looked at, and how often that should be."""
    points: tuple[str, ...]
    """What to look for."""


def agenda(catalogue: Catalogue, today: date) -> tuple[Turn, ...]:
    """Every practice, the one that has waited longest first."""
    turns = (_turn(entry, today) for entry in catalogue.entries)
    return tuple(sorted(turns, key=lambda turn: (turn.due, turn.entry.id)))


def _turn(entry: Entry, today: date) -> Turn:
    practice = entry.practice
    due = review_due(practice)
    months = practice.review_months
    often = "elke maand" if months == 1 else f"elke {months} maanden"
    return Turn(
        entry,
        due,
        due < today,
        f"Nagekeken op {day_in_words(practice.reviewed)}, {often} opnieuw",
        tuple(points(practice, today)),
    )


def points(practice: Practice, today: date) -> Iterator[str]:
    """What may no longer be right in a practice."""
    if practice.status == "onbekend":
        yield "Hoe staat het er nu voor? De status is onbekend."
    elif practice.status in ONGOING:
        since = practice.status_as_of
        if practice.end and _over(practice.end) < today:
            yield f"Loopt het nog? Het zou eindigen in {practice.end.in_words()}."
        elif months_later(_over(since), OLD_STATUS_MONTHS) < today:
            yield f"Loopt het nog? De stand is van {since.in_words()}."
    outcomes = {result.year for result in practice.results if result.kind == "uitkomst"}
    targets = {result.year for result in practice.results if result.kind == "doel"} - outcomes
    for year in sorted(filter(None, targets)):
        if year < today.year:
            yield f"Is het doel voor {year} gehaald?"


def _over(when: PartialDate) -> date:
    """The day on which a date of whatever precision is over."""
    first = when.first_day()
    return first if when.day else months_later(first, 1 if when.month else 12)
