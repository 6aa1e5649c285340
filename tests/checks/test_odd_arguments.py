"""`praktijkatlas check` on whatever a shell can hand it: one clear sentence, never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main

CASES = Path(__file__).parents[1] / "cases"
NAME = "leerwerkplaats-brugdorp.md"


@pytest.fixture
def site(tmp_path, monkeypatch, valid):
    shutil.copytree(CASES / "vocabulary", tmp_path / "practices" / "vocabulary")
    (tmp_path / "practices" / NAME).write_text(valid, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, given=None):
    arguments = ["check", "--today", "2026-11-23", *arguments]
    return CliRunner().invoke(main, arguments, input=given, catch_exceptions=False)


def make(name):
    """Puts something odd at `name`."""
    path = Path(name)
    match name:
        case "leeg":
            path.mkdir()
        case "map.md":
            path.mkdir()
        case "foto.png":
            path.write_bytes(os.urandom(200))
        case "rond.md":
            path.symlink_to("rond.md")
        case "weg.md":
            path.symlink_to("nergens.md")
        case "pijp.md":
            os.mkfifo(path)
        case "bytes.md":
            path.write_bytes(bytes(range(256)) * 4)
        case "nullen.md":
            path.write_bytes(b"\x00" * 5000)
        case "leeg.md":
            path.touch()
        case "groot.md":
            with path.open("wb") as stream:
                stream.truncate(50_000_000)


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        ("nergens.md", '"nergens.md" bestaat niet.'),
        ("x" * 5000, f'"{"x" * 5000}" bestaat niet.'),
        ("", '"." '),
        ("leeg", 'In de map "leeg" staat geen praktijk (een bestand op .md).'),
        ("map.md", 'In de map "map.md" staat geen praktijk (een bestand op .md).'),
        ("foto.png", '"foto.png" is geen praktijk: de naam eindigt niet op .md.'),
        ("practices/vocabulary/themes.yml", "De lijsten in vocabulary worden altijd nagekeken."),
        ("/dev/null", '"/dev/null" is geen praktijk: de naam eindigt niet op .md.'),
        (f"practices/{NAME}/x.md", "bestaat niet."),
    ],
)
def test_what_can_be_no_practice_is_a_wrong_call(site, argument, sentence):
    make(argument)
    result = run(argument or "nergens/")
    assert result.exit_code == 2
    if argument:
        assert sentence in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("rond.md", "PA013", "het is een verwijzing (symlink)"),
        ("weg.md", "PA013", "het is een verwijzing (symlink)"),
        ("pijp.md", "PA013", "het is geen gewoon bestand"),
        ("bytes.md", "PA001", "het bestand is geen tekst"),
        ("nullen.md", "PA012", "onzichtbaar stuurteken"),
        ("leeg.md", "PA002", "het bestand is leeg"),
        ("groot.md", "PA008", "het bestand is te groot (50,0 MB)"),
    ],
)
@pytest.mark.parametrize("how", [(), ("--fix",)])
def test_odd_file_is_a_finding(site, name, code, words, how):
    make(name)
    result = run(name, *how)
    assert result.exit_code == 1
    assert f"fout {code}: " in result.output
    assert words in result.output


def test_odd_files_in_the_folder_do_not_stop_the_others(site):
    os.chdir("practices")
    for name in ("rond.md", "weg.md", "pijp.md", "bytes.md", "leeg.md", "groot.md"):
        make(name)
    os.chdir("..")
    result = run("--format", "json")
    assert result.exit_code == 1
    assert result.stderr.startswith("7 bestanden nagekeken: ")


def test_file_without_rights_is_told_in_dutch(site, monkeypatch):
    opened = Path.open

    def refuse(self, *given, **named):
        if self.suffix == ".md":
            raise PermissionError(13, "Permission denied")
        return opened(self, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)  # root may read anything
    result = run(f"practices/{NAME}")
    assert "het bestand is niet te lezen: u hebt er geen rechten voor" in result.output


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_name_that_is_not_utf_8_can_be_told(site, form):
    os.close(os.open(b"practices/caf\xe9.md", os.O_CREAT | os.O_WRONLY))
    for chosen in ((), (b"practices/caf\xe9.md",), (b"practices/\xff.md",)):
        result = run("--format", form, *map(os.fsdecode, chosen))
        assert result.exit_code == (2 if chosen == (b"practices/\xff.md",) else 1)
        assert "xe9.md" in result.output or '\\xff.md" bestaat niet' in result.output


@pytest.mark.parametrize("given", [b"", b"\n", b"\x00", b"---", b"\xff" * 400_000])
def test_odd_standard_input_is_a_finding(site, given):
    result = run("-", given=given)
    assert result.exit_code == 1
    assert result.stdout.startswith("nieuwe-praktijk.md:")


@pytest.mark.parametrize("name", ["", "/", "a\nb.md", "../../x.md", "é.md", "x" * 500])
def test_odd_name_for_standard_input(site, valid, name):
    result = run("-", "--stdin-name", name, given=valid.encode())
    assert result.exit_code in (0, 1)
    assert result.stdout.endswith("\n")


def test_closed_standard_input_is_empty(site):
    code = "import sys; sys.stdin = None; from praktijkatlas.cli import main; main(['check', '-'])"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "het bestand is leeg" in ended.stdout


def test_closed_standard_output_ends_without_a_traceback(site):
    code = "import sys; sys.stdout = None; from praktijkatlas.cli import main; main(['check'])"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
