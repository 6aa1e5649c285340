"""A few made-up practices on paper, made once for all tests."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.model import Vocabularies
from praktijkatlas.model.vocabulary import TERM_TYPES
from praktijkatlas.reading import Entry, read_entry, read_vocabulary
from praktijkatlas.sheets import SheetSettings, booklet_pdf, roles_of, sheet_pdf, write_sheets

from .tagged import Tagged

SITE = "https://atlas.example.org/gids"
SETTINGS = SheetSettings(SITE, "Atlas", "Wat werkt")
SIDES = {"school": "education", "bedrijf": "employer", "overheid": "government"}
EXTRA: dict[str, dict[str, Any]] = {
    "evidence": {"description": "Uit twee bronnen."},
    "licences": {"url": "https://creativecommons.org/licenses/by/4.0/"},
}
TERMS: dict[str, tuple[str, ...]] = {
    "themes": ("stages", "techniek"),
    "practice_types": ("gastles",),
    "education_levels": ("mbo", "vmbo"),
    "sectors": ("zorg",),
    "statuses": ("lopend", "gestopt"),
    "evidence": tuple("01234"),
    "cost_bands": tuple("01234"),
    "organisation_kinds": tuple(SIDES),
    "funding": ("gemeente",),
    "licences": ("CC-BY-4.0",),
    "regions": ("de-stad", "het-dorp", "de-polder"),
    "organisations": ("brug",),
}

BODY = """## Aanleiding

Te weinig *stages*.[^1] Zie [de ander](andere-les.md) en [een site](https://www.example.org/é).

## Aanpak

Eerst dit.

| wie | wat |
| --- | --- |
| school | zoekt |
| bedrijf | biedt |

### Daarna

1. Bellen.
2. Gaan.[^2]

## Resultaten

Tien leerlingen gingen mee.[^1]

## Wat werkte en wat niet

**Wat werkte:** samen doen.

## Zelf doen

- Bel de school.
"""


def entry(entry_id: str, body: str = BODY, **changes: Any) -> Entry:
    """A sound entry with changes, read from text as the site reads it."""
    fields = {
        "title": "Gastles in De Stad",
        "summary": "Een vakman geeft les. Leerlingen zien wat er kan.",
        "themes": ["stages"],
        "practice_types": ["gastles"],
        "education_levels": ["mbo", "vmbo"],
        "sectors": ["zorg"],
        "regions": ["de-stad"],
        "status": "lopend",
        "status_as_of": "2024~",
        "start": "2020",
        "organisations": [
            {"name": "Vakcollege De Brug", "kind": "school", "role": "geeft de lessen"},
            {"name": "Bakkerij Jansen", "kind": "bedrijf"},
            {"name": "Drie bakkers", "kind": "bedrijf", "group": "true"},
        ],
        "evidence": "2",
        "results": [
            {"text": "Er gingen 10 leerlingen mee.", "kind": "uitkomst", "value": "10",
             "unit": "leerlingen", "year": "2024", "source": "1"},
            {"text": "Het plan was een hele klas.", "kind": "doel", "value": "1234.5",
             "unit": "uur", "source": "2"},
        ],
        "adoptions": [{"organisation": "College Zee", "region": "het-dorp", "source": "2"}],
        "contact": {"organisation": "Vakcollege De Brug", "mailbox": "stage@brug.example.org"},
        "sources": [
            {"title": "Bakkers voor de klas", "url": "https://www.example.org/bakkers",
             "publisher": "Streekkrant", "date": "2024-03"},
            {"title": "Verslag", "url": "https://example.org/" + "lang/" * 20},
        ],
        "added": "2026-01-10",
        "reviewed": "2026-01-10",
        "licence": "CC-BY-4.0",
        **changes,
    }  # fmt: skip
    reading = read_entry(
        f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{body}".encode(), f"p/{entry_id}.md"
    )
    made = reading.entry()
    assert made, reading.faults
    return made


def _vocabularies() -> Vocabularies:
    loaded = {}
    for name, kind in TERM_TYPES.items():
        place = {"kind": "gemeente"} if name == "regions" else {}
        place |= (
            {"kind": "school", "label": "Vakcollege De Brug"} if name == "organisations" else {}
        )
        sides = SIDES if name == "organisation_kinds" else {}
        terms = [
            {
                "id": term,
                "label": term.replace("-", " ").capitalize(),
                **EXTRA.get(name, {}),
                **place,
                **({"side": sides[term]} if term in sides else {}),
            }
            for term in TERMS[name]
        ]
        loaded[name] = read_vocabulary(json.dumps({"terms": terms}).encode(), name, kind, name)[0]
    return Vocabularies(**loaded)


LONG = BODY.replace(
    "Eerst dit.", "\n\n".join(f"Dit is alinea {n}. " + "En zo gaat het. " * 14 for n in range(14))
)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Three practices: one short, one of two pages, and one in another place."""
    return Catalogue.of(
        (
            entry("gastles"),
            entry("lange-les", LONG, title="Een lange les", regions=["het-dorp", "de-stad"]),
            entry("andere-les", title="Andere les", themes=["techniek"], regions=["het-dorp"]),
        ),
        _vocabularies(),
    )


@pytest.fixture(scope="session")
def short_pdf(catalogue: Catalogue) -> bytes:
    """The sheet of the short practice."""
    return sheet_pdf(catalogue.by_id["gastles"], catalogue, SETTINGS)


@pytest.fixture(scope="session")
def short(short_pdf: bytes) -> Tagged:
    """The sheet of the short practice, as somebody hears it."""
    return Tagged(short_pdf)


@pytest.fixture(scope="session")
def long(catalogue: Catalogue) -> Tagged:
    """The sheet of the practice of two pages."""
    return Tagged(sheet_pdf(catalogue.by_id["lange-les"], catalogue, SETTINGS))


@pytest.fixture(scope="session")
def for_school(catalogue: Catalogue) -> Tagged:
    """The sheet of the short practice for schools."""
    chosen = catalogue.by_id["gastles"]
    return Tagged(sheet_pdf(chosen, catalogue, SETTINGS, roles_of(chosen, catalogue)[0]))


@pytest.fixture(scope="session")
def booklet(catalogue: Catalogue) -> Tagged:
    """All three in a booklet, the long one first."""
    chosen = [catalogue.by_id[each] for each in ("lange-les", "gastles", "andere-les")]
    return Tagged(booklet_pdf("Overleg 12 mei", chosen, catalogue, SETTINGS))


@pytest.fixture(scope="session")
def cache(project: Path) -> Path:
    """Where the project keeps documents between runs, so that tests of real practices are quick."""
    return project / ".cache/praktijkatlas/sheets"


@pytest.fixture(scope="session")
def documents(project: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all sheets and booklets of the practices of the project."""
    folder = tmp_path_factory.mktemp("documents")
    catalogue = load_site(project / "practices", project, date(2026, 11, 23)).catalogue
    done = write_sheets(catalogue, folder, SheetSettings(), cache)
    assert done.documents > 2 * len(catalogue) > 0, "roles and booklets come on top"
    assert not done.long, "these do not fit on two pages"
    return folder
