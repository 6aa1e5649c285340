"""The real practices: what the atlas promises its readers, counted. A message names what falls short."""

from datetime import date
from pathlib import Path

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.report import ENOUGH, Report, make_report

TODAY = date(2100, 1, 1)
"""Late, so that no entry that is added later counts as one from the future."""
FEWEST_PRACTICES = 70
MEDIAN_READABILITY = 50
LOWEST_READABILITY = 35
"""On the scale of Flesch-Douma; under 35 a text is hard."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    root = Path(__file__).resolve().parents[1]
    return load_site(root / "practices", root, TODAY).catalogue


@pytest.fixture(scope="module")
def report(catalogue: Catalogue) -> Report:
    return make_report(catalogue, TODAY)


def test_there_are_at_least_seventy_practices(report: Report) -> None:
    assert report.entries >= FEWEST_PRACTICES, (
        f"only {report.entries} practices without faults; `praktijkatlas check` names the faults"
    )


def test_every_municipality_of_the_own_area_has_a_practice(
    catalogue: Catalogue, report: Report
) -> None:
    municipalities = {
        region.id for region in catalogue.vocabularies.own_regions if region.kind == "gemeente"
    }
    assert municipalities, "no region in regions.yml is of the kind gemeente"
    counts = report.tally("regions").counts
    empty = [each.label for each in counts if each.id in municipalities and not each.entries]
    assert not empty, f"municipalities without a practice: {', '.join(empty)}"


def test_every_theme_has_at_least_three_practices(report: Report) -> None:
    few = [f"{gap.label} ({gap.entries})" for gap in report.tally("themes").gaps]
    assert not few, f"themes with fewer than {ENOUGH} practices: {', '.join(few)}"


def test_half_of_the_practices_read_well(report: Report) -> None:
    median = report.median_readability
    assert median is not None
    assert median >= MEDIAN_READABILITY, (
        f"the median readability is {median}, under {MEDIAN_READABILITY}"
    )


def test_no_practice_is_hard_to_read(report: Report) -> None:
    hard = [
        f"{each.id} ({each.score})"
        for each in report.readability
        if each.score < LOWEST_READABILITY
    ]
    assert not hard, f"readability under {LOWEST_READABILITY}: {', '.join(hard)}"
