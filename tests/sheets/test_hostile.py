"""Whatever people write is printed as text: it never runs, and it never stops a sheet."""

import dataclasses
import itertools
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading.entry import packed
from praktijkatlas.sheets import ROLES, SheetSettings, booklet_pdf, page_count, roles_of, sheet_pdf
from praktijkatlas.sheets.printable import printable
from praktijkatlas.sheets.typesetting import TEMPLATES

from .conftest import entry
from .tagged import Tagged, plain
from .validator import faults

CODE = '#panic("x") $ \\sum_{i} $ @bron #import "@preview/a:1.0.0": * ] #let x = 1 // niets'
ROWS = "\n".join(f"| rij {n} | #{{panic()}} {n} |" for n in range(40))
BODY = f"""## Aanleiding

{CODE} -- --- ~ “aanhaling” 'enkel' <label> [^9]

## Aanpak

{"x" * 300}

👍 🦄 中文 \u202eomgekeerd\u202c Ελληνικά Кириллица עברית

| a | b |
|---|---|
{ROWS}

| a | b | c | d | e | f | g | h |
|---|---|---|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |

## Resultaten

{"> " * 39}diep

{"- " * 39}dieper

```
#panic() in code
```

<script>alert(1)</script> `#eval("1")` ***vet en schuin***

[gevaar](javascript:alert(1)) [weg](niet-daar.md) ![beeld](x.png)

###### Kop zes

7. zeven
"""
WORDS = (
    CODE, "“aanhaling” 'enkel' <label> [^9]", "x" * 300, "Ελληνικά Кириллица", "עברית"[::-1], "👍 🦄 中文",
    "omgekeerd", "rij 39", "#{panic()} 39", "h: 8", "diep", "dieper", "#panic() in code",
    "<script>alert(1)</script>", '#eval("1")', "vet en schuin", "gevaar", "weg", "beeld", "zeven",
    "= Titel #panic() $x$ 🦄", "#set page(fill: red).", '#read("/etc/passwd")', "#eval(1) {*_`~\\",
)  # fmt: skip


@pytest.fixture(scope="module", params=[None, ROLES[0]])
def hostile(request: pytest.FixtureRequest, catalogue: Catalogue) -> Tagged:
    """The sheets of a practice full of what might run: for all, and for one kind of reader."""
    made = entry(
        "vijand",
        BODY,
        title="= Titel #panic() $x$ 🦄",
        summary="#set page(fill: red).",
        organisations=[
            {"name": '#read("/etc/passwd")', "kind": "school", "role": "y" * 280},
            {"name": "#eval(1) {*_`~\\", "kind": "bedrijf"},
        ],
    )
    settings = SheetSettings("https://atlas.example.org", '#panic("naam")', "$ @x <y>")
    assert booklet_pdf("#panic() 🦄 $x$", [made], catalogue, settings)
    return Tagged(sheet_pdf(made, catalogue, settings, request.param))


@pytest.mark.parametrize("words", WORDS)
def test_it_prints_as_text(hostile: Tagged, words: str) -> None:
    assert plain(words) in hostile.text


def test_only_addresses_of_the_web_and_of_mailboxes_become_links(hostile: Tagged) -> None:
    assert all(re.match("https?://|mailto:", link) for link in hostile.links())


def test_headings_never_skip_a_level(hostile: Tagged) -> None:
    levels = [level for level, _ in hostile.headings()]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_a_table_of_forty_rows_repeats_its_head_on_the_next_page(hostile: Tagged) -> None:
    cells = [cell for cell in hostile.of_kind("TD") if plain(cell.text).startswith("rij ")]
    assert len(cells) == 40
    assert len({cell.page for cell in cells}) == 2


def test_characters_of_every_kind_fit_in_the_standards(catalogue: Catalogue) -> None:
    """PDF/A and PDF/UA forbid letters without a glyph, private letters and more."""
    codes = range(0x20, sys.maxunicode, 331)
    letters = " ".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
    odd = "\u0000\u0007\ufeff\ufffe\ue000\U0010ffff\u2028\u202e\u00ad\u200d\ufe0f\U000e0041"
    # Past the reader, which takes control characters out: this is about the wall behind it.
    plain_entry = entry("alles")
    made = dataclasses.replace(
        plain_entry,
        practice=plain_entry.practice.model_copy(update={"title": f"Titel {odd}"}),
        packed=packed(f"## Aanpak\n\n{letters}\n\n{odd}\n"),
    )
    assert page_count(sheet_pdf(made, catalogue, SheetSettings())) >= 1


@given(st.text())
def test_printable_text_keeps_its_letters_and_has_nothing_forbidden(text: str) -> None:
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cs", "Co"} or c == "\ufeff"]
    assert max((len(word) for word in re.split(r"[\s\u200b]", shown)), default=0) <= 40
    untied = re.sub("[\ufb00-\ufb06]", lambda tied: unicodedata.normalize("NFKC", tied[0]), text)
    # Flags become letters, and those are no letters of the text.
    untied = re.sub(
        "[\U0001f1e6-\U0001f1ff]", lambda flag: chr(ord(flag[0]) - 0x1F1E6 + 65), untied
    )
    letters = "".join(c for c in untied if c.isalnum())
    assert "".join(c for c in shown if c.isalnum()) == letters


def test_what_no_font_has_is_printed_in_its_plain_form() -> None:
    assert printable("Stap 1\ufe0f\u20e3 en 2\u20e3: a\ufb04uent, e\ufb00ect") == (
        "Stap 1 en 2: affluent, effect"
    )
    flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in "NLDE")
    assert printable(f"Van {flag[:2]} en {flag}.") == "Van NL en NL DE."
    assert printable("\u20e3 ½ m² ĳ") == "\u20e3 ½ m² ĳ"


def test_a_very_long_practice_is_printed_in_full(catalogue: Catalogue) -> None:
    body = "## Aanpak\n\n" + "\n\n".join(f"Alinea {n}. " + "woord " * 80 for n in range(40))
    made = sheet_pdf(entry("lang", body), catalogue, SheetSettings())
    assert page_count(made) > 2
    assert "Alinea 39." in Tagged(made).text


def test_a_practice_with_all_that_it_may_hold_is_printed_in_full(catalogue: Catalogue) -> None:
    full = entry(
        "vol",
        title=("Een lange titel " * 5)[:80].strip(),
        summary=("Een zin van de samenvatting. " * 10)[:300].strip(),
        organisations=[
            {"name": f"Organisatie {n}", "kind": kind, "role": f"rol {n} " + "doet mee " * 30}
            for n in range(60)
            for kind in [("school", "bedrijf", "overheid")[n % 3]]
        ],
        results=[
            {"text": f"Uitkomst {n} " + "is bereikt " * 25, "kind": kind, "source": str(n + 1)}
            for n in range(40)
            for kind in [("uitkomst", "doel")[n % 2]]
        ],
        adoptions=[
            {"organisation": f"Navolger {n}", "region": "het-dorp", "source": "60"}
            for n in range(60)
        ],
        sources=[
            {"title": f"Bron {n} " + "heet zo " * 30, "url": f"https://example.org/{n}"}
            for n in range(60)
        ],
    )
    for role in (None, *roles_of(full, catalogue)):
        made = sheet_pdf(full, catalogue, SheetSettings(), role)
        said = plain(Tagged(made).text)
        for name in ("Organisatie", "Navolger", "Bron"):
            assert all(f"{name} {n}" in said for n in range(60)), (role, name)
        assert [n for n in range(40) if f"Uitkomst {n}" not in said] == [], role
        assert faults(made) == []


def test_templates_read_data_and_run_nothing() -> None:
    for template in Path(TEMPLATES).glob("*.typ"):
        code = re.sub(r"//.*", "", template.read_text("utf-8"))
        assert not re.search(r"\beval\(|@preview|\bplugin\(|\bread\(", code), template.name
