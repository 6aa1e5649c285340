"""What other programs read of ours has the form that they publish; the schemas are on this machine."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from praktijkatlas.cli import main

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SARIF = ROOT / "tests" / "schemas" / "sarif-2.1.0.json"


def validate(*arguments):
    command = [Path(sys.executable).with_name("check-jsonschema"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def sarif(folder, monkeypatch, case=None):
    """A SARIF report on the entry of a case, with a site address or without one."""
    practices = folder / "practices"
    shutil.copytree(CASES / "vocabulary", practices / "vocabulary")
    entry = CASES / (case or "valid") / "input.md"
    shutil.copy(entry, practices / "leerwerkplaats-brugdorp.md")
    monkeypatch.chdir(folder)
    arguments = ["check", "--format", "sarif", "--today", "2026-11-23"]
    (folder / "report.sarif").write_text(CliRunner().invoke(main, arguments).stdout, "utf-8")
    return folder / "report.sarif"


@pytest.mark.parametrize("site", ["", "https://atlas.example"])
def test_sarif_of_many_faults_has_the_form_that_is_published(tmp_path, monkeypatch, site):
    monkeypatch.setenv("PRAKTIJKATLAS_SITE_URL", site)
    cases = ("PA104-tikfout", "PA215-sleutels-in-een-andere-volgorde", "PA305-bronnummer", None)
    reports = []
    for number, case in enumerate(cases):
        (tmp_path / str(number)).mkdir()
        reports.append(sarif(tmp_path / str(number), monkeypatch, case))
    assert '"fixes"' in reports[0].read_text("utf-8")
    # One pattern of the schema is one for JavaScript without the flag "u".
    ended = validate("--regex-variant", "nonunicode", "--schemafile", SARIF, *reports)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_sarif_that_is_wrong_is_seen(tmp_path):
    wrong = tmp_path / "wrong.sarif"
    wrong.write_text('{"version": "2.1.0", "runs": [{"results": []}]}', "utf-8")
    ended = validate("--regex-variant", "nonunicode", "--schemafile", SARIF, wrong)
    assert ended.returncode == 1
    assert "'tool' is a required property" in ended.stdout


# A hook of pre-commit, as its own documentation describes .pre-commit-hooks.yaml.
HOOK = {
    "required": {"id", "name", "entry", "language"},
    "known": {
        *("id", "name", "entry", "language", "files", "exclude", "types", "types_or"),
        *("exclude_types", "always_run", "fail_fast", "verbose", "pass_filenames", "args"),
        *("require_serial", "description", "language_version", "minimum_pre_commit_version"),
        *("stages", "additional_dependencies", "log_file"),
    },
}


def hooks():
    return yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_hook_has_the_keys_that_pre_commit_knows(hook):
    assert hook.keys() >= HOOK["required"]
    assert hook.keys() <= HOOK["known"]


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_command_of_a_hook_works_on_the_files_it_is_given(hook, tmp_path, valid_entry):
    program, *arguments = hook["entry"].split()
    command = [Path(sys.executable).with_name(program), *arguments, *hook.get("args", ())]
    for text, code in ((valid_entry, 0), (valid_entry.replace("[brugdorp]", "[atlantis]"), 1)):
        (tmp_path / "practices/leerwerkplaats-brugdorp.md").write_text(text, "utf-8")
        chosen = ["practices/leerwerkplaats-brugdorp.md"] * hook.get("pass_filenames", True)
        given = [*command, *chosen]
        ended = subprocess.run(given, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ended.returncode == code, ended.stdout + ended.stderr


@pytest.fixture
def valid_entry(tmp_path):
    shutil.copytree(CASES / "vocabulary", tmp_path / "practices" / "vocabulary")
    return (CASES / "valid" / "input.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("practices/health-hub-roden.md", {"praktijkatlas-check", "praktijkatlas-fix"}),
        ("practices/Met spatie.md", {"praktijkatlas-check", "praktijkatlas-fix"}),
        ("practices/_sjabloon.md", set()),
        ("practices/README.md", set()),
        ("practices/vocabulary/themes.yml", {"praktijkatlas-lists"}),
        ("docs/index.md", set()),
    ],
)
def test_hooks_take_practices_and_lists(path, taken):
    assert {hook["id"] for hook in hooks() if re.search(hook["files"], path)} == taken


GITHUB = ROOT / ".github"


def test_first_template_leads_to_every_other():
    text = (GITHUB / "pull_request_template.md").read_text("utf-8")
    named = re.findall(r"\(\?expand=1&template=([\w-]+\.md)\)", text)
    there = sorted(path.name for path in (GITHUB / "PULL_REQUEST_TEMPLATE").iterdir())
    assert sorted(named) == there


def test_commands_and_files_that_templates_name_are_there():
    for path in (GITHUB / "PULL_REQUEST_TEMPLATE").iterdir():
        text = path.read_text("utf-8")
        for command in re.findall(r"`praktijkatlas ([\w-]+)", text):
            assert command in main.list_commands(None), path.name
        for folder in re.findall(r"`(docs/[\w/]+)`", text):
            assert (ROOT / folder).is_dir(), path.name


def test_owners_name_paths_that_are_there_and_no_person():
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [re.fullmatch(r"(?:# )?/(\S+) +(@\S+)", line) for line in lines]
    found = [rule.groups() for rule in rules if rule]
    assert found
    for path, owner in found:
        assert list(ROOT.glob(path.rstrip("/"))), path
        assert owner.startswith("@organisation/")
    assert all(line.startswith("#") for line in lines if line)
