"""The architecture: who imports whom, and who touches disk, clock and screen."""

import ast
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "scripts" / "praktijkatlas"

# A part may import itself and the rows above it, never its neighbours or what is below.
ROWS = (
    ("model", "addresses"),
    ("reading",),
    ("fitting",),
    ("checks",),
    ("prose",),
    ("catalogue",),
    ("clock", "facts", "processes", "terminal"),
    ("load",),
    ("decay", "report"),
    ("contribute", "exports", "sheets"),
    ("site",),
    ("cli",),
)
ROW = {part: number for number, parts in enumerate(ROWS) for part in parts}

DISK_CALLS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "copy", "copyfile"),
    *("copytree", "rmtree", "mkdir", "makedirs", "unlink", "touch", "symlink_to"),
    *("iterdir", "rglob", "glob", "scandir", "listdir", "mkdtemp", "mkstemp"),
}
DISK_MODULES = ("os", "shutil", "tempfile")
MAY_TOUCH_DISK = ("load_", "write_", "find_")
CLOCK_CALLS = {"now", "today", "utcnow", "time", "localtime", "gmtime"}


def part_of(path):
    """The first name below the package: `model`, `cli`, …"""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py"
}
each_module = pytest.mark.parametrize(
    ("path", "tree"), MODULES.items(), ids=lambda v: v.name if isinstance(v, Path) else ""
)


def imported_names(tree):
    """Full names of what a module imports, wherever in the module it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write imports in full"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def called_name(call):
    """The words of what is called: ("date", "today"); a call on anything but a name starts "?"."""
    words, target = [], call.func
    while isinstance(target, ast.Attribute):
        words.append(target.attr)
        target = target.value
    words.append(target.id if isinstance(target, ast.Name) else "?")
    return tuple(reversed(words))


def calls_with_function(tree, functions=()):
    """Every call, with the names of the functions around it, outermost first."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield node, functions
        inner = (node.name,) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else ()
        yield from calls_with_function(node, (*functions, *inner))


def test_every_part_has_a_row():
    assert {part_of(path) for path in MODULES} <= set(ROW)


@each_module
def test_imports_go_up_only(path, tree):
    part = part_of(path)
    wrong = []
    for name, line in imported_names(tree):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if package == "praktijkatlas" and other in ROW and other != part:
            wrong += [f"{path.name}:{line} {name}"] * (ROW[other] >= ROW[part])
    assert not wrong


@each_module
def test_only_the_site_knows_mkdocs(path, tree):
    packages = {name.partition(".")[0] for name, _ in imported_names(tree)}
    if part_of(path) != "site":
        assert not packages & {"mkdocs", "material", "jinja2", "markdown"}
    if part_of(path) not in {"cli", "site"}:
        assert "click" not in packages


@each_module
def test_only_decay_uses_the_network(path, tree):
    packages = {".".join(name.split(".")[:2]) for name, _ in imported_names(tree)}
    tops = {name.partition(".")[0] for name in packages}
    if part_of(path) != "decay":
        assert not tops & {"socket", "ssl", "http", "ftplib", "smtplib", "requests", "urllib3"}
        assert not packages & {"urllib.request", "urllib.robotparser"}


@each_module
def test_disk_is_touched_by_load_and_write_functions_only(path, tree):
    if part_of(path) in {"cli", "site"}:
        return
    wrong = []
    for call, functions in calls_with_function(tree):
        *owner, verb = called_name(call)
        touches = verb in DISK_CALLS if owner or verb == "open" else False
        touches |= owner[:1] == ["os"] and verb in {"walk", "remove", "rename", "replace", "stat"}
        touches |= bool(owner) and owner[0] in DISK_MODULES and verb in DISK_CALLS
        named = any(name.lstrip("_").startswith(MAY_TOUCH_DISK) for name in functions)
        if touches and not named:
            wrong.append(f"{path.name}:{call.lineno} {'.'.join([*owner, verb])}")
    assert not wrong


@each_module
def test_today_is_a_parameter(path, tree):
    if part_of(path) == "clock":
        return
    clocks = ("datetime", "date", "time")
    wrong = [
        f"{path.name}:{call.lineno}"
        for call, _ in calls_with_function(tree)
        if (words := called_name(call))[-1] in CLOCK_CALLS and words[0] in clocks and words[1:]
    ]
    assert not wrong


@each_module
def test_only_the_command_line_prints_and_ends_the_program(path, tree):
    if part_of(path) == "cli":
        return
    ends = {("print",), ("sys", "exit"), ("exit",), ("quit",), ("os", "_exit")}
    wrong = [call.lineno for call, _ in calls_with_function(tree) if called_name(call) in ends]
    assert not wrong


@each_module
def test_no_module_changes_its_own_state(path, tree):
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global)]


def test_code_knows_no_region():
    """Another region replaces practices/ and docs/ and is done."""
    listed = yaml.safe_load((PROJECT / "practices/vocabulary/regions.yml").read_text("utf-8"))
    # Short names are words too ("Assen", "De Wolden"); long ones cannot be there by accident.
    names = {term["label"] for term in listed["terms"] if len(term["label"]) > 7}
    assert names
    code = (path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".js", ".typ"})
    found = {
        (path.name, name) for path in code for name in names if name in path.read_text("utf-8")
    }
    assert not found
