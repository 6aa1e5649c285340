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


def issue_form(guide: Sequence[FieldGuide]) -> str:
    """The YAML of the form, made of the fields and the five sections."""
    questions = [
        _question(field) for field in guide if field.key not in _LEFT_TO_EDITORS and _asked(field)
    ]
    form = {
        "name": "Nieuwe praktijk",
        "description": "Vertel over een samenwerking van school en bedrijf.",
        "title": "Nieuwe praktijk: ",
        "labels": ["nieuwe praktijk"],
        "body": [
            {"type": "markdown", "attributes": {"value": _INTRODUCTION}},
            *questions,
            *_sections(),
            {
                "type": "checkboxes",
                "id": "akkoord",
                "attributes": {
                    "label": "Goed om te weten",
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
        names = ", ".join(part.label.lower() for part in field.parts if part.kind != "flag")
        each = "Zet ieder op een eigen regel, met" if field.many else "Vertel:"
        parts = f"{each} {names}, voor zover u het weet."
    return " ".join(filter(None, (field.hint, field.limits, parts)))


def _samples(field: FieldGuide) -> Iterator[str]:
    for part in field.parts:
        if part.kind != "flag":
            yield from (part.term_label(each) if part.terms else each for each in part.samples[:1])


def _sections() -> Iterator[dict[str, Any]]:
    for number, each in enumerate(SECTION_GUIDES.values(), start=1):
        yield {
            "type": "textarea",
            "id": f"tekst-{number}",
            "attributes": {
                # GitHub wants every label once, and a field may be called the same.
                "label": f"Het verhaal: {each.title}",
                "description": each.hint,
                "placeholder": each.example,
            },
            "validations": {"required": number <= 2},
        }
