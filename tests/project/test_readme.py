"""README: what it tells the reader to do can be done, and what it points to is there."""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main

README = Path(__file__).resolve().parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8")
CODE = re.findall(r"^```\w*\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL) + re.findall(
    r"`([^`\n]+)`", TEXT
)
TARGETS = sorted({target for code in CODE for target in re.findall(r"\bmake ([a-z-]+)", code)})
COMMANDS = sorted(
    {command for code in CODE for command in re.findall(r"\bpraktijkatlas ([a-z]+)", code)}
)


def test_readme_names_the_two_commands():
    assert {"serve", "test"} <= set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_make_target_exists(project, target):
    subprocess.run(["make", "--dry-run", target], cwd=project, check=True, capture_output=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_exists(command):
    assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_files_it_points_to_exist(project):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", TEXT)
    assert links
    assert not [link for link in links if not (project / link).exists()]


def test_folders_in_the_map_exist(project):
    block = re.search(r"^```text\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert block
    folder = Path()
    for line in block.group(1).splitlines():
        indent, name = re.match(r"( *)(\S+)", line).groups()
        folder = Path(*folder.parts[: len(indent) // 2], name)
        # <id> and the like stand for names that the reader chooses
        assert "<" in name or (project / folder).exists(), folder
