"""Rules for the source marks in the body (PA3): every claim that counts has one that exists."""

import re
from collections.abc import Iterator

from praktijkatlas.checks.evidence import existing_sources, has_citation, is_name, source_count
from praktijkatlas.checks.places import source_places, values
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.sections import place
from praktijkatlas.model import Edit, Fault, Severity, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Node, Reading

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
CLAIM = re.compile(
    r"(?<![\w^.,-])(?!(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?(?![\w%]))"
    rf"\d+(?:[.,]\d+)*(?![\w-])(?!\s(?:{_MONTHS})\b)"
    rf"|\b(?:\w+en|\w+ën)?(?:{_TENS})\b"
    r"|\b\w*(?:honderd|duizend|miljoen|miljard)(?:en)?\b",
    re.IGNORECASE,
)
_ODD_MARK = re.compile(r"\[\^(?!\d{1,3}\])(?:(?P<inner>[^\[\]\n]{0,60})\]|\d+)")
_SEVERAL = re.compile(r"(?:\s|\^|[,;&+]|\ben\b)*\d{1,3}(?:(?:\s|\^|[,;&+]|\ben\b)+\d{1,3})*\s*")
_DEFINITION = re.compile(r"\s*:")


@rule(
    "PA305",
    "De bron bij een bronnummer bestaat niet",
    needs="sources",
    wrong="Er kwamen 40 leerlingen.[^9]",
    right="Er kwamen 40 leerlingen.[^1]",
)
def unknown_citation(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een bronnummer zonder bron laat de lezer met lege handen. Het nummer telt de bronnen in
    `sources`, van boven af, vanaf 1.
    """
    count = source_count(reading)
    for node in reading.body.of_kind("citation"):
        if count is not None and not 1 <= node.number <= count:
            yield Fault(
                place(reading, node),
                f"[^{node.number}] wijst naar een bron die niet bestaat",
                existing_sources(count),
            )


@rule(
    "PA306",
    "Een getal in Resultaten heeft geen bronnummer",
    severity=Severity.WARNING,
    wrong="## Resultaten\n\nEr kwamen 40 leerlingen.",
    right="## Resultaten\n\nEr kwamen 40 leerlingen.[^1]",
)
def number_without_citation(reading: Reading, context: Context) -> Iterator[Fault]:
    """Lezers nemen getallen over. Zet daarom in elke alinea en bij elk punt van een lijst met een
    getal het nummer van de bron. Jaartallen en kleine getallen in letters tellen niet mee. Een
    lijst die volgt op een zin met een bronnummer en een dubbele punt, hoeft het niet te herhalen.
    """
    section = reading.body.section("Resultaten")
    if section is None:
        return
    covered = False
    for node in section.nodes:
        if not (covered and node.kind in ("bullet_list", "ordered_list", "table")):
            yield from _uncited(reading, node)
        covered = has_citation(node) and node.plain().rstrip().endswith(":")


def _uncited(reading: Reading, node: Node) -> Iterator[Fault]:
    if node.kind in ("bullet_list", "ordered_list", "blockquote"):
        for child in node.children:
            yield from _uncited(reading, child)
        return
    if has_citation(node):
        return
    for text in node.walk():
        if text.kind != "text":
            continue
        for match in CLAIM.finditer(text.text):
            if is_name(text.text, match.start()):
                continue
            yield Fault(
                reading.source.span_at(
                    reading.body.start + text.offset + match.start(), len(match[0])
                ),
                f'bij het getal "{match[0]}" staat geen bronnummer',
                "Zet achter de zin het nummer van de bron, zoals [^1].",
            )


@rule(
    "PA307",
    "Een bron wordt nergens gebruikt",
    needs="sources results reach adoptions",
    severity=Severity.HINT,
    wrong="sources:\n  - {title: Streekkrant, url: https://krant.example/1}\n\n(geen [^1] in de tekst)",
    right="Het begon in 2019.[^1]",
)
def unused_source(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een bron die nergens bij staat, helpt de lezer niet: welke zin komt eruit?"""
    whole = reading.is_whole("results") and reading.is_whole("adoptions")
    if not whole or not reading.body.text.strip():
        return
    used = {node.number for node in reading.body.of_kind("citation")}
    for where in source_places():
        used.update(number for _, number in values(reading, where))
    for index, source in enumerate(reading.practice.sources):
        number = reading.source.file_index("sources", index) + 1
        if number not in used:
            yield Fault(
                ("sources", index, "title"),
                f"bron {number} ({quoted(source.title)}) wordt nergens gebruikt",
                f"Zet [^{number}] achter de zin die eruit komt, of haal de bron weg en nummer "
                "de andere opnieuw.",
            )


@rule(
    "PA310",
    "Een bron staat onder de tekst in plaats van bovenaan",
    wrong="[^1]: Streekkrant, 12 mei 2024",
    right="sources:\n  - {title: Streekkrant, url: https://krant.example/1, date: 2024-05-12}",
)
def footnote_definition(reading: Reading, context: Context) -> Iterator[Fault]:
    """Bronnen staan op één plek, onder `sources`, zodat de site ze kan tonen, tellen en nakijken.
    De nummers in de tekst verwijzen daarnaar.
    """
    advice = (
        "Zet de bron onder `sources`, met title en url, en haal deze regel weg; "
        "het nummer is de plaats in die lijst."
    )
    for node in reading.body.of_kind("definition"):
        if node.text.startswith("^"):
            yield Fault(
                place(reading, node), f'"[{node.text}]:" zet een bron onder de tekst', advice
            )
    for node in reading.body.of_kind("paragraph"):
        for mark, after in zip(node.children, node.children[1:], strict=False):
            if (
                mark.kind == "citation"
                and _DEFINITION.match(after.text)
                and _opens_line(reading, mark)
            ):
                yield Fault(
                    place(reading, mark), f'"[^{mark.number}]:" zet een bron onder de tekst', advice
                )


def _opens_line(reading: Reading, mark: Node) -> bool:
    text = reading.body.text
    return not text[text.rfind("\n", 0, mark.offset) + 1 : mark.offset].strip()


@rule(
    "PA316",
    "Een bronnummer is niet goed geschreven",
    severity=Severity.WARNING,
    wrong="Er kwamen 40 leerlingen.[^1,2]",
    right="Er kwamen 40 leerlingen.[^1][^2]",
    mends="Schrijft elk nummer apart: [^1,2] wordt [^1][^2].",
)
def odd_citation(reading: Reading, context: Context) -> Iterator[Fault]:
    """Alleen [^1] wordt een verwijzing: één nummer, zonder spatie of iets anders tussen de haken.
    Al het andere staat als gewone tekst op de pagina, en de bron telt niet mee.
    """
    if not _ODD_MARK.search(reading.body.text):
        return
    for node in reading.body.of_kind("text"):
        for match in _ODD_MARK.finditer(node.text):
            start = node.offset + match.start()
            if reading.body.text[start - 1 : start] != "\\":  # that is how one shows brackets
                span = reading.source.span_at(reading.body.start + start, len(match[0]))
                yield _odd_mark(span, match[0], match["inner"] or "")


def _odd_mark(span: Span, written: str, inner: str) -> Fault:
    message = f"{quoted(written)} is niet een bronnummer, maar wordt als tekst getoond"
    if not _SEVERAL.fullmatch(inner):
        return Fault(
            span,
            message,
            "Schrijf het nummer van de bron, zoals [^1]. Twee bronnen zijn [^1][^2].",
        )
    right = "".join(f"[^{int(number)}]" for number in re.findall(r"\d+", inner))
    start, end = (span.line, span.column), (span.line, span.column + len(written))
    return Fault(span, message, f"Schrijf: {right}", edits=(Edit(start, end, right),))
