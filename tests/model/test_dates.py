"""Dates as sources give them: with the precision that they have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijkatlas.model import PartialDate
from praktijkatlas.model.dates import MONTHS, day_in_words, read_date

parse = PartialDate.parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017", PartialDate(2017)),
        ("2017-04", PartialDate(2017, 4)),
        ("2017-04-30", PartialDate(2017, 4, 30)),
        ("2017~", PartialDate(2017, approximate=True)),
        ("2017-04~", PartialDate(2017, 4, approximate=True)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
    ],
)
def test_text_is_read_with_the_precision_it_has(text, expected):
    assert parse(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " 2017", "2017 ", "17", "0999", "3000", "20171", "2017-4", "2017-00", "2017-13"),
        *("2021-02-30", "2023-02-29", "2017-04-31", "2017-04-00", "2017/04", "201704", "2017-"),
        *(
            "~2017",
            "2017~~",
            "2017?",
            "2017-~",
            "april 2017",
            "2017-04-30T00:00",
            "２０１７",
            "2017\n",
        ),
    ],
)
def test_date_that_is_not_there_is_refused(text):
    with pytest.raises(ValueError):
        parse(text)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(1, 3), st.booleans())
def test_what_is_written_can_be_read(day, precision, approximate):
    parts = (day.year, day.month, day.day)[:precision]
    written = PartialDate(*parts, approximate=approximate)
    assert parse(str(written)) == written
    assert written.first_day() <= day


def test_unknown_month_or_day_sorts_first():
    texts = ["2017-02-03", "2018", "2017-02", "2017", "2017-12", "2016-12-31"]
    ordered = sorted(map(parse, texts), key=PartialDate.sort_key)
    assert list(map(str, ordered)) == [
        *("2016-12-31", "2017", "2017-02", "2017-02-03", "2017-12", "2018"),
    ]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2018", "2017"),
        ("2018", "2017-12"),
        ("2017-05", "2017-04-30"),
        ("2017-04-30", "2017-04-29"),
    ],
)
def test_later_at_the_precision_that_both_have(later, earlier):
    assert parse(later).surely_after(parse(earlier))
    assert not parse(earlier).surely_after(parse(later))


@pytest.mark.parametrize(
    ("one", "other"), [("2017", "2017"), ("2017", "2017-06"), ("2017-06", "2017-06-30")]
)
def test_neither_is_surely_later_when_one_may_hold_the_other(one, other):
    assert not parse(one).surely_after(parse(other))
    assert not parse(other).surely_after(parse(one))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017", "2017"),
        ("2017-04", "april 2017"),
        ("2017-04-01", "1 april 2017"),
        ("2017~", "rond 2017"),
        ("2017-12~", "rond december 2017"),
    ],
)
def test_in_words(text, words):
    assert parse(text).in_words() == words


def test_day_in_words_names_every_month():
    assert day_in_words(date(2026, 11, 23)) == "23 november 2026"
    shown = [day_in_words(date(2026, month, 1)) for month in range(1, 13)]
    assert shown == [f"1 {name} 2026" for name in MONTHS]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3-11-2026", "2026-11-03"),
        ("3.11.2026", "2026-11-03"),
        ("3–11–2026", "2026-11-03"),
        ("2026/11/03", "2026-11-03"),
        ("2026-3-1", "2026-03-01"),
        ("20261103", "2026-11-03"),
        ("13/11/2026", "2026-11-13"),
        ("5/5/2026", "2026-05-05"),
        ("11-2026", "2026-11"),
        ("3 november 2026", "2026-11-03"),
        ("1 Sept. 2020", "2020-09-01"),
        ("mrt 2020", "2020-03"),
        ("rond 2017", "2017~"),
        ("circa maart 2017", "2017-03~"),
        ("2017 ~", "2017~"),
    ],
)
def test_date_in_another_notation(written, meant):
    assert str(read_date(written)) == meant


@pytest.mark.parametrize(
    "written",
    ["3/11/2026", "31-2-2026", "2026-13-01", "3-11-26", "3-11/2026", "3 foo 2026", "ooit", ""],
)
def test_date_that_may_be_another_or_none(written):
    assert read_date(written) is None
