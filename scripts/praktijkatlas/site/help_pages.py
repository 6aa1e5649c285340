"""The pages that help contributors: every check and every field, made from checks and model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from praktijkatlas import addresses
from praktijkatlas.checks import CODES, Explanation
from praktijkatlas.contribute.guide import field_guide
from praktijkatlas.model import Vocabularies
from praktijkatlas.site.page import Crumb, SitePage

_ABOVE = (Crumb("Bijdragen", addresses.CONTRIBUTE_PAGE),)


def checks_page() -> SitePage:
    """The help of every check."""
    return SitePage(
        addresses.CHECKS_PAGE,
        "Wat de controles nakijken",
        "Uitleg bij elke melding van de controles, met een fout en een goed voorbeeld.",
        "checks.html",
        "text",
        _ABOVE,
        {"groups": tuple(_code_groups(CODES.values()))},
    )


def fields_page(vocabularies: Vocabularies) -> SitePage:
    """The field guide."""
    return SitePage(
        addresses.FIELDS_PAGE,
        "De velden van een praktijk",
        "Alle gegevens die een praktijk kan hebben, met uitleg en voorbeelden.",
        "fields.html",
        "text",
        _ABOVE,
        {"fields": field_guide(vocabularies)},
    )


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """The codes that begin alike."""

    id: str
    title: str


_GROUPS = {
    "PA0": CodeGroup("bestand", "Het bestand"),
    "PA1": CodeGroup("velden", "De velden"),
    "PA2": CodeGroup("samenhang", "Velden die bij elkaar horen"),
    "PA3": CodeGroup("tekst", "De tekst"),
    "PA4": CodeGroup("catalogus", "Andere praktijken en lijsten"),
    "PA5": CodeGroup("veilig", "Veiligheid en privacy"),
}


def _code_groups(
    codes: Iterable[Explanation],
) -> Iterator[tuple[CodeGroup, list[Explanation]]]:
    listed = list(codes)
    for prefix, group in _GROUPS.items():
        members = [each for each in listed if each.code.startswith(prefix)]
        if members:
            yield group, members
