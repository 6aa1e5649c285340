"""Our own templates, filled: everything from an entry is escaped."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import jinja2
from markupsafe import Markup

from praktijkatlas import facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Practice
from praktijkatlas.model.dates import day_in_words

TEMPLATES = Path(__file__).parent / "templates"


def environment(catalogue: Catalogue, icon: Callable[[str], str]) -> jinja2.Environment:
    """The environment of the content templates; `icon` gives the SVG of a named icon."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    lists = catalogue.vocabularies

    def evidence_label(practice: Practice) -> str:
        return facts.labels(lists.evidence, [str(practice.evidence)])[0]

    env.filters.update(
        number=facts.number,
        day=_day,
        region_labels=lambda ids: facts.labels(lists.regions, ids),
        level_labels=lambda ids: facts.labels(lists.education_levels, ids),
        status=lambda practice: facts.status_line(catalogue, practice),
        evidence=evidence_label,
    )
    env.globals.update(icon=_cached_icon(icon), cite=_cite)
    return env


def _day(day: date) -> str:
    return day_in_words(day)


def _cite(number: int) -> Markup:
    return Markup(
        '<sup class="cite"><a href="#bron-{0}"><span class="visually-hidden">bron </span>{0}</a></sup>'
    ).format(number)


def _cached_icon(icon: Callable[[str], str]) -> Callable[[str], Markup]:
    drawn: dict[str, Markup] = {}

    def draw(name: str) -> Markup:
        if name not in drawn:
            svg = Markup(icon(name))
            drawn[name] = Markup('<span class="icon" aria-hidden="true">{}</span>').format(svg)
        return drawn[name]

    return draw
