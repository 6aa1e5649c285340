"""The locks: complete, hashed, in step with each other, and free of addresses."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-lock.txt",
    "requirements-audit.txt",
)


def read_lock(path):
    """The pinned requirements of a lock with the number of hashes of each."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        requirement, *hashes = line.split("--hash=")
        yield Requirement(requirement.strip()), hashes


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(project, lock):
    for requirement, hashes in read_lock(project / lock):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", value) for value in hashes), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_no_address(project, lock):
    text = (project / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|\bfile:", text)


def test_dev_lock_has_the_versions_of_the_lock(project):
    def pins(lock):
        return {str(requirement) for requirement, _ in read_lock(project / lock)}

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("requirements.txt", ("build",)),
        ("requirements-dev.txt", ("build", "dev")),
        ("requirements-lock.txt", ("lock",)),
        ("requirements-audit.txt", ("audit",)),
    ],
)
def test_lock_answers_pyproject(project, lock, groups):
    config = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [line for group in groups for line in config["dependency-groups"][group]]
    if "build" in groups:
        wanted += config["project"]["dependencies"]
    versions = {}
    for requirement, _ in read_lock(project / lock):
        pin = str(requirement.specifier).removeprefix("==")
        versions.setdefault(canonicalize_name(requirement.name), []).append(pin)
    for requirement in map(Requirement, wanted):
        pins = versions.get(canonicalize_name(requirement.name), [])
        assert pins, f"{requirement} is not in {lock}: run make lock"
        assert all(pin in requirement.specifier for pin in pins), f"{requirement}: run make lock"


def test_build_backend_is_locked_as_the_build_asks(project):
    config = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(config["build-system"]["requires"]) <= set(config["dependency-groups"]["build"])


def imported_packages(folder):
    """The distributions that the code in a folder imports."""
    owners = packages_distributions()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            else:
                continue
            for name in names:
                yield from map(canonicalize_name, owners.get(name.partition(".")[0], ()))


def test_package_asks_for_what_it_imports_and_nothing_else(project):
    config = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {canonicalize_name(Requirement(d).name) for d in config["project"]["dependencies"]}
    # pydantic pins the version of its core itself.
    imported = set(imported_packages(project / "scripts/praktijkatlas")) - {"pydantic-core"}
    assert imported - asked == set(), "missing in pyproject.toml"
    # The theme is named in mkdocs.yml, not imported.
    assert asked - imported - {"mkdocs-material"} == set(), "not used"


@pytest.mark.parametrize("folder", ["scripts", "tests"])
def test_what_code_imports_is_locked(project, folder):
    """A package that somebody installed by hand is missing on the next machine."""
    locked = {canonicalize_name(r.name) for r, _ in read_lock(project / "requirements-dev.txt")}
    assert set(imported_packages(project / folder)) - locked - {"praktijkatlas"} == set()
