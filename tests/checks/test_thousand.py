"""A thousand broken entries: every fault that was put in is told of its line, in one run."""

import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.checks.mending import LAYOUT
from praktijkatlas.cli import main

from .breaks import BREAKS

CASES = Path(__file__).parents[1] / "cases"
COUNT = 1_000
MOST_AT_ONCE = 5

# What happens to a whole file: how its bytes change, the code, and the line (0: do not look).
WHOLE = {
    "utf-8": (lambda data: data, "", 0),
    "windows-1252": (
        lambda data: data.replace(b"plek", "caf\xe9".encode("cp1252"), 1),
        "PA001",
        51,
    ),
    "leeg": (lambda data: b" \n", "PA002", 1),
    "zonder streepjes": (lambda data: data.removeprefix(b"---\n"), "PA003", 1),
    "niet afgesloten": (lambda data: data.replace(b"\n---\n", b"\n", 1), "PA004", 48),
    "groot": (lambda data: data + b"x\n" * 200_000, "PA008", 1),
    "bom": (lambda data: b"\xef\xbb\xbf" + data, "PA010", 1),
    "windows": (lambda data: data.replace(b"\n", b"\r\n"), "PA011", 1),
    "geen sleutels": (lambda data: b"---\nalleen tekst\n---\n" + data, "PA016", 2),
    "bytes": (lambda data: bytes(range(256)), "PA001", 0),
}
ALONE = sorted(WHOLE.keys() - {"utf-8", "bom", "windows"})


def chosen_breaks(valid, dice):
    """Some breaks that do not touch each other's texts."""
    taken, chosen = [], []
    for each in dice.sample(BREAKS, dice.randint(1, MOST_AT_ONCE)):
        mine = [each.span(valid), *((valid.index(k), valid.index(k) + len(k)) for k in each.keep)]
        if all(end <= start or last <= first for start, last in mine for first, end in taken):
            chosen.append(each)
            taken += mine
    return chosen


def broken(valid, breaks):
    """The entry with the breaks in it, and the code and line of each."""
    text = valid
    for each in sorted(breaks, key=lambda one: one.span(valid), reverse=True):
        start, end = each.span(valid)
        text = text[:start] + each.new + text[end:]
    return text, {(each.code, each.line(text)) for each in breaks}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory, valid):
    """The folder of a site with the broken entries, and what must be told of every file."""
    folder = tmp_path_factory.mktemp("thousand")
    practices = folder / "practices"
    shutil.copytree(CASES / "vocabulary", practices / "vocabulary")
    (practices / "leerwerkplaats-brugdorp.md").write_text(valid, "utf-8")
    dice = random.Random(2026)
    expected = {}
    for number in range(COUNT):
        name = f"kapot-{number:04}.md"
        if number % 25 == 0:
            change, code, line = WHOLE[ALONE[number // 25 % len(ALONE)]]
            data, told = change(valid.encode()), {(code, line)}
        else:
            # Every break is there by itself first.
            once = number <= len(BREAKS)
            breaks = [BREAKS[number - 1]] if once else chosen_breaks(valid, dice)
            text, told = broken(valid, breaks)
            way = "utf-8" if once else dice.choice(["utf-8"] * 8 + ["bom", "windows"])
            change, code, line = WHOLE[way]
            data = change(text.encode())
            told |= {(code, line)} if code else set()
        if number % 40 == 39:
            name = f"Kapot {number}.md"
            told.add(("PA009", 1))
        (practices / name).write_bytes(data)
        expected[f"practices/{name}"] = told
    return folder, expected


@pytest.fixture(scope="module")
def findings(thousand):
    """What one run of the command says, by file."""
    folder, expected = thousand
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        arguments = ["check", "--today", "2026-11-23", "--format", "json"]
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["files"] == COUNT + 1
    found = {path: [] for path in expected}
    for each in report["findings"]:
        found[each["path"]].append(each)
    return found


def test_every_fault_is_told_of_its_line(thousand, findings):
    missed = {}
    for path, told in thousand[1].items():
        seen = {(each["code"], each["line"]) for each in findings[path]}
        seen |= {(code, 0) for code, _ in seen}
        if told - seen:
            missed[path] = sorted(told - seen)
    assert not missed


def test_no_finding_lies_outside_its_file(thousand, findings):
    for path, found in findings.items():
        text = (thousand[0] / path).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for each in found:
            assert 1 <= each["line"] <= len(lines)
            assert 1 <= each["column"] <= len(lines[each["line"] - 1]) + 1
            assert each["message"]
            assert each["fix"]


def test_nearly_every_code_is_among_them(thousand):
    codes = {code for told in thousand[1].values() for code, _ in told}
    assert len(codes) >= 70
    assert codes >= LAYOUT


# What follows from these is told as well: a value that is left out, a mark that became a link.
WITH_OTHERS = {"PA001", "PA003", "PA015", "PA016", "PA202", "PA310", "PA409"}


def test_a_slip_of_the_pen_is_one_finding(thousand, findings):
    crowded = {}
    for path, told in list(thousand[1].items())[: len(BREAKS)]:
        codes = {each["code"] for each in findings[path]}
        if len(told) == 1 and not codes <= {code for code, _ in told}:
            crowded[path] = codes
    assert all(codes & WITH_OTHERS for codes in crowded.values()), crowded
