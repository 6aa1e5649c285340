"""What is committed: no address of a package index, no path of somebody's machine."""

import re
import subprocess

import pytest

# Written in parts, so that this file passes its own test.
INDEXES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "proxy.golang" + ".org")
HOMES = "home|Users|root|work|mnt|private"
MACHINE_PATH = re.compile(rf"(?<![\w./:%@-])/(?:{HOMES})/[\w.-]+/|[A-Z]:\\Users\\")


@pytest.fixture(scope="module")
def texts(project):
    """The text of every file that is or can be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=project, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git repository")
    found = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = project / name
        if path.is_file() and not path.is_symlink() and b"\0" not in (data := path.read_bytes()):
            found[name] = data.decode("utf-8", errors="replace")
    return found


def test_no_file_names_a_package_index(texts):
    assert not [(name, index) for name, text in texts.items() for index in INDEXES if index in text]


def test_no_file_names_a_path_of_a_machine(texts):
    found = [
        (name, hit.group()) for name, text in texts.items() for hit in MACHINE_PATH.finditer(text)
    ]
    assert not found


def test_nothing_that_is_made_is_committed(texts):
    made = ("site/", ".venv/", ".cache/", "dist/", "build/")
    assert not [name for name in texts if name.startswith(made) or "__pycache__" in name]


def test_every_module_is_committed(project, texts):
    """A rule in .gitignore for the made site/ once hid the package of that name."""
    modules = (project / "scripts").rglob("*.py")
    assert not {path.relative_to(project).as_posix() for path in modules} - texts.keys()
