"""After a change of texts only, their pages are made and no others; the outcome is that of a whole build."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main
from praktijkatlas.site import build as building
from praktijkatlas.site.kept import KeptFiles

from .second_site import copy_second_site, listing

ENTRY = Path("practices/slik-en-duin.md")


@pytest.fixture(params=["pages only", "with search and zip"])
def source(request, tmp_path, monkeypatch):
    """The second site in the working folder, built once."""
    off = ("sheets",) if "search" in request.param else ("sheets", "search", "offline")
    folder = copy_second_site(tmp_path / "bron", *off)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    build()
    return folder


def build(*options):
    done = CliRunner().invoke(main, ["build", *options])
    assert done.exit_code == 0, done.output + str(done.exception)
    return done.output


@pytest.fixture
def no_whole_build(monkeypatch):
    """Fails when the whole site is made."""

    def refuse(*_):
        pytest.fail("the whole site was made")

    monkeypatch.setattr(building.mkdocs_build, "build", refuse)


@pytest.fixture
def whole_builds(monkeypatch):
    """Counts how often the whole site is made."""
    made = []
    real = building.mkdocs_build.build
    monkeypatch.setattr(
        building.mkdocs_build, "build", lambda config: (made.append(1), real(config))
    )
    return made


def edit(old, new, file=ENTRY):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def assert_as_a_whole_build(source):
    patched = listing("site")
    build("--out", "heel")
    assert listing("heel") == patched


def test_only_the_pages_of_the_text_are_made(source, no_whole_build):
    before = {path: Path("site", path).stat().st_ino for path in listing("site")}
    edit("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n")
    build()
    after = {path: Path("site", path).stat().st_ino for path in listing("site")}
    page = "praktijken/slik-en-duin/index.html"
    assert "Dit is nieuw." in Path("site", page).read_text("utf-8")
    changed = {path for path in before if before[path] != after[path]}
    assert {page, "praktijken/slik-en-duin/slik-en-duin.md"} <= changed
    assert not {path for path in changed if path.startswith(("themas", "regios", "feeds"))}


def test_outcome_is_that_of_a_whole_build(source):
    for number in range(3):  # on what was patched before, too
        edit("## Aanpak\n", f"## Aanpak\n\nDit is zin {number}. En nog een zin die langer is.\n")
        build()
    assert_as_a_whole_build(source)


def test_two_texts_at_once(source, no_whole_build):
    for file in (ENTRY, Path("practices/sleepboot-overzee.md")):
        edit("## Aanpak\n", "## Aanpak\n\nDit is **nieuw**.\n", file)
    build()
    for each in ("slik-en-duin", "sleepboot-overzee"):
        page = Path(f"site/praktijken/{each}/index.html").read_text("utf-8")
        assert "<strong>nieuw</strong>" in page


def test_nothing_is_made_after_it(source):
    edit("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n")
    assert "De site staat in" in build()
    assert "Er is niets veranderd" in build()


OTHERWISE = {
    "the title": lambda: edit("title: ", "title: Nieuw "),
    "a comment above": lambda: edit("title: ", "# let op\ntitle: "),
    "a page": lambda: edit("\n", "\n\n", Path("docs/over/criteria.md")),
    "a list": lambda: edit("label: ", "label: Nieuw ", Path("practices/vocabulary/themes.yml")),
    "what was hard": lambda: edit(
        "## Wat werkte en wat niet\n", "## Wat werkte en wat niet\n\n**Lastig:** Alles was nieuw.\n"
    ),
    "one practice less": lambda: Path("practices/sleepboot-overzee.md").unlink(),
    "the spare gone": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        shutil.rmtree(next(Path(".cache/praktijkatlas").glob("reserve-*"))),
    ),
    "the spare damaged": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        next(Path(".cache/praktijkatlas").glob("reserve-*/themas/index.html")).write_text("weg"),
    ),
    "what was kept damaged": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        next(Path(".cache/praktijkatlas").glob("bewaard-*/bewaard.json")).write_text("{}"),
    ),
    "the report of another moment": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        _other_report(next(Path(".cache/praktijkatlas").glob("bewaard-*/stand.json"))),
    ),
}


def _other_report(file):
    told = json.loads(file.read_bytes())
    file.write_text(json.dumps(told | {"entries": 99}), "utf-8")


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_whole_site_is_made_after_a_change_of_something_else(source, whole_builds, change):
    change()
    build()
    assert whole_builds
    assert_as_a_whole_build(source)


def test_cache_that_cannot_be_written_does_no_harm(source, monkeypatch):
    def refuse(self, report):
        raise OSError(28, "No space left on device")

    edit("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n")
    with monkeypatch.context() as full:
        full.setattr(KeptFiles, "write_report", refuse)
        build()
    build()
    assert_as_a_whole_build(source)


def test_error_in_a_text_keeps_the_site(source, caplog):
    before = listing("site")
    edit("## Aanpak\n", "## Aanpak\n\n<script>alert(1)</script>\n")
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 1
    assert "PA501" in caplog.text
    assert "De vorige site staat er nog" in done.output
    assert listing("site") == before
    edit("<script>alert(1)</script>", "Dit is goed.")
    build()
    assert_as_a_whole_build(source)
