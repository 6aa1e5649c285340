"""`check --fix`: what is mended, what is left alone, and that nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from praktijkatlas.checks import CODES, check_reading
from praktijkatlas.checks.mending import LAYOUT, mend
from praktijkatlas.reading import read_entry

PATH = "practices/leerwerkplaats-brugdorp.md"


@pytest.fixture(scope="session")
def fix(context):
    """Mends the text of an entry, and gives the new text and the codes of what was mended."""

    def run(text):
        data = text if isinstance(text, bytes) else text.encode()
        mended = mend(data, PATH, context)
        return mended.data.decode(), [finding.code for finding in mended.done]

    return run


# One fault each: what stands in the valid entry, what it is broken to, and the code.
BREAKS = (
    ("status_as_of: 2025-06", "status_as_of: juni 2025", "PA108"),
    ("start: 2019-09", "start: '2019-09-01'  # volgens de krant", "PA108"),
    ("added: 2026-11-23", 'added: "23-11-2026"', "PA108"),
    ("reviewed: 2026-11-23", "reviewed: 23 november 2026 # nog eens", "PA108"),
    ("    accessed: 2026-11-23", "    accessed: 2026/11/23", "PA108"),
    ("themes: [leren-op-de-werkvloer,", "themes: [Leren op de werkvloer,", "PA104"),
    ("themes: [leren-op-de-werkvloer,", "themes: ['leren-op-de-werkvlor',", "PA104"),
    ("regions: [brugdorp]", "regions:\n  - Brugdorp # de gemeente", "PA104"),
    ("regions: [brugdorp]", "regions: [oud-brugge]", "PA114"),
    ("    kind: bedrijf", "    kind: bedriif", "PA104"),
    ("status: lopend", "status: Lopend", "PA104"),
    ("practice_types: ", "practise_types: ", "PA102"),
    ("summary: >-", "samenvatting: >-", "PA102"),
    ("  - name: Vakcollege De Brug", "  - naam: Vakcollege De Brug", "PA102"),
    ("sectors: [bouw]", "sectors: bouw", "PA103"),
    ("keywords: [metselen, timmeren]", "keywords: metselen, timmeren  # meer?", "PA103"),
    ("    value: 40", '    value: "40,0"', "PA109"),
    ("    year: 2024", "    year: 2.024", "PA109"),
    ("title: Leer", "title: Werk: leer", "PA005"),
    ("title: Leer", "title: 't Leer", "PA005"),
    ("title: Leer", "title:Leer", "PA005"),
    ("    kind: bedrijf", "    kind:bedrijf", "PA005"),
    ("    kind: school\n", "\tkind: school\n", "PA005"),
    ("    kind: school\n", "     kind: school\n", "PA005"),
    ("  - name: Bouw", " - name: Bouw", "PA005"),
    ("  - name: Bouw", "  \u2013 name: Bouw", "PA005"),
    ("keywords: [metselen, timmeren]", "keywords:\n  -metselen", "PA005"),
    ("status: lopend", " status: lopend", "PA005"),
    ("---\ntitle", "---\n title", "PA005"),
    ("  Vaklieden", "Vaklieden", "PA005"),
    ("  url: https://www.vakcollegedebrug", "url: https://www.vakcollegedebrug", "PA102"),
    ("  - name: Vakcollege De Brug", "  - name: VC De Brug", "PA404"),
    ("licence: CC-BY-4.0\n---\n", "licence: CC-BY-4.0\n", "PA004"),
    ("licence: CC-BY-4.0\n---\n", "licence: CC-BY-4.0\n\u2014\n", "PA004"),
    ("---\ntitle:", "title:", "PA003"),
    ("---\ntitle:", "\n ---\ntitle:", "PA003"),
    ("---\ntitle:", "\u2014\ntitle:", "PA003"),
    ("title: Leer", "title:\u00a0Leer", "PA005"),
    ("title: Leer", "title\uff1aLeer", "PA005"),
    ("    kind: school", "\u00a0\u00a0\u00a0 kind: school", "PA005"),
    ("sectors: [bouw]", "sectors: [bouw] \t ", "PA017"),
    ("leren.[^2] Het", "leren.[^2]  \nHet", ""),
    ("\n\nVraag het", "  \n\nVraag het", "PA017"),
    ("zij het doen.\n", "zij het doen.", "PA018"),
    ("zij het doen.\n", "zij het doen.\n\n\n", "PA018"),
    ("    kind: school\n    role", "    role", ""),
    ("leren.[^2]", "leren.[^1, ^2]", "PA316"),
    ("leren.[^2]", "leren.[^ 2]", "PA316"),
    ("- Het bedrijf", "\u2022\tHet bedrijf", ""),
    ("Vraag het", "\u00b7\u00a0Vraag het", "PA317"),
    ("## Aanpak", "##Aanpak", "PA301"),
    ("## Aanleiding", "##\u00a0Aanleiding", "PA301"),
    ("## Zelf doen", "**Zelf doen**", "PA301"),
    ("added: 2026-11-23\nreviewed: 2026-11-23", "reviewed: 2026-11-23\nadded: 2026-11-23", "PA215"),
)


@pytest.mark.parametrize(("old", "new", "code"), [each for each in BREAKS if each[2]])
def test_fault_is_mended_and_the_rest_stays_as_it_was(fix, check, valid, old, new, code):
    broken = valid.replace(old, new, 1)
    assert broken != valid
    before = check(broken)
    assert [finding.code for finding in before if finding.edits] == [code]
    mended, codes = fix(broken)
    assert codes == [code]
    after = check(mended)
    assert not any(finding.edits for finding in after)
    assert {f.code for f in after} <= {f.code for f in before} - {code} | {"PA105"}
    # Only lines that the fault is on differ.
    changed = set(mended.split("\n")) - set(broken.split("\n"))
    assert len(changed) <= 1
    assert fix(mended) == (mended, [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("added: 2026-11-23", 'added: "23-11-2026"', 'added: "2026-11-23"'),
        (
            "start: 2019-09",
            "start: '2019-09-01'  # volgens de krant",
            "start: '2019-09'  # volgens de krant",
        ),
        (
            "title: Leerlingen bouwen mee aan huizen in Brugdorp",
            'title: Bouwen: "echt" werk  # kort',
            'title: "Bouwen: \\"echt\\" werk"  # kort',
        ),
        ("sectors: [bouw]", "sectors: bouw # één", "sectors: [bouw] # één"),
        ("keywords: [metselen, timmeren]", "keywords: 'metselen'", "keywords: ['metselen']"),
        (
            "  organisation: Vakcollege De Brug",
            "  organisation: 'VC De Brug'",
            "  organisation: 'Vakcollege De Brug'",
        ),
    ],
)
def test_quotes_and_remarks_stay(fix, valid, old, new, expected):
    mended, _ = fix(valid.replace(old, new, 1))
    assert mended == valid.replace(old, expected, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("added: 2026-11-23", "added: 3/11/2026"),
        ("added: 2026-11-23", "added: november 2026"),
        ("added: 2026-11-23", "added: 2026-02-30"),
        ("    value: 40", "    value: 1,250"),
        ("    value: 40", "    value: veertig"),
        ("education_levels: [vmbo]", "education_levels: [vmob]"),
        ("regions: [brugdorp]", "regions: [Oud-Brugge, Nergenshuizen]"),
        ("  - name: Vakcollege De Brug", "  - name: Vakcollege De Burg"),
        ("summary: >-", "summary: >-\n  Doe mee\n  en:", ),
        ("title: Leer", "title: [Leer"),
        ("bouwen mee", "bouwen\nmee"),
        ("\nsectors: [bouw]", " sectors: [bouw]"),
        ("status: lopend\nstatus", "status: lopend status"),
        ("title: Leer", 'title: "Leer'),
        ("title: Leer", "tekst: Leer"),
        ("leren.[^2]", "leren.[^9]"),
        ("leren.[^2]", "leren.[^1-2]"),
        ("leren.[^2]", "leren.[^1,9]"),
        ("bouwen mee", "bouwen #mee"),
        ("1. Zoek", "\u2022 Vraag\n\u25e6 de school.\n\n1. Zoek"),
        ("sectors: [bouw]", "sectors: [bouw]\nsectors: [bouw]"),
    ],
)  # fmt: skip
def test_what_needs_a_person_is_left_alone(fix, valid, old, new):
    broken = valid.replace(old, new, 1)
    assert broken != valid
    assert fix(broken) == (broken, [])


def test_bytes_of_a_file_that_is_not_utf_8_stay(fix, context, valid):
    data = (
        valid.replace("added: 2026-11-23", "added: 23-11-2026").encode().replace(b"De ", b"D\xe9 ")
    )
    assert mend(data, PATH, context).data == data


def test_windows_file_gets_the_same_line_ends_everywhere(fix, valid):
    data = b"\xef\xbb\xbf" + valid.replace("\n", "\r\n").encode()
    assert fix(data) == (valid, ["PA010", "PA011"])


def test_odd_characters_elsewhere_stay(fix, valid):
    broken = valid.replace("vaste vakman", "vaste\x01 vakman\u2028").replace("bouw]", "bouw] ")
    assert fix(broken) == (broken.replace("bouw] ", "bouw]"), ["PA017"])


def test_spaces_that_mean_something_stay(fix, valid):
    text = valid.replace("vmbo werken", "vmbo  \n  werken").replace(
        "kunnen leren.[^2] Het", "kunnen leren.[^2]  \nHet"
    )
    text += "\n```\ncode   \n```\n\n    ook code  \n\nlaatste \\ \nregel\n"
    mended, codes = fix(text)
    assert codes == ["PA017"]
    assert mended == text.replace("vmbo  \n", "vmbo\n")


def test_keys_take_the_remarks_above_them_along(fix, valid):
    moved = valid.replace("title: Leerlingen bouwen mee aan huizen in Brugdorp\n", "", 1).replace(
        "status: lopend\n",
        "# Kort, en met de plaats.\n# Zie het sjabloon.\n"
        "title: Leerlingen bouwen mee aan huizen in Brugdorp\nstatus: lopend\n",
    )
    moved = moved.replace("---\n", "---\n# yaml-language-server: $schema=practice.schema.json\n", 1)
    mended, codes = fix(moved)
    assert codes == ["PA215"]
    assert mended == valid.replace(
        "---\n",
        "---\n# yaml-language-server: $schema=practice.schema.json\n"
        "# Kort, en met de plaats.\n# Zie het sjabloon.\n",
        1,
    )


def test_keys_of_groups_are_put_in_order_too(fix, valid):
    moved = valid.replace(
        "  - name: Vakcollege De Brug\n    kind: school\n    role: begeleidt de leerlingen\n",
        "  - role: begeleidt de leerlingen\n    kind: school\n    name: Vakcollege De Brug\n",
    ).replace(
        "  organisation: Vakcollege De Brug\n  function: praktijkbureau\n",
        "  function: praktijkbureau\n  organisation: Vakcollege De Brug\n",
    )
    assert fix(moved) == (valid, ["PA215", "PA215"])


def test_a_fix_that_would_bring_another_fault_is_not_made(fix, valid):
    broken = valid.replace("regions: [brugdorp]", "regions: [De Kade, Brugdorp]")
    mended, _ = fix(broken)
    assert mended.count("brugdorp, ") + mended.count(", brugdorp") == 1
    assert fix(mended) == (mended, [])


def test_two_spellings_of_one_key_are_not_both_renamed(fix, valid):
    broken = valid.replace("title: Leer", "titel: Werk\nTitle: Leer", 1)
    mended, codes = fix(broken)
    assert codes == ["PA102"]
    assert mended.count("\ntitle: ") == 1


def test_codes_say_that_they_can_be_mended_when_they_can(check, valid):
    shown = {code for _, _, code in BREAKS if code} | {"PA010", "PA011", "PA401"}
    assert {code for code, each in CODES.items() if each.mends} == shown
    assert shown >= LAYOUT


@st.composite
def broken_entries(draw, valid):
    """A valid entry with some of the breaks, and perhaps odd bytes somewhere."""
    text = valid
    for old, new, _ in draw(st.lists(st.sampled_from(BREAKS), max_size=6)):
        text = text.replace(old, new, 1)
    pieces = st.sampled_from(
        ["\t", " ", "\n", "#", "'", '"', ": ", "- ", "{", "]", "\x00", "é", "x", "---\n"]
    )
    for place, gone, piece in draw(
        st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 12), pieces), max_size=2)
    ):
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\n", "\r\n"])))


@given(data=st.data())
@hypothesis_settings(max_examples=60, deadline=None, derandomize=True)
def test_mending_any_file_makes_it_no_worse_and_is_done_at_once(context, valid, data):
    text = data.draw(broken_entries(valid))
    raw = text.encode()
    before = check_reading(read_entry(raw, PATH), context)
    mended = mend(raw, PATH, context)
    after_reading = read_entry(mended.data, PATH)
    after = check_reading(after_reading, context)
    assert mend(mended.data, PATH, context).data == mended.data
    assert (mended.data != raw) == bool(mended.done)
    opened = any(f.code not in LAYOUT | {"PA104", "PA114", "PA404", "PA401"} for f in mended.done)
    if not opened:
        assert {f.code for f in after} <= {f.code for f in before}
    assert sum(f.code < "PA1" for f in after) <= sum(f.code < "PA1" for f in before)
    # What was right stays so, and says the same.
    was = read_entry(raw, PATH)
    assert after_reading.missing <= was.missing
    if all(f.code in LAYOUT for f in mended.done):
        assert vars(after_reading.practice) == vars(was.practice)
        assert sorted("".join(mended.data.decode().split())) == sorted(
            "".join(text.removeprefix("\ufeff").split())
        )
