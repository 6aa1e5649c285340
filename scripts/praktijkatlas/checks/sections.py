"""Rules for the parts of the body (PA3): the five headings, in their order, each with text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.suggest import nearest
from praktijkatlas.model import SECTIONS, Edit, Fault, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Node, Reading
from praktijkatlas.reading.body import Section

ORDER = ", ".join(SECTIONS)
LEVEL = 2
MAX_HEADING = 80
"""A longer line is no heading."""
_ALL = frozenset(SECTIONS)
_FENCES = ("```", "~~~")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t].*")
# What people put around a heading.
_MARKS = " \t\u00a0#*_:\\"


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


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that holds one of the five headings, and yet is no heading; `number` is its line.

    `fence` is the block of code that it is in.
    """

    number: int
    text: str
    title: str
    fence: Node | None


def heading_lines(reading: Reading) -> Iterator[HeadingLine]:
    """The lines that were meant as a heading, but are none, the first of each title."""
    source, start = reading.source, reading.body.start
    found = {place(reading, each).line for each in reading.body.of_kind("heading")}
    blocks = [
        (
            place(reading, node).line,
            source.span_at(start + node.offset + node.length - 1).line,
            node,
        )
        for node in reading.body.of_kind("code_block")
        if reading.body.text.startswith(_FENCES, node.offset)
    ]
    first = source.span_at(start).line
    told: set[str] = set()
    for number, text in enumerate(source.lines[first - 1 :], start=first):
        if number in found or len(text) > MAX_HEADING:
            continue
        above = source.lines[number - 2] if number > first else ""
        title = _title_on(text, above)
        if title is None or title in told:
            continue
        fence = next((node for begin, end, node in blocks if begin < number <= end), None)
        if fence is None and _HEADING.fullmatch(text):
            continue  # it is part of HTML, which is told itself
        told.add(title)
        yield HeadingLine(number, text, title, fence)


def _title_on(text: str, above: str) -> str | None:
    """Which of the five headings a line holds, with other marks around it or none."""
    bare = " ".join(text.strip(_MARKS).split())
    if text.lstrip(" ").startswith("#"):
        return meant(bare)
    return bare if bare in _ALL and not above.strip() else None


@rule(
    "PA301",
    "Een kop ontbreekt",
    wrong="## Aanleiding\n\n…\n\n## Resultaten",
    right="## Aanleiding\n\n…\n\n## Aanpak\n\n…\n\n## Resultaten",
    mends="Zet ## en een spatie voor een van de vijf koppen, als die alleen op een regel staat.",
)
def missing_section(reading: Reading, context: Context) -> Iterator[Fault]:
    """Elke praktijk vertelt in dezelfde vijf stappen hoe het ging, zodat lezers kunnen vergelijken.
    Is over een stap niets bekend? Zeg dat dan in één zin onder de kop.
    """
    if not was_read(reading):
        return
    present = {meant(title_of(each)) for each in reading.body.of_kind("heading")}
    if present >= _ALL:
        return
    lines = [line for line in heading_lines(reading) if line.title not in present]
    yield from _in_code(reading, lines)
    for line in lines:
        if line.fence is None:
            yield _not_a_heading(line)
    present |= {line.title for line in lines}
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


def _in_code(reading: Reading, lines: Sequence[HeadingLine]) -> Iterator[Fault]:
    """One fault for every block of code that headings are in."""
    for fence in dict.fromkeys(line.fence for line in lines if line.fence):
        titles = ", ".join(f'"{line.title}"' for line in lines if line.fence == fence)
        mark = reading.body.text[fence.offset :][:3]
        open_end = _is_unclosed(reading, fence, mark)
        yield Fault(
            Span(place(reading, fence).line, 1, len(mark)),
            f"het blok code dat hier begint, is niet gesloten. Daarin staat {titles}"
            if open_end
            else f"in het blok code dat hier begint, staat {titles}",
            f"Haal de regel met {mark} weg, of zet een regel {mark} vóór de eerste kop.",
        )


def _is_unclosed(reading: Reading, fence: Node, mark: str) -> bool:
    block = reading.body.text[fence.offset : fence.offset + fence.length].rstrip()
    return not block.rpartition("\n")[2].strip().startswith(mark)


def _not_a_heading(line: HeadingLine) -> Fault:
    rest = line.text.lstrip(" ").lstrip("#")
    marks = line.text.strip()[: -len(rest)] if rest else ""
    if not line.text.lstrip(" ").startswith("#"):
        why = "begint niet met ##"
    elif rest.startswith("\u00a0"):
        why = f"heeft een vaste spatie achter {marks}, geen gewone"
    elif rest.startswith(" "):
        why = "springt te ver in"
    else:
        why = f"heeft geen spatie achter {marks}"
    end = len(line.text) + 1
    return Fault(
        Span(line.number, 1, max(1, end - 1)),
        f'de kop "{line.title}" {why}',
        f"Schrijf: ## {line.title}",
        edits=(Edit((line.number, 1), (line.number, end), f"## {line.title}"),),
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
        nodes = sections[0].nodes
        if nodes and all(node.kind == "hr" for node in nodes):
            yield Fault(
                place(reading, nodes[0]),
                "er staat een regel --- te veel onder de gegevens",
                "Haal de regel weg: één regel --- sluit de gegevens af.",
            )
            return
        for node in nodes[:1]:
            if node.kind in ("definition", "heading"):
                continue
            # A heading that is not written as one is told as such (PA301).
            lines = {line.number for line in heading_lines(reading)}
            if place(reading, node).line not in lines:
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
