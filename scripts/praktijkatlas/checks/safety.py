"""Rules that keep out what could harm a reader or break a page (PA5)."""

import re
from collections.abc import Iterator

from praktijkatlas.checks.letters import CODED, DISGUISED, INVISIBLE, disguises
from praktijkatlas.checks.places import all_text, texts
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.sections import place
from praktijkatlas.model import Fault, Severity, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Reading

LOST = "\ufffd"
"""What programs write for a letter that they cannot read."""
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,60}>?|<!--")
# Windows keeps some names for itself, and cannot even fetch the repository with them.
IMAGE_FILE = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[A-Za-z0-9][A-Za-z0-9._-]*\.(?:jpe?g|png|webp)",
    re.ASCII | re.I,
)


@rule(
    "PA501",
    "Er staat HTML in de tekst",
    wrong="Een <b>vette</b> zin.",
    right="Een **vette** zin.",
)
def html_in_body(reading: Reading, context: Context) -> Iterator[Fault]:
    """HTML wordt niet omgezet, maar letterlijk getoond: zo kan niemand vreemde code op de site
    zetten, en zien de site en de bladen er hetzelfde uit.
    """
    for node in reading.body.of_kind("html_block", "html_inline"):
        yield Fault(
            place(reading, node),
            f"hier staat HTML: {quoted(node.text)}",
            "Haal het weg; gebruik Markdown: **vet**, *schuin*, [tekst](https://…).",
        )


@rule(
    "PA504",
    "Er staat een afbeelding in de tekst",
    wrong="![De werkplaats](werkplaats.jpg)",
    right="image:\n  file: werkplaats.jpg\n  alt: Studenten werken aan een prototype\n"
    "  credit: Vakcollege De Brug\n  licence: CC-BY-4.0",
)
def image_in_body(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een beeld heeft een beschrijving nodig voor wie het niet ziet, en de naam van de maker.
    Daarvoor is `image`, bovenaan.
    """
    for node in reading.body.of_kind("image"):
        yield Fault(
            place(reading, node),
            f"hier staat een afbeelding ({quoted(node.url)})",
            "Haal haar hier weg; zet het bestand bij `image`, met alt, credit en licence.",
        )


@rule(
    "PA505",
    "Er staat een teken dat niemand ziet",
    severity=Severity.WARNING,
    wrong="werk\\u200bplaats",
    right="werkplaats",
)
def invisible_character(reading: Reading, context: Context) -> Iterator[Fault]:
    """Onzichtbare tekens komen mee bij het plakken uit andere programma's. Woorden zijn dan niet te
    vinden, en tekst kan anders lijken dan zij is.
    """
    for span, found in disguises(reading, INVISIBLE):
        yield Fault(
            span,
            f"er staat een onzichtbaar teken ({_codes(found)})",
            "Wis het woord waar het in staat en typ het opnieuw.",
        )


@rule(
    "PA510",
    "Er staat een teken dat zich voordoet als een ander",
    wrong="Vakcоllege   (de o is een Russische letter)",
    right="Vakcollege",
)
def disguised_character(reading: Reading, context: Context) -> Iterator[Fault]:
    """Sommige letters uit andere schriften lijken precies op de onze, en sommige tekens keren de
    tekst om. Daarmee kan iemand een naam of een adres namaken, en zoeken vindt het woord niet.
    """
    for span, found in disguises(reading, DISGUISED):
        if found.startswith("-"):
            message = f"de naam van een website staat hier in code ({CODED}…)"
            advice = "Kopieer het adres opnieuw, of schrijf de naam zoals u haar leest."
        else:
            message = f"er staat een teken dat anders is dan het lijkt ({_codes(found[0])})"
            advice = "Wis het woord waar het in staat en typ het opnieuw."
        yield Fault(span, message, advice)


@rule(
    "PA511",
    "Er is een letter verloren gegaan",
    severity=Severity.WARNING,
    wrong="het ro\ufffdster van de school",
    right="het rooster van de school",
)
def lost_character(reading: Reading, context: Context) -> Iterator[Fault]:
    """Dit teken zet een programma neer als het een letter niet kan lezen. Vaak is een bestand dan
    met de verkeerde tekenset geopend en weer opgeslagen. Welke letter er stond, weet alleen u.
    """
    if LOST not in reading.source.text or any(each.code == "PA001" for each in reading.faults):
        return
    for number, line in enumerate(reading.source.lines, start=1):
        if LOST in line:
            at = line.index(LOST)
            word = _words_around(line, at)
            yield Fault(
                Span(number, at + 1),
                f"in {quoted(word)} is een letter verloren gegaan ({LOST})",
                "Typ het woord opnieuw. Kijk of er in de rest van het bestand ook letters missen.",
            )


def _words_around(line: str, at: int) -> str:
    return line[:at].rpartition(" ")[2] + line[at:].partition(" ")[0]


def _codes(characters: str) -> str:
    return ", ".join(f"U+{ord(each):04X}" for each in characters)


@rule(
    "PA507",
    "De naam van het beeld is niet goed",
    needs="image",
    wrong="image:\n  file: ../fotos/Werkplaats 1.gif",
    right="image:\n  file: werkplaats-1.jpg",
)
def image_file_name(reading: Reading, context: Context) -> Iterator[Fault]:
    """Het beeld staat in practices/images. Met spaties, mappen of een ander soort bestand kan de
    site het niet tonen.
    """
    image = reading.practice.image
    if image and not IMAGE_FILE.fullmatch(image.file):
        yield Fault(
            ("image", "file"),
            f"{quoted(image.file)} is niet een gewone bestandsnaam van een beeld",
            "Gebruik letters, cijfers en koppeltekens, en .jpg, .png of .webp: werkplaats-1.jpg.",
        )


@rule(
    "PA509",
    "Het beeld kan niet op de site",
    needs="image",
    wrong="image:\n  file: werkplaats.jpg   # in het bestand zit een SVG",
    right="image:\n  file: werkplaats.jpg   # een JPEG van 1600 bij 900 pixels",
)
def image_content(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een beeld moet er zijn, echt een foto of tekening zijn en niet te groot. In een SVG kan code
    staan, en een heel groot beeld laat telefoons vastlopen. Gegevens over plaats, tijd en camera
    haalt de site er zelf uit.
    """
    picture = reading.picture
    if picture and picture.fault and IMAGE_FILE.fullmatch(picture.file.name):
        yield Fault(("image", "file"), f"{quoted(picture.file.name)}: {picture.fault}", picture.fix)


@rule(
    "PA508",
    "Er staat HTML in een gegeven",
    severity=Severity.WARNING,
    wrong="title: Leren in <i>het bedrijf</i>",
    right="title: Leren in het bedrijf",
)
def html_in_text(reading: Reading, context: Context) -> Iterator[Fault]:
    """Bovenaan staat gewone tekst. HTML wordt daar letterlijk getoond, met haken en al."""
    if "<" not in all_text(reading):
        return
    for path, text in texts(reading):
        if match := _TAG.search(text):
            yield Fault(
                reading.source.span_of(path, match[0]),
                f"in `{path[0]}` staat HTML: {quoted(match[0])}",
                "Haal alles tussen < en > weg.",
            )
