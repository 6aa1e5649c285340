"""Rules for what a claim stands on (PA2): numbers, their units, and the sources behind them."""

import re
from collections.abc import Iterator

from praktijkatlas.checks.places import source_places, values
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Fault, Path, Severity
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Node, Reading

_NUMBER = re.compile(r"(?<![\w^.,-])\d+(?:[.,]\d+)*(?![\w-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
TWO_SOURCES_FROM = 2
"""The evidence from which one source is too few."""

LABEL = re.compile(
    r"\b(?:groep|niveau|klas|leerjaar|jaar|stap|fase|mbo|havo|vwo|vmbo|versie|artikel)\s$", re.I
)
"""A word after which a number is a name, not a count: groep 8, mbo 4."""
_LABEL_SIZE = 12
"""So far before a number such a word begins at the most."""


def is_name(text: str, at: int) -> bool:
    """Whether the number that begins at a place in a text is a name: "8" in "groep 8"."""
    return LABEL.search(text, max(0, at - _LABEL_SIZE), at) is not None


def source_count(reading: Reading) -> int | None:
    """How many sources the file lists, those that are not right included; None if unknown."""
    if "sources" in reading.missing:
        return None
    return len(reading.practice.sources) + len(reading.source.dropped.get(("sources",), ()))


def existing_sources(count: int) -> str:
    """The advice about a source number that does not exist."""
    if count == 1:
        return "Er is één bron, met nummer 1. Kies die, of voeg de bron toe onder `sources`."
    return (
        f"Er zijn {count} bronnen. Kies een nummer van 1 tot en met {count}, of voeg de bron toe."
    )


@rule(
    "PA205",
    "Een gemeten resultaat ontbreekt",
    needs="evidence results",
    wrong="evidence: 3\nresults: []",
    right="evidence: 3\nresults:\n  - text: In 2024 gingen 40 leerlingen mee.\n"
    "    kind: uitkomst\n    value: 40\n    unit: leerlingen\n    source: 1",
)
def measured_without_outcome(reading: Reading, context: Context) -> Iterator[Fault]:
    """Onderbouwing 3 en 4 zeggen dat er iets is geteld of gemeten. Dat getal moet er dan staan, met
    zijn bron. Een doel telt niet: dat is nog niet gebeurd.
    """
    practice = reading.practice
    if practice.evidence < 3 or not reading.is_whole("results"):
        return
    if not any(each.kind == "uitkomst" and each.value is not None for each in practice.results):
        yield Fault(
            ("evidence",),
            f"`evidence` is {practice.evidence}, maar geen resultaat is een uitkomst met een `value`",
            "Voeg bij `results` een uitkomst met value, unit en source toe, of verlaag `evidence`.",
        )


@rule(
    "PA206",
    "Er zijn te weinig bronnen voor deze onderbouwing",
    needs="evidence sources",
    severity=Severity.WARNING,
    wrong="evidence: 2   # met één bron",
    right="evidence: 1",
)
def few_sources(reading: Reading, context: Context) -> Iterator[Fault]:
    """Wie alleen zijn eigen verhaal vertelt, kan zich vergissen. Vanaf onderbouwing 2 zijn er ten
    minste twee bronnen die los van elkaar staan.
    """
    evidence, count = reading.practice.evidence, source_count(reading)
    if evidence >= TWO_SOURCES_FROM and count is not None and count < 2:
        yield Fault(
            ("evidence",),
            f"`evidence` is {evidence}, maar er is maar één bron",
            "Voeg een tweede bron toe die los staat van de eerste, of maak `evidence` 1.",
        )


@rule(
    "PA207",
    "De bron bestaat niet",
    needs="sources",
    wrong="source: 3   # er zijn twee bronnen",
    right="source: 2",
)
def unknown_source_number(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een getal is zo sterk als zijn bron. Het nummer telt de bronnen in `sources`, van boven af,
    vanaf 1.
    """
    count = source_count(reading)
    for place in source_places():
        for path, number in values(reading, place):
            if count is not None and number > count:
                yield Fault(path, f"bron {number} bestaat niet", existing_sources(count))


@rule(
    "PA208",
    "Een getal en zijn eenheid horen bij elkaar",
    wrong="value: 3000",
    right="value: 3000\nunit: leerlingen",
)
def value_and_unit(reading: Reading, context: Context) -> Iterator[Fault]:
    """Zonder eenheid zegt een getal niets, en zonder getal een eenheid evenmin."""
    for index, result in enumerate(reading.practice.results):
        if result.value is not None and result.unit is None:
            yield Fault(
                ("results", index, "value"),
                f"bij het getal {result.value} ontbreekt de eenheid",
                "Voeg toe wat er is geteld: unit: leerlingen.",
            )
        elif result.unit is not None and result.value is None:
            yield Fault(
                ("results", index, "unit"),
                f"bij de eenheid {quoted(result.unit)} ontbreekt het getal",
                "Voeg het getal toe: value: 3000; of haal `unit` weg.",
            )


@rule(
    "PA212",
    "Een getal in titel of samenvatting komt nergens terug",
    severity=Severity.HINT,
    wrong="summary: Elk jaar gaan 3000 leerlingen mee.   # nergens anders genoemd",
    right="reach: {learners: 3000, year: 2024, source: 1}",
)
def uncovered_number(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een getal dat opvalt, moet een bron hebben. Noem het bij `results` of `reach`, of in de tekst
    met een bronnummer erachter.
    """
    wanted = [
        (path, number)
        for name in ("title", "summary")
        if name not in reading.missing
        for path, number in _numbers_in((name,), getattr(reading.practice, name))
    ]
    if not wanted or not (reading.is_whole("results") and "reach" not in reading.missing):
        return
    covered = set(_covered(reading))
    for path, number in wanted:
        if _plain(number) not in covered:
            yield Fault(
                reading.source.span_of(path, number),
                f"het getal {number} in `{path[0]}` komt niet terug met een bron",
                "Zet het bij `results` of `reach`, of in de tekst met een bronnummer zoals [^1].",
            )


def _numbers_in(path: Path, text: str) -> Iterator[tuple[Path, str]]:
    for match in _NUMBER.finditer(text):
        if not _YEAR.fullmatch(match[0]) and not is_name(text, match.start()):
            yield path, match[0]


def _plain(number: str) -> str:
    # A Dutch point separates thousands and a comma decimals: 3.000 is 3000, and 96,5 is 96.5.
    return re.sub(r"\.(?=\d{3}(?:\D|$))", "", number).replace(",", ".")


def _covered(reading: Reading) -> Iterator[str]:
    """The numbers that have a source, plainly written; 1500000 also covers 1,5 (miljoen)."""
    for result in reading.practice.results:
        if result.value is not None:
            yield from (f"{result.value / times:.10g}" for times in (1, 10**6, 10**9))
        yield from (_plain(number) for _, number in _numbers_in((), result.text))
    if reach := reading.practice.reach:
        yield from (str(reach.learners), str(reach.companies))
    cells = ((cell, cell.plain()) for cell in reading.body.of_kind("tcell"))
    for block, text in (*reading.body.paragraphs, *cells):
        if has_citation(block):
            yield from (_plain(number) for _, number in _numbers_in((), text))


def has_citation(node: Node) -> bool:
    """Whether a source mark stands anywhere in a token."""
    return any(each.kind == "citation" for each in node.walk())
