"""Two builds are the same, byte for byte, wherever, whenever and by whomever they are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HAVEN = Path(__file__).parents[1] / "sites/haven"
# The same command on a machine with so many processors; in the small site there is too little to
# share out among processes, so everything is shared out.
DRIVER = """
import sys
from praktijkatlas import load, processes
from praktijkatlas.sheets import press
from praktijkatlas.site import making

count = int(sys.argv.pop(1))
making.WORTH_SHARING = load.WORTH_SHARING = 1
processes.processes = lambda: count
press.FEW, press.available_processes = 1, lambda: count
from praktijkatlas.cli import main

main()
"""
PROCESSORS = (1, 3)
DAY = "1795392000"  # 23 November 2026: what a page says of a review depends on the day
MACHINES = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "2026", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
]


def copy(source, target, names, backwards):
    """Copies files one by one, so that the folders hold them in another order."""
    files = [f for name in names for f in (source / name).rglob("*") if f.is_file()]
    for file in sorted(files, reverse=backwards):
        made = target / file.relative_to(source)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(file.read_bytes())


def contents(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def build_twice(source, tmp_path, config):
    """What two builds of a site give, each of them on a machine of its own."""
    jobs = []
    for number, machine in enumerate(MACHINES):
        place = tmp_path / ("a" if number == 0 else "een/dieper/gelegen map")
        copy(source, place, ("docs", "practices"), backwards=bool(number))
        (place / "mkdocs.yml").write_text(config, encoding="utf-8")
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        processors = str(PROCESSORS[number])
        command = [sys.executable, "-c", DRIVER, processors, "build", "--strict"]
        jobs.append(
            subprocess.Popen(
                [*command, "--config", place / "mkdocs.yml", "--out", place / "uit"],
                env=environment | machine | {"SOURCE_DATE_EPOCH": DAY},
                cwd=place,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        )
    for job in jobs:
        said, _ = job.communicate(timeout=300)
        assert job.returncode == 0, said.decode("utf-8", "replace")[-2000:]
    return [contents(folder) for folder in sorted(tmp_path.rglob("uit"))]


def assert_same(one, other):
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The second site, with its sheets and booklets."""
    config = (HAVEN / "mkdocs.yml").read_text(encoding="utf-8")
    return build_twice(HAVEN, tmp_path_factory.mktemp("small"), config)


def test_small_site_is_the_same_with_its_sheets(small):
    assert_same(*small)
    kinds = {Path(name).suffix for name in small[0]}
    assert {".html", ".pdf", ".json", ".xml", ".css", ".js"} <= kinds
    # The bill of materials, and the index of search.
    assert "sbom.cdx.json" in small[0]
    assert any(name.startswith("assets/zoek/") for name in small[0])


def test_no_file_tells_where_or_when_it_was_made(small):
    for built in small:
        for name, data in built.items():
            assert b"/een/dieper/gelegen" not in data, name
            assert b"pytest" not in data, name


def test_real_site_is_the_same(project, tmp_path):
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    # The sheets take longer than all the rest; those of the small site are made in the same way.
    plain = config.replace("practices: practices\n", "practices: practices\n      sheets: false\n")
    assert plain != config
    one, other = build_twice(project, tmp_path, plain)
    assert_same(one, other)
    assert len(one) > 500
