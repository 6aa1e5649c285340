"""The template of an entry: every key with its hint, the required ones ready to be filled in."""

from collections.abc import Iterator, Sequence

from praktijkatlas.contribute.guide import FieldGuide
from praktijkatlas.contribute.sections import SECTION_GUIDES

SCHEMA_FILE = "practice.schema.json"

OFF = "#"
"""Stands before a line that may be left out; without a space, so that what is left is the line."""

_INTRODUCTION = """\
# Dit is het sjabloon van een praktijk. Kopieer het naar practices/<naam>.md en vul het in.
# De naam wordt het adres van de pagina: kleine letters, cijfers en streepjes.
# Verplicht zijn de regels zonder # ervoor. Een regel als #start: hoeft niet. Wilt u die gebruiken?
# Haal dan alleen het teken # weg; bij een groep als #results: van elke regel die u invult.
# Alles achter "# " is uitleg en mag weg. Kijk na met: praktijkatlas check practices/<naam>.md
"""


def entry_template(guide: Sequence[FieldGuide]) -> str:
    """The text of the template; copied and filled in, it is a practice."""
    lines = [
        "---",
        # An editor that knows YAML offers the keys and the choices; see the developer guide.
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        *_INTRODUCTION.splitlines(),
    ]
    for field in guide:
        lines += ["", *_field_lines(field)]
    lines += ["", "# Onder de volgende drie streepjes komt het verhaal, onder vijf vaste koppen."]
    for each in SECTION_GUIDES.values():
        lines.append(f"# {each.title}: {each.hint}")
    lines.append("---")
    for title in SECTION_GUIDES:
        lines += [f"## {title}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _field_lines(field: FieldGuide) -> Iterator[str]:
    needed = "" if field.required else " (hoeft niet)"
    yield f"# {field.label}{needed}: {' '.join(filter(None, (field.hint, field.limits)))}"
    if field.terms:
        yield from _choices(field)
    elif field.example:
        yield f"# Bijvoorbeeld: {field.example}"
    mark = "" if field.required else OFF
    if field.parts:
        yield f"{mark}{field.key}:"
        yield from (mark + line for line in _part_lines(field))
    else:
        yield f"{mark}{field.key}:{' []' if field.many and field.required else ''}"


def _part_lines(field: FieldGuide) -> Iterator[str]:
    first, indent = ("  - ", "    ") if field.many else ("  ", "  ")
    # What is required goes first, so that the dash never stands before a line that may be dropped.
    for index, part in enumerate(sorted(field.parts, key=lambda part: not part.required)):
        off = "" if part.required or not field.required else OFF
        words = " / ".join(
            (*part.choices, *(term.id for term in part.terms if len(part.terms) < 9))
        )
        hint = f"{part.hint}{f' Kies uit: {words}.' if words else ''}"
        lead = first if index == 0 else indent
        yield f"{lead}{off}{part.key}:  # {hint}"


def _choices(field: FieldGuide) -> Iterator[str]:
    ids = [term.id for term in field.terms]
    if len(ids) <= 15:
        yield f"# Kies uit: {', '.join(ids)}."
    else:
        yield f"# Kies uit de {len(ids)} id's in vocabulary/{field.vocabulary}.yml."
