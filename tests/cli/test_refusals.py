"""What the system refuses is told in a sentence, whatever the command."""

import io
import shutil
import sys

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main
from praktijkatlas.cli.progress import progress_bar


@pytest.mark.parametrize(
    "arguments", [["export"], ["sheets", "health-hub-roden"]], ids=["export", "sheets"]
)
def test_folder_that_cannot_be_made_is_named(project, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(project)
    (tmp_path / "bestand").touch()
    place = str(tmp_path / "bestand" / "map")
    result = CliRunner().invoke(main, [*arguments, "--out", place])
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert str(tmp_path / "bestand") in result.output


@pytest.mark.parametrize("stream", [None, io.StringIO()], ids=["gesloten", "bestand"])
def test_progress_says_nothing_where_nobody_looks(monkeypatch, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar("Bladen") as progress:
        progress(1, 2)
    assert not stream or not stream.getvalue()


@pytest.mark.parametrize("command", ["export", "sheets"])
@pytest.mark.parametrize(
    "address",
    [
        "niet-een-url",
        "www.example.org",
        "ftp://example.org/",
        "https://",
        "http://[x",
        "https://a b",
    ],
)
def test_site_address_that_leads_nowhere_is_refused(
    project, tmp_path, monkeypatch, command, address
):
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, [command, "--site-url", address, "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert f'Het adres van de site, "{address}", ' in " ".join(result.output.split())
    assert not list(tmp_path.iterdir())


def test_booklet_needs_a_title(project, monkeypatch):
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["sheets", "--booklet", " "])
    assert result.exit_code == 2
    assert "titel van de bundel is leeg" in result.output


def test_title_that_does_not_fit_on_the_cover_is_refused(project, monkeypatch):
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["sheets", "--booklet", "Overleg " * 55])
    assert result.exit_code == 2
    assert "440 tekens lang" in result.output


def test_practice_that_is_asked_for_twice_is_bound_once(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    chosen = ["health-hub-roden", "health-hub-roden"]
    result = CliRunner().invoke(
        main, ["sheets", *chosen, "--booklet", "Twee", "--out", str(tmp_path)]
    )
    assert (result.exit_code, result.output.strip()) == (0, str(tmp_path / "twee.pdf"))


@pytest.mark.parametrize("command", ["sync", "new", "from-issue"])
def test_list_with_a_fault_stops_what_would_be_made_of_it(project, tmp_path, monkeypatch, command):
    lists = tmp_path / "practices" / "vocabulary"
    shutil.copytree(project / "practices" / "vocabulary", lists)
    with (lists / "themes.yml").open("a", encoding="utf-8") as themes:
        themes.write("- id: iets-nieuws\n")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = CliRunner().invoke(main, [command], input="")
    assert (result.exit_code, sorted(tmp_path.rglob("*"))) == (1, before)
    assert "practices/vocabulary/themes.yml:" in result.output
    assert "verbeter eerst de lijsten" in result.output
