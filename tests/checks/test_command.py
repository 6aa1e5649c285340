"""The command `praktijkatlas check`: what it takes, and how it ends."""

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas import load, processes
from praktijkatlas.cli import main

CASES = Path(__file__).parents[1] / "cases"
ENTRY = "practices/leerwerkplaats-brugdorp.md"


@pytest.fixture
def site(tmp_path, monkeypatch, valid):
    """A project folder with the lists and one valid entry, as the working directory."""
    shutil.copytree(CASES / "vocabulary", tmp_path / "practices" / "vocabulary")
    (tmp_path / ENTRY).write_text(valid, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, given=None):
    arguments = ["check", "--today", "2026-11-23", *arguments]
    return CliRunner().invoke(main, arguments, input=given, catch_exceptions=False)


def change(site, old, new):
    file = site / ENTRY
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "plain", "strict"),
    [
        ("", "", 0, 0),
        ("[^2]", "", 0, 0),
        ("geeft les op", "geeft **les** op", 0, 1),
        ("kind: bedrijf", "kind: bedriif", 1, 1),
    ],
    ids=["in orde", "tip", "waarschuwing", "fout"],
)
def test_exit_code_follows_the_heaviest_finding(site, old, new, plain, strict):
    if old == "[^2]":
        file = site / ENTRY
        file.write_text(file.read_text("utf-8").replace("[^2]", "[^1]"), encoding="utf-8")
    else:
        change(site, old, new)
    assert run().exit_code == plain
    assert run("--strict").exit_code == strict


@pytest.mark.parametrize(
    "arguments",
    [
        ["bestaat-niet.md"],
        ["--format", "xml"],
        ["--today", "gisteren"],
        ["--vocabulary", "elders"],
        ["--explain", "PA999"],
        ["--onbekend"],
    ],
)
def test_wrong_call_ends_with_two(site, arguments):
    assert run(*arguments).exit_code == 2


def test_single_file_is_checked_against_the_other_entries(site, valid):
    other = valid.replace("keywords:", "related: [leerwerkplaats-brugdorp]\nkeywords:")
    (site / "practices" / "haven.md").write_text(other, encoding="utf-8")
    result = run("practices/haven.md")
    assert result.output == "1 bestand nagekeken: alles in orde.\n"


def test_entry_from_standard_input_gets_the_name_that_is_given(site, valid):
    wrong = valid.replace("themes: [leren-op", "themes: [leeren-op")
    result = run("-", "--stdin-name", "practices/nieuw.md", given=wrong.encode())
    assert result.exit_code == 1
    assert result.output.startswith("practices/nieuw.md:6:10: fout PA104")
    assert result.output.endswith(
        "1 bestand nagekeken: 1 fout. Met --fix vanzelf te verbeteren: 1.\n"
    )


def test_json_on_standard_output_is_json_alone(site):
    change(site, "kind: bedrijf", "kind: bedriif")
    result = run("--format", "json")
    assert [each["code"] for each in json.loads(result.stdout)["findings"]] == ["PA104"]
    assert result.stderr.startswith("1 bestand nagekeken: 1 fout.")


def test_sarif_on_standard_output_is_json_alone(site):
    assert json.loads(run("--format", "sarif").stdout)["runs"][0]["results"] == []


def test_github_output_has_one_line_for_a_finding(site):
    change(site, "kind: bedrijf", "kind: bedriif")
    assert run("--format", "github").stdout.startswith(f"::error file={ENTRY},line=19,col=11,")


def test_explain_gives_the_help_of_a_code(site):
    result = run("--explain", "pa104")
    assert result.exit_code == 0
    assert result.output.startswith("PA104 (fout): De waarde staat niet in de lijst\n")


def test_explain_suggests_a_code_that_exists(site):
    assert "PA104" in run("--explain", "PA1044").stderr


def test_help_address_is_whole_when_the_site_has_one(site, monkeypatch):
    monkeypatch.setenv("PRAKTIJKATLAS_SITE_URL", "https://atlas.example")
    change(site, "kind: bedrijf", "kind: bedriif")
    assert "uitleg: https://atlas.example/bijdragen/controles/#PA104" in run().output


def test_fault_in_a_list_is_reported_with_its_line(site):
    regions = site / "practices" / "vocabulary" / "regions.yml"
    regions.write_text(regions.read_text("utf-8").replace("[provincie-", "[provinsie-", 1), "utf-8")
    result = run()
    assert result.exit_code == 1
    assert "practices/vocabulary/regions.yml:8:15: fout PA413" in result.output


def test_many_files_are_checked_in_processes_with_the_same_report(site, valid, monkeypatch):
    for number in range(9):
        text = valid.replace("kind: bedrijf", "kind: bedriif" if number % 2 else "kind: bedrijf")
        (site / "practices" / f"haven-{number}.md").write_text(text, encoding="utf-8")
    one_by_one = run().output
    monkeypatch.setattr("praktijkatlas.load.WORTH_SHARING", 2)
    assert run().output == one_by_one
    assert one_by_one.endswith(
        "10 bestanden nagekeken: 4 fouten. Met --fix vanzelf te verbeteren: 4.\n"
    )


def test_old_name_in_another_file_is_known_to_a_single_file(site, valid):
    renamed = valid.replace("keywords:", "redirects: [oude-haven]\nkeywords:")
    (site / "practices" / "haven.md").write_text(renamed, encoding="utf-8")
    change(site, "keywords:", "related: [oude-haven]\nkeywords:")
    assert "Die praktijk heet nu haven; schrijf dat id." in run(ENTRY).output


def test_practice_that_took_another_over_may_name_itself_first(site):
    own = Path(ENTRY).stem
    change(site, "keywords:", f"redirects: [{own}, oude-haven]\nkeywords:")
    assert "PA402" not in run(ENTRY).output
    change(site, f"[{own}, oude-haven]", f"[oude-haven, {own}]")
    assert "PA402" in run(ENTRY).output


def test_killed_process_is_told_in_a_sentence(site, monkeypatch):
    for number in range(100):
        shutil.copy(site / ENTRY, site / f"practices/leerwerkplaats-{number}.md")
    monkeypatch.setattr(load, "WORTH_SHARING", 10)
    monkeypatch.setattr(processes, "processes", lambda: 2)
    monkeypatch.setattr(processes, "_can_copy", lambda: True)
    here = os.getpid()

    def deadly(reading, context):
        time.sleep(0.005)  # so long that the copy has begun before all is done
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return []

    monkeypatch.setattr(load, "check_reading", deadly)
    result = run()
    assert result.exit_code == 1
    assert "rekenprocessen gestopt" in result.output
    assert "Traceback" not in result.output
