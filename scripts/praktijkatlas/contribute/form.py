"""The web form: the fields of the model in steps, and what a browser must know to check them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from praktijkatlas.checks import bullets, letters, personal
from praktijkatlas.checks.fields import FULL_STOP
from praktijkatlas.checks.safety import IMAGE_FILE
from praktijkatlas.contribute import writing
from praktijkatlas.contribute.guide import FieldGuide, field_guide
from praktijkatlas.contribute.sections import SECTION_GUIDES, SectionGuide
from praktijkatlas.contribute.tips import tip_rules
from praktijkatlas.facts import NAMES
from praktijkatlas.model import SECTIONS, Vocabularies
from praktijkatlas.model.values import PRACTICE_ID
from praktijkatlas.reading.entry import MAX_ID, RESERVED_IDS
from praktijkatlas.reading.source import MAX_BYTES

STORY = "verhaal"
RADIOS = 7
"""Up to so many choices are all shown; more stand in a list that opens."""

SHORT_NAMES: Mapping[str, str] = MappingProxyType({"regio": "regions", "thema": "themes"})
"""Names for a field in the address of the form, beside its own key; links of before use them."""
ADOPTED = ("themes", "practice_types", "education_levels", "sectors")
"""What a practice that was taken from another begins with."""


@dataclass(frozen=True, slots=True)
class Step:
    """Some questions under one heading; `sections` are those of the story."""

    id: str
    title: str
    intro: str
    fields: tuple[FieldGuide, ...] = ()
    sections: tuple[SectionGuide, ...] = ()

    @property
    def is_optional(self) -> bool:
        """Whether all of it may be left out, or is filled in already."""
        return not self.sections and not any(
            field.required and field.kind not in _FILLED_IN for field in self.fields
        )


_FILLED_IN = frozenset({"day"})
"""Kinds of fields that the form fills in itself, with the day of today."""

# Every step begins at a field and goes on, in the order of the model, until the next one begins.
# Sources come before what refers to them.
_BEGINNINGS = (
    ("title", "Waar gaat het over?", "Dit lezen mensen het eerst."),
    ("themes", "Waar hoort het bij?", "Zo komt uw praktijk op de goede pagina's te staan."),
    ("status", "Hoe staat het ervoor?", "De status geldt op de datum die u erbij zet."),
    ("organisations", "Wie doen mee?", "Schrijf geen namen van personen op."),
    ("contact", "Bij wie kan een lezer terecht?", "Noem een functie of een pagina, geen persoon."),
    ("sources", "Waar staat het?", "Alles op de site komt uit bronnen die iedereen kan lezen."),
    (STORY, "Het verhaal", "Schrijf gewoon en kort. Zet achter een zin het nummer van de bron."),
    ("evidence", "Wat is er bekend over de opbrengst?", "Zeg het eerlijk: weinig weten mag."),
    ("effort", "Wat vraagt het?", "Vul alleen in wat in een bron staat."),
    ("image", "Om het af te maken", "Mag, maar hoeft niet."),
    ("licence", "Licentie", "Zo mogen anderen uw tekst gebruiken."),
    ("added", "Voor de redactie", "Dit is al voor u ingevuld."),
)


def form_steps(guide: Sequence[FieldGuide]) -> tuple[Step, ...]:
    """The steps of the form with all fields of the guide, each once."""
    starts = {start for start, _, _ in _BEGINNINGS}
    runs: dict[str, list[FieldGuide]] = {}
    current = guide[0].key
    for field in guide:
        current = field.key if field.key in starts else current
        runs.setdefault(current, []).append(field)
    story = tuple(SECTION_GUIDES.values())
    return tuple(
        Step(start, title, intro, tuple(runs.get(start, ())), story if start == STORY else ())
        for start, title, intro in _BEGINNINGS
    )


def form_description(vocabularies: Vocabularies) -> dict[str, Any]:
    """Everything that the form's script must know, as JSON values."""
    guide = field_guide(vocabularies)
    return {
        "fields": [_described(field) for field in guide],
        "sections": [section.title for section in SECTION_GUIDES.values()],
        "terms": dict(_terms(guide)),
        "organisations": [
            {"name": each.label, "kind": each.kind} for each in vocabularies.organisations
        ],
        "sides": {
            side: [kind.id for kind in vocabularies.organisation_kinds if kind.side == side]
            for side in ("education", "employer")
        },
        "id": {
            "pattern": PRACTICE_ID.pattern,
            "longest": MAX_ID,
            "reserved": sorted(RESERVED_IDS),
        },
        "rules": {
            "fullStop": FULL_STOP.pattern,
            "imageFile": IMAGE_FILE.pattern,
            "mail": personal.MAIL.pattern,
            "phone": personal.PHONE.pattern,
            "bsn": personal.BSN.pattern,
            "iban": personal.IBAN.pattern,
            "at": personal.AT,
            "dot": personal.DOT,
            "dots": bullets.DOTS,
            "disguised": letters.DISGUISED.pattern,
            "hidden": personal.HIDDEN.pattern,
            "dashes": personal.DASHES.pattern,
            "freeHosts": sorted(personal.FREE_HOSTS),
            "freeDomains": sorted(personal.FREE_DOMAINS),
            "functions": sorted(personal.FUNCTIONS),
            "maxBytes": MAX_BYTES,
        },
        "yaml": {
            "textKinds": sorted(writing.TEXT_KINDS),
            "plainText": writing.PLAIN_TEXT,
            "plainWord": writing.PLAIN_WORD,
            "flowMarks": writing.FLOW_MARKS,
            "taken": sorted(writing.TAKEN),
            "width": writing.WIDTH,
        },
        "tips": tip_rules(),
        "facts": dict(NAMES),
        "results": SECTIONS[2],
        "prefill": dict(SHORT_NAMES),
        "adopted": list(ADOPTED),
    }


_TOLD = tuple(
    field.name for field in fields(FieldGuide) if field.name not in ("terms", "parts", "example")
)


def _described(field: FieldGuide) -> dict[str, Any]:
    """A field without what is absent: the script reads absent as nothing."""
    told = {name: value for name in _TOLD if (value := getattr(field, name)) not in ("", (), None)}
    if field.terms:
        told["terms"] = _list_name(field)
    if field.parts:
        told["parts"] = [_described(part) for part in field.parts]
    return told


def _terms(guide: Sequence[FieldGuide]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for field in guide:
        yield from _terms(field.parts)
        if field.terms:
            terms = [{"id": t.id, "label": t.label, "names": t.synonyms} for t in field.terms]
            if field.key == "evidence":  # a preview shows what the step means
                terms = [
                    {**term, "description": t.description}
                    for term, t in zip(terms, field.terms, strict=True)
                ]
            yield _list_name(field), terms


def _list_name(field: FieldGuide) -> str:
    return field.vocabulary or field.key
