"""The field guide: read from the model, so that it cannot tell anything else."""

import pytest

from praktijkatlas.contribute.guide import field_guide
from praktijkatlas.model import SECTIONS, Part, Practice
from praktijkatlas.reading import load_vocabularies


@pytest.fixture(scope="module")
def lists(project):
    return load_vocabularies(project / "practices/vocabulary", project)[0]


@pytest.fixture(scope="module")
def guide(lists):
    return {field.key: field for field in field_guide(lists)}


def every_field(fields):
    for field in fields:
        yield field
        yield from every_field(field.parts)


def test_every_field_of_the_model_is_there_in_its_order(guide):
    assert list(guide) == list(Practice.model_fields)


def test_every_field_says_in_dutch_what_it_is(lists):
    for field in every_field(field_guide(lists)):
        assert field.label
        assert field.label != field.key
        assert field.hint[-1] in ".?…"


def test_every_field_without_parts_has_an_example(lists):
    bare = [f.key for f in every_field(field_guide(lists)) if not f.parts and not f.example]
    assert bare == []


def test_required_fields_are_those_of_the_design(guide):
    assert {key for key, field in guide.items() if field.required} == {
        *("title", "summary", "themes", "practice_types", "education_levels", "sectors", "regions"),
        *("status", "status_as_of", "organisations", "evidence", "contact", "sources", "added"),
        *("reviewed", "licence"),
    }


def test_field_with_a_list_names_all_its_terms(guide, lists):
    for key, vocabulary in [
        ("themes", "themes"),
        ("sectors", "sectors"),
        ("education_levels", "education_levels"),
        ("funding", "funding"),
        ("evidence", "evidence"),
        ("cost_band", "cost_bands"),
        ("licence", "licences"),
    ]:
        assert guide[key].vocabulary == vocabulary
        assert [term.id for term in guide[key].terms] == [term.id for term in lists.get(vocabulary)]


def test_former_municipality_cannot_be_chosen(guide):
    assert guide["regions"].terms
    assert not [term for term in guide["regions"].terms if term.is_former]


def test_choices_come_from_the_model(guide):
    assert guide["status"].choices == (
        *("idee", "pilot", "lopend", "opgeschaald", "afgerond", "gestopt", "onbekend"),
    )
    kind = next(part for part in guide["results"].parts if part.key == "kind")
    assert kind.choices == ("uitkomst", "doel")


@pytest.mark.parametrize(
    ("key", "limits"),
    [
        ("title", "Hooguit 80 tekens."),
        ("summary", "Hooguit 300 tekens."),
        ("themes", "Ten minste 1, hooguit 3."),
        ("practice_types", "Ten minste 1, hooguit 2."),
        ("status", ""),
    ],
)
def test_limits_in_words(guide, key, limits):
    assert guide[key].limits == limits


def test_groups_have_their_parts(guide):
    groups = {
        "organisations": ["name", "kind", "role", "url", "group"],
        "sources": ["title", "url", "publisher", "date", "accessed"],
        "reach": ["learners", "companies", "year", "source"],
    }
    for key, parts in groups.items():
        assert [part.key for part in guide[key].parts] == parts
    assert guide["organisations"].many
    assert not guide["reach"].many
    assert guide["title"].parts == ()


def test_guide_can_be_made_of_any_part(lists):
    for part in Part.__subclasses__():
        assert [field.key for field in field_guide(lists, part)] == list(part.model_fields)


def test_sections_have_one_name_each():
    assert len(set(SECTIONS)) == len(SECTIONS) == 5
