"""How readable a text is."""

import pytest

from praktijkatlas.checks.jargon import JARGON
from praktijkatlas.checks.plain_language import measure, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1), ("zee", 1), ("opa", 2), ("koffie", 2), ("radio", 3), ("ideeën", 3),
        ("museum", 3), ("onderwijs", 3), ("leerlingen", 3), ("bedrijfsbezoek", 4),
        ("coördinator", 5), ("samenwerkingsverband", 6), ("Groningen", 3), ("x", 1),
    ],
)  # fmt: skip
def test_syllables_of_a_word(word, count):
    assert syllables(word) == count


def test_abbreviations_and_initials_end_no_sentence():
    assert sentences("Dit is o.a. van J. Bos en kost 1.000 euro. Duur? Nee!") == (
        "Dit is o.a. van J. Bos en kost 1.000 euro.",
        "Duur?",
        "Nee!",
    )


def test_line_end_ends_a_sentence():
    assert sentences("Een punt\nNog een punt") == ("Een punt", "Nog een punt")


def test_numbers_are_not_words():
    assert words("In 2024 kwamen 40 leerlingen, foto's van mbo'ers.") == (
        ["In", "kwamen", "leerlingen", "foto's", "van", "mbo'ers"]
    )


def test_flesch_douma_follows_the_formula():
    found = measure("De kat zit op de mat. Het kind lacht.")
    assert (found.words, found.sentences, found.longest) == (9, 2, 6)
    assert found.mean_sentence == 4.5
    assert found.score == round(206.84 - 0.93 * 4.5 - 77 * 1, 1)


def test_text_without_words_is_easy():
    assert measure("12 + 3").score == 100


def test_plain_words_are_not_hard_words():
    assert not {word for plain in JARGON.values() for word in words(plain)} & JARGON.keys()
