"""The real lists, a check of one file against the real practices, and the form in a browser."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from praktijkatlas.checks import Context, EntryNames, check_reading
from praktijkatlas.clock import current_day
from praktijkatlas.contribute.guide import FieldGuide, field_guide
from praktijkatlas.model import Finding, Severity, Vocabularies
from praktijkatlas.reading import find_entry_files, load_readings, load_vocabularies, read_entry

from .form_calls import READY

Check = Callable[[str, str], list[Finding]]


@pytest.fixture(scope="session")
def vocabularies(project: Path) -> Vocabularies:
    return load_vocabularies(project / "practices" / "vocabulary", project)[0]


@pytest.fixture(scope="session")
def guide(vocabularies: Vocabularies) -> tuple[FieldGuide, ...]:
    return field_guide(vocabularies)


@pytest.fixture(scope="session")
def context(project: Path, vocabularies: Vocabularies) -> Context:
    files = find_entry_files(project / "practices")
    names = EntryNames.of(load_readings(files, project))
    return Context(vocabularies, current_day(), names.ids, names.redirects)


@pytest.fixture(scope="session")
def errors(context: Context) -> Check:
    """The errors that a check finds in a text, as a practice with an id."""

    def check(text: str, entry_id: str) -> list[Finding]:
        reading = read_entry(text.encode("utf-8"), f"practices/{entry_id}.md")
        assert not [f for f in reading.faults if f.code in ("PA010", "PA011", "PA012")]
        found = check_reading(reading, context)
        return [each for each in found if each.severity is Severity.ERROR]

    return check


@pytest.fixture(scope="session")
def today() -> date:
    return current_day()


@pytest.fixture(scope="session")
def form_url(site_url: str) -> str:
    """The address of the form on the real site."""
    return f"{site_url}bijdragen/formulier/"


@pytest.fixture(scope="session")
def sound(today: date) -> dict[str, Any]:
    """A practice as the form keeps it, in which nothing is wrong."""
    return {
        "velden": {
            "title": "Leerlingen bouwen een schuur: samen leren",
            "summary": "Vmbo-leerlingen bouwen een schuur met een aannemer. Zo leren zij het vak.",
            "themes": ["techniekonderwijs", "hybride-leren"],
            "practice_types": ["leerwerkplaats"],
            "education_levels": ["vmbo"],
            "sectors": ["bouw"],
            "regions": ["assen"],
            "status": "lopend",
            "status_as_of": "2025-06",
            "organisations": [
                {"name": "Vakcollege De Brug", "kind": "school", "role": 'noemt het "de schuur"'},
                {"name": "Bouwbedrijf De Troffel", "kind": "bedrijf"},
            ],
            "evidence": "3",
            "results": [
                {
                    "text": "In 2024 bouwden 40 leerlingen mee.",
                    "kind": "uitkomst",
                    "value": "40",
                    "unit": "leerlingen",
                    "year": "2024",
                    "source": "1",
                }
            ],
            "contact": {"organisation": "Vakcollege De Brug", "mailbox": "stage@school.example"},
            "sources": [
                {"title": "Schuur af", "url": "https://krant.example/schuur", "date": "2024-07"},
                {"title": "Projectpagina", "url": "https://school.example/schuur"},
            ],
            "keywords": "schuurbouw\ntimmeren",
            "added": today.isoformat(),
            "reviewed": today.isoformat(),
            "licence": "CC-BY-4.0",
        },
        "tekst": [
            "De school zocht een plek om te oefenen.[^1]",
            "De klas bouwt elke vrijdag.[^1] De aannemer levert:\n\n- hout\n- gereedschap",
            "In 2024 deden 40 leerlingen mee.[^1]",
            "**Wat werkte:** een vaste dag.[^2]",
            "1. Begin klein.\n2. Spreek een dag af.",
        ],
        "id": "",
        "idChosen": False,
    }


@pytest.fixture
def opened(new_page: Callable[..., Any], form_url: str) -> Callable[..., Any]:
    """Opens the form: `opened("?regio=assen", width=390)`."""

    def open_form(query: str = "", **options: Any) -> Any:
        page = new_page(**options)
        page.goto(form_url + query)
        page.evaluate(READY)
        return page

    return open_form
