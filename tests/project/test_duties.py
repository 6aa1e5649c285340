"""The table of duties names tests that are there, and the statement has what the model asks."""

import re
import shlex

import pytest


@pytest.fixture(scope="module")
def table(project):
    text = (project / "docs/ontwikkeling/plichten.md").read_text("utf-8")
    return [line.split(" | ") for line in text.splitlines() if line.startswith("| ")][2:]


def test_every_duty_names_tests_that_are_there(project, table):
    assert len(table) > 20
    for duty, _, proof in table:
        commands = re.findall(r"`([^`]+)`", proof)
        assert commands, duty
        for command in commands:
            path, *options = shlex.split(command)
            file = project / path
            assert file.exists(), command
            if options:
                flag, words = options
                assert flag == "-k"
                names = re.findall(r"def (test_\w+)", file.read_text("utf-8"))
                for word in words.split(" or "):
                    assert any(word in name for name in names), f"{command}: {word}"


def test_statement_has_every_part_of_the_model(project):
    # A long word in a heading says where it may be broken.
    text = (project / "docs/toegankelijkheid.md").read_text("utf-8").replace("&shy;", "")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert headings == [
        "Toegankelijkheidsverklaring",
        *("Status", "Onderzoek", "Afwijkingen", "Maatregelen"),
        *("Een probleem melden", "Niet tevreden over ons antwoord?"),
    ]
    assert "Nationale ombudsman" in text
    assert re.search(r"Deze verklaring is van \d+ \w+ \d{4}", text)
