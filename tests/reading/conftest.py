"""An entry without faults, and what is read of it after a change."""

from pathlib import Path

import pytest

from praktijkatlas.reading import read_entry


@pytest.fixture(scope="session")
def valid() -> str:
    """The text of an entry without faults, of a place that is made up."""
    return (Path(__file__).parents[1] / "cases/valid/input.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read(valid):
    """Reads the valid entry with one stretch of text replaced: `read(old, new)`."""

    def run(old="", new="", name="leerwerkplaats.md"):
        assert old in valid
        text = valid.replace(old, new, 1) if old else valid
        return read_entry(text.encode("utf-8"), f"practices/{name}")

    return run


@pytest.fixture(scope="session")
def places(read):
    """The faults after one replacement: line, column, length and code of each."""

    def run(old, new):
        return [
            (fault.at.line, fault.at.column, fault.at.length, fault.code)
            for fault in read(old, new).faults
        ]

    return run
