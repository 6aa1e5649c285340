"""Characters that are not what they seem are found however they are written, and no others."""

import time

import pytest

from praktijkatlas.checks.letters import DISGUISED, INVISIBLE

DISGUISES = (
    "Vakcоllege", "аррӏе", "АВС", "𝐕𝐚𝐤𝐜𝐨𝐥𝐥𝐞𝐠𝐞", "Ｖａｋ", "ᴠᴀᴋ", "ɡoed", "Vakcoⅼⅼege", "ꓦakcollege", "Ⲟud", "Vakcσllege",
    "Ἀlpha", "ℂollege", "🅅🄰🄺", "ⓥⓐⓚ", "٠٦", "vak\u202egnp", "vak\u2066", "a\u061cb", "z\u0337\u0321\u0322\u031b",
    "https://аррӏе.com/", "https://ⓔvil.example/", "https://школа.example", "HTTPS://Xn--80ak6aa92e.com", "https://www.xn--e1afmkfd.example/x",
)  # fmt: skip
UNSEEN = (
    "a\u200bb",
    "a\u2060",
    "\ufeffx",
    "\u3164",
    "\u2800",
    "\u115f",
    "a\u034fb",
    "\u180ea",
    "\U000e0041",
    "\ufe00x",
)
PLAIN = (
    "één naïeve reünie", "α-straling", "5 μm", "Пётр", "Школа", "日本", "学校 school", "10 kΩ".replace("Ω", "\u2126"), "m² en CO₂",
    "½ uur", "№ 5", "Łódź", "Nguyễn", "e\u0301", "℃", "™", "👍🏽", "👩‍🏫".replace("\u200d", ""), "❤\ufe0f", "①", "€ 5",
    "https://bücher.example/", "https://straße.example/", "https://a.example/школа", "https://a.example/xn--80ak",
    "zie https://www.school.example’s pagina", "vak\u00adcollege", "“citaat” – en…",
)  # fmt: skip


def in_title(valid, words, escaped=True):
    """An entry with these words in its title, as YAML writes what it does not show."""
    if escaped:
        words = "".join(c if c.isascii() else f"\\U{ord(c):08x}" for c in words)
    return valid.replace(valid.split("\n")[1], f'title: "Leren {words} bouwen"')


def in_text(valid, words):
    return valid.replace("Vraag het praktijkbureau", f"Zie {words} hier. Vraag het praktijkbureau")


def as_references(words):
    return "".join(c if c.isascii() else f"&#{ord(c)};" for c in words)


def codes(check, text):
    return {finding.code for finding in check(text)} & {"PA505", "PA510", "PA012"}


@pytest.mark.parametrize("words", DISGUISES)
def test_disguise_is_found_in_the_text_in_a_field_and_behind_an_escape(check, valid, words):
    assert codes(check, in_text(valid, words)) >= {"PA510"}
    assert codes(check, in_title(valid, words)) >= {"PA510"}
    assert codes(check, in_title(valid, words, escaped=False)) >= {"PA510"}
    if "://" not in words:
        assert codes(check, in_text(valid, as_references(words))) >= {"PA510"}


@pytest.mark.parametrize("words", UNSEEN)
def test_what_nobody_sees_is_found_in_the_text_in_a_field_and_behind_an_escape(check, valid, words):
    for text in (
        in_text(valid, words),
        in_title(valid, words),
        in_text(valid, as_references(words)),
    ):
        assert codes(check, text) >= {"PA505"}


@pytest.mark.parametrize("words", PLAIN)
def test_other_letters_are_let_through(check, valid, words):
    for text in (
        in_text(valid, words),
        in_title(valid, words),
        in_text(valid, as_references(words)),
    ):
        assert not codes(check, text)


@pytest.mark.parametrize(
    "escape", [r"\0", r"\e[31m", r"\N", r"\L", r"\uffff", r"\U0010ffff", r"\x7f"]
)
def test_control_character_behind_an_escape_is_told_at_its_line(check, valid, escape):
    title = valid.split("\n")[1]
    found = check(valid.replace(title, f'title: "Leren {escape} bouwen"'))
    assert [(f.code, f.span.line) for f in found] == [("PA012", 2)]


@pytest.mark.parametrize("reference", ["&#27;", "&#x1b;", "&#x85;", "&#x10ffff;"])
def test_control_character_behind_a_reference_is_told_at_its_place(check, valid, reference):
    text = in_text(valid, reference)
    lines = text.split("\n")
    line = next(n for n, each in enumerate(lines, start=1) if reference in each)
    (found,) = check(text)
    assert (found.code, found.span.line) == ("PA012", line)
    assert found.span.column == lines[line - 1].index(reference) + 1


def test_disguise_in_the_address_of_a_link_is_found(check, valid):
    assert codes(check, in_text(valid, "[x](https://&#1072;&#1088;&#1088;.example/)")) >= {"PA510"}


def test_letters_that_marks_keep_apart_are_read_as_one_word(check, valid):
    assert codes(check, in_text(valid, "Vak**с**ollege")) >= {"PA510"}


def test_title_that_nobody_sees_is_empty(check, valid):
    title = valid.split("\n")[1]
    assert "PA107" in {f.code for f in check(valid.replace(title, 'title: "\\u3164\\u2800"'))}


@pytest.mark.parametrize("unit", ["https://", "xn--", "А", "Аx", "\u0301", "a\u0301", "https://a"])
def test_text_made_to_stall_is_searched_at_once(unit):
    text = (unit * 100_000)[:200_000]
    start = time.process_time()
    for pattern in (DISGUISED, INVISIBLE):
        for _ in pattern.finditer(text):
            pass
    assert time.process_time() - start < 2
