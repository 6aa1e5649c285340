"""What was hard, gathered from the practices."""

from datetime import date
from pathlib import Path

import pytest

from praktijkatlas.load import load_site
from praktijkatlas.reading.body import read_body
from praktijkatlas.site.pitfalls import hard_parts, pitfalls


def parts(text: str) -> list[str]:
    return list(hard_parts(read_body(f"## Wat werkte en wat niet\n\n{text}\n")))


def test_the_paragraph_that_says_what_was_hard_is_found() -> None:
    found = parts("**Wat werkte:** eerst oefenen.\n\n**Wat lastig was:** geld vinden.[^1]")
    assert found == ["Geld vinden."]


def test_a_list_under_it_belongs_to_it() -> None:
    assert parts("**Wat lastig was:**\n\n- geld\n- tijd") == ["geld", "tijd"]


@pytest.mark.parametrize(
    "text", ["**Wat lastig was:** daarover zegt de bron niets.", "Het ging goed.", ""]
)
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert parts(text) == []


def test_every_practice_stands_on_the_page_once(project: Path) -> None:
    catalogue = load_site(project / "practices", project, date(2026, 11, 23)).catalogue
    ids = [p.entry.id for _, members in pitfalls(catalogue) for p in members]
    assert len(ids) == len(set(ids)) > 40
    assert "winkel-eerlijk-drenthe-emmen" in ids
