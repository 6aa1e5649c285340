"""The measurement of search and choices that `make bench` uses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import search


def test_the_questions_are_made_of_titles_and_always_the_same(built_site: Path) -> None:
    asked = list(search.questions(built_site))
    assert asked == list(search.questions(built_site))
    assert len(asked) > len(set(search.COMMON)) and set(search.COMMON) <= set(asked)


def test_it_measures_every_question_and_click(
    built_site: Path,
    chromium_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    apart: Callable[..., dict[str, Any]],
) -> None:
    monkeypatch.setattr(search, "QUESTIONS", 0)
    monkeypatch.setattr(search, "CLICKS", 1)
    found = apart(search.measure, built_site)
    assert [each["q"] for each in found["questions"]] == list(search.COMMON)
    assert 0 < found["first_result_kB"]["worst"] < 300
    assert found["facet_click_ms_1x"]["worst"] > 0
