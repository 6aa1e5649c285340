"""The pages that say which practices must be looked at again, and when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model.dates import MONTHS
from praktijkatlas.report import Turn, agenda
from praktijkatlas.site.page import Alternate, Crumb, Pages, SitePage, numbered, paginated

ON_A_PAGE = 60
NOW = "nu"
"""The anchor of what is overdue; months have one such as "2027-03"."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month or what is overdue: where it begins, and how many practices it has."""

    heading: str
    anchor: str
    address: str
    count: int


def agenda_pages(catalogue: Catalogue, today: date) -> Iterator[SitePage]:
    """The pages of the agenda, from what has waited longest to what comes last."""
    turns = agenda(catalogue, today)
    months = _months(turns)
    for pages, shown in paginated(addresses.AGENDA_PAGE, turns, ON_A_PAGE):
        yield SitePage(
            pages.address(pages.current),
            numbered("Aan de beurt", pages),
            "Welke praktijk moet wanneer opnieuw worden nagekeken, en waar let u dan op?",
            "agenda.html",
            "list",
            (Crumb("Over", "over/"), Crumb("Stand van de atlas", addresses.REPORT_PAGE)),
            {
                "today": today,
                "months": tuple(months.values()),
                "groups": [
                    (months[anchor], tuple(members)) for anchor, members in groupby(shown, _anchor)
                ],
                "overdue": sum(turn.overdue for turn in turns),
                "pages": pages,
                "here": pages.address(pages.current),
                "total": len(turns),
            },
            (Alternate("text/calendar", addresses.REVIEW_CALENDAR, "Agenda voor redacteuren"),),
            styles=("assets/agenda.css",),
        )


def _anchor(turn: Turn) -> str:
    return NOW if turn.overdue else f"{turn.due:%Y-%m}"


def _months(turns: tuple[Turn, ...]) -> dict[str, Month]:
    pages = Pages(addresses.AGENDA_PAGE, 1, 1)
    counts = Counter(map(_anchor, turns))
    first: dict[str, int] = {}
    for place, turn in enumerate(turns):
        first.setdefault(_anchor(turn), place)
    found = {}
    for anchor, place in first.items():
        due = turns[place].due
        heading = "Nu" if anchor == NOW else f"{MONTHS[due.month - 1].capitalize()} {due.year}"
        page = pages.address(place // ON_A_PAGE + 1)
        found[anchor] = Month(heading, anchor, page, counts[anchor])
    return found
