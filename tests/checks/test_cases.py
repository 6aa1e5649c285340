"""One folder of tests/cases for every fault: an entry, and the report that it must give.

`UPDATE_CASES=1 pytest tests/checks/test_cases.py` writes the reports anew; look at the changes.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.checks import CODES, check_reading, find_errors
from praktijkatlas.cli import main
from praktijkatlas.load import load_names
from praktijkatlas.model import Severity
from praktijkatlas.reading import find_entry_files, load_readings, load_vocabularies

CASES = Path(__file__).parents[1] / "cases"
VALID = CASES / "valid" / "input.md"
NAME = "leerwerkplaats-brugdorp.md"
TODAY = "2026-11-23"
UPDATE = bool(os.environ.get("UPDATE_CASES"))

# Files that git or an editor would mend, and one that no text file can be.
MADE = {
    "PA001-windows-1252": lambda text: text.replace("vaste vakman", "vakman uit één café").encode(
        "cp1252"
    ),
    "PA001-utf-16": lambda text: text.encode("utf-16"),
    "PA001-word": lambda text: b"PK\x03\x04\x14\x00" + text.encode(),
    "PA001-beeld": lambda text: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9,
    "PA002-leeg": lambda text: b" \n\n",
    "PA008-te-groot": lambda text: text.encode() + b"Nog een regel.\n" * 350_000,
    "PA010-bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "PA011-windows-regels": lambda text: text.replace("\n", "\r\n").encode(),
    "PA012-stuurteken": lambda text: text.replace("vaste vakman", "vaste\x00 vakman\x85").encode(),
    "PA013-verwijzing": None,
}
CASE_NAMES = sorted({path.parent.name for path in CASES.glob("PA*/input.md")} | MADE.keys())


def lay_out(case, folder):
    """Puts the site of a case in `folder`: the lists, the entry and what goes with it."""
    practices = folder / "practices"
    shutil.copytree(CASES / "vocabulary", practices / "vocabulary")
    given = CASES / case
    for extra, target in (("vocabulary", practices / "vocabulary"), ("others", practices)):
        if (given / extra).is_dir():
            shutil.copytree(given / extra, target, dirs_exist_ok=True)
    name_file = given / "name.txt"
    file = practices / (name_file.read_text("utf-8").strip() if name_file.exists() else NAME)
    if case not in MADE:
        file.write_bytes((given / "input.md").read_bytes())
    elif MADE[case]:
        file.write_bytes(MADE[case](VALID.read_text("utf-8")))
    else:
        (folder / "elsewhere.md").write_text(VALID.read_text("utf-8"), "utf-8")
        file.symlink_to(folder / "elsewhere.md")


def report(folder, monkeypatch, *arguments):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["check", "--today", TODAY, *arguments], catch_exceptions=False)


@pytest.mark.parametrize("case", CASE_NAMES)
def test_case_gives_its_report(case, tmp_path, monkeypatch):
    lay_out(case, tmp_path)
    found = report(tmp_path, monkeypatch).stdout
    expected = CASES / case / "expected.txt"
    if UPDATE:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text("utf-8")
    assert set(re.findall(r"#(PA\d{3})$", found, re.MULTILINE)) >= {case[:5]}


@pytest.mark.parametrize("case", CASE_NAMES)
def test_a_build_finds_every_error_that_the_check_finds(case, tmp_path):
    lay_out(case, tmp_path)
    practices = tmp_path / "practices"
    lists, _ = load_vocabularies(practices / "vocabulary", tmp_path)
    files = find_entry_files(practices)
    context = load_names(files, tmp_path).context(lists, date.fromisoformat(TODAY))
    for reading in load_readings(files, tmp_path):
        found = check_reading(reading, context)
        errors = [each for each in found if each.severity is Severity.ERROR]
        assert find_errors(reading, context) == errors


def test_the_entry_that_cases_start_from_is_in_order(tmp_path, monkeypatch):
    lay_out("valid", tmp_path)
    result = report(tmp_path, monkeypatch, "--strict")
    assert result.stdout == "1 bestand nagekeken: alles in orde.\n"
    assert result.exit_code == 0


# One fault may follow from another; every other case shows its own code alone.
WITH_OTHERS = {
    "PA015-te-diep",  # a list in a list is not a text either
}


@pytest.mark.parametrize("case", sorted(set(CASE_NAMES) - WITH_OTHERS))
def test_case_shows_its_own_code_alone(case):
    expected = (CASES / case / "expected.txt").read_text("utf-8")
    assert set(re.findall(r"#(PA\d{3})$", expected, re.MULTILINE)) == {case[:5]}


@pytest.mark.parametrize("code", CODES)
def test_code_has_a_case(code):
    assert any(case.startswith(f"{code}-") for case in CASE_NAMES)


def test_every_folder_of_cases_is_one_of_a_code():
    folders = {path.name for path in CASES.iterdir() if path.is_dir()} - {"vocabulary", "valid"}
    assert folders == set(CASE_NAMES)
    assert {name[:5] for name in folders} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_code_is_explained(code):
    explanation = CODES[code]
    assert re.fullmatch(r"PA\d{3}", code)
    for text in (explanation.title, explanation.why, explanation.wrong, explanation.right):
        assert text.strip() == text
        assert text
    assert explanation.wrong != explanation.right
    assert explanation.title[0].isupper()
    assert explanation.title[-1] != "."
    assert explanation.why[-1] in ".?"
    words = f"{explanation.title} {explanation.why}".lower()
    assert not any(word in words for word in ("ongeldig", "illegaal", "mislukt"))
