"""A build of which nothing changed is not done again, and one of which anything did, is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main

from .second_site import copy_second_site

SAME = "Er is niets veranderd."


@pytest.fixture
def source(tmp_path, monkeypatch):
    """The second site in the working folder, built once."""
    folder = copy_second_site(tmp_path / "bron", "search", "sheets")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert SAME not in build()
    return folder


def build(*options):
    done = CliRunner().invoke(main, ["build", *options])
    assert done.exit_code == 0, done.output
    return done.output


def add_line(file):
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")


def touch_later(file):
    """Change a file without changing its size or its time."""
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"e", b"i", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "een praktijk": lambda: add_line(Path("practices/slik-en-duin.md")),
    "een praktijk met dezelfde tijd": lambda: touch_later(Path("docs/index.md")),
    "een praktijk weg": lambda: Path("practices/slik-en-duin.md").unlink(),
    "een lijst": lambda: add_line(Path("practices/vocabulary/themes.yml")),
    "een bladzijde": lambda: add_line(Path("docs/index.md")),
    "de instellingen": lambda: add_line(Path("mkdocs.yml")),
    "de site": lambda: Path("site/index.html").unlink(),
    "een pagina van de site": lambda: add_line(Path("site/praktijken/index.html")),
    "de site weg": lambda: shutil.rmtree("site"),
}


def test_nothing_changed(source):
    page = source / "site/index.html"
    before = page.stat().st_ino
    assert SAME in build()
    assert page.stat().st_ino == before


def test_written_page_that_links_to_what_is_gone_makes_no_build_begin_anew(source):
    page = source / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n[weg](praktijken/weg/)\n", "utf-8")
    assert SAME not in build()
    assert SAME in build()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_is_seen(source, change):
    change()
    assert SAME not in build()
    assert (source / "site/index.html").is_file()
    assert SAME in build()


def test_another_day_is_a_change(source, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    assert SAME not in build()


def test_clean_makes_everything_again(source):
    assert SAME not in build("--clean")
    assert SAME in build()


def test_other_settings_have_a_stamp_of_their_own(source):
    assert SAME not in build("--strict")
    assert SAME not in build("--out", "elders")
    assert SAME in build("--out", "elders")


def test_damaged_stamp_is_as_none(source):
    (stamp,) = Path(".cache/praktijkatlas").glob("bouw-*.json")
    for damage in (b"", b"[]", b'{"site": 3}', b"\xff"):
        stamp.write_bytes(damage)
        assert SAME not in build()


def test_site_that_left_a_practice_out_is_made_again_with_its_errors(source):
    entry = source / "practices/slik-en-duin.md"
    entry.write_text(entry.read_text("utf-8").replace("[kustnatuur]", "[kustnatur]"), "utf-8")
    for _ in range(2):
        assert SAME not in build("--allow-errors")
    assert "practices/slik-en-duin.md" in (source / "site/index.html").read_text("utf-8")


@pytest.fixture
def inherited(source):
    """The configuration in a file from which one inherits that the site's own inherits from."""
    Path("mkdocs.yml").rename("basis.yml")
    Path("midden.yml").write_text('"INHERIT": basis.yml\n', "utf-8")
    Path("mkdocs.yml").write_text("INHERIT: 'midden.yml'\n", "utf-8")
    base = Path("basis.yml")
    name = "site_name: !ENV [EEN_NAAM, NOG_EEN, Kustlogboek]\nsite_author: "
    base.write_text(base.read_text("utf-8").replace("site_name: ", name), "utf-8")
    assert SAME not in build()
    assert SAME in build()
    return base


def test_change_of_what_the_configuration_inherits_is_seen(inherited):
    add_line(inherited)
    assert SAME not in build()
    assert SAME in build()


@pytest.mark.parametrize("name", ["EEN_NAAM", "NOG_EEN"])
def test_every_variable_that_the_configuration_asks_for_counts(inherited, monkeypatch, name):
    monkeypatch.setenv(name, "Waddenboek")
    assert SAME not in build()
    assert "Waddenboek" in Path("site/index.html").read_text("utf-8")


def test_site_is_made_with_standard_input_closed(source):
    command = "import sys; sys.stdin = None; from praktijkatlas.cli import main; main(['build'])"
    add_line(Path("docs/index.md"))
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_site_is_made_in_a_folder_whose_name_is_no_text(source, tmp_path, monkeypatch):
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/kaart-\xe9"))
    try:
        source.rename(odd)
    except OSError:
        pytest.skip("this disk allows no such names")
    monkeypatch.chdir(odd)
    assert "De site staat in" in build()
    assert Path("site/index.html").is_file()
