"""What goes wrong in typing and pasting, and would be lost or shown as it was typed."""

import pytest


def said(findings):
    return [(each.code, each.span.line, each.span.column) for each in findings]


# A # in the front matter


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("bouwen mee", "bouwen #mee", "#mee aan huizen in Brugdorp"),
        ("bouwen mee aan", "bouwen\n  mee #aan", "#aan huizen in Brugdorp"),
        ("/bouwplaats\nsources", "/bouwplaats #contact\nsources", "#contact"),
        ("role: geeft", "role: #geeft", "#geeft les op de bouwplaats"),
        ("timmeren]", "timmeren] #samen", "#samen"),
        ("sectors: [bouw]", "sectors:\n  - bouw #1", "#1"),
    ],
)
def test_word_after_a_hash_is_told_where_it_stands(check, valid, old, new, lost):
    broken = valid.replace(old, new)
    (finding,) = check(broken)
    before = broken[: broken.index(lost)]
    column = len(before) - before.rfind("\n")
    assert said([finding]) == [("PA019", before.count("\n") + 1, column)]
    assert f'"{lost}"' in finding.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("evidence: 3", "evidence: 3 # uitleg"),
        ("evidence: 3", "evidence: 3  # zie #uitleg"),
        ("evidence: 3", "#oud: x\n  #ook oud\nevidence: 3"),
        ("themes:", "#na een tekst van meer regels\nthemes:"),
        ("  Vaklieden", "  Vaklieden #samen"),
        ("/bouwplaats\nsources", "/bouwplaats#contact\nsources"),
        ("[metselen", "['#metselen'"),
        ("title: Leerlingen bouwen mee", 'title: "Leerlingen bouwen #mee" #'),
    ],
)
def test_hash_that_takes_no_word_away_is_fine(check, valid, old, new):
    broken = valid.replace(old, new).replace('#mee" # aan huizen in Brugdorp', '#mee"')
    assert broken != valid
    assert not check(broken)


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("title: Leer", "title: #Leer", "PA101", "achter `title` staat alleen uitleg"),
        ("name: Vak", "name: #Vak", "PA101", "achter `name` staat alleen uitleg"),
        ("[metselen, timmeren]", "\n  - #hout", "PA107", "achter het streepje staat alleen uitleg"),
        ("[metselen", "[#metselen", "PA005", "ook het haakje aan het eind"),
        ("timmeren]", "#timmeren]", "PA005", "ook het haakje aan het eind"),
    ],
)
def test_value_that_is_only_a_remark_is_told_as_such(check, valid, old, new, code, message):
    broken = valid.replace(old, new, 1).replace("keywords: \n", "keywords:\n")
    finding = next(each for each in check(broken) if each.severity == "error")
    assert finding.code == code
    assert message in finding.message
    assert finding.excerpt[finding.span.column - 1] == "#"
    assert "PA019" not in {each.code for each in check(broken)}


def test_value_with_a_real_remark_is_only_missing(check, valid):
    finding = next(e for e in check(valid.replace("status: lopend", "status: # nog doen")))
    assert finding.message == "`status` ontbreekt"


# Source marks


@pytest.mark.parametrize(
    ("mark", "right"),
    [
        ("[^1,2]", "[^1][^2]"),
        ("[^1, ^2]", "[^1][^2]"),
        ("[^1 en 2]", "[^1][^2]"),
        ("[^ 1]", "[^1]"),
        ("[^a]", ""),
        ("[^1-2]", ""),
        ("[^1000]", ""),
        ("[^]", ""),
        ("[^bron 1]", ""),
    ],
)
def test_odd_source_mark_is_told_with_the_right_form(check, valid, mark, right):
    (finding,) = check(valid.replace("leren.[^2]", f"leren.{mark}"))
    assert (finding.code, finding.severity) == ("PA316", "warning")
    column = finding.span.column - 1
    assert finding.excerpt[column : column + finding.span.length] == mark
    assert finding.fix.startswith(
        f"Schrijf: {right}" if right else "Schrijf het nummer van de bron"
    )


def test_source_mark_without_its_end_is_told(check, valid):
    (finding,) = check(valid.replace("leren.[^2]", "leren.[^2"))
    assert said([finding]) == [("PA316", 51, 70)]


@pytest.mark.parametrize("text", ["`[^a]`", "\\[^a]", "[1]", "[a^2]", "[^1][^2]"])
def test_brackets_that_are_no_source_mark_are_fine(check, valid, text):
    assert not check(valid.replace("leren.[^2]", f"leren.[^2] {text}"))


# Lists


@pytest.mark.parametrize(
    "mark", ["\u2022\t", "\u00b7 ", "\u00b7\u00a0", "\uf0b7 ", "o   ", "\u2013\t"]
)
@pytest.mark.parametrize("joint", ["\n", "\n\n"])
def test_pasted_list_is_one_tip(check, valid, mark, joint):
    (finding,) = check(valid.replace("Vraag het", f"{mark}Kijk rond.{joint}{mark}Vraag het"))
    assert said([finding]) == [("PA317", 75, 1)]
    assert finding.severity == "hint"
    assert "op 2 regels" in finding.message


def test_dashes_at_the_start_of_two_lines_are_a_list(check, valid):
    broken = valid.replace("Vraag het", "\u2013 Kijk rond.\n\u2013 Vraag het")
    assert [each.code for each in check(broken)] == ["PA317"]


@pytest.mark.parametrize(
    "text", ["\u2013 dat zei de school.", "o ja, dat ook.", "A \u00b7 B", "```\n\u2022 code\n```"]
)
def test_mark_that_makes_no_list_is_fine(check, valid, text):
    assert not check(valid.replace("Vraag het", f"{text}\n\nVraag het"))


# Letters


def test_letter_that_was_lost_is_told_once_a_line(check, valid):
    broken = valid.replace("rooster", "ro\ufffdster \ufffd").replace(
        "bouwen mee", "b\ufffduwen mee"
    )
    found = check(broken)
    assert said(found) == [("PA511", 2, 20), ("PA511", 68, 27)]
    assert 'in "b\ufffduwen"' in found[0].message


def test_letters_lost_in_reading_old_windows_are_not_told_twice(check, valid):
    data = valid.encode().replace(b"rooster", b"ro\x81ster \xe9")
    assert [each.code for each in check(data)] == ["PA001"]
