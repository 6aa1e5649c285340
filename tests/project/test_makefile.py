"""The Makefile and .ci/run: every target is there, explained, and calls what exists."""

import re
import subprocess

import pytest

from praktijkatlas.cli import main

TARGETS = ("serve", "build", "test", "check", "screenshots", "lock", "clean")


def dry_run(project, *arguments):
    """What `make` would do."""
    command = ["make", "--dry-run", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout


def test_make_alone_explains_every_target(project):
    told = subprocess.run(["make"], cwd=project, capture_output=True, text=True, check=True).stdout
    for target in TARGETS:
        assert re.search(rf"^  make {target} +\S", told, re.MULTILINE), target


@pytest.mark.parametrize("target", TARGETS)
def test_target_exists(project, target):
    assert dry_run(project, target)


def test_targets_call_commands_that_exist(project):
    text = (project / "Makefile").read_text(encoding="utf-8")
    called = set(re.findall(r"/praktijkatlas (\w+)", text))
    assert called
    assert called <= set(main.list_commands(None))


def test_tests_check_the_code_too(project):
    told = dry_run(project, "test")
    for command in ("ruff check", "ruff format --check", "mypy", "pytest"):
        assert f"/{command}" in told


def test_scripts_have_no_fault_of_form(project):
    for shell, script in (
        ("bash", ".ci/run"),
        ("sh", "scripts/environment.sh"),
        ("sh", "scripts/audit.sh"),
    ):
        subprocess.run([shell, "-n", script], cwd=project, check=True)
        assert (project / script).stat().st_mode & 0o111, f"{script} cannot be run"


def test_ci_tests_before_it_builds(project):
    text = (project / ".ci/run").read_text(encoding="utf-8")
    assert text.index("step make test") < text.index("step make build")
    assert "set -euo pipefail" in text
