"""The command line speaks Dutch, also where Click does the talking."""

import ast
import re
from pathlib import Path
from string import Formatter

import click
import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main
from praktijkatlas.cli.dutch import WORDS

# Said to who writes a program, on Windows' own console, in commands that we have not, or the same.
NOT_OURS = (
    *("DeprecationWarning", "Windows error", "Could not determine name", "No options defined"),
    *("Arguments take exactly one", "Name '{name}' defined twice", "Value must be an iterable"),
    *("Boolean option", "Invalid start character", "Couldn't detect Bash", "Shell completion"),
    *("Unknown color", "Unknown standard stream", "{editor}", "%(prog)s"),
)


def said_by_click():
    """Every message that Click marks for translation."""
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and hasattr(node.func, "id") else ""
            texts = {"_": 1, "ngettext": 2}.get(called, 0)
            yield from (
                argument.value
                for argument in (node.args[:texts] if texts else ())
                if isinstance(argument, ast.Constant)
            )


def test_every_message_of_click_has_a_translation():
    assert {each for each in said_by_click() if not each.startswith(NOT_OURS)} <= WORDS.keys()


@pytest.mark.parametrize("message", WORDS)
def test_translation_fills_in_the_same_values(message):
    def fields(text):
        return {name for _, name, *_ in Formatter().parse(text) if name}

    assert fields(WORDS[message]) <= fields(message)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "Gebruik: main [OPTIES] OPDRACHT [ARGUMENTEN]..."),
        (["check", "--help"], "Gebruik: main check [OPTIES] [PAD]..."),
        (["check", "--help"], "[standaard: text]"),
        (["check", "--help"], "Toon deze uitleg en stop."),
        (["chekc"], "Fout: De opdracht 'chekc' bestaat niet."),
        (["check", "--fxi"], "Fout: De optie '--fxi' bestaat niet. Bedoelde u '--fix'?"),
        (["check", "--format"], "Fout: Achter de optie '--format' ontbreekt een waarde."),
        (["check", "--fix=ja"], "Fout: Achter de optie '--fix' hoort geen waarde."),
        (["check", "--format", "xml"], "'xml' is niet een van 'text', 'github', 'json', 'sarif'."),
        (["serve", "--port", "x"], "De waarde van '--port' is niet goed: 'x' is niet een"),
        (["serve", "--port", "0"], "0 ligt niet in het bereik 1<=x<=65535."),
        (["serve", "a", "b"], "Fout: Deze argumenten zijn er te veel: a b"),
        (["changes", "--from", "/weg"], '"/weg" is niet te lezen: het bestaat niet'),
        (["from-issue", "/weg"], '"/weg" is niet te lezen: het bestaat niet'),
        (["sheets", "--out", "pyproject.toml"], "Map 'pyproject.toml' is een bestand."),
        (["check", "--fxi"], "Uitleg geeft: main check --help"),
    ],
)
def test_command_line_speaks_dutch(project, monkeypatch, arguments, said):
    monkeypatch.chdir(project)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert said in CliRunner().invoke(main, arguments).output


@pytest.mark.parametrize("command", sorted(main.list_commands(None)))
def test_help_of_a_command_has_no_word_of_english_from_click(command):
    shown = CliRunner().invoke(main, [command, "--help"]).output
    assert not re.search(r"Usage|Options|OPTIONS|\bTEXT\b|INTEGER|default:|Show this", shown)
