"""The page with the web form, and the list of practices that its script asks for."""

import json
from collections.abc import Iterator

from markupsafe import Markup

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.contribute.form import RADIOS, form_description, form_steps
from praktijkatlas.contribute.guide import field_guide
from praktijkatlas.exports import script_json
from praktijkatlas.fitting import SIZES
from praktijkatlas.sheets.typesetting import MAX_PAGES
from praktijkatlas.site.links import Repository
from praktijkatlas.site.page import Crumb, SitePage

TITLE = "Vul een praktijk in"
NAMES_FILE = f"{addresses.FORM_PAGE}praktijken.json"
MAX_ADDRESS = 8000
"""The longest address that GitHub takes; a longer file is copied by hand."""
PAPER_WIDTH, PRINTED_HEIGHT = 210, 255
"""Of a sheet, in millimetres: the paper, and what is between its margins (templates/style.typ)."""


def form_page(catalogue: Catalogue, repository: Repository, contact: str) -> SitePage:
    """The form; `contact` is the mail address of the editors, "" when nobody knows it."""
    lists = catalogue.vocabularies
    description = form_description(lists) | {
        "repository": {
            "new": repository.new("practices") if repository else "",
            "edit": repository.edit("practices/") if repository else "",
            "longest": MAX_ADDRESS,
        },
        "contact": contact,
        "sheet": {
            "sizes": SIZES,
            "pages": MAX_PAGES,
            "width": PAPER_WIDTH,
            "height": PRINTED_HEIGHT,
        },
    }
    return SitePage(
        addresses.FORM_PAGE,
        TITLE,
        "Beschrijf een samenwerking van school en bedrijf. Het formulier helpt u met elke vraag.",
        "form.html",
        "form",
        (Crumb("Bijdragen", addresses.CONTRIBUTE_PAGE),),
        {
            "title": TITLE,
            "steps": form_steps(field_guide(lists)),
            "radios_up_to": RADIOS,
            "repository": repository,
            "contact": contact,
            "description": Markup(script_json(description)),
        },
        styles=("assets/formulier.css", "assets/blad.css"),
        scripts=("assets/dichtbij.js",),
    )


def form_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The files that the form asks for: the titles of the practices, and the ids of before."""
    names = {
        "titles": {entry.id: entry.practice.title for entry in catalogue.entries},
        "former": dict(catalogue.redirects),
    }
    yield NAMES_FILE, json.dumps(names, ensure_ascii=False).encode() + b"\n"
