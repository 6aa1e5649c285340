"""The generator and the measuring that `make bench` rests on."""

import sys
from datetime import date

import pytest

from bench.entries import write_site
from bench.measure import CommandError, measured
from bench.yardstick import write_yardstick
from praktijkatlas.load import load_site

COUNT = 120


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench") / "site"
    write_site(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def loaded(site):
    return load_site(site / "practices", site, date(2026, 11, 23))


def test_generated_entries_are_valid_and_of_the_promised_length(loaded):
    assert not loaded.errors
    assert len(loaded.catalogue) == COUNT
    lengths = [len(entry.text.split()) for entry in loaded.catalogue.entries]
    assert min(lengths) >= 300
    assert max(lengths) <= 520
    assert 350 <= sum(lengths) / COUNT <= 500


def test_all_vocabularies_occur_and_entries_link_to_each_other(loaded):
    catalogue = loaded.catalogue
    assert set(catalogue.by_theme) == {theme.id for theme in catalogue.vocabularies.themes}
    assert len(catalogue.by_own_region) > 30
    assert sum(bool(entry.practice.related) for entry in catalogue.entries) > 10
    assert sum("](" in entry.text for entry in catalogue.entries) == COUNT


def test_same_number_and_seed_give_the_same_files(site, tmp_path):
    write_site(tmp_path / "again", COUNT)
    write_site(tmp_path / "other", COUNT, seed=2)
    read = {
        name: {file.name: file.read_bytes() for file in (folder / "practices").glob("*.md")}
        for name, folder in {
            "first": site,
            "again": tmp_path / "again",
            "other": tmp_path / "other",
        }.items()
    }
    assert read["first"] == read["again"]
    assert read["first"] != read["other"]


def test_yardstick_holds_the_same_entries(site, tmp_path):
    write_yardstick(site, tmp_path / "plain")
    pages = list((tmp_path / "plain/docs/praktijken").glob("*.md"))
    assert len(pages) == COUNT
    text = pages[0].read_text("utf-8")
    assert (
        text.split("\n---\n", 1)[1]
        == (site / "practices" / pages[0].name).read_text("utf-8").split("\n---\n", 1)[1]
    )


def test_command_is_measured_with_all_its_processes(tmp_path):
    program = (
        "import subprocess, sys, pathlib; pathlib.Path('made').mkdir();"
        "pathlib.Path('made/x').write_bytes(b'x' * 1000);"
        "subprocess.run([sys.executable, '-c', 'x = bytearray(60_000_000); import time; time.sleep(1)'])"
    )
    found = measured("x", [sys.executable, "-c", program], tmp_path, tmp_path / "made")
    assert found.bytes == 1000
    assert found.wall_s >= 1
    if sys.platform == "linux":
        assert found.peak_mb > 55


def test_command_that_fails_says_what_it_printed(tmp_path):
    with pytest.raises(CommandError, match="helaas"):
        measured("x", [sys.executable, "-c", "raise SystemExit('helaas')"], tmp_path)
