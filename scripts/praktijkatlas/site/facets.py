"""The choices beside the list of practices: numbers for a browser to count with, and the cards.

Counting needs every practice, so the numbers come in one small file: per facet a table of the sets
of terms that occur and one number per practice that says which set it has. What a card shows comes
in shards, of which a browser asks only those of the results it shows.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from praktijkatlas import facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Practice, Term, Vocabulary
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import Entry
from praktijkatlas.site.output import Output
from praktijkatlas.site.views import region_groups

INDEX = "assets/praktijken.json"
SHARD = 16
"""Cards per shard: a page of results with nothing in common asks one shard per card."""
UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Facet:
    """A question with the terms that answer it, and which of them hold for a practice."""

    id: str
    label: str
    terms: tuple[tuple[str, str], ...]
    """Id and label of every term, in the order in which they are shown."""
    answers: Callable[[Practice], Iterable[str]]


HOURS = (("uur-8", "Tot 8 uur", 8), ("uur-40", "8 tot 40 uur", 40))
_HOURS_TERMS = (
    *((term_id, label) for term_id, label, _ in HOURS),
    ("uur-meer", "Meer dan 40 uur"),
    (UNKNOWN, "Niet bekend"),
)


def hours_band(hours: int | None) -> str:
    """The band in which a number of hours falls; what no source says has a band of its own."""
    if hours is None:
        return UNKNOWN
    return next((band for band, _, most in HOURS if hours <= most), "uur-meer")


def facets(catalogue: Catalogue) -> Iterator[Facet]:
    """Every facet, in the order in which visitors choose."""
    lists = catalogue.vocabularies

    def of(name: str, label: str, vocabulary: Vocabulary[Term], field: str) -> Facet:
        return Facet(name, label, _terms(vocabulary), lambda practice: getattr(practice, field))

    yield of("thema", "Thema", lists.themes, "themes")
    yield Facet("plaats", "Plaats", _terms(lists.regions), catalogue.regions_of)
    yield of("onderwijs", "Onderwijs", lists.education_levels, "education_levels")
    yield of("sector", "Sector", lists.sectors, "sectors")
    yield of("soort", "Soort", lists.practice_types, "practice_types")
    kinds = _terms(lists.organisation_kinds)
    yield Facet("wie", "Wie doen mee", kinds, lambda p: (each.kind for each in p.organisations))
    yield Facet("status", "Status", _terms(lists.statuses), lambda p: (p.status,))
    strongest_first = tuple(reversed(_terms(lists.evidence)))
    yield Facet("onderbouwing", "Onderbouwing", strongest_first, lambda p: (str(p.evidence),))
    yield Facet(
        "kosten",
        "Kosten",
        (*_terms(lists.cost_bands), (UNKNOWN, "Niet bekend")),
        lambda p: (UNKNOWN if p.cost_band is None else str(p.cost_band),),
    )
    for name, label, field in (
        ("uren-bedrijf", "Uren voor een bedrijf", "company_hours"),
        ("uren-school", "Uren voor de school", "school_hours"),
    ):
        yield Facet(name, label, _HOURS_TERMS, _hours(field))


def _terms(vocabulary: Vocabulary[Term]) -> tuple[tuple[str, str], ...]:
    return tuple((term.id, term.label) for term in vocabulary)


def _hours(field: str) -> Callable[[Practice], Iterable[str]]:
    return lambda p: (hours_band(getattr(p.effort, field) if p.effort else None),)


def hours(practice: Practice) -> int | None:
    """The hours that school and company spend together; None when no source names any."""
    effort = practice.effort
    named = (effort.school_hours, effort.company_hours) if effort else ()
    known = [each for each in named if each is not None]
    return sum(known) if known else None


def numbers(facet: Facet, entries: Sequence[Entry]) -> dict[str, Any] | None:
    """A facet in numbers; None when all practices have the same answer, so that there is no choice.

    `terms` are those that occur, `sets` the sets of terms that occur (the commonest first), and
    `column` names the set of every entry.
    """
    answers = [frozenset(facet.answers(entry.practice)) for entry in entries]
    found = frozenset().union(*answers)
    terms = [term for term in facet.terms if term[0] in found]
    if len(terms) < 2:
        return None
    place = {term_id: number for number, (term_id, _) in enumerate(terms)}
    rows = [tuple(sorted(place[i] for i in answer if i in place)) for answer in answers]
    ranked = sorted(Counter(rows).items(), key=lambda item: (-item[1], item[0]))
    sets = {row: number for number, (row, _) in enumerate(ranked)}
    return {
        "id": facet.id,
        "label": facet.label,
        "terms": terms,
        "sets": list(sets),
        "column": [sets[row] for row in rows],
    }


def region_tree(catalogue: Catalogue, shown: Mapping[str, int]) -> list[dict[str, Any]]:
    """How the places are grouped: a wide region (or words) with the numbers of those within it."""
    groups = region_groups(catalogue)
    within = {
        group.heading: [shown[r.id] for r in group.regions if r.id in shown] for group in groups
    }
    tree: list[dict[str, Any]] = []
    wide = groups[0].regions if groups else ()
    for region in wide:
        if region.id in shown:
            inside = within.pop(region.label, [])
            tree.append({"term": shown[region.id], "inside": inside})
    if groups:
        within.pop(groups[0].heading, None)
    tree += [{"label": heading, "inside": inside} for heading, inside in within.items() if inside]
    return tree


def card(catalogue: Catalogue, entry: Entry) -> list[Any]:
    """What a card shows: id, title, summary, places, education, status and evidence."""
    practice, lists = entry.practice, catalogue.vocabularies
    return [
        entry.id,
        practice.title,
        practice.summary,
        ", ".join(facts.labels(lists.regions, practice.regions)),
        ", ".join(facts.labels(lists.education_levels, practice.education_levels)),
        facts.status_line(catalogue, practice),
        practice.evidence,
    ]


def files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The files for the choices, with their paths; entries are numbered from the newest on."""
    entries = catalogue.newest(len(catalogue))
    shards = [
        _encoded([card(catalogue, entry) for entry in entries[start : start + SHARD]])
        for start in range(0, len(entries), SHARD)
    ]
    by_title = sorted(range(len(entries)), key=lambda n: (fold(entries[n].practice.title), n))
    rank = {number: place for place, number in enumerate(by_title)}
    all_made = {facet: numbers(facet, entries) for facet in facets(catalogue)}
    made = [found for found in all_made.values() if found]
    effort = [hours(entry.practice) for entry in entries]
    for found in made:
        if found["id"] == "plaats":
            shown = {term[0]: number for number, term in enumerate(found["terms"])}
            found["tree"] = region_tree(catalogue, shown)
    index = {
        "total": len(entries),
        "shard": SHARD,
        "evidence": facts.labels(catalogue.vocabularies.evidence, "01234"),
        "facets": made,
        # What all practices answer to a question that is no choice, for whoever asks it all the same.
        "same": {
            facet.id: sorted(set(facet.answers(entries[0].practice))) if entries else []
            for facet, found in all_made.items()
            if not found
        },
        "titles": [rank[number] for number in range(len(entries))],
    } | ({"hours": effort} if any(each is not None for each in effort) else {})
    digest = hashlib.sha256(_encoded(index))
    for shard in shards:
        digest.update(shard)
    # Browsers keep files for a while: the cards of an older build must not stand with these numbers.
    yield INDEX, _encoded({"version": digest.hexdigest()[:12], **index})
    for number, shard in enumerate(shards):
        yield f"assets/praktijken/{number}.json", shard


def write_facets(catalogue: Catalogue, output: Output) -> None:
    """Write the files for the choices beside the list of practices."""
    for path, data in files(catalogue):
        output.write_file(path, data)


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
