"""What comes out of a printer when a visitor presses Ctrl and P."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)


@pytest.fixture
def paper(new_page: NewPage, site_url: str) -> Iterator[Callable[[str], pikepdf.Pdf]]:
    """Prints the page at an address; dark colours, as the harder case."""
    page = new_page(dark=True)
    printed: list[pikepdf.Pdf] = []

    def print_page(address: str) -> pikepdf.Pdf:
        page.goto(site_url + address, wait_until="networkidle")
        data = page.pdf(prefer_css_page_size=True)
        printed.append(pikepdf.open(io.BytesIO(data)))
        return printed[-1]

    yield print_page
    for pdf in printed:
        pdf.close()


def size(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    return {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages}


def marks(page: pikepdf.Page) -> int:
    """How many times text is put on a sheet; the number of the sheet itself is a few of them."""
    return sum(str(step.operator) in {"Tj", "TJ"} for step in pikepdf.parse_content_stream(page))


def test_a_practice_takes_two_sheets_at_most(
    paper: Callable[[str], pikepdf.Pdf], built_site: Path
) -> None:
    # The longest ones: whoever fits, the others fit too.
    pages = sorted(
        built_site.glob("praktijken/*/index.html"), key=lambda page: -len(page.read_bytes())
    )
    for page in pages[:6]:
        pdf = paper(f"praktijken/{page.parent.name}/")
        assert len(pdf.pages) <= 2, page.parent.name
        assert size(pdf) == {PORTRAIT}


@pytest.mark.parametrize(
    "practice", ["techwise-twente", "vakland-het-hogeland", "imc-basis-gastlessen-noord"]
)
def test_a_practice_of_usual_length_takes_one_sheet(
    paper: Callable[[str], pikepdf.Pdf], practice: str
) -> None:
    assert len(paper(f"praktijken/{practice}/").pages) == 1


@pytest.mark.parametrize("practice", ["thorbecke-atelier-assen", "veva-opleiding-assen"])
def test_a_practice_that_nearly_fits_is_set_closer_and_takes_one_sheet(
    paper: Callable[[str], pikepdf.Pdf], built_site: Path, practice: str
) -> None:
    html = (built_site / f"praktijken/{practice}/index.html").read_text("utf-8")
    assert 'class="practice practice--close"' in html
    assert len(paper(f"praktijken/{practice}/").pages) == 1


def test_many_that_take_part_leave_the_story_on_the_first_sheet(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/techwise-twente/", wait_until="networkidle")
    page.evaluate(
        """() => {
          const list = document.querySelector(".aside ul");
          const one = list.firstElementChild;
          for (let more = 0; more < 60; more += 1) list.append(one.cloneNode(true));
        }"""
    )
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        first, *others = map(marks, pdf.pages)
        assert first > sum(others) > 0


@pytest.mark.parametrize(
    "practice",
    [
        "techniekroute-molenlanden",
        "junge-ems-achse",
        "makeport-mercurius-stadskanaal",
        "seaports-xperience-center-delfzijl",
        "beroepenfeest-on-stage-hoogeveen",
        "techlabs-noord-drenthe",
        "digitale-geletterdheid-aardbevingsgebied",
    ],
)
def test_a_line_or_two_do_not_ask_for_a_sheet_of_their_own(
    paper: Callable[[str], pikepdf.Pdf], practice: str
) -> None:
    assert len(paper(f"praktijken/{practice}/").pages) == 1


@pytest.mark.parametrize(
    "address",
    ["praktijken/", "regios/", "regios/noordenveld/", "themas/", "organisaties/noorderpoort/"],
)
def test_lists_print_without_a_blank_sheet(
    paper: Callable[[str], pikepdf.Pdf], address: str
) -> None:
    pdf = paper(address)
    assert size(pdf) == {PORTRAIT}
    assert all(marks(page) > 3 for page in pdf.pages)


def test_the_overview_lies_on_its_side_and_takes_two_sheets(
    paper: Callable[[str], pikepdf.Pdf],
) -> None:
    pdf = paper("overzicht/")
    assert size(pdf) == {LANDSCAPE}
    assert len(pdf.pages) == 2


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("praktijken/health-hub-roden/", 3),
        ("praktijken/", 1),
        ("themas/techniekonderwijs/", 1),
        ("regios/noordenveld/", 1),
    ],
)
def test_sheets_and_booklets_are_offered_and_there(
    built_site: Path, address: str, offered: int
) -> None:
    page = built_site / address
    links = re.findall(r'href="([^"]+\.pdf)"', (page / "index.html").read_text("utf-8"))
    assert len(links) == offered
    assert all((page / link).resolve().is_file() for link in links)


def test_the_words_about_a_drawing_stand_on_its_sheet(
    on_paper: Callable[[str], "Page"],
) -> None:
    page = on_paper("organisaties/alfa-college/")
    look = "getComputedStyle(document.querySelector('.who > p')).break"
    assert page.locator(".who > p + .network").count() == 1
    assert page.evaluate(f"[{look}Inside, {look}After]") == ["avoid", "avoid"]


@pytest.fixture
def on_paper(new_page: NewPage, site_url: str) -> Callable[[str], "Page"]:
    """Opens a page as its print looks."""

    def open_page(address: str) -> "Page":
        page = new_page(width=718, dark=True)
        page.goto(site_url + address, wait_until="networkidle")
        page.emulate_media(media="print")
        return page

    return open_page


def test_a_practice_shows_facts_and_sources_and_no_navigation(
    on_paper: Callable[[str], "Page"],
) -> None:
    page = on_paper("praktijken/health-hub-roden/")
    for hidden in (".top", ".foot", ".crumbs", ".related", ".save", ".skip"):
        assert page.locator(hidden).first.is_hidden(), hidden
    for shown in (".facts", ".sources", ".aside", ".printed", ".upkeep__line"):
        assert page.locator(shown).first.is_visible(), shown
    address = page.evaluate(
        "getComputedStyle(document.querySelector('.sources a'), '::after').content"
    )
    assert "http" in address


def test_marks_of_sources_beside_each_other_are_kept_apart(
    on_paper: Callable[[str], "Page"],
) -> None:
    page = on_paper("praktijken/techniekroute-molenlanden/")
    before = page.evaluate(
        "[...document.querySelectorAll('.prose p .cite')].map("
        "mark => [mark.textContent, getComputedStyle(mark, '::before').content])"
    )
    apart = [number for number, content in before if content.startswith('",')]
    assert apart == ["3"]


@pytest.mark.parametrize(("width", "height"), [(1200, 1600), (400, 1800), (1800, 200)])
def test_a_picture_is_whole_and_leaves_room_for_words(
    on_paper: Callable[[str], "Page"], width: int, height: int
) -> None:
    page = on_paper("praktijken/health-hub-roden/")
    seen = page.evaluate(
        """async ([width, height]) => {
          const drawn = Object.assign(document.createElement("canvas"), { width, height });
          const image = Object.assign(new Image(width, height), { src: drawn.toDataURL() });
          const figure = document.createElement("figure");
          figure.className = "picture";
          figure.append(image);
          document.querySelector(".prose").prepend(figure);
          await image.decode();
          const { width: wide, height: tall } = image.getBoundingClientRect();
          return [wide, tall];
        }""",
        [width, height],
    )
    assert seen[1] <= 52 * 96 / 25.4 + 0.5
    assert seen[0] / seen[1] == pytest.approx(width / height, rel=0.02)


@pytest.mark.parametrize("columns", [2, 4, 6, 8, 20])
def test_every_column_of_a_table_is_on_paper(
    on_paper: Callable[[str], "Page"], columns: int
) -> None:
    page = on_paper("praktijken/health-hub-roden/")
    seen = page.evaluate(
        """columns => {
          const words = ["Kwaliteitszorgsystemen".repeat(2), "https://www.example.org/" + "a/b-c".repeat(12)];
          const [head, body] = ["th", "td"].map((name, row) => `<tr>${
            `<${name}>${words[row]}</${name}>`.repeat(columns)}</tr>`);
          const frame = document.createElement("div");
          frame.className = "table";
          frame.innerHTML = `<table><thead>${head}</thead><tbody>${body}</tbody></table>`;
          document.querySelector(".prose").prepend(frame);
          const right = document.querySelector(".prose").getBoundingClientRect().right;
          const range = document.createRange();
          return [...frame.querySelectorAll("th, td")].map((cell) => {
            range.selectNodeContents(cell);
            return Math.min(right, cell.getBoundingClientRect().right) - range.getBoundingClientRect().right;
          });
        }""",
        columns,
    )
    assert len(seen) == 2 * columns
    assert min(seen) > -0.5


def test_one_long_word_leaves_the_other_cards_their_room(
    on_paper: Callable[[str], "Page"],
) -> None:
    page = on_paper("regios/noordenveld/")
    widths = page.evaluate(
        """() => {
          document.querySelector(".card__title a").textContent = "Arbeidsmarkt".repeat(20);
          return [...document.querySelectorAll(".card")].map(card => card.getBoundingClientRect().width);
        }"""
    )
    assert max(widths) - min(widths) < 0.5


def test_outcomes_and_targets_differ_without_colour(on_paper: Callable[[str], "Page"]) -> None:
    page = on_paper("praktijken/health-hub-roden/")
    looks = [
        page.evaluate(
            "s => { const c = getComputedStyle(document.querySelector(s));"
            "return [c.borderRightStyle, c.borderLeftWidth]; }",
            f".result--{kind}",
        )
        for kind in ("uitkomst", "doel")
    ]
    assert looks[0][0] == "solid"
    assert looks[1][0] == "dashed"
    assert looks[0][1] != looks[1][1]


def test_paper_is_black_on_white_also_when_somebody_chose_dark(
    on_paper: Callable[[str], "Page"],
) -> None:
    page = on_paper("praktijken/health-hub-roden/")
    for choice in ("dark", "light"):
        page.evaluate("c => { document.documentElement.dataset.scheme = c; }", choice)
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
            "rgb(255, 255, 255)"
        )


def test_the_head_of_a_table_is_repeated_and_no_row_is_cut(
    on_paper: Callable[[str], "Page"],
) -> None:
    page = on_paper("overzicht/")
    look = "([s, p]) => getComputedStyle(document.querySelector(s))[p]"
    assert page.evaluate(look, ["thead", "display"]) == "table-header-group"
    assert page.evaluate(look, ["tbody tr", "breakInside"]) == "avoid"
    assert page.evaluate(look, ["h1", "breakAfter"]) == "avoid"
    assert page.evaluate(look, ["main", "page"]) == "breed"


def test_words_on_end_in_the_head_of_a_table_are_all_of_one_height(
    on_paper: Callable[[str], "Page"],
) -> None:
    # A sheet that repeats the head lays it out anew: what chose its height then outgrew the row.
    page = on_paper("overzicht/")
    heights = page.evaluate(
        "[...document.querySelectorAll('.matrix__theme span')].map(e => e.offsetHeight)"
    )
    assert len(set(heights)) == 1
    assert page.evaluate("document.querySelector('.matrix thead').offsetHeight") >= heights[0]


@pytest.mark.parametrize(
    "address",
    [
        "praktijken/?q=techniek&thema=techniekonderwijs",
        "vergelijk/?p=health-hub-roden,techwise-twente",
        "past-dit-bij-ons/?rol=bedrijf&plaats=emmen",
    ],
)
def test_paper_leads_back_to_what_was_chosen(
    new_page: NewPage, site_url: str, address: str
) -> None:
    page = new_page()
    # As on a site that knows its own address; the site of these tests does not.
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(
                response=(answer := route.fetch()),
                body=answer.text().replace(
                    '<p class="printed">',
                    '<p class="printed"><span data-address>https://a.nl/</span>',
                ),
            )
            if route.request.resource_type == "document"
            else route.continue_()
        ),
    )
    page.goto(site_url + address, wait_until="networkidle")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    query = address[address.index("?") :]
    assert page.locator("[data-address]").text_content() == f"https://a.nl/{query}"
    assert page.evaluate("document.querySelector('main').firstElementChild.className") == (
        "printed printed--chosen"
    )


def test_the_answers_stand_on_paper_and_no_buttons(on_paper: Callable[[str], "Page"]) -> None:
    page = on_paper("past-dit-bij-ons/?rol=bedrijf&onderwijs=mbo,hbo&plaats=emmen")
    questions = page.locator(".fit__question:visible")
    assert questions.count() == 3
    assert [label.inner_text() for label in page.locator(".fit__options label:visible").all()] == [
        *("Bedrijf of werkgever", "Mbo", "Hbo")
    ]
    assert page.locator(".fit select").is_visible()
    assert page.locator(".fit__results .button:visible").count() == 0
