"""The page of threats names tests; each of them exists, and there are tests for every row."""

import ast
import re

import pytest

PAGE = "docs/ontwikkeling/bedreigingen.md"


@pytest.fixture(scope="module")
def rows(project):
    """The rows of the tables: threat, what stops it, tests."""
    lines = (project / PAGE).read_text("utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] not in ("Threat", "---")]


def test_every_threat_has_a_wall_and_a_test(rows):
    assert len(rows) > 30
    for row in rows:
        assert len(row) == 3, row
        assert re.search(r"`tests/\S+\.py::test_\w+`", row[2]), row[0]


def test_every_test_that_is_named_exists(project, rows):
    named = {found for row in rows for found in re.findall(r"`(tests/\S+?)::(\w+)`", row[2])}
    absent = []
    for path, name in sorted(named):
        tree = ast.parse((project / path).read_text("utf-8")) if (project / path).exists() else None
        defined = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)} if tree else ()
        if name not in defined:
            absent.append(f"{path}::{name}")
    assert absent == []


def test_every_target_of_make_that_is_named_exists(project):
    makefile = (project / "Makefile").read_text("utf-8")
    text = (project / PAGE).read_text("utf-8")
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
