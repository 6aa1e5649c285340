"""The controlled lists: terms found by any of their names, and regions that lie in each other."""

import pytest
from pydantic import ValidationError

from praktijkatlas.model import Licence, Organisation, Region, Term, Vocabularies, Vocabulary
from praktijkatlas.model.vocabulary import TERM_TYPES, fold


def regions(**parents):
    """Lists with these regions, each with the ids that it is part of."""
    terms = tuple(
        Region(id=name, label=name.title(), kind="gemeente", part_of=tuple(above))
        for name, above in parents.items()
    )
    lists = {name: Vocabulary(name, ()) for name in TERM_TYPES}
    return Vocabularies(**lists | {"regions": Vocabulary("regions", terms)})


@pytest.fixture
def organisations():
    return Vocabulary(
        "organisations",
        (
            Organisation(
                id="de-brug", label="Vakcollege De Brug", kind="school", aliases=("VC De Brug",)
            ),
            Organisation(
                id="cooperatie", label="Coöperatie ’t Háventje", kind="bedrijf", synonyms=("haven",)
            ),
        ),
    )


@pytest.mark.parametrize("name", ["de-brug", "Vakcollege De Brug", "VC De Brug", "vc  DE brug."])
def test_term_is_found_by_id_label_or_alias(organisations, name):
    assert organisations.named(name) is organisations["de-brug"]


@pytest.mark.parametrize("name", ["cooperatie t haventje", "COÖPERATIE 'T HÁVENTJE", "Haven"])
def test_capitals_accents_and_punctuation_do_not_matter(organisations, name):
    assert organisations.named(name) is organisations["cooperatie"]


@pytest.mark.parametrize("name", ["", " ", "!?", "Brug", "Vakcollege De Bru"])
def test_other_names_find_nothing(organisations, name):
    assert organisations.named(name) is None


def test_vocabulary_is_a_list_in_the_order_of_the_file(organisations):
    assert [term.id for term in organisations] == ["de-brug", "cooperatie"]
    assert len(organisations) == 2
    assert "de-brug" in organisations
    assert "Vakcollege De Brug" not in organisations
    with pytest.raises(KeyError):
        organisations["haven"]


def test_label_wins_over_the_synonym_of_another():
    vocabulary = Vocabulary(
        "themes",
        (
            Term(id="eerste", label="Eerste", synonyms=("Tweede", "Samen")),
            Term(id="tweede", label="Tweede", synonyms=("Samen",)),
        ),
    )
    assert vocabulary.named("tweede").id == "tweede"
    assert vocabulary.by_name["tweede"].id == "tweede"
    assert vocabulary.named("samen").id == "eerste"


def test_of_two_terms_with_one_label_the_first_has_it():
    pair = (Term(id="a", label="Zelfde"), Term(id="b", label="zelfdé"))
    assert Vocabulary("themes", pair).named("ZELFDE").id == "a"


def test_ancestors_come_near_ones_first_and_once():
    lists = regions(
        brugdorp=["waterland", "arbeidsmarkt"], waterland=["land"], arbeidsmarkt=["land"], land=[]
    )
    assert lists.ancestors["brugdorp"] == ("waterland", "arbeidsmarkt", "land")
    assert lists.ancestors["land"] == ()


def test_parent_that_is_not_listed_is_passed_over():
    assert regions(brugdorp=["nergens"]).ancestors["brugdorp"] == ()


def test_circle_of_regions_ends():
    lists = regions(a=["b"], b=["c"], c=["a"], d=["d"])
    assert lists.ancestors["a"] == ("b", "c", "a")
    assert lists.ancestors["d"] == ("d",)


def test_region_that_was_replaced_is_former():
    region = Region(
        id="oud", label="Oud", kind="gemeente", replaced_by=("nieuw",), until="2019-01-01"
    )
    assert region.is_former
    assert region.until.year == 2019
    assert not Region(id="nieuw", label="Nieuw", kind="gemeente").is_former


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (Term, {"id": "Met Hoofdletter"}),
        (Term, {"id": "../pad"}),
        (Term, {"id": "a" * 81}),
        (Term, {"label": ""}),
        (Term, {"label": "twee\nregels"}),
        (Term, {"omschrijving": "een sleutel die er niet is"}),
        (Region, {"kind": "gemeente", "code": "14"}),
        (Region, {"kind": "gemeente", "until": "ooit"}),
        (Organisation, {"kind": "school", "url": "javascript:alert(1)"}),
        (Licence, {"url": "creativecommons.org"}),
    ],
)
def test_term_that_is_not_right_is_refused(kind, changes):
    with pytest.raises(ValidationError):
        kind.model_validate({"id": "een", "label": "Een"} | changes)


def test_every_list_can_be_asked_for_by_its_name():
    lists = regions(a=[])
    for name in TERM_TYPES:
        assert lists.get(name).name == name
    with pytest.raises(AttributeError):
        lists.get("kleuren")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("École d'Été", "ecole d ete"),
        ("Straße", "strasse"),
        ("ﬁets-pad", "fiets pad"),
        ("IJSSEL", "ijssel"),
        ("ĳssel", "ijssel"),
        ("  A&B  ", "a b"),
        ("¿?", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(fold(text)) == folded
