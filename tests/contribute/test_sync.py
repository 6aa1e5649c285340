"""What is committed of the model: in step, valid, and of use."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from praktijkatlas.cli import main
from praktijkatlas.contribute.sync import find_out_of_step, synced_files, write_synced
from praktijkatlas.contribute.template import SCHEMA_FILE, entry_template
from praktijkatlas.exports.schema import practice_schema
from praktijkatlas.model import SECTIONS, Practice
from praktijkatlas.reading import find_entry_files, read_entry


@pytest.fixture(scope="module")
def files(vocabularies):
    return synced_files(vocabularies, practice_schema(vocabularies, SCHEMA_FILE))


def test_committed_files_are_in_step_with_the_model(project, monkeypatch):
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["sync", "--check"])
    assert result.exit_code == 0, result.output


def test_a_file_out_of_step_is_named_and_then_written(files, tmp_path):
    assert write_synced(files, tmp_path) == list(files)
    assert find_out_of_step(files, tmp_path) == []
    changed = tmp_path / "practices" / "_sjabloon.md"
    changed.write_text("oud\n", encoding="utf-8")
    assert find_out_of_step(files, tmp_path) == ["practices/_sjabloon.md"]
    assert write_synced(files, tmp_path) == ["practices/_sjabloon.md"]


def test_check_writes_nothing_and_says_what_to_do(project, tmp_path, monkeypatch):
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "vocabulary").symlink_to(project / "practices" / "vocabulary")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["sync", "--check"])
    assert result.exit_code == 1
    assert "Draai: praktijkatlas sync" in result.output
    assert not (tmp_path / ".github").exists()


def test_template_is_not_taken_for_a_practice(files, tmp_path):
    write_synced(files, tmp_path)
    assert find_entry_files(tmp_path) == []


def test_template_reads_and_asks_for_what_is_required_only(guide):
    reading = read_entry(entry_template(guide).encode(), "practices/nieuw.md")
    required = {field.key for field in guide if field.required}
    assert reading.missing == required
    assert {fault.code for fault in reading.faults} <= {"PA101", "PA103", "PA106"}
    assert [section.title for section in reading.body.sections] == list(SECTIONS)


def test_template_names_every_key_of_the_model(guide):
    lines = entry_template(guide).splitlines()
    for key in Practice.model_fields:
        assert any(line.removeprefix("#").startswith(f"{key}:") for line in lines), key


def shape(node):
    """The keys of a group, with those of the groups in it; None for a value."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: shape(child) for key, child in node.value}
    return [shape(each) for each in node.value] if isinstance(node, yaml.SequenceNode) else None


@pytest.mark.parametrize("by", ["#", "# ?"], ids=["by hand", "by an editor"])
def test_line_of_the_template_is_switched_on_by_taking_its_mark_away(guide, by):
    """An editor that makes a comment of a line, or a line of a comment, takes a space with it."""
    lines = (
        re.sub(by, "", line, count=1) if re.match(r" *#(\S|  )", line) else line
        for line in entry_template(guide).splitlines()
    )
    reading = read_entry("\n".join(lines).encode(), "practices/nieuw.md")
    assert {fault.code for fault in reading.faults} <= {"PA101", "PA103", "PA106"}
    wanted = {}
    for field in guide:
        parts = {part.key: None for part in field.parts} or None
        wanted[field.key] = [parts] if parts and field.many else parts
    switched_on = {key: value or None for key, value in shape(reading.source.root).items()}
    assert switched_on == wanted


@pytest.mark.parametrize(
    ("name", "schema"),
    [("nieuwe-praktijk", "vendor.github-issue-forms"), ("config", "vendor.github-issue-config")],
)
def test_issue_form_passes_the_public_schema(project, name, schema):
    file = project / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_issue_form_asks_every_required_field_once(files, guide):
    form = yaml.safe_load(files[".github/ISSUE_TEMPLATE/nieuwe-praktijk.yml"])
    questions = [each for each in form["body"] if each["type"] != "markdown"]
    ids = [each["id"] for each in questions]
    labels = [each["attributes"]["label"] for each in questions]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert {f.key for f in guide if f.required} - {"added", "reviewed"} <= set(ids)
    for each in questions:
        options = each["attributes"].get("options", [])
        assert len({str(option) for option in options}) == len(options)


def test_schema_for_editors_is_the_published_one(project, vocabularies):
    text = (project / "practices" / SCHEMA_FILE).read_text(encoding="utf-8")
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    published = practice_schema(vocabularies, "https://elders.example/practice.schema.json")
    assert {**schema, "$id": ""} == {**published, "$id": ""}


def test_editor_settings_point_to_the_schema(project):
    settings = json.loads((project / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for path in settings["yaml.schemas"]:
        assert (project / Path(path)).is_file()
