"""The index of words: stems, compounds and verbs, and the small files in which it is kept."""

import json
from collections.abc import Iterator

import pytest

from praktijkatlas.site import postings
from praktijkatlas.site.postings import Postings, split_compound, tokens
from praktijkatlas.site.stemming import stem

KNOWN = [
    "bedrijf",
    "bezoek",
    "beroepen",
    "feest",
    "gast",
    "lessen",
    "techniek",
    "onderwijs",
    "werken",
    "organiseren",
]


def unpacked(text: str) -> Iterator[tuple[int, int]]:
    """Every record with its level, as index.js reads them."""
    values = iter(postings.DIGITS.index(digit) for digit in text)

    def number(digit: int) -> int:
        return digit if digit < 32 else digit - 32 + 32 * number(next(values))

    for first in values:
        level, record = number(first), 0
        for _ in range(number(next(values))):
            record += number(next(values))
            yield record, level


def rows_of(index: Postings) -> dict[str, list[str]]:
    return {row[0]: row for file in index.files()[1] for row in json.loads(file)}


def keys_of(text: str) -> set[str]:
    index = Postings(KNOWN)
    index.add(0, [(1, text)])
    return set(rows_of(index))


@pytest.mark.parametrize(
    "forms",
    [
        "school scholen",
        "bedrijf bedrijven bedrijfje bedrijfjes",
        "huis huizen",
        "les lessen",
        "gastles gastlessen",
        "stage stages",
        "studie studies",
        "module modules",
        "leraar leraren leraars",
        "opleiding opleidingen opleiden",
        "samenwerking samenwerken",
        "vakman vakmensen vaklieden",
        "mogelijkheid mogelijkheden",
        "industrie industrieen",
        "proces processen",
        "coach coaches",
        "methode methodes methoden",
        "winkel winkeltje winkels",
        "windmolen windmolens",
        "kazerne kazernes",
        "balans balansen",
        "machine machines",
        "stad steden",
        "koe koeien",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("school", "scholing"), ("plaats", "plaat"), ("kans", "kan"), ("les", "leer")],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_are_taken_from_a_text_without_signs_and_capitals() -> None:
    assert tokens("De 3D-printer, coo\u0308peratie’s_A") == [
        "de",
        "3d",
        "printer",
        "coöperatie",
        "s",
        "a",
    ]


def test_a_compound_is_taken_apart_at_its_link() -> None:
    assert split_compound("bedrijfsbezoek", KNOWN) == ("bedrijf", "bezoek")
    assert split_compound("beroepenfeest", KNOWN) == ("beroepen", "feest")
    assert split_compound("verzoek", KNOWN) is None


def test_a_compound_is_found_by_its_last_part() -> None:
    assert {"bedrijfsbezoek", "~bezoek"} <= keys_of("bedrijfsbezoek")
    index = Postings(KNOWN)
    index.add(0, [(1, "bedrijfsbezoek")])
    assert rows_of(index)["bedrijfsbezoek"][3] == "bedrijf bezoek"


def test_the_last_part_of_a_compound_is_one_in_its_other_forms_too() -> None:
    assert split_compound("directeuren", ["direct", "uren"]) is None
    assert split_compound("gastlessen", KNOWN) == ("gast", "lessen")


def test_a_proper_name_has_no_other_forms() -> None:
    index = Postings(KNOWN, ["haren"])
    index.add(0, [(1, "Haren")])
    index.add(1, [(1, "haar")])
    rows = rows_of(index)
    assert [
        [record for record, _ in unpacked(rows[key][1])] for key in ("haren", stem("haar"))
    ] == [[0], [1]]


def test_a_form_of_a_verb_is_found_by_the_verb() -> None:
    for form in ("werkt", "werkte", "gewerkt"):
        assert stem("werken") in keys_of(form)
    assert stem("organiseren") in keys_of("georganiseerd")
    assert "mark" not in keys_of("markt")


def test_records_come_out_as_they_went_in() -> None:
    index = Postings(())
    records = [0, 1, 31, 32, 1023, 1024, 40_000, 2_000_000]
    for record in records:
        index.add(record, [(10 if record % 2 else 1, "woord")], ["=themes:x"])
    rows = rows_of(index)
    assert sorted(record for record, _ in unpacked(rows["woord"][1])) == records
    levels = dict(unpacked(rows["woord"][1]))
    assert levels[31] > levels[32]
    assert dict(unpacked(rows["=themes:x"][1])) == dict.fromkeys(records, postings.LEVELS)


def test_the_start_of_a_file_tells_where_a_key_stands() -> None:
    index = Postings(())
    for record in range(300):
        index.add(record, [(1, " ".join(f"woord{n:05d}" for n in range(record, record + 40)))])
    starts, files = index.files()
    assert starts[0] == "" and len(starts) == len(files) > 1
    for number, file in enumerate(files):
        for key, *_ in json.loads(file):
            assert max(at for at, start in enumerate(starts) if start <= key) == number


def test_a_word_that_all_records_have_takes_little_more_than_a_byte_each() -> None:
    index = Postings(())
    for record in range(20_000):
        index.add(record, [(record % 23 + 1, "school")])
    assert sum(map(len, index.files()[1])) < 1.5 * 20_000


def test_without_records_there_are_no_files() -> None:
    assert Postings(()).files() == ([], [])
