"""The script that keeps one issue about what wears away, with a stand-in for `gh`."""

import os
import stat
import subprocess

import pytest

GH = """#!/bin/sh
printf '%s\\n' "$*" >>"$SAID"
case "$1 $2" in "issue list") printf '%s' "$OPEN" ;; esac
"""


@pytest.fixture
def keep(project, tmp_path):
    """Runs the script: what it asked of `gh`, apart from its first question."""
    gh = tmp_path / "gh"
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)

    def run(text, open_issue=""):
        said, file = tmp_path / "said.txt", tmp_path / "issue.md"
        file.write_text(text, encoding="utf-8")
        said.write_text("", encoding="utf-8")
        environment = {
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "atlas/atlas",
            "SAID": str(said),
            "OPEN": open_issue,
        }
        script = project / ".github/scripts/one-issue.sh"
        subprocess.run([script, "verval", "Titel", file], env=environment, check=True)
        return [line.split(" --")[0] for line in said.read_text("utf-8").splitlines()[1:]]

    return run


def test_first_time_opens_an_issue(keep):
    assert keep("- iets") == ["label create verval", "issue create"]


def test_next_time_changes_the_same_issue(keep):
    assert keep("- iets anders", "12") == ["issue edit 12"]


def test_issue_is_closed_when_all_is_well(keep):
    assert keep("", "12") == ["issue close 12"]
    assert keep("") == []
