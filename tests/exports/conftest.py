"""A small catalogue of made-up practices, in which everything that can go wrong is written out."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import ExportSettings, export_files
from praktijkatlas.load import load_site
from praktijkatlas.model import Vocabularies
from praktijkatlas.model.vocabulary import TERM_TYPES
from praktijkatlas.reading import Entry, read_entry, read_vocabulary

SITE = "https://atlas.example.org/gids"

TERMS: dict[str, list[dict[str, Any]]] = {
    "themes": [
        {"id": "stages", "label": "Stages & leerbanen", "synonyms": ["bpv"]},
        {"id": "techniek-leren", "label": "Techniek"},
        {"id": "leeg-thema", "label": "Thema zonder praktijk"},
    ],
    "practice_types": [{"id": "gastles", "label": "Gastles"}],
    "education_levels": [{"id": "mbo", "label": "Mbo"}, {"id": "vmbo", "label": "Vmbo"}],
    "sectors": [{"id": "zorg", "label": "Zorg"}],
    "statuses": [{"id": "lopend", "label": "Lopend"}, {"id": "gestopt", "label": "Gestopt"}],
    "evidence": [{"id": str(n), "label": f"Onderbouwing {n}"} for n in range(5)],
    "cost_bands": [{"id": str(n), "label": f"Kosten {n}"} for n in range(5)],
    "organisation_kinds": [
        {"id": "school", "label": "School", "side": "education"},
        {"id": "bedrijf", "label": "Bedrijf", "side": "employer"},
    ],
    "funding": [{"id": "gemeente", "label": "Gemeente"}],
    "licences": [
        {
            "id": "CC-BY-4.0",
            "label": "CC BY 4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        {"id": "CC0-1.0", "label": "CC0"},
    ],
    "regions": [
        {"id": "het-land", "label": "Het Land", "kind": "provincie", "code": "PV99"},
        {"id": "de-stad", "label": "De Stad", "kind": "gemeente", "part_of": ["het-land"]},
        {"id": "het-dorp", "label": "Het Dorp", "kind": "gemeente", "part_of": ["het-land"]},
        {
            "id": "oud-dorp",
            "label": "Oud Dorp",
            "kind": "voormalige-gemeente",
            "replaced_by": ["het-dorp"],
            "until": "2018-01-01",
        },
    ],
    "organisations": [
        {"id": "brug", "label": "Vakcollege De Brug", "kind": "school", "aliases": ["VC Brug"]},
    ],
}

BODY = """## Aanleiding

Te weinig *stages*.[^1]

## Aanpak

Zie ook [de andere](tweede-les.md) en [een site](https://www.example.org/x_(y)).

## Resultaten

Er staat `</script><script>alert(1)</script>` in de tekst.

## Wat werkte en wat niet

Niets gevonden.

## Zelf doen

- Bel de school.
"""


def fields(**changes: Any) -> dict[str, Any]:
    """The front matter of a sound practice, with changes."""
    return {
        "title": "Gastles in De Stad",
        "summary": "Een vakman geeft les. Leerlingen zien wat er kan.",
        "themes": ["stages"],
        "practice_types": ["gastles"],
        "education_levels": ["mbo"],
        "sectors": ["zorg"],
        "regions": ["de-stad"],
        "status": "lopend",
        "status_as_of": "2024~",
        "organisations": [
            {"name": "Vakcollege De Brug", "kind": "school"},
            {"name": "Bakkerij Jansen", "kind": "bedrijf", "url": "https://www.example.org"},
            {"name": "Drie bakkers", "kind": "bedrijf", "group": "true"},
        ],
        "evidence": "1",
        "contact": {"organisation": "Vakcollege De Brug"},
        "sources": [
            {
                "title": "Bakkers voor de klas",
                "url": "https://www.example.org/bakkers",
                "publisher": "Streekkrant",
                "date": "2024-03~",
            }
        ],
        "added": "2026-01-10",
        "reviewed": "2026-01-10",
        "review_months": "24",
        "licence": "CC-BY-4.0",
        **changes,
    }


def entry(entry_id: str, body: str = BODY, **changes: Any) -> Entry:
    """A sound entry, read from text as the site reads it. JSON is YAML that needs no care."""
    text = f"---\n{json.dumps(fields(**changes))}\n---\n{body}"
    reading = read_entry(text.encode(), f"practices/{entry_id}.md")
    made = reading.entry()
    assert made, reading.faults
    return made


def make_vocabularies() -> Vocabularies:
    """The lists of the made-up site."""
    return Vocabularies(
        **{
            name: read_vocabulary(
                json.dumps({"terms": TERMS[name]}).encode(), name, kind, f"{name}.yml"
            )[0]
            for name, kind in TERM_TYPES.items()
        }
    )


def make_entries(count: int) -> Iterator[Entry]:
    """Many entries that differ."""
    for number in range(count):
        yield entry(
            f"les-{number:05}",
            title=f"Les {number}",
            regions=["de-stad" if number % 2 else "het-dorp"],
            themes=["stages", "techniek-leren"][: 1 + number % 2],
            organisations=[
                {"name": "Vakcollege De Brug", "kind": "school"},
                {"name": f"Bakkerij nummer {number}", "kind": "bedrijf"},
            ],
            added=f"2026-01-{1 + number % 28:02}",
            reviewed=f"2026-02-{1 + number % 28:02}",
        )


@pytest.fixture(scope="session")
def vocabularies() -> Vocabularies:
    return make_vocabularies()


@pytest.fixture(scope="session")
def catalogue(vocabularies: Vocabularies) -> Catalogue:
    """Three practices: a plain one, one with every field, and one with texts that attack."""
    return Catalogue.of(
        (
            entry("eerste-les"),
            entry(
                "tweede-les",
                title="Alles ingevuld",
                status="gestopt",
                stopped_reason="Het geld was op.",
                start="2019-09",
                end="2023",
                results=[
                    {
                        "text": "Meer leerlingen.",
                        "kind": "uitkomst",
                        "value": "96.5",
                        "unit": "procent",
                        "year": "2022",
                        "source": "1",
                    },
                    {"text": "Duizend leerlingen.", "kind": "doel", "value": "1000", "source": "1"},
                ],
                effort={"lead_weeks": "8", "people": "2"},
                cost_band="0",
                funding=["gemeente"],
                reach={"learners": "300", "year": "2022", "source": "1"},
                adoptions=[
                    {"organisation": "X", "region": "het-dorp", "since": "2021", "source": "1"}
                ],
                image={"file": "a.jpg", "alt": "Een klas", "credit": "X", "licence": "CC-BY-4.0"},
                related=["eerste-les"],
                based_on=["eerste-les"],
                keywords=["bakker", "brood"],
                added="2026-01-01",
                reviewed="2026-03-01",
                redirects=["oude-les"],
            ),
            entry(
                "vreemde-les",
                title='=HYPERLINK("https://example.org";"klik")',
                summary="Stuur\x07teken & <b>vet</b></script><!-- \u2028 \u2029 ]]> einde.",
                regions=["het-dorp"],
                keywords=["@SUM(1)", 'puntkomma; "hek"'],
                organisations=[
                    {"name": "+31 en co", "kind": "bedrijf"},
                    {"name": "VC Brug", "kind": "school"},
                ],
                added="2026-02-02",
                reviewed="2026-02-02",
            ),
        ),
        vocabularies,
    )


@pytest.fixture(scope="session", params=["", SITE], ids=["no-address", "address"])
def settings(request: pytest.FixtureRequest, catalogue: Catalogue) -> ExportSettings:
    """A site without an address, and one with."""
    return ExportSettings.for_catalogue(
        catalogue, request.param, "Gids & Co", "Praktijken om van te leren."
    )


@pytest.fixture(scope="session")
def files(catalogue: Catalogue, settings: ExportSettings) -> dict[str, bytes]:
    """Every exported file of the small catalogue."""
    return dict(export_files(catalogue, settings))


@pytest.fixture(scope="session")
def real_catalogue() -> Catalogue:
    """The practices of this project that have no errors."""
    root = Path(__file__).resolve().parents[2]
    return load_site(root / "practices", root, date(2026, 11, 24)).catalogue
