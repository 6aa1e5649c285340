"""Who works with whom, as a drawing: what it shows, what a line means, and how large it can get."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.model import Participant
from praktijkatlas.site.network import (
    MOST,
    MOST_LINES,
    MOST_PARTNERS,
    WIDTH,
    network,
    network_of,
)


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


def with_participants(catalogue: Catalogue, *groups: str) -> Catalogue:
    """Practices of these organisations: "S" a school, "B" a company, "O" a government."""
    kinds = {"S": "school", "B": "bedrijf", "O": "overheid"}
    first = catalogue.entries[0]
    entries = (
        replace(
            first,
            id=f"praktijk-{number}",
            practice=first.practice.model_copy(
                update={
                    "organisations": tuple(
                        Participant(name=f"Zeldzaam {name}", kind=kinds[name[0]])
                        for name in group.split()
                    )
                }
            ),
        )
        for number, group in enumerate(groups)
    )
    return Catalogue.of(entries, catalogue.vocabularies)


def test_a_line_says_in_how_many_practices_two_take_part_together(catalogue: Catalogue) -> None:
    drawn = network(catalogue)
    assert drawn
    for node in drawn.nodes:
        counted = {each.id: n for each, n in catalogue.partners(node.organisation.id)}
        for partner, number in node.partners:
            assert counted[partner.id] == number >= drawn.least


def test_every_line_joins_two_that_name_each_other(catalogue: Catalogue) -> None:
    drawn = network(catalogue)
    assert drawn
    names = {node.number: node.organisation.id for node in drawn.nodes}
    said = {
        frozenset((node.organisation.id, partner.id))
        for node in drawn.nodes
        for partner, _ in node.partners
    }
    assert {frozenset(names[n] for n in tie.numbers) for tie in drawn.ties} == said
    assert len(drawn.ties) == len(said) <= MOST_LINES


def test_education_stands_on_the_left_and_all_others_on_the_right(catalogue: Catalogue) -> None:
    drawn = network(catalogue)
    assert drawn
    for node in drawn.nodes:
        assert node.left == (node.shape == "school")
        assert node.left == (node.organisation.kind == "school")
    assert {shape for shape, _ in drawn.key} == {node.shape for node in drawn.nodes}


def test_the_numbers_run_down_the_columns_and_no_two_touch(catalogue: Catalogue) -> None:
    drawn = network(catalogue)
    assert drawn
    assert [node.number for node in drawn.nodes] == list(range(1, len(drawn.nodes) + 1))
    for one, other in pairwise(drawn.nodes):
        if one.x == other.x:
            assert other.y - one.y >= 24
    assert all(0 < node.y < drawn.height and 0 < node.x < WIDTH for node in drawn.nodes)


def test_only_a_line_between_a_school_and_an_employer_stands_out(catalogue: Catalogue) -> None:
    made = with_participants(catalogue, "S1 B1", "S1 O1", "B1 O1")
    drawn = network(made)
    assert drawn
    across = {tie.numbers for tie in drawn.ties if tie.across}
    kinds = {node.number: node.organisation.kind for node in drawn.nodes}
    assert [{kinds[n] for n in numbers} for numbers in across] == [{"school", "bedrijf"}]


def test_two_organisations_make_no_drawing(catalogue: Catalogue) -> None:
    assert network(with_participants(catalogue, "S1 B1", "S1 B1")) is None
    assert network(Catalogue.of((), catalogue.vocabularies)) is None


def test_it_stays_bounded_and_readable_however_many_there_are(catalogue: Catalogue) -> None:
    groups = [f"S{n % 40} S{n % 37} B{n % 61} B{n % 53} O{n % 29}" for n in range(1500)]
    drawn = network(with_participants(catalogue, *groups))
    assert drawn
    assert len(drawn.nodes) <= sum(MOST.values())
    assert len(drawn.ties) <= MOST_LINES
    assert drawn.least > 1


def test_the_same_practices_in_another_order_give_the_same_drawing(catalogue: Catalogue) -> None:
    turned = Catalogue.of(reversed(catalogue.entries), catalogue.vocabularies)
    assert network(turned) == network(catalogue)


def test_one_organisation_is_drawn_with_those_it_works_with_most(catalogue: Catalogue) -> None:
    busiest = max(catalogue.organisations.values(), key=lambda each: len(each.entries))
    partners = catalogue.partners(busiest.id)
    drawn = network_of(catalogue, busiest, partners)
    assert drawn
    assert len(drawn.nodes) == min(len(partners), MOST_PARTNERS) == len(drawn.ties)
    assert {node.organisation.id for node in drawn.nodes} == {
        each.id for each, _ in partners[:MOST_PARTNERS]
    }
    assert all(node.partners[0][0] == busiest for node in drawn.nodes)


def test_an_organisation_with_one_practice_has_no_drawing(catalogue: Catalogue) -> None:
    single = next(each for each in catalogue.organisations.values() if len(each.entries) == 1)
    assert network_of(catalogue, single, catalogue.partners(single.id)) is None
