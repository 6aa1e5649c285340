"""A small site to check against: fixed lists, and a valid entry of a practice that is made up."""

from datetime import date
from pathlib import Path

import pytest

from praktijkatlas.checks import Context, check_reading
from praktijkatlas.reading import load_vocabulary_files, read_entry

CASES = Path(__file__).parents[1] / "cases"
TODAY = date(2026, 11, 23)
PATH = "practices/leerwerkplaats-brugdorp.md"


@pytest.fixture(scope="session")
def valid():
    """The text of an entry without any fault."""
    return (CASES / "valid" / "input.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lists():
    """The controlled lists with the files they come from."""
    return load_vocabulary_files(CASES / "vocabulary", CASES)


@pytest.fixture(scope="session")
def context(lists):
    """What rules may know: two entries, one of which had another name."""
    ids = {"leerwerkplaats-brugdorp": PATH, "leerwerkplaats-haven": "practices/haven.md"}
    return Context(lists.vocabularies, TODAY, ids, {"oude-haven": ("leerwerkplaats-haven",)})


@pytest.fixture(scope="session")
def check(context):
    """Reads and checks the bytes or text of one entry."""

    def run(content, path=PATH):
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        return check_reading(read_entry(data, path), context)

    return run
