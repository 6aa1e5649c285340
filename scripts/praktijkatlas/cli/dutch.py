"""The words of the command line itself in Dutch: usage, options, and what is wrong with a call."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Usage:": "Gebruik:",
        "Options": "Opties",
        "Commands": "Opdrachten",
        "Positional arguments": "Argumenten",
        "Show the version and exit.": "Toon de versie en stop.",
        "Show this message and exit.": "Toon deze uitleg en stop.",
        "required": "verplicht",
        "deprecated": "verouderd",
        "default: {default}": "standaard: {default}",
        "env var: {var}": "omgevingsvariabele: {var}",
        "(dynamic)": "(wisselt)",
        "file": "bestand",
        "directory": "map",
        "path": "pad",
        "d": "d",
        "Error: {message}": "Fout: {message}",
        "Try '{command} {option}' for help.": "Uitleg geeft: {command} {option}",
        "Aborted!": "Afgebroken.",
        "unknown error": "onbekende fout",
        "Did you mean {possibility}?": "Bedoelde u {possibility}?",
        "(Did you mean one of: {possibilities}?)": "Bedoelde u een van: {possibilities}?",
        "Missing command.": "Er ontbreekt een opdracht.",
        "Missing argument": "Er ontbreekt een argument",
        "Missing option": "Er ontbreekt een optie",
        "Missing parameter": "Er ontbreekt een gegeven",
        "Missing parameter: {param_name}": "Er ontbreekt een gegeven: {param_name}",
        "Missing {param_type}": "Er ontbreekt een {param_type}",
        "No such option {name!r}.": "De optie {name!r} bestaat niet.",
        "No such command {name!r}.": "De opdracht {name!r} bestaat niet.",
        "Got unexpected extra argument ({args})": "Dit argument is er te veel: {args}",
        "Got unexpected extra arguments ({args})": "Deze argumenten zijn er te veel: {args}",
        "Option {name!r} does not take a value.": "Achter de optie {name!r} hoort geen waarde.",
        "Option {name!r} requires an argument.": "Achter de optie {name!r} ontbreekt een waarde.",
        "Option {name!r} requires {nargs} arguments.": (
            "Achter de optie {name!r} horen {nargs} waarden."
        ),
        "Argument {name!r} takes {nargs} values.": "Bij {name!r} horen {nargs} waarden.",
        "Takes {nargs} values but 1 was given.": "Er horen {nargs} waarden te staan, geen 1.",
        "Takes {nargs} values but {len} were given.": (
            "Er horen {nargs} waarden te staan, geen {len}."
        ),
        "{len_type} values are required, but {len_value} was given.": (
            "Er horen {len_type} waarden te staan, geen {len_value}."
        ),
        "{len_type} values are required, but {len_value} were given.": (
            "Er horen {len_type} waarden te staan, geen {len_value}."
        ),
        "Invalid value: {message}": "De waarde is niet goed: {message}",
        "Invalid value for {param_hint}: {message}": (
            "De waarde van {param_hint} is niet goed: {message}"
        ),
        "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
        "Choice({choices})": "keuze uit {choices}",
        "{value!r} is not {choice}.": "{value!r} is niet {choice}.",
        "{value!r} is not one of {choices}.": "{value!r} is niet een van {choices}.",
        "{value!r} does not match the format {format}.": "{value!r} heeft niet de vorm {format}.",
        "{value!r} does not match the formats {formats}.": (
            "{value!r} heeft niet een van de vormen {formats}."
        ),
        "{value!r} is not a valid {number_type}.": "{value!r} is niet een {number_type}.",
        "{value!r} is not a valid boolean. Recognized values: {states}": (
            "{value!r} is niet ja of nee. Kies uit: {states}"
        ),
        "{value!r} is not a valid UUID.": "{value!r} is niet een UUID.",
        "{value} is not in the range {range}.": "{value} ligt niet in het bereik {range}.",
        "{name} {filename!r} does not exist.": "{name} {filename!r} bestaat niet.",
        "{name} {filename!r} is a file.": "{name} {filename!r} is een bestand.",
        "{name} {filename!r} is a directory.": "{name} {filename!r} is een map.",
        "{name} {filename!r} is not readable.": "{name} {filename!r} is niet te lezen.",
        "{name} {filename!r} is not writable.": "{name} {filename!r} is niet te schrijven.",
        "{name} {filename!r} is not executable.": "{name} {filename!r} is niet uit te voeren.",
        "Could not open file {filename!r}: {message}": (
            "Het bestand {filename!r} is niet te openen: {message}"
        ),
        "Error: The two entered values do not match.": "Fout: de twee waarden zijn niet gelijk.",
        "Error: invalid input": "Fout: dit antwoord past niet.",
        "Do you want to continue?": "Wilt u doorgaan?",
        "Confirm the action without prompting.": "Doe het zonder te vragen.",
        "Repeat for confirmation": "Typ het nog een keer",
        "Press any key to continue...": "Druk op een toets om door te gaan...",
    }
)
"""What Click says, and how we say it; the names between braces stay."""

OPTIONS = "[OPTIES]"
"""Stands for the options of a command where its use is shown."""

_KINDS = {
    click.types.StringParamType: "tekst",
    click.types.IntParamType: "geheel getal",
    click.types.IntRange: "geheel getal",
    click.types.FloatParamType: "getal",
    click.types.FloatRange: "getal",
    click.types.File: "bestand",
}


def speak_dutch() -> None:
    """Lets Click speak Dutch, whatever the language of the machine.

    Click asks gettext for its words, which follows the machine and wants compiled catalogues; the
    words of one program are simpler given to its modules.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("click.") and hasattr(module, "_"):
            vars(module)["_"] = _word
            if hasattr(module, "ngettext"):
                vars(module)["ngettext"] = _number_word
    for kind, word in _KINDS.items():
        named: Any = kind
        named.name = word


def _word(message: str) -> str:
    return WORDS.get(message, message)


def _number_word(one: str, many: str, number: int) -> str:
    return _word(one if number == 1 else many)
