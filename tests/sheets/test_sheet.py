"""The sheet of a practice: what it says, in which order, and to whom."""

import itertools

import pikepdf
import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.sheets import SheetSettings, page_count, sheet_pdf
from praktijkatlas.sheets.settings import shown_address

from .conftest import LONG, SETTINGS, SITE, entry
from .tagged import Tagged, plain

FAMILIES = ("AtkinsonHyperlegibleNext", "BricolageGrotesque", "Praktijkatlas")


@pytest.fixture(params=["short", "long", "for_school", "booklet"])
def made(request: pytest.FixtureRequest) -> Tagged:
    tagged: Tagged = request.getfixturevalue(request.param)
    return tagged


def test_it_is_tagged_and_says_its_language_and_title(made: Tagged) -> None:
    root = made.pdf.Root
    assert root.MarkInfo.Marked
    assert "/StructTreeRoot" in root
    assert str(root.Lang).startswith("nl")
    assert root.ViewerPreferences.DisplayDocTitle


def test_it_claims_both_standards(made: Tagged) -> None:
    with made.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_title_author_and_description_are_in_the_metadata(short: Tagged) -> None:
    with short.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Gastles in De Stad"
        assert metadata["dc:creator"] == ["Atlas"]
        assert metadata["dc:description"].startswith("Een vakman geeft les.")


def test_every_font_is_embedded_and_ours(made: Tagged) -> None:
    fonts = {
        str(font.BaseFont): font.DescendantFonts[0].FontDescriptor
        for page in made.pdf.pages
        for font in page.Resources.Font.values()
    }
    assert fonts
    for name, descriptor in fonts.items():
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
        assert name.split("+")[1].startswith(FAMILIES), name


def test_every_figure_has_an_alternative_text(made: Tagged) -> None:
    figures = made.of_kind("Figure")
    assert figures
    assert all(figure.alt for figure in figures)


def test_every_link_says_where_it_leads(made: Tagged) -> None:
    links = [note for page in made.pdf.pages for note in page.get("/Annots", [])]
    assert links
    assert all(str(link.get("/Contents", "")).strip() for link in links)


def test_headings_come_in_the_order_of_reading_and_skip_no_level(short: Tagged) -> None:
    assert short.headings() == [
        (1, "Gastles in De Stad"),
        (2, "In het kort"),
        (2, "Wie doen mee?"),
        (2, "Wie doen dit ook?"),
        (2, "Meer weten"),
        (2, "Aanleiding"),
        (2, "Aanpak"),
        (3, "Daarna"),
        (2, "Resultaten"),
        (3, "Uitkomsten: dit is gebeurd"),
        (3, "Doelen: dit was het plan"),
        (2, "Wat werkte en wat niet"),
        (2, "Zelf doen"),
        (2, "Bronnen"),
    ]


def test_facts_are_questions_with_answers(short: Tagged) -> None:
    items = [plain(element.text) for element in short.of_kind("LBody")]
    assert "WaarDe stad" in items
    assert "StatusLopend (stand rond 2024)" in items
    assert "Onderbouwing2Uit twee bronnen." in items
    assert "Inzet en kostenNiet bekend uit de bronnen." in items


def test_outcomes_and_targets_are_told_apart(short: Tagged) -> None:
    text = short.text
    outcome, target = text.index("Er gingen 10"), text.index("Het plan was een hele klas.")
    assert text.index("Uitkomsten") < outcome < text.index("Doelen") < target
    # The number is in the sentence of the one and not of the other.
    assert text[outcome:].startswith("Er gingen 10 leerlingen mee. (2024)1")
    assert text[target:].startswith("Het plan was een hele klas. (1.234,5 uur)2")


def test_the_end_says_when_it_was_reviewed_and_what_is_allowed(short: Tagged) -> None:
    last = plain(short.of_kind("P")[-1].text)
    assert last.startswith("Nagekeken op 10 januari 2026; weer na te kijken vóór 10 januari 2028.")
    assert "Licentie: Cc by 4.0" in last


def test_marks_of_sources_beside_each_other_are_kept_apart(catalogue: Catalogue) -> None:
    """Sources 1 and 2 would read as source 12."""
    made = Tagged(
        sheet_pdf(entry("gastles", "Zij doen mee.[^1][^2] Nu.[^1] Ja.[^2]"), catalogue, SETTINGS)
    )
    assert "Zij doen mee.1, 2 Nu.1 Ja.2" in made.text


def test_links_lead_to_sources_contact_licence_and_the_site(short: Tagged) -> None:
    page = f"{SITE}/praktijken/gastles/"
    assert set(short.links()) == {
        "https://www.example.org/bakkers",
        "https://example.org/" + "lang/" * 20,
        "https://www.example.org/%C3%A9",
        "mailto:stage@brug.example.org",
        "https://creativecommons.org/licenses/by/4.0/",
        f"{SITE}/praktijken/andere-les/",
        page,
    }
    assert f"QR-code naar {page}" in [figure.alt for figure in short.of_kind("Figure")]
    assert "atlas.example.org/gids/praktijken/gastles" in short.text


def test_without_an_address_there_is_no_code_and_no_link_to_the_site(catalogue: Catalogue) -> None:
    bare = Tagged(sheet_pdf(catalogue.by_id["gastles"], catalogue, SheetSettings()))
    assert not bare.of_kind("Figure")
    assert not [link for link in bare.links() if "praktijken" in link]
    assert "Zie de ander en" in bare.text


def test_a_table_has_heads_that_name_their_columns(short: Tagged) -> None:
    heads = [plain(head.text) for head in short.of_kind("TH")]
    assert heads == ["wie", "wat"]
    assert [plain(cell.text) for cell in short.of_kind("TD")] == [
        "school", "zoekt", "bedrijf", "biedt",
    ]  # fmt: skip


def test_a_table_too_wide_for_paper_says_what_its_cells_hold(catalogue: Catalogue) -> None:
    columns = "|".join("---" for _ in range(7))
    rows = "| 1 | | | | | | 7 |\n" + "| " * 7 + "|\n" + "| | **2** | | | | | |\n"
    for heads, lines in (
        ("|a|b|c|d|e|f|g|", ["a: 1; g: 7", "b: 2"]),
        ("|a||c|d|e|f|g|", ["a: 1; g: 7", "2"]),
    ):
        body = f"## Aanpak\n\n{heads}\n|{columns}|\n{rows}"
        made = Tagged(sheet_pdf(entry("breed", body, results=[]), catalogue, SETTINGS))
        items = [plain(element.text) for element in made.of_kind("LBody")]
        assert items[-2 - len(lines) : -2] == lines  # two sources come after it


def test_a_wide_table_of_a_head_alone_keeps_its_words(catalogue: Catalogue) -> None:
    body = f"## Aanpak\n\n|a|b|c||e|f|g|\n|{'|'.join(['---'] * 7)}|\n"
    assert "a; b; c; e; f; g" in Tagged(sheet_pdf(entry("kop", body), catalogue, SETTINGS)).text


def test_bookmarks_are_the_headings(short: Tagged) -> None:
    with short.pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Gastles in De Stad"
        assert [item.title for item in top.children][:2] == ["In het kort", "Wie doen mee?"]


def test_a_short_practice_takes_one_page_and_a_long_one_two(short: Tagged, long: Tagged) -> None:
    assert (len(short.pdf.pages), len(long.pdf.pages)) == (1, 2)


def test_every_page_is_a4(made: Tagged) -> None:
    for page in made.pdf.pages:
        width, height = (float(each) * 25.4 / 72 for each in page.mediabox[2:])
        assert (round(width), round(height)) == (210, 297)


def test_no_heading_stands_alone_at_the_end_of_a_page(long: Tagged, booklet: Tagged) -> None:
    for tagged in (long, booklet):
        elements = [
            e for e in tagged.elements if e.kind in {"P", "LI", "TR", "TOCI", "H1", "H2", "H3"}
        ]
        pairs = itertools.pairwise(elements)
        alone = [a.text for a, b in pairs if a.kind.startswith("H") and a.page != b.page]
        assert not alone


def test_the_colophon_is_never_alone_on_a_page(catalogue: Catalogue) -> None:
    """It stands below the sources, wherever these begin."""
    parties = [
        {"name": f"Vakbedrijf {number} in De Stad", "kind": "bedrijf", "role": "krijgt bezoek " * 3}
        for number in range(24)
    ]
    for lines in range(30, 36):
        body = "## Aanpak\n\n" + "Dit is een zin.\n\n" * lines
        made = Tagged(sheet_pdf(entry("vol", body, organisations=parties), catalogue, SETTINGS))
        (source,) = (e for e in made.of_kind("LBody") if e.text.startswith("Verslag"))
        (colophon,) = (e for e in made.of_kind("P") if e.text.startswith("Nagekeken"))
        assert source.page == colophon.page, lines


def test_the_way_to_ask_more_is_never_divided_over_pages(catalogue: Catalogue) -> None:
    body = "## Aanpak\n\n" + "Dit is een zin.\n\n" * 45
    contact = {"organisation": "Brug", "url": "https://brug.example.org/" + "onderwijs/" * 9}
    for number in range(18, 24):
        parties = [
            {"name": f"Bedrijf {n}", "kind": "bedrijf", "role": "bakt mee"} for n in range(number)
        ]
        practice = entry("vol", body, contact=contact, organisations=parties)
        made = Tagged(sheet_pdf(practice, catalogue, SETTINGS))
        names = [plain(e.text) for e in made.elements]
        part = made.elements[names.index("Meer weten") : names.index("Aanpak")]
        assert len({e.page for e in part if e.kind in ("H2", "P", "Link")}) == 1, number


def test_many_organisations_do_not_fill_pages_of_the_narrow_column(catalogue: Catalogue) -> None:
    parties = [
        {"name": f"Vakbedrijf {number} in De Stad", "kind": "bedrijf", "role": "krijgt bezoek"}
        for number in range(58)
    ]
    made = Tagged(sheet_pdf(entry("druk", organisations=parties), catalogue, SETTINGS))
    assert len(made.pdf.pages) <= 2
    assert all(f"{party['name']} (krijgt bezoek)" in made.text for party in parties)


def test_the_narrow_column_does_not_run_on_beside_an_empty_page(catalogue: Catalogue) -> None:
    parties = [
        {"name": f"Vakbedrijf {n}", "kind": "bedrijf", "role": "maakt samen een plan " * 3}
        for n in range(14)
    ]
    adopters = [
        {"organisation": f"Vakcollege {n}", "region": "het-dorp", "source": "1"} for n in range(40)
    ]
    body = "## Aanpak\n\nDit is een zin."
    for changes in ({"organisations": parties}, {"adoptions": adopters}):
        made = Tagged(sheet_pdf(entry("x", body, **changes), catalogue, SETTINGS))
        assert len(made.pdf.pages) == 1
        headings = [text for _, text in made.headings()]
        assert headings.index("Aanpak") < headings.index(
            "Wie doen mee?" if "organisations" in changes else "Wie doen dit ook?"
        )
        assert "Vakbedrijf 13 (maakt" in made.text or "Vakcollege 39 (Het dorp)1." in made.text
    # Beside a story that goes on too, it may.
    told = Tagged(sheet_pdf(entry("x", LONG, organisations=parties), catalogue, SETTINGS))
    headings = [text for _, text in told.headings()]
    assert headings.index("Wie doen mee?") < headings.index("Aanpak")


def test_long_words_in_the_narrow_column_are_divided_the_dutch_way(catalogue: Catalogue) -> None:
    parties = [
        {"name": "School", "kind": "school", "role": "kent meervoudigepersoonlijkheidsstoornis"},
        {"name": "Bedrijf", "kind": "bedrijf"},
    ]
    made = Tagged(sheet_pdf(entry("deel", organisations=parties), catalogue, SETTINGS))
    (words,) = (e.text for e in made.of_kind("LBody") if "kent" in e.text)
    # A soft hyphen: whoever searches or copies gets the whole word.
    assert "\u00ad" in words
    assert plain(words) == "School: kent meervoudigepersoonlijkheidsstoornis"


@pytest.mark.parametrize(
    ("word", "hyphens"),
    [
        ("samenwerkingsverbandsoverlegplatformcoördinatie", True),
        ("meervoudigepersoonlijkheidsstoornissen", False),
        ("arbeidsmarktregio-overstijgend", False),
        ("W" * 76, True),
        ("Ω" * 76, False),
        ("123" * 25, False),
    ],
)
def test_a_word_that_is_too_wide_for_the_title_is_divided(
    catalogue: Catalogue, word: str, hyphens: bool
) -> None:
    made = Tagged(sheet_pdf(entry("breed", title=f"Een {word}"), catalogue, SETTINGS))
    (title,) = made.of_kind("H1")
    assert plain(title.text) == f"Een {word}"
    assert ("\u00ad" in title.text) is hyphens
    # Themes, title, summary: the title has at least two lines when it is divided.
    lines = {y for x, y in made.starts(1) if x < 46 and y > 700}
    assert (len(lines) > 3) is (len(word) > 30)


def test_an_address_is_never_divided_with_a_hyphen(catalogue: Catalogue) -> None:
    """Whoever types it would type the hyphen too."""
    url = "https://brug.example.org/onderwijsorganisatie/samenwerkingsverband/verantwoording"
    contact = {"organisation": "Vakcollege De Brug", "url": url}
    made = Tagged(sheet_pdf(entry("gastles", contact=contact), catalogue, SETTINGS))
    # A hyphen that the typesetter puts in is a soft one in the text of a PDF.
    shown = [
        link.text.replace("\u200b", "")
        for link in made.of_kind("Link")
        if "onderwijs" in plain(link.text)
    ]
    assert shown == [url.removeprefix("https://")]


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/?p=211", "example.org/?p=211"),
        ("https://www.example.org/watch?v=abc#t=3", "example.org/watch?v=abc"),
        ("https://example.org/les?kenmerk=" + "x" * 30, "example.org/les?…"),
        ("https://example.org/" + "lang/" * 9 + "?p=1", "example.org/…"),
    ],
)
def test_a_printed_address_leads_where_it_should_or_says_that_it_is_shortened(
    url: str, printed: str
) -> None:
    assert shown_address(url) == printed


def test_the_address_of_a_contact_keeps_its_question(catalogue: Catalogue) -> None:
    contact = {"organisation": "Vakcollege De Brug", "url": "https://brug.example.org/?p=12"}
    made = Tagged(sheet_pdf(entry("gastles", contact=contact), catalogue, SETTINGS))
    assert "brug.example.org/?p=12" in made.text


def test_an_address_that_is_copied_has_nothing_between_its_letters(catalogue: Catalogue) -> None:
    url = "https://brug.example.org/onderwijsorganisatie/samenwerkingsverband/verantwoording"
    mailbox = "stagebureau-techniek-en-bouw@brug.example.org"
    contact = {"organisation": "Vakcollege De Brug", "url": url, "mailbox": mailbox}
    body = f"## Aanpak\n\nZie {url}."
    made = Tagged(sheet_pdf(entry("gastles", body, contact=contact), catalogue, SETTINGS))
    (said,) = (element.text for element in made.of_kind("Document"))
    assert f"Zie {url}." in said
    assert url.removeprefix("https://") in said.replace(url, "")
    assert mailbox in said
    assert f"mailto:{mailbox}" in made.links()


def test_page_count_is_read_from_the_document(short_pdf: bytes, long: Tagged) -> None:
    assert page_count(short_pdf) == 1


def test_headers_and_footers_are_not_read_aloud(long: Tagged) -> None:
    assert "Pagina" not in long.text
    assert "Wat werkt" not in long.text.replace("Wat werkte", "")


def test_a_practice_without_results_or_known_sections_is_a_sheet_too(catalogue: Catalogue) -> None:
    bare = entry("kaal", "Alleen deze zin.", results=[], adoptions=[])
    tagged = Tagged(sheet_pdf(bare, catalogue, SheetSettings()))
    assert "Alleen deze zin." in tagged.text
    assert "Resultaten" not in tagged.text


def test_all_that_is_drawn_is_read_aloud_or_marked_as_ornament(made: Tagged) -> None:
    draws = {"Tj", "TJ", "f", "f*", "S", "s", "B", "B*", "b", "Do"}
    for page in made.pdf.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            assert depth > 0 or name not in draws


def test_qpdf_finds_no_fault(made: Tagged) -> None:
    assert not made.pdf.check_pdf_syntax()
