"""`make audit` without a network: a stand-in for pip-audit says what it would say."""

import shutil
import stat
import subprocess
import sys

import pytest

AUDIT = f"""#!{sys.executable}
import os, sys
sys.stderr.write("ConnectionError: no route\\n")
found = os.environ["FOUND"]
if found == "weak":
    open(sys.argv[sys.argv.index("--output") + 1], "w").write('{{"dependencies": []}}')
sys.exit(found != "none")
"""


@pytest.fixture
def audit(project, tmp_path):
    """Runs the script in a copy of the project, in which pip-audit is there already."""
    for lock in ("dev", "lock", "audit"):
        shutil.copy(project / f"requirements-{lock}.txt", tmp_path)
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts/audit.sh"
    shutil.copy(project / "scripts/audit.sh", script)
    home = tmp_path / ".cache/audit"
    (home / "bin").mkdir(parents=True)
    tool = home / "bin/pip-audit"
    tool.write_text(AUDIT, encoding="utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    key = subprocess.run(
        "cat requirements-audit.txt scripts/audit.sh | cksum",
        shell=True, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (home / ".installed").write_text(key.stdout, encoding="utf-8")

    def run(found):
        environment = {"PATH": "/usr/bin:/bin", "FOUND": found}
        return subprocess.run(
            ["sh", script], env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_no_known_weakness(audit):
    ended = audit("none")
    assert ended.returncode == 0, ended.stderr
    assert "No package in the locks has a known weakness." in ended.stderr


def test_known_weakness_is_told_with_what_to_do(audit):
    ended = audit("weak")
    assert ended.returncode == 1
    for lock in ("dev", "lock", "audit"):
        assert f"requirements-{lock}.txt: packages with known weaknesses." in ended.stderr


def test_service_that_does_not_answer_is_told(audit):
    ended = audit("nothing")
    assert ended.returncode == 2
    assert 'the service "pypi" gave no answer' in ended.stderr
    assert "weaknesses" not in ended.stderr
