"""GitHub's issue form: the questions for who has an account but writes no file."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from praktijkatlas.contribute.guide import FieldGuide
from praktijkatlas.contribute.sections import SECTION_GUIDES

_MADE = "# Gemaakt van het model met `praktijkatlas sync`; wijzig het daar.\n"
# An editor fills these in: they are about the file, not about the practice.
_LEFT_TO_EDITORS = frozenset({"added", "reviewed", "review_months", "redirects", "image"})
_INTRODUCTION = (
    "Fijn dat u een praktijk wilt delen. Vul in wat u weet; de redactie maakt er een pagina van en "
    "vraagt hier verder als er iets ontbreekt. Schrijf geen namen, mailadressen of "
    "telefoonnummers van personen: iedereen kan dit lezen."
)


LABEL = "nieuwe praktijk"
"""The label that the form gives to an issue; the workflow looks at no others."""
CONSENT = "Goed om te weten"
"""The question of which the box must be ticked."""


def asked_fields(guide: Sequence[FieldGuide]) -> tuple[FieldGuide, ...]:
    """The fields that the form asks for, in its order."""
    return tuple(each for each in guide if each.key not in _LEFT_TO_EDITORS and _asked(each))


def asked_parts(field: FieldGuide) -> tuple[FieldGuide, ...]:
    """What a line may tell of one of a group, in that order."""
    return tuple(part for part in field.parts if part.kind != "flag")


def story_label(title: str) -> str:
    """The question for a section: GitHub wants every label once, and a field may be called the same."""
    return f"Het verhaal: {title}"


def issue_form(guide: Sequence[FieldGuide]) -> str:
    """The YAML of the form, made of the fields and the five sections."""
    form = {
        "name": "Nieuwe praktijk",
        "description": "Vertel over een samenwerking van school en bedrijf.",
        "title": "Nieuwe praktijk: ",
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": _INTRODUCTION}},
            *map(_question, asked_fields(guide)),
            *_sections(),
            {
                "type": "checkboxes",
                "id": "akkoord",
                "attributes": {
                    "label": CONSENT,
                    "options": [
                        {
                            "label": "Mijn tekst mag op de site, onder de licentie die ik koos.",
                            "required": True,
                        }
                    ],
                },
            },
        ],
    }
    return _MADE + _yaml(form)


def issue_form_settings() -> str:
    """The settings of the page on which GitHub offers the forms: an empty issue may be used too."""
    return _MADE + _yaml({"blank_issues_enabled": True})


def _yaml(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=96)
    return text


def _asked(field: FieldGuide) -> bool:
    """Whether the form asks for it: what is required, and what anybody can tell."""
    return field.required or field.key in ("stopped_reason", "start", "results", "funding")


def _question(field: FieldGuide) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": field.label, "description": _description(field)}
    if field.terms or field.choices:
        kind = "dropdown"
        ids = [term.id for term in field.terms] or list(field.choices)
        attributes |= {"multiple": field.many, "options": [field.term_label(each) for each in ids]}
    elif field.parts or (field.longest or 0) > 100:
        kind = "textarea"
        if field.parts:
            attributes["placeholder"] = "; ".join(_samples(field))
    else:
        kind = "input"
        attributes["placeholder"] = ", ".join(field.samples)
    return {
        "type": kind,
        "id": field.key,
        "attributes": attributes,
        "validations": {"required": field.required},
    }


def _description(field: FieldGuide) -> str:
    parts = ""
    if field.parts:
        names = ", ".join(part.label.lower() for part in asked_parts(field))
        each = "Zet ieder op een eigen regel, met" if field.many else "Vertel:"
        parts = f"{each} {names}, voor zover u het weet. Zet er ; tussen."
    return " ".join(filter(None, (field.hint, field.limits, parts)))


def _samples(field: FieldGuide) -> Iterator[str]:
    for part in asked_parts(field):
        yield from (part.term_label(each) if part.terms else each for each in part.samples[:1])


def _sections() -> Iterator[dict[str, Any]]:
    for number, each in enumerate(SECTION_GUIDES.values(), start=1):
        yield {
            "type": "textarea",
            "id": f"tekst-{number}",
            "attributes": {
                "label": story_label(each.title),
                "description": each.hint,
                "placeholder": each.example,
            },
            "validations": {"required": number <= 2},
        }
