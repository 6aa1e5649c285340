"""Rules for the parts of the body (PA3): the five headings, in their order, each with text."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.suggest import nearest
from praktijkatlas.model import SECTIONS, Fault, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Node, Reading
from praktijkatlas.reading.body import Section

ORDER = ", ".join(SECTIONS)
LEVEL = 2


def place(reading: Reading, node: Node) -> Span:
    """The place of a token of the body in the file."""
    return reading.source.span_at(reading.body.start + node.offset, node.length)


def title_of(heading: Node) -> str:
    """The words of a heading."""
    return " ".join(heading.plain().split())


@lru_cache(maxsize=256)  # comparing takes time, and a text may have thousands of headings
def meant(title: str) -> str | None:
    """The heading of the five that `title` stands for, spelling mistakes aside."""
    return title if title in SECTIONS else nearest(title, SECTIONS, cutoff=0.75)


def was_read(reading: Reading) -> bool:
    """Whether the file has a body at all; one that could not be read says so already."""
    return reading.body.start > 0


def known_sections(reading: Reading) -> list[Section]:
    """The sections under one of the five headings, the first of each."""
    first: dict[str, Section] = {}
    for section in reading.body.sections:
        if section.title in SECTIONS:
            first.setdefault(section.title, section)
    return list(first.values())


@rule(
    "PA301",
    "Een kop ontbreekt",
    wrong="## Aanleiding\n\n…\n\n## Resultaten",
    right="## Aanleiding\n\n…\n\n## Aanpak\n\n…\n\n## Resultaten",
)
def missing_section(reading: Reading, context: Context) -> Iterator[Fault]:
    """Elke praktijk vertelt in dezelfde vijf stappen hoe het ging, zodat lezers kunnen vergelijken.
    Is over een stap niets bekend? Zeg dat dan in één zin onder de kop.
    """
    if not was_read(reading):
        return
    present = {meant(title_of(each)) for each in reading.body.of_kind("heading")}
    for index, title in enumerate(SECTIONS):
        if title in present:
            continue
        before = SECTIONS[index - 1] if index else None
        where = f'na "{before}"' if before else "als eerste"
        yield Fault(
            _end_of(reading, before),
            f'de kop "## {title}" ontbreekt',
            f"Zet {where} een regel ## {title}, met ten minste één zin eronder.",
        )


def _end_of(reading: Reading, title: str | None) -> Span:
    section = reading.body.section(title) if title else None
    if section is None or section.heading is None:
        return reading.source.span_at(reading.body.start)
    last = (section.heading, *section.nodes)[-1]
    return Span(reading.source.span_at(reading.body.start + last.offset + last.length - 1).line)


@rule(
    "PA302",
    "De koppen staan niet in de goede volgorde",
    wrong="## Aanpak\n\n…\n\n## Aanleiding",
    right="## Aanleiding\n\n…\n\n## Aanpak",
)
def sections_out_of_order(reading: Reading, context: Context) -> Iterator[Fault]:
    """Lezers, bladen en de site gaan uit van één vaste volgorde."""
    sections = known_sections(reading)
    ranks = [SECTIONS.index(section.title) for section in sections]
    if ranks == sorted(ranks):
        return
    kept = next(
        chosen
        for size in range(len(ranks), 0, -1)
        for chosen in combinations(ranks, size)
        if list(chosen) == sorted(chosen)
    )
    for section, rank in zip(sections, ranks, strict=True):
        if rank not in kept and section.heading:
            yield Fault(
                place(reading, section.heading),
                f'de kop "{section.title}" staat niet op zijn plaats',
                f"Houd deze volgorde aan: {ORDER}.",
            )


@rule(
    "PA303",
    "De kop is niet een van de vijf",
    wrong="### Resultaat",
    right="## Resultaten",
)
def unknown_heading(reading: Reading, context: Context) -> Iterator[Fault]:
    """Met eigen koppen is een praktijk niet meer naast een andere te leggen. Een tussenkopje
    kan de eerste woorden van een alinea zijn, in vette letters.
    """
    top = {id(node) for node in reading.body.nodes}
    for heading in reading.body.of_kind("heading"):
        title = title_of(heading)
        if title not in SECTIONS:
            near = meant(title)
            advice = (
                f'Bedoelde u "## {near}"?' if near else "Maak er een gewone zin of vette tekst van."
            )
            yield Fault(
                place(reading, heading),
                f"{quoted(title)} is niet een van de vijf koppen",
                f"{advice} De koppen zijn: {ORDER}.",
            )
        elif heading.number != LEVEL:
            yield Fault(
                place(reading, heading),
                f'de kop "{title}" is niet van het tweede niveau',
                f"Zet er twee hekjes voor: ## {title}",
            )
        elif id(heading) not in top:
            yield Fault(
                place(reading, heading),
                f'de kop "{title}" staat in een lijst of citaat',
                f"Begin de regel met ## {title}, zonder iets ervoor.",
            )


@rule(
    "PA304",
    "Onder de kop staat niets",
    wrong="## Resultaten\n\n## Wat werkte en wat niet",
    right="## Resultaten\n\nOver resultaten is in de bronnen niets gevonden (stand november 2026).",
)
def empty_section(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een lege kop laat de lezer raden of er niets was of dat iemand het vergat."""
    for section in reading.body.sections:
        if section.heading and section.title in SECTIONS and _is_empty(section):
            yield Fault(
                place(reading, section.heading),
                f'onder "## {section.title}" staat niets',
                "Schrijf ten minste één zin, bijvoorbeeld dat de bronnen er niets over zeggen.",
            )


def _is_empty(section: Section) -> bool:
    return not any(node.plain().strip() for node in section.nodes)


@rule(
    "PA308",
    "Er staat tekst vóór de eerste kop",
    wrong="---\nDit is een mooie praktijk.\n\n## Aanleiding",
    right="---\n## Aanleiding\n\nDe school zocht stageplaatsen.[^1]",
)
def text_before_first_heading(reading: Reading, context: Context) -> Iterator[Fault]:
    """De titel en de samenvatting leiden de tekst al in. Wat vóór de eerste kop staat, hoort
    nergens bij en wordt niet overal getoond.
    """
    sections = reading.body.sections
    if sections and sections[0].heading is None:
        for node in sections[0].nodes[:1]:
            if node.kind not in ("definition", "heading"):
                yield Fault(
                    place(reading, node),
                    "er staat tekst vóór de eerste kop",
                    f"Zet de tekst onder een van de koppen, of begin met ## {SECTIONS[0]}.",
                )


@rule(
    "PA309",
    "Een kop staat twee keer in de tekst",
    wrong="## Aanpak\n\n…\n\n## Aanpak",
    right="## Aanpak\n\n…\n\n## Resultaten",
)
def repeated_section(reading: Reading, context: Context) -> Iterator[Fault]:
    """Van twee delen met dezelfde kop wordt op bladen en in exports alleen het eerste getoond."""
    seen: set[str] = set()
    for section in reading.body.sections:
        if section.heading and section.title in seen and section.title in SECTIONS:
            yield Fault(
                place(reading, section.heading),
                f'de kop "## {section.title}" staat twee keer in de tekst',
                "Voeg de twee delen samen onder één kop.",
            )
        seen.add(section.title)
