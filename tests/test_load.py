"""A whole site from disk, and the day that it is made on."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from praktijkatlas.clock import current_day
from praktijkatlas.load import load_site

HAVEN = Path(__file__).parent / "sites/haven"
TODAY = date(2026, 11, 23)


@pytest.fixture
def root(tmp_path):
    """A copy of the second site that a test may change."""
    shutil.copytree(HAVEN / "practices", tmp_path / "practices")
    return tmp_path


def load(root):
    return load_site(root / "practices", root, TODAY)


def test_site_holds_its_entries_and_lists(root):
    loaded = load(root)
    assert not loaded.errors
    assert loaded.files == 4
    assert sorted(loaded.catalogue.by_id) == [
        *("meevaren-ankerdam", "sleepboot-overzee", "slik-en-duin", "werfklas-zoutkade"),
    ]
    assert loaded.catalogue.vocabularies.themes["aan-boord"].label == "Leren aan boord"


def test_entry_with_an_error_is_left_out_and_the_others_stay(root):
    entry = root / "practices/slik-en-duin.md"
    entry.write_text(entry.read_text("utf-8").replace("[kustnatuur]", "[kustnatur]"), "utf-8")
    loaded = load(root)
    (error,) = loaded.errors
    assert (error.path, error.code) == ("practices/slik-en-duin.md", "PA104")
    assert "slik-en-duin" not in loaded.catalogue.by_id
    assert len(loaded.catalogue) == 3
    assert loaded.files == 4


def test_fault_in_a_list_is_an_error_of_the_site(root):
    with (root / "practices/vocabulary/themes.yml").open("a", encoding="utf-8") as stream:
        stream.write("  - {id: Onjuist Id, label: Onjuist}\n")
    (error,) = load(root).errors
    assert (error.path, error.code) == ("practices/vocabulary/themes.yml", "PA410")


def test_today_is_in_utc_or_as_the_environment_says(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert current_day() == TODAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "morgen")
    before = datetime.now(UTC).date()
    assert before <= current_day() <= datetime.now(UTC).date()
