"""The page that puts practices side by side; a browser fills it from the files of the API."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import script_json
from praktijkatlas.model import SECTIONS, Vocabularies
from praktijkatlas.site.page import Crumb, SitePage

LISTS = (
    "themes",
    "practice_types",
    "education_levels",
    "sectors",
    "regions",
    "statuses",
    "evidence",
    "cost_bands",
    "funding",
)
SIDES: Mapping[str | None, str] = {
    "education": "Scholen",
    "employer": "Bedrijven en werkgevers",
    "government": "Overheid",
    None: "Anderen",
}
"""What the rows of participants are called, by the side that they stand for, in order."""


def compare_page(catalogue: Catalogue) -> SitePage:
    """The page on which up to four practices stand side by side."""
    return SitePage(
        addresses.COMPARE_PAGE,
        "Vergelijk praktijken",
        "Zet twee tot vier praktijken naast elkaar: waar, voor wie, wat het kost en wat het opbracht.",
        "compare.html",
        "wide",
        (Crumb("Praktijken", addresses.PRACTICES_PAGE),),
        {"words": Markup(script_json(compare_words(catalogue.vocabularies)))},
        styles=("assets/naast-elkaar.css",),
        in_nav=False,
    )


def compare_words(lists: Vocabularies) -> Mapping[str, Any]:
    """What the browser must know to say in words what the files of the API say in ids."""
    return {
        "labels": {name: {term.id: term.label for term in lists.get(name)} for name in LISTS},
        "sides": [
            (label, kinds)
            for side, label in SIDES.items()
            if (kinds := [kind.id for kind in lists.organisation_kinds if kind.side == side])
        ],
        "worked": SECTIONS[3],
        "start": SECTIONS[4],
    }
