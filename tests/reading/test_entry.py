"""From values to a practice: the place of every fault, and what is kept when something is wrong."""

import pytest

from praktijkatlas.model import Fault, Practice
from praktijkatlas.reading import read_entry
from praktijkatlas.reading.entry import slug


def said(reading):
    """Line, column, code and message of every fault."""
    return [(f.at.line, f.at.column, f.code, f.message) for f in reading.faults]


# Places


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("status_as_of: 2025-06", "status_as_of: juni", (12, 15, 4, "PA108")),
        ("status_as_of: 2025-06", 'status_as_of:   "juni"', (12, 17, 6, "PA108")),
        ("    value: 40", "    value: 96,5", (25, 12, 4, "PA109")),
        ("    url: https://www.streek", "    url: www.streek", (35, 10, 34, "PA110")),
        ("status: lopend", "status: lopend\nstatsu: idee", (12, 1, 6, "PA102")),
        ("    role: geeft", "    rol: geeft", (20, 5, 3, "PA102")),
        ("sectors: [bouw]", "sectors: bouw", (9, 10, 4, "PA103")),
        ("sectors: [bouw]", "sectors: []", (9, 10, 2, "PA106")),
        ("    kind: school\n", "", (15, 5, 24, "PA101")),
        ("  organisation: Vakcollege De Brug\n", "", (29, 1, 7, "PA101")),
        ("status: lopend\n", "", (1, 1, 1, "PA101")),
        ("evidence: 3", "evidence: 5", (21, 11, 1, "PA109")),
        ("[metselen, timmeren]", "[metselen, [timmeren]]", (44, 22, 10, "PA103")),
        ("[metselen, timmeren]", '[metselen, " "]', (44, 22, 3, "PA107")),
        ("year: 2024", "year: 1024", (27, 11, 4, "PA109")),
    ],
)
def test_fault_points_at_its_value_key_or_group(places, old, new, place):
    assert places(old, new) == [place]


def test_value_on_several_lines_is_marked_on_its_first(places):
    long = "\n  ".join(["zes woorden op een regel hier"] * 12)
    (line, column, length, code), *others = places("summary: >-\n", f"summary: >-\n  {long}\n")
    assert (line, column, length, code) == (3, 10, 2, "PA105")
    assert not others


def test_columns_count_characters_not_bytes(places):
    text = "keywords: [één, ünlü 😀, 'x', \"\"]"
    assert places("keywords: [metselen, timmeren]", text)[0] == (44, 30, 2, "PA107")


def test_items_after_a_dropped_one_keep_their_place(read):
    reading = read("    kind: school\n", "")
    assert [each.name for each in reading.practice.organisations] == ["Bouwbedrijf De Troffel"]
    assert reading.source.dropped == {("organisations",): (0,)}
    span = reading.source.locate(Fault(("organisations", 0, "kind"), "", ""))
    assert (span.line, span.column) == (18, 11)
    assert reading.source.file_index("organisations", 0) == 1
    assert reading.source.file_index("sources", 0) == 0


def test_several_dropped_items_all_count(valid):
    text = valid.replace("keywords: [metselen, timmeren]", "keywords: ['', a, '', '', b, c]")
    reading = read_entry(text.encode(), "practices/a.md")
    assert reading.practice.keywords == ("a", "b", "c")
    assert [reading.source.file_index("keywords", index) for index in range(3)] == [1, 4, 5]


def test_words_are_found_inside_their_value(read):
    source = read().source
    span = source.span_of(("summary",), "bouwbedrijf")
    assert (span.line, span.length) == (5, len("bouwbedrijf"))
    assert source.lines[4][span.column - 1 :].startswith("bouwbedrijf")
    assert source.span_of(("summary",), "staat er niet") == source.span_of(("summary",), "niet")


def test_offset_lies_on_its_line(read):
    source = read().source
    for word in ("title", "Aanleiding", "Vraag het praktijkbureau"):
        offset = source.text.index(word)
        span = source.span_at(offset, len(word))
        line = source.lines[span.line - 1]
        assert line[span.column - 1 : span.column - 1 + span.length] == word


@pytest.mark.parametrize("offset", [-5, 0, 10**6])
def test_offset_outside_the_text_stays_inside(read, offset):
    source = read().source
    span = source.span_at(offset, 50)
    assert 1 <= span.line <= len(source.lines)
    assert span.column >= 1
    assert span.length >= 1


# Messages


@pytest.mark.parametrize(
    ("old", "new", "message", "fix"),
    [
        (
            "status: lopend",
            "status: loopend",
            '"loopend" is niet een van de keuzes voor `status`',
            "Bedoelde u lopend? Kies uit: idee, pilot, lopend, opgeschaald, afgerond, gestopt, "
            "onbekend.",
        ),
        ("licence: CC-BY-4.0\n", "", "`licence` ontbreekt", "Voeg toe: licence: CC-BY-4.0"),
        ("sectors: [bouw]\n", "", "`sectors` ontbreekt", "Voeg toe: sectors: [techniek]"),
        (
            "    kind: bedrijf\n",
            "",
            "`organisations[2].kind` ontbreekt",
            "Voeg toe: kind: school (of: een ander woord uit de lijst dat hier past)",
        ),
        (
            "keywords: [",
            "keyword: [",
            "`keyword` is niet een sleutel die wij kennen",
            "Bedoelde u `keywords`?",
        ),
        (
            "    publisher: S",
            "    uitgever: S",
            "`uitgever` is niet een sleutel die wij kennen",
            "Bedoelde u `publisher`?",
        ),
        (
            "sectors: [bouw]",
            "sectors: [a, b, c, d]",
            "`sectors` heeft 4 waarden, hooguit 3",
            "Kies de belangrijkste.",
        ),
        (
            "sectors: [bouw]",
            "sectors: []",
            "`sectors` heeft 0 waarden, ten minste 1",
            "Vul er ten minste één in.",
        ),
        (
            "sectors: [bouw]",
            "sectors: bouw",
            "`sectors` is niet een lijst",
            "Schrijf een lijst tussen haken: [een, twee]; of met streepjes onder elkaar.",
        ),
        (
            "sectors: [bouw]",
            "sectors: [bouw]\neffort: veel",
            "`effort` is niet een groep van sleutels met waarden",
            "Schrijf op de regels eronder, ingesprongen: lead_weeks: …, dan school_hours: ….",
        ),
        (
            "evidence: 3",
            "evidence: 7",
            '"7" is te hoog voor `evidence`',
            "Schrijf een getal van ten hoogste 4.",
        ),
        (
            "    source: 1",
            "    source: 0",
            '"0" is te laag voor `results[1].source`',
            "Schrijf een getal van ten minste 1.",
        ),
        (
            "title: Leerlingen",
            f"title: {'x   ' * 20}Leerlingen",
            "`title` is te lang: 84 tekens, hooguit 80",
            "Maak de tekst ten minste 4 tekens korter.",
        ),
        (
            "keywords: [",
            f"keywords: [{'x' * 61}, ",
            "`keywords[1]` is te lang: 61 tekens, hooguit 60",
            "Maak de tekst ten minste 1 tekens korter.",
        ),
    ],
)
def test_message_says_what_is_wrong_and_how_to_mend_it(read, old, new, message, fix):
    (fault,) = read(old, new).faults
    assert (fault.message, fault.fix) == (message, fix)


def test_every_fault_is_told_in_one_run(valid):
    text = valid.replace("evidence: 3", "evidence: hoog").replace(
        "    value: 40", "    value: veel"
    )
    text = text.replace("sectors: [bouw]", "sectors: []").replace("added: 2026", "added: 26")
    text = text.replace("licence: CC-BY-4.0\n", "lisence: x\nprijs: 3\n")
    found = {(line, code) for line, _, code, _ in said(read_entry(text.encode(), "p/a.md"))}
    assert found == {
        *((9, "PA106"), (21, "PA109"), (25, "PA109"), (45, "PA108")),
        *((47, "PA102"), (48, "PA102")),
    }


# The partial practice


def test_partial_practice_keeps_the_values_that_are_right(read):
    reading = read("status: lopend", "status: bezig")
    assert reading.missing == {"status"}
    assert reading.entry() is None
    whole = read().practice
    for name in Practice.model_fields:
        if name != "status":
            assert getattr(reading.practice, name) == getattr(whole, name)


def test_optional_field_that_is_wrong_counts_as_missing(read):
    reading = read("start: 2019-09", "start: ooit")
    assert reading.missing == {"start"}
    assert reading.entry() is None
    assert reading.practice.title == read().practice.title


def test_wrong_item_goes_and_the_others_stay(read):
    reading = read("    value: 40", "    value: veertig")
    assert reading.practice.results == ()
    assert not reading.is_whole("results")
    assert reading.is_whole("sources")
    assert "results" not in reading.missing


def test_required_list_of_which_no_item_is_right_is_missing(read):
    reading = read("keywords: [metselen, timmeren]", "keywords: ['', '']")
    assert reading.practice.keywords == ()
    assert not reading.is_whole("keywords")
    reading = read("practice_types: [leerwerkplaats]", "practice_types: [[a], [b]]")
    assert "practice_types" in reading.missing


def test_key_that_is_not_known_costs_nothing_else(read):
    reading = read("    role: geeft", "    rol: geeft")
    assert [each.name for each in reading.practice.organisations] == [
        *("Vakcollege De Brug", "Bouwbedrijf De Troffel"),
    ]
    assert [code for _, _, code, _ in said(reading)] == ["PA102"]


def test_file_that_cannot_be_read_has_no_values():
    reading = read_entry(b"zomaar", "practices/zomaar.md")
    assert reading.missing == set(Practice.model_fields)
    assert reading.body.nodes == ()
    assert reading.id == "zomaar"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("practices/a.md", "a"),
        ("a.md", "a"),
        ("C:\\werk\\practices\\a.md", "a"),
        ("practices/a.MD", "a.MD"),
        ("practices/../a.md", "a"),
    ],
)
def test_id_is_the_name_of_the_file(valid, path, name):
    reading = read_entry(valid.encode(), path)
    assert reading.id == name
    assert reading.path == path


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Vakcollege De Brug", "vakcollege-de-brug"),
        ("’t Háventje & Co.", "t-haventje-co"),
        ("../../etc/passwd", "etc-passwd"),
        ("学校", ""),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_slug(text, made):
    assert slug(text) == made


def test_items_of_a_list_that_is_too_long_are_looked_at(read):
    reading = read("    kind: bedrijf", "    kind: bedrijf")
    assert reading.overfull == frozenset()
    reading = read("themes: [", "themes: [a, [b], c, ")
    assert [(fault.code, fault.at.column) for fault in reading.faults] == [
        ("PA106", 9),
        ("PA103", 13),
    ]
    assert reading.overfull == {"themes"}
    assert reading.practice.themes[:2] == ("a", "c")
    assert reading.source.file_index("themes", 1) == 2
    assert reading.entry() is None


@pytest.mark.parametrize("value", ["[[x]]", "[{a: b}]"])
def test_list_without_a_good_item_is_not_also_too_short(read, value):
    (fault,) = read(
        "themes: [leren-op-de-werkvloer, techniek-en-technologie]", f"themes: {value}"
    ).faults
    assert fault.code == "PA103"


def test_limit_is_that_of_the_field_however_long_the_text(read):
    (fault,) = read("title: Leerlingen", f"title: {'x' * 400}").faults
    assert fault.message.endswith("tekens, hooguit 80")


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("keywords:", "tags:", "Bedoelde u `keywords`?"),
        ("  url: https://www.vak", "  email: https://www.vak", "Bedoelde u `mailbox`?"),
        ("    kind: school", "    type: school", "Bedoelde u `kind`?"),
        ("title: Leer", "naam: Leer", "Bedoelde u `title`?"),
        ("keywords:", "summary_: x\nkeywords:", "`summary` staat er al."),
    ],
)
def test_other_word_for_a_key_is_known(read, old, new, fix):
    (fault,) = read(old, new).faults
    assert fault.code == "PA102"
    assert fault.fix.startswith(fix)


@pytest.mark.parametrize("value", ["drie", "3.0", "1e3", "[]"])
def test_number_with_bounds_says_which(read, value):
    (fault,) = read("evidence: 3", f"evidence: {value}").faults
    assert value == "[]" or fault.fix == "Schrijf een getal van 0 tot en met 4."


@pytest.mark.parametrize(
    ("new", "bounds"),
    [
        ("review_months: 2 jaar\nadded:", "1 tot en met 60"),
        ("reach:\n  year: 2024~\n  source: 1\nadded:", "1900 tot en met 2200"),
    ],
)
def test_lowest_number_that_is_told_is_that_of_the_field(read, new, bounds):
    (fault,) = read("added:", new).faults
    assert fault.fix == f"Schrijf een getal van {bounds}."


@pytest.mark.parametrize(
    ("old", "new", "message", "text"),
    [
        ("status: lopend", "status: [lopend]", "bij `status` hoort één waarde", "lopend"),
        ("evidence: 3", "evidence: [3]", "hier hoort één waarde, geen lijst", "3"),
        ("evidence: 3", "evidence: [ '3' ]", "hier hoort één waarde, geen lijst", "3"),
    ],
)
def test_one_value_between_brackets_is_taken_out_of_them(read, old, new, message, text):
    (fault,) = read(old, new).faults
    assert fault.code == "PA103"
    assert fault.message.startswith(message)
    assert fault.fix.startswith("Schrijf zonder haken of streepje: ")
    assert [edit.text for edit in fault.edits] == [text]


def test_several_values_for_a_choice_are_left_to_who_wrote_them(read):
    (fault,) = read("status: lopend", "status: [lopend, gestopt]").faults
    assert "idee of pilot of lopend" in fault.fix
    assert not fault.edits


@pytest.mark.parametrize("item", ["  - name:\n    kind:\n    url:\n", "  - {}\n"])
def test_item_without_anything_is_told_once(read, item):
    (fault,) = read("organisations:\n", f"organisations:\n{item}").faults
    assert (fault.code, fault.message) == ("PA101", "`organisations[1]` is leeg")
    assert "name: …, dan kind: …" in fault.fix


def test_group_that_was_written_as_a_list_is_told_of_its_dashes(read):
    (fault,) = read("added:", "effort:\n  - people: 3\nadded:").faults
    assert fault.message.startswith("`effort` is geen lijst")
    assert "streepjes (-)" in fault.fix


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n\x00\xff", b"{\\rtf1 x}", b"\xfe\xff\x00-", b"\xd0\xcf\x11\xe0\x00"]
)
def test_file_that_is_no_text_is_one_fault(data):
    (fault,) = read_entry(data, "practices/a.md").faults
    assert fault.code == "PA001"
