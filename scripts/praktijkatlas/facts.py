"""What is said of a practice in words, the same on its page, its sheet and its exports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import urlsplit

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Practice, Term, Vocabulary
from praktijkatlas.model.dates import day_in_words, months_later
from praktijkatlas.reading import Entry

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "regions": "Waar",
        "education_levels": "Voor wie",
        "practice_types": "Soort",
        "sectors": "Sector",
        "status": "Status",
        "start": "Periode",
        "evidence": "Onderbouwing",
        "effort": "Inzet",
        "cost_band": "Kosten",
        "funding": "Geld van",
        "reach": "Bereik",
    }
)
"""What the facts box calls a field of a practice, shorter than its label."""
ICONS = MappingProxyType(
    {
        "regions": "map-marker",
        "education_levels": "school",
        "practice_types": "shape",
        "sectors": "factory",
        "status": "flag",
        "start": "calendar-range",
        "evidence": "check-decagram",
        "effort": "clock-outline",
        "cost_band": "currency-eur",
        "funding": "hand-coin",
        "reach": "account-group",
    }
)
"""The icon that goes with each of them."""


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term to show, with where it leads ("" for nowhere)."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts box: the question, the answers, and a remark in small print."""

    name: str
    icon: str
    values: tuple[TermLink, ...]
    remark: str = ""


def labels(vocabulary: Vocabulary[Term], ids: Iterable[str]) -> list[str]:
    """The labels of the terms; an id that the vocabulary does not know stands for itself."""
    return [vocabulary[i].label if i in vocabulary else i for i in ids]


def region_links(catalogue: Catalogue, ids: Iterable[str]) -> tuple[TermLink, ...]:
    """The regions with their pages."""
    regions = catalogue.vocabularies.regions
    return tuple(TermLink(regions[i].label, f"regios/{i}/") for i in ids if i in regions)


def status_line(catalogue: Catalogue, practice: Practice) -> str:
    """The status with its date: "Lopend (stand december 2020)"."""
    label = labels(catalogue.vocabularies.statuses, [practice.status])[0]
    return f"{label} (stand {practice.status_as_of.in_words()})"


def period(practice: Practice) -> str:
    """From when to when: "maart 2015 – april 2020"; "" when neither is known."""
    if practice.start and practice.end:
        return f"{practice.start.in_words()} – {practice.end.in_words()}"
    if practice.start:
        return f"vanaf {practice.start.in_words()}"
    return f"tot {practice.end.in_words()}" if practice.end else ""


def number(value: float) -> str:
    """A number as Dutch readers write it: 2.123.000 or 96,5."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def host(url: str) -> str:
    """The name of the site that an address leads to, as readers know it: "rtvdrenthe.nl"."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def counted(amount: int, one: str, many: str) -> str:
    """How many there are, in words: "1 praktijk" or "1.200 praktijken"."""
    return f"{number(amount)} {one if amount == 1 else many}"


def facts(catalogue: Catalogue, entry: Entry) -> tuple[Fact, ...]:
    """The facts box of a practice: what a visitor needs to judge in ten seconds whether it fits."""
    return tuple(_facts(catalogue, entry.practice))


def _facts(catalogue: Catalogue, practice: Practice) -> Iterator[Fact]:
    lists = catalogue.vocabularies

    def plain(vocabulary: Vocabulary[Term], ids: Iterable[str]) -> tuple[TermLink, ...]:
        return tuple(map(TermLink, labels(vocabulary, ids)))

    yield _fact("regions", region_links(catalogue, practice.regions))
    yield _fact("education_levels", plain(lists.education_levels, practice.education_levels))
    yield _fact("practice_types", plain(lists.practice_types, practice.practice_types))
    yield _fact("sectors", plain(lists.sectors, practice.sectors))
    status = lists.statuses.by_id.get(practice.status)
    yield _fact(
        "status",
        (TermLink(status_line(catalogue, practice)),),
        practice.stopped_reason or (status.description if status else ""),
    )
    if when := period(practice):
        yield _fact("start", (TermLink(when),))
    evidence = lists.evidence.by_id.get(str(practice.evidence))
    yield _fact(
        "evidence",
        (TermLink(f"{evidence.label if evidence else practice.evidence}", "over/criteria/"),),
        evidence.description if evidence else "",
    )
    effort = tuple(map(TermLink, effort_lines(practice)))
    yield _fact("effort", effort, "" if effort else "Niet bekend uit de bronnen.")
    if practice.cost_band is None:
        yield _fact("cost_band", (), "Niet bekend uit de bronnen.")
    else:
        yield _fact("cost_band", plain(lists.cost_bands, [str(practice.cost_band)]))
    if practice.funding:
        yield _fact("funding", plain(lists.funding, practice.funding))
    if practice.reach:
        reach = practice.reach
        amounts = (
            counted(amount, one, many)
            for amount, one, many in (
                (reach.learners, "leerling of student", "leerlingen of studenten"),
                (reach.companies, "bedrijf", "bedrijven"),
            )
            if amount is not None
        )
        yield _fact("reach", tuple(map(TermLink, amounts)), f"In {reach.year}")


def _fact(field: str, values: tuple[TermLink, ...], remark: str = "") -> Fact:
    return Fact(NAMES[field], ICONS[field], values, remark)


def effort_lines(practice: Practice) -> Iterator[str]:
    """What it takes, one phrase each; nothing when no source says so."""
    effort = practice.effort
    if effort is None:
        return
    for amount, one, many in (
        (effort.lead_weeks, "week voorbereiding", "weken voorbereiding"),
        (effort.school_hours, "uur van de school", "uur van de school"),
        (effort.company_hours, "uur van een bedrijf", "uur van een bedrijf"),
        (effort.people, "mens die het draagt", "mensen die het dragen"),
    ):
        if amount is not None:
            yield counted(amount, one, many)


@dataclass(frozen=True, slots=True)
class ParticipantGroup:
    """The participants of one kind."""

    label: str
    members: tuple[tuple[str, str, str], ...]
    """Name, address of its page ("" for a group without a name), and role."""


def participant_groups(catalogue: Catalogue, practice: Practice) -> tuple[ParticipantGroup, ...]:
    """Who takes part, by kind in the order of the list of kinds."""
    kinds = catalogue.vocabularies.organisation_kinds
    found = []
    for kind in kinds:
        members = tuple(
            (
                each.name,
                "" if each.group or not own_id else f"organisaties/{own_id}/",
                each.role or "",
            )
            for each in practice.organisations
            for own_id in (catalogue.organisation_id(each.name),)
            if each.kind == kind.id
        )
        if members:
            found.append(ParticipantGroup(kind.label, members))
    return tuple(found)


def read_on(practice: Practice) -> date | None:
    """The day on which all sources were read; None when that was not one day, or is not known."""
    days = {source.accessed for source in practice.sources}
    return days.pop() if len(days) == 1 else None


def first_id(entry_id: str, practice: Practice) -> str:
    """The id by which readers of feeds know a practice, also after it got another or merged.

    A file cannot tell whether an old id was its own or that of a practice it took over: so the
    first of the list counts, and a practice that took others over names itself there.
    """
    return next(iter(practice.redirects), entry_id)


def review_due(practice: Practice) -> date:
    """The day by which somebody should look at the practice again."""
    return months_later(practice.reviewed, practice.review_months)


def review_line(practice: Practice, today: date) -> tuple[str, bool]:
    """When the practice was looked at, in words, and whether it is time to do so again."""
    due = review_due(practice)
    checked = f"Nagekeken op {day_in_words(practice.reviewed)}"
    if due < today:
        return f"{checked}; sinds {day_in_words(due)} is het tijd om weer te kijken", True
    return f"{checked}; weer na te kijken vóór {day_in_words(due)}", False
