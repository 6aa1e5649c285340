"""Which type size a sheet can have: a guess, so that most sheets are typeset only once.

A wrong guess costs a second try and nothing else: what counts is how many pages come out.
"""

from praktijkatlas.model import Practice
from praktijkatlas.reading import Entry

SIZES = (10.0, 9.5, 9.0)
"""Type sizes in points, best first."""
_SURE, _EDGE = 0.97, 1.02
"""A larger type is tried only when it will fit; the smallest whenever it may save a page."""
_GROWTH = 1.6
"""Twice the type size takes this power of two as much room."""


def sizes_for_one_page(entry: Entry) -> list[float]:
    """The sizes in which the entry may fit on one page, best first; none when it cannot."""
    full = max(_story(entry), _facts(entry.practice))
    guesses = {size: full * (size / SIZES[-1]) ** _GROWTH for size in SIZES}
    return [size for size in SIZES if guesses[size] <= (_EDGE if size == SIZES[-1] else _SURE)]


# How much of the first page the two columns fill in the smallest type, by letters and by lines
# begun. Weighed by least squares over the heights of 83 practices in November 2026; off by 0.03.


def _story(entry: Entry) -> float:
    practice = entry.practice
    letters = _head(practice) + sum(len(section.plain()) for section in entry.body.sections)
    letters += sum(len(result.text) for result in practice.results)
    letters += sum(len(s.title) + len(s.publisher or "") + 30 for s in practice.sources) * 7 // 10
    lines = sum(node.kind in _LINES for node in entry.body.walk()) + len(practice.sources)
    lines += len(practice.results) + len({result.kind for result in practice.results})
    return 0.124 + 0.00021 * letters + 0.011 * lines


def _facts(practice: Practice) -> float:
    members, others = practice.organisations, practice.adoptions
    letters = sum(len(each.name) + len(each.role or "") for each in members)
    letters += sum(len(each.organisation) + 20 for each in others)
    lines = len(members) + 2 * len({each.kind for each in members}) + 2 * len(others)
    terms = sum(map(len, (practice.regions, practice.education_levels, practice.practice_types)))
    known = (practice.start or practice.end, practice.cost_band, practice.reach)
    facts = sum(each is not None for each in known) + bool(practice.funding)
    width = 0.00033 * _head(practice) + 0.00056 * letters
    return 0.39 + width + 0.0096 * lines + 0.044 * facts + 0.0063 * terms


def _head(practice: Practice) -> int:
    return len(practice.summary) + 2 * len(practice.title)


_LINES = frozenset({"paragraph", "list_item", "heading", "trow"})
