"""scripts/environment.sh with a Python that only writes down how it is called."""

import os
import shutil
import subprocess
import tomllib

import pytest

PYTHON = """\
#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  *"sys.version_info < (3, 11)"*) exit {usable} ;;
  "-m venv --clear "*) rm -rf .venv && mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  --version) echo "Python 3.11.0" ;;
esac
"""


@pytest.fixture
def folder(project, tmp_path, monkeypatch):
    """A small project with a Python of its own in PATH."""
    root = tmp_path / "my project"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(project / "scripts/environment.sh", root / "scripts")
    (root / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    write_python(tmp_path / "bin" / "python3")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.delenv("PYTHON", raising=False)
    return root


def write_python(path, usable=0):
    path.parent.mkdir(exist_ok=True)
    path.write_text(PYTHON.replace("{usable}", str(usable)), encoding="utf-8")
    path.chmod(0o755)


def set_up(folder):
    """What the script told its Python to do, checks aside."""
    calls = folder.parent / "calls"
    calls.write_text("", encoding="utf-8")
    command = ["sh", folder / "scripts/environment.sh", "requirements.txt"]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, cwd="/")
    lines = calls.read_text(encoding="utf-8").splitlines()
    return [line.split()[:3] for line in lines if line.startswith(("-m venv", "-m pip install"))]


MADE = ["-m", "venv", "--clear"]
INSTALLED = ["-m", "pip", "install"]


def test_new_machine_gets_an_environment_with_the_lock_and_the_project(folder):
    assert set_up(folder) == [MADE, INSTALLED, INSTALLED]


def test_nothing_is_fetched_without_a_hash(folder):
    set_up(folder)
    calls = (folder.parent / "calls").read_text(encoding="utf-8").splitlines()
    packages, itself = (line for line in calls if "pip install" in line)
    assert "--require-hashes --only-binary :all:" in packages
    assert "--no-deps --no-build-isolation --no-index" in itself


def test_second_time_does_nothing(folder):
    set_up(folder)
    assert set_up(folder) == []


def test_changed_lock_is_installed(folder):
    set_up(folder)
    (folder / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    assert set_up(folder) == [INSTALLED, INSTALLED]


def test_environment_whose_python_is_gone_is_made_again(folder):
    set_up(folder)
    (folder / ".venv/bin/python").unlink()
    assert set_up(folder) == [MADE, INSTALLED, INSTALLED]


def test_moved_folder_gets_an_environment_of_its_own(folder):
    set_up(folder)
    moved = folder.rename(folder.with_name("moved"))
    assert set_up(moved) == [MADE, INSTALLED, INSTALLED]


def test_wrong_python_is_named_in_one_sentence(folder):
    (folder.parent / "bin" / "python3").unlink()
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"):
        write_python(folder.parent / "bin" / name, usable=1)
    command = ["sh", folder / "scripts/environment.sh", "requirements.txt"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert ended.stderr.startswith("Python 3.11 or newer is needed and was not found.")
    assert ended.stderr.count("\n") == 1


def test_versions_of_python_are_those_of_pyproject(project):
    config = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    script = (project / "scripts/environment.sh").read_text(encoding="utf-8")
    assert config["project"]["requires-python"] == ">=3.11"
    assert "sys.version_info < (3, 11)" in script
