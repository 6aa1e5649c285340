"""What a machine does to a build: two at once, files that change or go while they are read, clocks."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from praktijkatlas import load
from praktijkatlas.cli import main
from praktijkatlas.reading import load_reading

from .second_site import copy_second_site, listing

ENTRY = "slik-en-duin"
LATE, EARLY = 1_798_000_000, 1_796_000_000


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A copy of the second site, without search and sheets, in the working folder."""
    folder = copy_second_site(tmp_path / "bron", "search", "sheets", "offline")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LATE))
    return folder


def build(site, *options):
    done = CliRunner().invoke(main, ["build", "--out", str(site), *options])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done


def entry_file(source):
    return source / f"practices/{ENTRY}.md"


def change(source, word):
    """A change of the text of an entry that keeps its size."""
    file = entry_file(source)
    text = file.read_text("utf-8")
    assert text.count("## Aanpak\n\n") == 1
    start = text.index("## Aanpak\n\n") + len("## Aanpak\n\n")
    file.write_text(f"{text[:start]}{word} {text[start + len(word) + 1 :]}", "utf-8")


def page(site):
    return (site / f"praktijken/{ENTRY}/index.html").read_text("utf-8")


def test_two_builds_at_once_leave_a_complete_site(source, tmp_path):
    assert build(tmp_path / "alone").exit_code == 0
    site = tmp_path / "site"
    command = [sys.executable, "-m", "praktijkatlas.cli", "build", "--out", str(site), "--clean"]
    for _ in range(2):
        builds = [
            subprocess.Popen(command, cwd=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        told = [build.communicate()[1].decode() for build in builds]
        assert [build.returncode for build in builds] == [0, 0], told
        assert listing(site) == listing(tmp_path / "alone")
        assert not list(tmp_path.glob(".site*"))


def test_change_while_the_site_is_made_is_seen_by_the_next_build(source, tmp_path, monkeypatch):
    site = tmp_path / "site"
    changed = []

    def read_and_change(file, shown):
        reading = load_reading(file, shown)
        if file.stem == ENTRY and not changed:
            changed.append(file)
            change(source, "Veranderd")
        return reading

    monkeypatch.setattr(load, "load_reading", read_and_change)
    assert build(site).exit_code == 0
    assert changed
    assert "Veranderd" not in page(site)
    assert build(site).exit_code == 0
    assert "Veranderd" in page(site)


def test_entry_that_vanishes_while_the_site_is_made_keeps_the_old_site(
    source, tmp_path, monkeypatch, caplog
):
    site = tmp_path / "site"
    assert build(site).exit_code == 0
    before = listing(site)
    change(source, "Veranderd")

    def read_what_went(file, shown):
        if file.stem == ENTRY:
            file.unlink(missing_ok=True)
        return load_reading(file, shown)

    monkeypatch.setattr(load, "load_reading", read_what_went)
    done = build(site, "--clean")
    assert done.exit_code == 1
    assert "het bestand is niet te lezen: het bestaat niet" in caplog.text
    assert "vorige site staat er nog" in done.output
    assert listing(site) == before
    assert not list(tmp_path.glob(".site*"))


def test_clock_that_goes_back_hides_no_change(source, tmp_path, monkeypatch):
    site = tmp_path / "site"
    assert build(site).exit_code == 0
    old = entry_file(source).stat()
    change(source, "Veranderd")
    os.utime(entry_file(source), ns=(old.st_atime_ns, old.st_mtime_ns))  # the same size and time
    assert build(site).exit_code == 0
    assert "Veranderd" in page(site)
    change(source, "Hersteld.")
    os.utime(entry_file(source), (0, 0))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EARLY))
    assert build(site).exit_code == 0
    assert "Hersteld." in page(site)
