"""Rules for the controlled lists (PA413): what they say of each other must hold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from praktijkatlas.checks.rule import Explanation
from praktijkatlas.checks.suggest import choices, nearest
from praktijkatlas.model import Fault, Path, Practice, Term, Vocabularies, Vocabulary
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Source

LIST_CODE = Explanation(
    "PA413",
    "De lijsten verwijzen naar een begrip dat er niet is",
    "De pagina's per regio en organisatie volgen wat de lijsten over elkaar zeggen. Een verwijzing "
    "die nergens heen gaat, of in een kring loopt, laat praktijken van de pagina's vallen.",
    wrong="- id: brugdorp\n  part_of: [provincie-watrland]",
    right="- id: brugdorp\n  part_of: [provincie-waterland]",
)

LEVELS = ("evidence", "cost_bands")
"""The lists that put words to a number from 0 to 4."""


def vocabulary_rules(
    vocabularies: Vocabularies, sources: Mapping[str, Source]
) -> Iterator[tuple[Source, Fault]]:
    """The faults in what the lists say of each other, each with the file it is in."""
    found = {
        "regions": _region_faults(vocabularies),
        "organisations": _organisation_faults(vocabularies),
        "organisation_kinds": _side_faults(vocabularies.organisation_kinds),
        "statuses": _absent(
            vocabularies.statuses, get_args(Practice.model_fields["status"].annotation)
        ),
        **{
            name: _absent(vocabularies.get(name), [str(level) for level in range(5)])
            for name in LEVELS
        },
    }
    for name, faults in found.items():
        if vocabularies.get(name):  # an empty list is one fault already: PA410
            for fault in faults:
                yield sources[name], fault


def _region_faults(vocabularies: Vocabularies) -> Iterator[Fault]:
    regions = vocabularies.regions
    for index, region in enumerate(regions):
        for key in ("part_of", "replaced_by"):
            yield from _unknown(getattr(region, key), ("terms", index, key), regions)
        if region.id in vocabularies.ancestors[region.id]:
            yield _circle(index, region.id, "part_of")
        for step, heir in enumerate(region.replaced_by):
            if heir in regions and regions[heir].is_former:
                yield Fault(
                    ("terms", index, "replaced_by", step),
                    f"{quoted(heir)} is zelf een vroegere gemeente",
                    f"Schrijf {choices(regions[heir].replaced_by)}.",
                    code=LIST_CODE.code,
                )


def _organisation_faults(vocabularies: Vocabularies) -> Iterator[Fault]:
    organisations = vocabularies.organisations
    for index, each in enumerate(organisations):
        at: Path = ("terms", index)
        yield from _unknown([each.kind], (*at, "kind"), vocabularies.organisation_kinds)
        if each.place:
            yield from _unknown([each.place], (*at, "place"), vocabularies.regions)
        if each.part_of:
            yield from _unknown([each.part_of], (*at, "part_of"), organisations)
            seen: set[str] = set()
            up: str | None = each.part_of
            while up and up not in seen:
                seen.add(up)
                up = organisations[up].part_of if up in organisations else None
            if each.id in seen:
                yield _circle(index, each.id, "part_of")


def _side_faults(kinds: Vocabulary[Term]) -> Iterator[Fault]:
    for side in ("education", "employer"):
        if not any(getattr(kind, "side", None) == side for kind in kinds):
            yield Fault(
                ("terms",),
                f"geen soort organisatie heeft `side: {side}`",
                f"Zet side: {side} bij de soort die het is; anders kan niemand nakijken of scholen "
                "en werkgevers allebei meedoen.",
                code=LIST_CODE.code,
            )


def _unknown(ids: Iterable[str], at: Path, vocabulary: Vocabulary[Term]) -> Iterator[Fault]:
    for index, term_id in enumerate(ids):
        if vocabulary and term_id not in vocabulary:
            near = nearest(term_id, vocabulary.by_id, cutoff=0.7)
            yield Fault(
                (*at, index) if isinstance(ids, tuple) else at,
                f"{quoted(term_id)} in `{at[-1]}` staat niet in {vocabulary.name}.yml",
                f'Bedoelde u "{near}"?' if near else f"Voeg het toe aan {vocabulary.name}.yml.",
                code=LIST_CODE.code,
            )


def _circle(index: int, term_id: str, key: str) -> Fault:
    return Fault(
        ("terms", index, key),
        f"{quoted(term_id)} ligt via `{key}` in zichzelf",
        "Laat `part_of` alleen naar iets groters wijzen.",
        code=LIST_CODE.code,
    )


def _absent(vocabulary: Vocabulary[Term], wanted: Iterable[str]) -> Iterator[Fault]:
    for term_id in wanted:
        if term_id not in vocabulary:
            yield Fault(
                ("terms",),
                f"het begrip {quoted(term_id)} ontbreekt",
                f'Voeg het toe, met id: "{term_id}", een label en een uitleg.',
                code=LIST_CODE.code,
            )
