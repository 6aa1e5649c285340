"""The YAML between the fences: what it may hold, and what is said when it cannot be read."""

import re
from itertools import pairwise

import frontmatter
import pytest

from praktijkatlas.reading import PracticeHandler, read_entry
from praktijkatlas.reading.edits import edited
from praktijkatlas.reading.frontmatter import MAX_SLIPS
from praktijkatlas.reading.slips import MAX_LINES
from praktijkatlas.reading.source import MAX_NESTING


def codes(reading):
    return [fault.code for fault in reading.faults]


def test_entry_without_faults_is_whole(read):
    reading = read()
    assert reading.faults == ()
    assert reading.missing == frozenset()
    assert reading.entry().id == "leerwerkplaats"
    assert reading.body.sections[0].title == "Aanleiding"


# The fences


@pytest.mark.parametrize(
    "body", ["## Aanleiding\n\nTekst.\n\n---\n\nNog iets.\n", "\n## Aanleiding\n", "## Zelf doen\n"]
)
def test_fence_that_is_not_closed_ends_at_the_first_heading(valid, body):
    front = valid.split("\n---\n", 1)[0]
    reading = read_entry(f"{front}\n{body}".encode(), "practices/a.md")
    assert [(f.code, f.at.line) for f in reading.faults] == [("PA004", 48 + body.startswith("\n"))]
    assert reading.faults[0].fix == f"Zet een regel --- vóór regel {reading.faults[0].at.line}."
    assert reading.missing == frozenset()
    assert reading.body.sections[0].heading is not None


def test_fence_that_is_not_closed_without_a_heading(valid):
    front = valid.split("\n---\n", 1)[0]
    reading = read_entry(front.encode(), "practices/a.md")
    assert [(f.code, f.at.line) for f in reading.faults] == [("PA004", 1)]
    assert reading.practice.licence == "CC-BY-4.0"
    assert reading.body.nodes == ()


def test_horizontal_rule_in_the_body_is_not_a_fence(read):
    reading = read("## Aanpak\n", "---\n\n## Aanpak\n")
    assert reading.faults == ()
    assert [node.kind for node in reading.body.nodes].count("hr") == 1


@pytest.mark.parametrize("first", ["+++", "# Een titel", "Dit is mijn praktijk.", "title", "x: y"])
def test_file_that_does_not_begin_with_a_fence_is_not_an_entry(valid, first):
    reading = read_entry(valid.replace("---", first, 1).encode(), "practices/a.md")
    assert codes(reading) == ["PA003"]
    assert reading.entry() is None
    assert "title" in reading.missing


@pytest.mark.parametrize(
    "first", [" ---", "----", "--", "\u2014", "\n---", " \n\n\u2014 ", "___", "***"]
)
def test_fence_that_is_nearly_one_is_a_fault_and_the_rest_is_read(valid, first):
    broken = valid.replace("---", first, 1).replace("evidence: 3", "evidence: drie")
    reading = read_entry(broken.encode(), "practices/a.md")
    line = broken[: broken.index("evidence")].count("\n") + 1
    assert [(f.code, f.at.line) for f in reading.faults] == [("PA003", 1), ("PA109", line)]
    assert edited(broken, reading.faults[0].edits) == valid.replace("evidence: 3", "evidence: drie")


def test_front_matter_without_its_first_fence_is_read(valid):
    broken = valid.removeprefix("---\n").replace("evidence: 3", "evidence: drie")
    reading = read_entry(broken.encode(), "practices/a.md")
    assert codes(reading) == ["PA003", "PA109"]
    assert edited(broken, reading.faults[0].edits) == f"---\n{broken}"
    assert reading.faults[1].at.line == broken[: broken.index("evidence")].count("\n") + 1


@pytest.mark.parametrize("last", ["  ---", "----", "\u2014", "\u2013\u2013\u2013", "===", "--"])
def test_fence_that_nearly_ends_the_front_matter_ends_it(valid, last):
    broken = valid.replace("\n---\n", f"\n{last}\n")
    reading = read_entry(broken.encode(), "practices/a.md")
    assert codes(reading) == ["PA004"]
    assert edited(broken, reading.faults[0].edits) == valid
    assert reading.practice.licence == "CC-BY-4.0"


def test_fence_between_two_keys_does_not_end_the_front_matter(valid):
    broken = valid.replace("evidence: 3", "---\nevidence: 3")
    reading = read_entry(broken.encode(), "practices/a.md")
    assert [(f.code, f.at.line) for f in reading.faults] == [
        ("PA005", broken[: broken.index("\n---\n") + 1].count("\n") + 1)
    ]
    assert reading.entry()


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("title: Leer", "title:\u00a0Leer", "title", "na de dubbele punt staat een vaste spatie"),
        ("title: Leer", "title\uff1aLeer", "title", "een ander teken dan een dubbele punt"),
        ("    kind: school", "\u00a0   kind: school", "kind: s", "springt in met vaste spaties"),
        ("title: Leer", "Mijn praktijk\ntitle: Leer", "Mijn", "ontbreekt de dubbele punt"),
        ("evidence: 3", "los woord\nevidence: 3", "los", "deze regel heeft geen sleutel"),
        ("sectors:", "los woord\nsectors:", "los", "ontbreekt de dubbele punt"),
        (
            "themes: [",
            "themes: - [",
            "themes",
            "een streepje van een lijst staat op dezelfde regel",
        ),
        ("themes: [", "themes: [, ", "themes", "een komma of haakje te veel"),
        ("contact:\n", "contact: De Brug\n", "contact", "achter `contact` staat een tekst"),
        ("summary: >-\n", "summary: >- x\n", "summary", "achter | of > staat nog tekst"),
    ],
)
def test_one_slip_in_yaml_is_one_fault_at_its_line(valid, old, new, at, message):
    broken = valid.replace(old, new, 1)
    reading = read_entry(broken.encode(), "practices/a.md")
    (fault,) = reading.faults
    assert fault.code == "PA005"
    assert message in fault.message
    assert fault.at.line == broken[: broken.index(f"{at}")].count("\n") + 1


INDENTS = [
    ("    kind: school", "     kind: school", "kind: s", "`kind` springt 1 spatie te ver in"),
    ("    role: geeft", "role: geeft", "role: g", "`role` springt niet in"),
    ("    kind: school", "kind: school", "kind: s", "`kind` springt 4 spaties te weinig in"),
    ("  - name: Vak", "   - name: Vak", "- name: V", "dit streepje springt 1 spatie te ver in"),
    ("  - name: Bouw", "- name: Bouw", "- name: B", "dit streepje springt 2 spaties te weinig in"),
    ("  organisation:", "   organisation:", "organisation:", "springt 1 spatie te ver in"),
    ("  function:", "function:", "function:", "`function` springt 2 spaties te weinig in"),
    ("  url: https://www.vak", "url: https://www.vak", "url: https://www.v", "springt niet in"),
    (
        "    kind: school\n    role",
        "     kind: school\n     role",
        "kind: s",
        "`kind` en de regel eronder springen 1 spatie te ver in",
    ),
    ("title:", " title:", "title:", "`title` springt 1 spatie te ver in"),
    ("status:", "  status:", "status:", "`status` springt 2 spaties te ver in"),
    ("summary:", " summary:", "summary:", "`summary` springt 1 spatie te ver in"),
    ("contact:", "  contact:", "contact:", "`contact` springt 2 spaties te ver in"),
    ("evidence:", "    evidence:", "evidence:", "`evidence` springt in, en hoort zo bij"),
    ("  Vaklieden", "Vaklieden", "Vaklieden", "de tekst van `summary` springt niet in"),
]


@pytest.mark.parametrize(("old", "new", "at", "message"), INDENTS)
def test_line_that_is_not_indented_as_it_should_is_one_fault_and_is_read(
    valid, old, new, at, message
):
    broken = valid.replace(old, new, 1)
    reading = read_entry(broken.encode(), "practices/a.md")
    (fault,) = reading.faults
    assert message in fault.message
    assert fault.at.line == broken[: broken.index(at)].count("\n") + 1
    assert edited(broken, fault.edits) == valid
    assert reading.practice == read_entry(valid.encode(), "practices/a.md").practice
    assert reading.missing == frozenset()


def test_group_whose_keys_are_not_indented_is_one_fault(valid):
    start, end = valid.index("  organisation:"), valid.index("sources:")
    group = valid[start:end]
    broken = valid.replace(group, group.replace("  ", ""))
    (fault,) = read_entry(broken.encode(), "practices/a.md").faults
    assert (fault.code, fault.at.line) == ("PA102", 30)
    assert fault.message.startswith("`organisation` en de 2 regels eronder springen niet in")
    assert edited(broken, fault.edits) == valid


def test_first_lines_that_are_all_indented_are_one_fault(valid):
    head, tail = valid[4:].split("sectors:")
    broken = "---\n" + "".join(f" {line}\n" for line in head.splitlines()) + f"sectors:{tail}"
    (fault,) = read_entry(broken.encode(), "practices/a.md").faults
    assert (fault.code, fault.at.line) == ("PA005", 2)
    assert edited(broken, fault.edits) == valid


def test_slip_in_a_file_of_many_lines_is_still_a_fault(valid):
    broken = valid.replace("    kind: school", "     kind: school")
    broken = broken.replace("added:", "# niets\n" * MAX_LINES + "added:")
    (fault, *_) = read_entry(broken.encode(), "practices/a.md").faults
    assert (fault.code, fault.at.line, fault.edits) == ("PA005", 16, ())
    assert fault.message == "deze regel springt verder in dan `name` erboven"


def test_slips_without_end_are_told_up_to_a_bound(valid):
    broken = valid.replace("evidence:", "  - name: X\n     kind: school\n" * 100 + "evidence:")
    faults = read_entry(broken.encode(), "practices/a.md").faults
    assert len([each for each in faults if "te ver in" in each.message]) == MAX_SLIPS


def test_two_slips_are_two_faults(valid):
    broken = valid.replace("    kind: school", "   kind: school").replace("status:", " status:")
    reading = read_entry(broken.encode(), "practices/a.md")
    assert [(f.code, f.at.line) for f in reading.faults] == [("PA005", 11), ("PA005", 16)]
    assert reading.entry()


@pytest.mark.parametrize(
    "mark", ["-", "\u2013", "\u2013 ", "\u2014 ", "* ", "*", "\u2022 ", "\u2022\t"]
)
@pytest.mark.parametrize("first", [True, False])
def test_mark_that_is_no_hyphen_of_a_list_is_told(valid, mark, first):
    good = valid.replace("[metselen, timmeren]", "\n  - metselen\n  - timmeren")
    for old in ("- name: V" if first else "- name: B", "- metselen" if first else "- timmeren"):
        broken = good.replace(old, f"{mark}{old[2:]}")
        reading = read_entry(broken.encode(), "practices/a.md")
        (fault,) = reading.faults
        line = broken[: broken.index(f"  {mark}{old[2:]}")].count("\n") + 1
        assert (fault.code, fault.at.line, fault.at.column) == ("PA005", line, 3)
        assert ("ontbreekt een spatie" if mark == "-" else "een ander teken") in fault.message
        assert edited(broken, fault.edits) == good
        assert reading.entry()


def test_hyphens_of_a_whole_list_without_their_spaces_are_one_fault(read):
    (fault,) = read("[metselen, timmeren]", "\n  -metselen\n  -timmeren").faults
    assert fault.fix == (
        "Zet een spatie achter het streepje: - metselen. "
        "Doe dat ook op de andere regels van deze lijst."
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "spaces"),
    [
        ("bouwen mee", "bouwen\nmee", "title", 2),
        ("bouwen mee aan", "bouwen\nmee\naan", "title", 2),
        ("leren op de bouw", "leren\nop de bouw", "title", 6),
        ("leren op de bouw", "leren\n    op de bouw", "title", 6),
    ],
)
def test_text_that_goes_on_without_indent_is_told(read, old, new, key, spaces):
    reading = read(old, new)
    (fault,) = reading.faults
    assert fault.code == "PA005"
    assert f"Gaat de tekst van `{key}` hier verder?" in fault.fix
    assert f"met {spaces} spaties" in fault.fix
    assert not fault.edits  # it may be a key that was forgotten
    assert reading.entry().practice == read().practice


@pytest.mark.parametrize("value", ["&Co werkt", "&dag 2026-11-23 #"])
def test_word_that_yaml_would_take_for_a_name_is_told(read, value):
    (fault, *_) = read("title: Leerlingen bouwen", f"title: {value}").faults
    assert (fault.code, fault.at.line, fault.at.column) == ("PA007", 2, 8)


@pytest.mark.parametrize("value", ["'&Co'", "Groot & Co", "R&D", '"a" # &x'])
def test_ampersand_elsewhere_is_a_letter(read, value):
    assert "PA007" not in codes(
        read("title: Leerlingen bouwen mee aan huizen in Brugdorp", f"title: {value}")
    )


def test_item_without_its_hyphen_is_one_fault(read):
    reading = read("  - name: Bouwbedrijf De Troffel", "    name: Bouwbedrijf De Troffel")
    (fault,) = reading.faults
    assert fault.code == "PA006"
    assert fault.fix == "Begint hier een nieuw onderdeel van de lijst? Schrijf dan - name: …"


def test_spaces_after_a_fence_do_not_matter(valid):
    assert read_entry(valid.replace("---\n", "---  \n", 2).encode(), "practices/a.md").entry()


@pytest.mark.parametrize("content", ["---\n---\n", "---\n\n# niets\n---\n## Aanpak\n", "---"])
def test_entry_without_values_lacks_every_required_field(content):
    reading = read_entry(content.encode(), "practices/a.md")
    assert codes(reading).count("PA101") == 16
    assert set(codes(reading)) <= {"PA101", "PA004"}


# Bytes


def test_byte_order_mark_is_told_and_passed_over(valid):
    reading = read_entry(b"\xef\xbb\xbf" + valid.encode(), "practices/a.md")
    assert codes(reading) == ["PA010"]
    assert reading.entry()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_told_and_passed_over(valid, end):
    reading = read_entry(valid.replace("\n", end).encode(), "practices/a.md")
    assert codes(reading) == ["PA011"]
    assert reading.source.text == valid
    assert reading.entry()


def test_text_of_old_windows_is_read_on(valid):
    text = valid.replace("Elke donderdag", "Eén keer, twee keer,")
    reading = read_entry(text.encode("cp1252"), "practices/a.md")
    assert [(f.code, f.at.line, f.at.column) for f in reading.faults] == [("PA001", 55, 2)]
    assert "Eén keer" in reading.body.section("Aanpak").plain()


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe"])
def test_control_character_is_told_where_it_stands(read, odd):
    reading = read("status: lopend", f"status: lo{odd}pend")
    assert (reading.faults[0].code, reading.faults[0].at.line) == ("PA012", 11)
    assert reading.faults[0].at.column == 11
    assert f"U+{ord(odd):04X}" in reading.faults[0].message


def test_file_that_is_too_large_is_not_read():
    reading = read_entry(b"---\n" + b"x" * 2_400_000, "practices/a.md")
    assert codes(reading) == ["PA008"]
    assert "2,4 MB" in reading.faults[0].message


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\r\n"])
def test_empty_file_is_told(data):
    assert codes(read_entry(data, "practices/a.md")) == ["PA002"]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("a-1.md", True),
        ("A.md", False),
        ("met spatie.md", False),
        ("één.md", False),
        ("-a.md", False),
        ("a--b.md", False),
        ("con.md", False),
        ("lpt1.md", False),
        ("index.md", False),
        ("pagina.md", False),
        ("..md", False),
        ("x" * 80 + ".md", True),
        ("x" * 81 + ".md", False),
    ],
)
def test_file_name_must_make_an_id(read, name, good):
    assert codes(read(name=name)) == ([] if good else ["PA009"])


@pytest.mark.parametrize(
    ("value", "surely"),
    [
        ("[Noord] leerlingen bouwen", True),
        ("'s ochtends en 's middags les", True),
        ("'n foto's kijken", True),
        ("[Noord] leerlingen\n  bouwen", False),
    ],
)
def test_text_that_begins_as_yaml_does_is_told_to_need_quotes(read, valid, value, surely):
    title = re.search("^title: .*", valid, re.M)[0]
    (fault,) = read(title, f"title: {value}").faults
    assert (fault.code, fault.at.line, fault.at.column) == ("PA005", 2, 8)
    assert "tussen dubbele aanhalingstekens" in fault.fix
    assert [edit.text for edit in fault.edits] == ([f'"{value}"'] if surely else [])


@pytest.mark.parametrize("value", ["'s avonds 'open' en meer", "'t Kasteel' en meer", "[a, b"])
def test_quotes_are_not_put_where_somebody_may_mean_other_ones(read, valid, value):
    title = re.search("^title: .*", valid, re.M)[0]
    (fault, *_) = read(title, f"title: {value}").faults
    assert not fault.edits


@pytest.mark.parametrize(
    ("name", "meant"),
    [("proef-d.MD", "proef-d.md"), ("CON.md", "naam-plaats.md"), ("...md", "naam-plaats.md")],
)
def test_file_name_is_told_as_it_is_with_one_that_can_be(read, name, meant):
    [fault] = read(name=name).faults
    assert f'"{name}"' in fault.message
    assert fault.fix.endswith(f": {meant}.")


# What YAML would make of it


@pytest.mark.parametrize(
    ("value", "kept"),
    [("no", "no"), ("012", "012"), ("1e5", "1e5"), ("0x10", "0x10"), ("2024-01-01", "2024-01-01")],
)
def test_scalars_stay_text(read, value, kept):
    reading = read(
        "keywords: [metselen, timmeren]", f"keywords: [{value}, yes, on, 1_000, 12:30:45]"
    )
    assert reading.practice.keywords == (kept, "yes", "on", "1_000", "12:30:45")


@pytest.mark.parametrize("absent", ["", " ~", " null", " # nog invullen"])
def test_value_that_is_not_there_is_missing(places, absent):
    assert places("status: lopend", f"status:{absent}")[0][3] == "PA101"


@pytest.mark.parametrize("text", ["'null'", '"~"', "'no'"])
def test_quoted_word_is_a_text(read, text):
    reading = read("keywords: [metselen", f"keywords: [{text}")
    assert reading.practice.keywords[0] == text.strip("'\"")


# Faults of the YAML


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "title: L",
            "title: Let op: L",
            2,
            "een dubbele punt in een tekst zonder aanhalingstekens",
        ),
        ("technologie]", "technologie", 6, "een lijst tussen haken is niet gesloten"),
        ("status: lopend", "status: 'lopend", 11, "aanhalingsteken of haakje is niet gesloten"),
        ("status: lopend", "status lopend", 11, "na een sleutel ontbreekt de dubbele punt"),
        ("status: lopend", "status: *lopend", 11, "een tekst begint met *"),
        ("status: lopend", "status: @lopend", 11, "begint met een teken dat daar niet kan staan"),
        ("status: lopend", "status: `lopend`", 11, "begint met een teken dat daar niet kan staan"),
        ("    kind: school", "\tkind: school", 16, "er staat een tab in de gegevens"),
        ("sectors: [bouw]", "sectors:\t- bouw", 9, "er staat een tab in de gegevens"),
        ("    kind: school", "   kind: school", 16, "`kind` springt 1 spatie te weinig in"),
        ("status: lopend", "...", 11, "een regel kan hier niet met ... beginnen"),
        ("status: lopend", "--- lopend", 11, "een regel kan hier niet met --- beginnen"),
        ("title: L", "%YAML 1.1\ntitle: L", 2, "een regel kan hier niet met % beginnen"),
        ("status: lopend", f"x: {'[' * 100_000}", 11, "te veel haakjes of streepjes in elkaar"),
        ("status: lopend", f"x:\n{'- ' * 100_000}", 12, "te veel haakjes of streepjes in elkaar"),
        ("status: lopend", f"x: {'{a: ' * 50_000}", 11, "te veel haakjes of streepjes in elkaar"),
    ],
)
def test_yaml_that_cannot_be_read_is_one_fault_in_its_place(read, old, new, line, words):
    (fault, *others) = read(old, new).faults
    assert (fault.code, fault.at.line) == ("PA005", line)
    assert words in fault.message
    assert not [other for other in others if other.code == "PA005"]


def test_other_keys_are_read_when_one_cannot_be(read):
    reading = read("themes: [leren-op-de-werkvloer, techniek-en-technologie]", "themes: [leren")
    assert reading.missing == {"themes"}
    assert reading.practice.sectors == ("bouw",)
    assert reading.practice.licence == "CC-BY-4.0"


def test_one_run_tells_every_fault_of_the_yaml(valid):
    text = valid.replace("title: L", "title: Let op: L", 1)
    text = text.replace("sectors: [bouw]", "sectors: [bouw")
    text = text.replace("    role: begeleidt", "   role: begeleidt")
    text = text.replace("    value: 40", "    value: veertig")
    text = text.replace("licence: CC", "licence: @CC")
    found = [(f.at.line, f.code) for f in read_entry(text.encode(), "practices/a.md").faults]
    assert sorted(found) == [
        *((2, "PA005"), (9, "PA005"), (17, "PA005"), (25, "PA109"), (47, "PA005")),
    ]


def test_front_matter_that_is_no_mapping_is_told_once(valid):
    body = valid.split("\n---\n", 1)[1]
    for front in ("- een\n- twee", "zomaar een tekst", "[een, twee]"):
        reading = read_entry(f"---\n{front}\n---\n{body}".encode(), "practices/a.md")
        assert len(reading.faults) == 1
        assert reading.entry() is None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("status: lopend", "status: lopend\nstatus: idee", (12, 1, 6)),
        ("    kind: school", "    kind: school\n    kind: bedrijf", (17, 5, 4)),
        ("keywords: [", "reach: {year: 2024, source: 1, year: 2023}\nkeywords: [", (44, 32, 4)),
    ],
)
def test_key_that_is_there_twice_is_told_at_every_depth(read, places, old, new, place):
    assert places(old, new) == [(*place, "PA006")]
    assert read(old, new).entry().practice.status == "lopend"


def test_first_of_two_values_counts(read):
    reading = read("sectors: [bouw]", "sectors: [bouw]\nsectors: [techniek]")
    assert reading.practice.sectors == ("bouw",)
    assert "eerder op regel 9" in reading.faults[0].message


def test_alias_is_told_where_it_stands(places):
    assert places("reviewed: 2026-11-23", "reviewed: &dag 2026-11-23\nend: *dag") == [
        (46, 11, 4, "PA007"),
        (47, 1, 3, "PA007"),
    ]


def test_alias_bomb_is_not_expanded(read):
    names = "abcdefghijklmnop"
    steps = "\n".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise(names)
    )
    reading = read("keywords: [", f"a: &a [x]\n{steps}\nkeywords: [")
    assert set(codes(reading)) == {"PA007", "PA102"}
    assert len(repr(reading)) < 100_000
    assert reading.practice.title


def test_merge_key_is_a_key_like_any_other(read):
    reading = read("status: lopend", "<<: {status: idee, title: Anders}\nstatus: lopend")
    assert codes(reading) == ["PA102"]
    assert reading.practice.status == "lopend"
    assert reading.practice.title.startswith("Leerlingen")


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system", "!!int", "!eigen", "!<tag:elders.nl,2026:x>", "!!binary"],
)
def test_tag_is_told_and_never_followed(read, tag):
    reading = read("keywords: [metselen, timmeren]", f"keywords: {tag} [touch /tmp/x]")
    assert codes(reading) == ["PA007"]
    assert reading.faults[0].at.line == 44
    assert "YAML-opdracht" in reading.faults[0].message


@pytest.mark.parametrize("depth", [14, 100, MAX_NESTING - 20])
def test_deep_nesting_is_told_once(read, depth):
    reading = read("keywords: [metselen", f"keywords: [{'[' * depth}metselen{']' * depth}")
    assert codes(reading).count("PA015") == 1
    assert reading.practice.title


def test_too_many_values_are_told_once(read):
    reading = read("keywords: [", f"keywords: [{'x, ' * 6_000}")
    assert codes(reading).count("PA015") == 1


@pytest.mark.parametrize("new", ["status: {{ lopend }}", "[status]: lopend", "? [a, b]\n: lopend"])
def test_key_that_is_no_word_is_told(places, new):
    assert places("status: lopend", new)[0][3] == "PA016"


# python-frontmatter


def test_python_frontmatter_reads_an_entry(valid):
    post = frontmatter.loads(valid, handler=PracticeHandler())
    assert post["title"] == "Leerlingen bouwen mee aan huizen in Brugdorp"
    assert post["start"] == "2019-09"
    assert post["evidence"] == "3"
    assert post["organisations"][1]["kind"] == "bedrijf"
    assert post.content.startswith("## Aanleiding")
    assert PracticeHandler().detect(valid)
    assert not PracticeHandler().detect("# Kop\n\n---\n")


def test_python_frontmatter_writes_what_it_read(valid):
    handler = PracticeHandler()
    post = frontmatter.loads(valid, handler=handler)
    again = frontmatter.loads(frontmatter.dumps(post), handler=handler)
    assert again.metadata == post.metadata
    assert again.content == post.content


def test_python_frontmatter_makes_nothing_of_a_fence_that_is_not_closed(valid):
    text = valid.replace("\n---\n", "\n", 1) + "\n---\n"
    assert frontmatter.loads(text, handler=PracticeHandler()).metadata == {}
    with pytest.raises(ValueError, match="niet afgesloten"):
        PracticeHandler().split(text)


@pytest.mark.parametrize(
    "bad", ["[lopend", "!!x lopend", "lopend\nstatus: idee", "&a [*a]", "- - x"]
)
def test_python_frontmatter_raises_a_value_error(valid, bad):
    with pytest.raises(ValueError):
        frontmatter.loads(
            valid.replace("status: lopend", f"status: {bad}"), handler=PracticeHandler()
        )
