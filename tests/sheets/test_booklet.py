"""A booklet: what is where, and whether it says so."""

import pikepdf
import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.sheets import booklet_pdf, document_pdf, page_count, site_booklets
from praktijkatlas.sheets.booklet import MAX_SHEETS, Booklet, booklet_frame, by_title

from .conftest import BODY, SETTINGS, entry
from .tagged import Tagged, plain

TITLES = ("Een lange les", "Gastles in De Stad", "Andere les")


@pytest.fixture(scope="module")
def first_pages(booklet: Tagged) -> dict[str, int | None]:
    """The page on which each part begins."""
    return {plain(element.text): element.page for element in booklet.of_kind("H1")}


def test_parts_come_in_the_order_that_was_asked_for(first_pages: dict[str, int]) -> None:
    assert list(first_pages) == ["Overleg 12 mei", "Inhoud", *TITLES, "Register"]
    assert list(first_pages.values()) == [1, 2, 3, 5, 6, 7]


def test_contents_give_place_and_page(booklet: Tagged, first_pages: dict[str, int]) -> None:
    lines = [plain(line.text) for line in booklet.of_kind("TOCI")]
    assert lines == [
        f"Een lange lesHet dorp, De stad{first_pages['Een lange les']}",
        f"Gastles in De StadDe stad{first_pages['Gastles in De Stad']}",
        f"Andere lesHet dorp{first_pages['Andere les']}",
        f"Register{first_pages['Register']}",
    ]


def test_contents_lead_to_the_pages(booklet: Tagged, first_pages: dict[str, int]) -> None:
    assert booklet.inner_links(2) == [first_pages[title] for title in (*TITLES, "Register")]


def test_register_names_places_and_organisations(
    booklet: Tagged, first_pages: dict[str, int]
) -> None:
    lines = [plain(item.text) for item in booklet.of_kind("LBody") if item.page == 7]
    long, short, other = (first_pages[title] for title in TITLES)
    assert lines == [
        f"De stad{long}, {short}",
        f"Het dorp{long}, {other}",
        f"Bakkerij Jansen{long}, {short}, {other}",
        f"Vakcollege De Brug{long}, {short}, {other}",
    ]


def test_a_name_of_two_lines_in_the_register_reads_as_one(catalogue: Catalogue) -> None:
    name = "Vereniging van vakcolleges en bakkers in De Stad en wijde omgeving"
    made = entry("x", organisations=[
        {"name": name, "kind": "school"}, {"name": "Bakkerij Jansen", "kind": "bedrijf"},
    ])  # fmt: skip
    own = Catalogue.of([made], catalogue.vocabularies)
    booklet = Tagged(booklet_pdf("Register", [made], own, SETTINGS))
    lefts = {x for x, y in booklet.starts(len(booklet.pdf.pages)) if 60 < y < 700}
    columns = sorted(x for x in lefts if any(abs(x + 9 - other) < 0.1 for other in lefts))
    assert len(columns) == 1, "the second line begins an em to the right"


def test_bookmarks_name_every_part(booklet: Tagged) -> None:
    with booklet.pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Inhoud", *TITLES, "Register"]


def test_a_link_between_practices_stays_in_the_booklet(booklet: Tagged) -> None:
    assert booklet.inner_links(5) == [6]


def test_cover_says_how_many_and_of_when(booklet: Tagged) -> None:
    cover = [plain(element.text) for element in booklet.of_kind("P") if element.page == 1]
    assert {"3 goede praktijken", "Stand: januari 2026"} <= set(cover)


def test_only_a_word_that_is_too_wide_for_the_cover_is_divided(catalogue: Catalogue) -> None:
    chosen = [catalogue.by_id["gastles"]]
    for title, divided in (
        ("Opdrachten van scholen en bedrijven in de stad", False),
        ("Samenwerkingsverbandsoverlegplatformcoördinatie", True),
    ):
        made = Tagged(booklet_pdf(title, chosen, catalogue, SETTINGS))
        assert plain(made.of_kind("H1")[0].text) == title
        assert ("\u00ad" in made.of_kind("H1")[0].text) is divided


def test_the_site_offers_a_booklet_for_what_has_practices(catalogue: Catalogue) -> None:
    offered = dict(site_booklets(catalogue))
    assert list(offered) == [
        "bundels/themas/stages.pdf",
        "bundels/themas/techniek.pdf",
        "bundels/regios/de-stad.pdf",
        "bundels/regios/het-dorp.pdf",
        "bundels/alles.pdf",
    ]
    assert [e.id for e in offered["bundels/alles.pdf"].entries] == [
        "andere-les", "lange-les", "gastles",
    ]  # fmt: skip


def test_too_many_practices_make_no_booklet(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_SHEETS > 80
    monkeypatch.setattr("praktijkatlas.sheets.booklet.MAX_SHEETS", 2)
    assert "bundels/alles.pdf" not in dict(site_booklets(catalogue))


def test_a_booklet_of_a_theme_names_it_and_where_to_find_it(catalogue: Catalogue) -> None:
    pdf = document_pdf("bundels/themas/techniek.pdf", catalogue, SETTINGS)
    assert pdf is not None
    tagged = Tagged(pdf)
    assert page_count(pdf) == 4
    assert [plain(e.text) for e in tagged.of_kind("P") if e.page == 1][1] == "Thema"
    assert "atlas.example.org/gids/themas/techniek" in tagged.text


@pytest.mark.parametrize("path", ["bundels/themas/nee.pdf", "praktijken/nee/nee.pdf", "x.pdf"])
def test_there_is_no_document_at_another_path(catalogue: Catalogue, path: str) -> None:
    assert document_pdf(path, catalogue, SETTINGS) is None


def test_names_are_sorted_as_readers_expect(catalogue: Catalogue) -> None:
    frame = booklet_frame(Booklet("x", by_title(catalogue.entries)), catalogue, SETTINGS)
    organisations = frame["organisations"]
    assert isinstance(organisations, list)
    assert [each["name"] for each in organisations] == ["Bakkerij Jansen", "Vakcollege De Brug"]


def test_tables_of_a_head_alone_are_bound_and_keep_their_names_apart(catalogue: Catalogue) -> None:
    table = "| Wie | Wat |\n| --- | --- |\n"
    chosen = [entry(each, BODY.replace("Eerst dit.", table)) for each in ("een", "twee")]
    own = Catalogue.of(chosen, catalogue.vocabularies)
    made = Tagged(booklet_pdf("Tabellen", chosen, own, SETTINGS))
    named = pikepdf.NameTree(made.pdf.Root.StructTreeRoot.IDTree)
    assert {name.split()[0] for name in named} == {"een", "twee"}
    assert len(named) == len(made.of_kind("TH"))
