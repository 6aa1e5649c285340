"""Findings in a file back to the questions of the issue form: who filled it in saw no file."""

import re
from collections.abc import Iterable, Iterator, Sequence

from praktijkatlas.contribute.guide import FieldGuide
from praktijkatlas.contribute.issue_form import asked_fields, asked_parts, story_label
from praktijkatlas.model import SECTIONS, Finding

_KEY = re.compile(r"([a-z_]+):(?:\s|$)")
_TOLD_KEY = re.compile(r"`([a-z_]+)\b")


def issue_advice(
    guide: Sequence[FieldGuide], text: str, findings: Iterable[Finding]
) -> Iterator[str]:
    """For every question of which something is found, how it is answered; in the form's order."""
    lines = text.split("\n")
    found = {key for each in findings if (key := _place(lines, each))}
    yield from (f"- {_how(field)}" for field in asked_fields(guide) if field.key in found)
    yield from (f'- "{story_label(title)}"' for title in SECTIONS if title in found)


def _place(lines: Sequence[str], finding: Finding) -> str:
    """The key or the section that a finding is in; "" when it is about the file."""
    # What is absent stands nowhere: then the message names it.
    if finding.code == "PA101" and (told := _TOLD_KEY.search(finding.message)):
        return told[1]
    for line in reversed(lines[: finding.span.line]):
        if line.startswith("## "):
            return line.removeprefix("## ").strip()
        if key := _KEY.match(line):
            return key[1]
    return ""


def _how(field: FieldGuide) -> str:
    if not field.parts:
        chosen = ": kies uit de lijst" if field.terms or field.choices else ""
        return f'"{field.label}" (`{field.key}`){chosen}'
    parts = asked_parts(field)
    shape = "; ".join(part.label.lower() for part in parts)
    own_line = "ieder op een eigen regel, " if field.many else ""
    named = next((part for part in parts if part.kind == "url"), parts[-1])
    return (
        f'"{field.label}" (`{field.key}`): {own_line}met ; ertussen: `{shape}`. Wat achter "Voeg toe" '
        f"staat, mag ook zo op de regel: `{named.key}: {next(iter(named.samples), '…')}`"
    )
