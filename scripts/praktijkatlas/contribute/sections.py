"""What a contributor writes under each of the five headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from praktijkatlas.model import SECTIONS


@dataclass(frozen=True, slots=True)
class SectionGuide:
    """The help for one section: what belongs there, and how it can begin."""

    title: str
    hint: str
    example: str


_HELP = (
    (
        "Waarom begon het? Wat ging niet goed, of wat wilde men?",
        "Bedrijven in de streek zochten vakmensen. Leerlingen kenden die bedrijven niet.[^1]",
    ),
    (
        "Wie doet wat, en wanneer? Vertel het zo dat een ander het kan nadoen.",
        "Elke leerling bezoekt in het najaar drie bedrijven.[^1] De school regelt het vervoer.",
    ),
    (
        "Wat leverde het op? Zet bij elk getal het nummer van de bron. Een plan is nog geen resultaat.",
        "In 2024 gingen 120 leerlingen mee.[^1] Hoeveel er daarna een leerplek vonden, is niet geteld.",
    ),
    (
        "Wat ging goed en waar liep men tegenaan? Juist van wat lastig was, leren anderen.",
        "**Wat werkte:** een vaste contactpersoon per bedrijf.[^2]\n\n"
        "**Wat lastig was:** het vervoer kostte meer dan gedacht.[^2]",
    ),
    (
        "Wat raadt u een ander aan die dit ook wil? Een genummerde lijst leest prettig.",
        "1. Begin met drie bedrijven die al leerlingen kennen.\n2. Plan het bezoek buiten het drukke seizoen.",
    ),
)

SECTION_GUIDES: Mapping[str, SectionGuide] = MappingProxyType(
    {
        title: SectionGuide(title, hint, example)
        for title, (hint, example) in zip(SECTIONS, _HELP, strict=True)
    }
)
"""The help for every section, in their order."""
