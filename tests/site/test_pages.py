"""Every page of the real site: its address, its head, its links, and what it may not hold."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from praktijkatlas.facts import host
from praktijkatlas.load import load_site
from praktijkatlas.model.dates import MONTHS

SITE = "https://site.invalid/"
MOST_BYTES = 25 * 1024
DATA = {"application/ld+json", "application/json"}
"""The types of scripts that hold data: no browser runs them."""


def words(element):
    """The text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def pages(built_site, read_pages):
    """Every page of the real site by its address ("" is the home page)."""
    return read_pages(built_site)


@pytest.fixture(scope="module")
def shown(pages):
    """The pages that visitors stay on."""
    return [page for page in pages.values() if not page.is_redirect]


@pytest.fixture(scope="module")
def catalogue(project):
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


@pytest.fixture(scope="module")
def practices(pages, catalogue):
    """The page of every practice, by id."""
    return {entry.id: pages[f"praktijken/{entry.id}/"] for entry in catalogue.entries}


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        *("", "praktijken/", "themas/", "regios/", "organisaties/", "overzicht/", "privacy/"),
        *("bijdragen/", "bijdragen/controles/", "bijdragen/velden/", "bijdragen/formulier/"),
        *("over/", "over/verkenning/", "over/regio/", "over/criteria/", "over/redactie/"),
        *("over/colofon/", "toegankelijkheid/", "404.html", "verzamelmap/"),
    ],
)
def test_promised_page_is_there(pages, address):
    assert address in pages


def test_a_link_for_questions_says_to_which_site_it_leads(pages, catalogue):
    for entry in catalogue.entries:
        url = entry.practice.contact.url
        if url:
            page = pages[f"praktijken/{entry.id}/"]
            (section,) = page.with_class("contact")
            (link,) = (each for each in section.iter("a") if each.get("href") == url)
            assert words(link) == f"Meer op {host(url)}"


def test_every_practice_theme_region_and_organisation_has_its_page(pages, catalogue):
    lists = catalogue.vocabularies
    promised = [
        *(f"praktijken/{entry.id}/" for entry in catalogue.entries),
        *(f"praktijken/{old}/" for old in catalogue.redirects),
        *(f"themas/{theme.id}/" for theme in lists.themes),
        *(f"regios/{region.id}/" for region in lists.regions),
        *(f"organisaties/{organisation}/" for organisation in catalogue.organisations),
    ]
    assert len(catalogue) > 50
    assert not [address for address in promised if address not in pages]


def test_page_of_a_former_municipality_leads_to_that_of_today(pages, catalogue):
    former = [region for region in catalogue.vocabularies.regions if region.is_former]
    assert len(former) > 10
    for region in former:
        page = pages[f"regios/{region.id}/"]
        (refresh,) = (e for e in page.all("meta") if e.get("http-equiv") == "refresh")
        (link,) = page.all("a")
        heir = region.replaced_by[0]
        assert refresh.get("content") == f"0; url=../../regios/{heir}/"
        assert link.get("href") == f"../../regios/{heir}/"
        assert page.meta("robots") == ["noindex"]
        assert region.label in words(page.root.find(".//h1"))


def test_only_former_names_lead_elsewhere(pages, catalogue):
    former = {f"regios/{r.id}/" for r in catalogue.vocabularies.regions if r.is_former}
    old = {f"praktijken/{name}/" for name in catalogue.redirects}
    assert {page.address for page in pages.values() if page.is_redirect} == former | old


# The head and the outline


def test_html_is_without_faults(pages):
    assert not [f"/{page.address} {error}" for page in pages.values() for error in page.errors]


def test_page_is_dutch_and_has_one_first_heading(pages):
    wrong = [
        page.address
        for page in pages.values()
        if page.root.get("lang") != "nl" or len(list(page.all("h1"))) != 1
    ]
    assert not wrong


def test_headings_do_not_skip_a_level(shown):
    for page in shown:
        levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        jumps = [b for a, b in pairwise(levels) if b > a + 1]
        assert not jumps, page.address


def test_page_has_a_title_and_a_description(pages):
    for page in pages.values():
        (title,) = page.all("title")
        assert words(title)
        if not page.is_redirect:
            assert words(title).endswith("Praktijkatlas")
            (description,) = page.meta("description")
            assert 20 <= len(description) <= 320, page.address


def test_two_pages_never_have_the_same_title(shown):
    titles = Counter(words(next(page.all("title"))) for page in shown)
    assert [title for title, count in titles.items() if count > 1] == []


def test_a_region_goes_by_its_own_name_on_its_page(pages):
    for address in ("regios/provincie-drenthe/", "organisaties/provincie-drenthe/"):
        assert words(pages[address].root.find(".//h1")) == "Provincie Drenthe"


def test_headings_that_ask_end_in_a_question_mark(pages, practices):
    def headings(page):
        return {words(heading) for heading in page.root.iter("h2")}

    assert {"Waar gaat het over?", "Waar gebeurt het?"} <= headings(pages[""])
    assert "Wie werkt met wie?" in headings(pages["organisaties/"])
    for page in practices.values():
        asked = {"Wie doen mee?", "Wie doen dit ook?", "Bij wie kunt u terecht?"}
        assert asked <= headings(page), page.address


@pytest.mark.parametrize(
    "file", ["site/theme/assets/formulier-voorbeeld.js", "sheets/templates/practice.typ"]
)
def test_preview_and_sheet_ask_what_the_page_asks(project, file):
    text = (project / "scripts/praktijkatlas" / file).read_text("utf-8")
    for question in ("Wie doen mee", "Wie doen dit ook"):
        assert text.count(question) == text.count(f"{question}?") > 0


def test_words_to_search_by_are_not_called_names_of_a_theme(pages, catalogue):
    for theme in catalogue.vocabularies.themes:
        said = words(pages[f"themas/{theme.id}/"].root)
        assert "bekend als" not in said
        assert f"U vindt dit thema ook met deze woorden: {theme.synonyms[0]}" in said


def test_the_home_page_does_not_call_a_province_a_place(pages):
    (numbers,) = pages[""].with_class("numbers")
    said = " ".join(words(item) for item in numbers.iter("li"))
    assert "gebieden" in said
    assert "plaats" not in said


def test_the_home_page_counts_the_areas_that_it_lists(pages):
    (numbers,) = pages[""].with_class("numbers")
    (said,) = (words(item) for item in numbers.iter("li") if "gebieden" in words(item))
    listed = [e for area in pages[""].with_class("area") for e in area.iter("a")]
    assert said == f"{len(listed)} gebieden"


def tags(page, heading):
    """The tags of a section: its link, the address that a script gives it, and its number."""
    (section,) = (e for e in page.all("section") if e.get("aria-labelledby") == heading)
    for link in section.iter("a"):
        yield link.get("href"), link.get("data-both"), int(words(link).split()[-1])


def test_numbers_of_a_theme_in_a_place_are_those_of_the_overview(pages, catalogue):
    lists = catalogue.vocabularies
    wide = [r.id for r in lists.regions if any(r.id in i.part_of for i in lists.regions)]
    for theme in lists.themes:
        found = list(tags(pages[f"themas/{theme.id}/"], "waar"))
        assert (
            len(
                {href for href, _, _ in found}
                & {f"../../regios/{i}/#thema-{theme.id}" for i in wide}
            )
            > 1
        )
        for href, both, number in found:
            region = href.split("/")[-2]
            assert number == catalogue.count(theme.id, region)
            assert both == f"../../praktijken/?thema={theme.id}&plaats={region}"
    for href, both, number in tags(pages[f"regios/{wide[0]}/"], "themas"):
        theme_id = href.split("/")[-2]
        assert number == catalogue.count(theme_id, wide[0])
        assert both == f"../../praktijken/?thema={theme_id}&plaats={wide[0]}"


def test_first_heading_of_a_practice_is_in_its_title(practices):
    for page in practices.values():
        heading = words(page.root.find(".//h1"))
        assert words(next(page.all("title"))) == f"{heading} – Praktijkatlas"


def test_id_occurs_once_on_a_page(pages):
    for page in pages.values():
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], page.address


def test_labels_and_descriptions_point_at_something(pages):
    for page in pages.values():
        for element in page.root.iter():
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                for target in element.get(name, "").split():
                    assert target in page.ids, (page.address, name, target)


def test_site_without_an_address_names_no_canonical_page(shown):
    for page in shown:
        assert not [e for e in page.all("link") if e.get("rel") == "canonical"]
        assert "og:url" not in page.text


# The way to a page


def crumbs(page):
    (way,) = page.with_class("crumbs")
    return [(words(item), [a.get("href") for a in item.iter("a")]) for item in way.iter("li")]


def test_breadcrumbs_lead_from_the_home_page_to_here(pages, practices):
    page = practices["health-hub-roden"]
    assert crumbs(page) == [
        ("Home", ["../../"]),
        ("Praktijken", ["../../praktijken/"]),
        (words(page.root.find(".//h1")), []),
    ]
    assert crumbs(pages["regios/"])[:1] == [("Home", ["../"])]
    assert crumbs(pages["themas/techniekonderwijs/"])[1] == ("Thema’s", ["../../themas/"])
    assert crumbs(pages["organisaties/noorderpoort/"])[1] == (
        *("Organisaties", ["../../organisaties/"]),
    )


def test_every_page_but_home_and_404_has_breadcrumbs(shown):
    bare = {page.address for page in shown if not list(page.with_class("crumbs"))}
    assert bare == {"", "404.html"}


def menu(page):
    (found,) = (element for element in page.all("nav") if element.get("id") == "menu")
    return found


def test_menu_is_short_and_names_no_practice(shown):
    for page in shown:
        links = [link.get("href", "") for link in menu(page).iter("a")]
        targets = {urljoin(SITE + page.address, link).removeprefix(SITE) for link in links}
        assert {"praktijken/", "themas/", "regios/", "overzicht/"} <= targets
        assert len(targets) <= 9
        assert not [target for target in targets if re.fullmatch(r"praktijken/.+", target)]


def test_menu_marks_the_part_of_the_site_that_a_page_is_in(pages, practices):
    def marked(page):
        return [
            (words(link), link.get("aria-current"))
            for link in menu(page).iter("a")
            if link.get("aria-current")
        ]

    assert marked(practices["health-hub-roden"]) == [("Praktijken", "true")]
    assert marked(pages["themas/"]) == [("Thema’s", "page")]
    assert marked(pages[""]) == []


# Links


def test_every_link_and_fragment_leads_somewhere(built_site, pages, dead_links):
    assert not dead_links(built_site, pages)[:20]


def test_links_go_to_the_web_to_mail_or_to_the_site(pages):
    schemes = {
        (urlsplit(link).scheme, link if urlsplit(link).scheme not in ("", "https", "http") else "")
        for page in pages.values()
        for _, link in page.links()
    }
    assert {scheme for scheme, _ in schemes} <= {"", "http", "https", "mailto"}, schemes


def test_every_link_has_words(shown):
    for page in shown:
        for link in page.all("a"):
            if link.get("href"):
                assert words(link) or link.get("aria-label"), (page.address, link.attrib)


# What a practice must show


def facts(page):
    (box,) = page.with_class("facts")
    return {
        words(fact.find("dt")): words(fact.find("dd"))
        for fact in box.iter()
        if fact.get("class") == "fact"
    }


def test_status_is_shown_with_its_date(practices):
    day = rf"\(stand (rond )?(\d+ )?((?:{'|'.join(MONTHS)}) )?\d{{4}}\)"
    for page in practices.values():
        assert re.search(day, facts(page)["Status"]), page.address
    assert facts(practices["health-hub-roden"])["Status"].startswith("Lopend (stand december 2020)")


def test_facts_box_answers_every_question(practices):
    for page in practices.values():
        found = facts(page)
        assert {"Waar", "Voor wie", "Soort", "Sector", "Status", "Onderbouwing"} <= set(found)
        assert {"Inzet", "Kosten"} <= set(found)
        assert all(found.values()), page.address


def test_target_is_never_shown_as_an_outcome(practices, catalogue):
    seen = 0
    for name, page in practices.items():
        results = catalogue.by_id[name].practice.results
        blocks = list(page.with_class("result"))
        assert len(blocks) == len(results)
        for block, result in zip(blocks, results, strict=True):
            kind = next(e for e in block.iter() if e.get("class") == "result__kind")
            label = "Doel" if result.kind == "doel" else "Uitkomst"
            assert words(kind).split()[0] == label
            assert result.text in words(block)
            seen += result.kind == "doel"
    assert seen


def test_numbers_are_written_as_dutch_readers_do(practices):
    values = [words(e) for e in practices["health-hub-roden"].with_class("result__value")]
    assert "96,5 voltijdbanen" in values


def test_every_source_is_listed_under_its_number(practices, catalogue):
    for name, page in practices.items():
        sources = catalogue.by_id[name].practice.sources
        listed = [e for e in page.root.iter("li") if e.get("id", "").startswith("bron-")]
        assert [e.get("id") for e in listed] == [f"bron-{n + 1}" for n in range(len(sources))]
        assert [e.find("a").get("href") for e in listed] == [source.url for source in sources]


def test_page_of_a_practice_is_small(practices):
    for name, page in practices.items():
        # What machines read grows with the number of participants.
        data = sum(len(words(e).encode()) for e in page.all("script") if e.get("type") in DATA)
        assert len(page.text.encode()) - data <= MOST_BYTES, name
        assert data <= MOST_BYTES // 4, name


# What no page may hold


def test_nothing_is_loaded_from_elsewhere(shown):
    loading = {"script", "img", "iframe", "audio", "video", "source", "track", "embed", "object"}
    for page in shown:
        for element, link in page.links():
            rel = set(element.get("rel", "").split())
            passive = element.tag == "link" and rel <= {"canonical", "license", "alternate"}
            loads = element.tag in loading or (element.tag == "link" and not passive)
            if loads or element.tag in {"use", "image", "form"}:
                assert not urlsplit(link).netloc, (page.address, link)


def test_styles_and_scripts_load_nothing_from_elsewhere(built_site):
    for file in (*built_site.rglob("*.css"), *built_site.rglob("*.svg")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"""(url\(|@import|href=|src=)\s*["']?(https?:)?//""", text), file
    for file in built_site.rglob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"""(import|fetch|open)\s*\(?\s*["'`](https?:)?//""", text), file


def test_no_script_style_or_handler_stands_in_a_page(pages):
    for page in pages.values():
        for element in page.root.iter():
            if element.tag == "script" and element.get("type") not in DATA:
                assert element.get("src"), page.address
                assert not words(element), page.address
            assert element.tag != "style", page.address
            forbidden = [n for n in element.attrib if n == "style" or n.startswith("on")]
            assert not forbidden, (page.address, element.tag, forbidden)


def test_every_page_forbids_what_it_does_not_use(pages):
    for page in pages.values():
        (policy,) = (
            e.get("content", "")
            for e in page.all("meta")
            if e.get("http-equiv") == "Content-Security-Policy"
        )
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "unsafe-eval'" not in policy
        assert page.meta("referrer") == ["strict-origin-when-cross-origin"], page.address
        assert page.meta("viewport"), page.address


def test_no_template_code_is_left_over(pages):
    for page in pages.values():
        assert not re.search("\ue000|\ue001|{{|{%|\\bUndefined\\b", page.text), page.address


# The frame


@pytest.fixture(scope="module")
def plugin(project, tmp_path_factory):
    """The plugin after a build of the real site, without search and sheets, and its config."""
    folder = tmp_path_factory.mktemp("frames")
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(folder))
    found = config.plugins["praktijkatlas"]
    found.config.update(search=False, sheets=False)
    build(config)
    config.plugins.on_shutdown()
    return found, config, folder


def test_filled_frame_is_the_page_rendered_in_full(plugin):
    found, _, folder = plugin
    pages = list(found.maker.below_heads())
    assert len(pages) > 200
    kinds = {(page.address.split("/")[0], page.address.count("/")) for page in pages}
    compared = Counter()
    for page in pages:
        kind = (page.address.split("/")[0], page.address.count("/"))
        if compared[kind] < 8:
            compared[kind] += 1
            full = found.written.full(page.address, found.frames.made(page), found.nav, found.files)
            written = (folder / page.address / "index.html").read_text(encoding="utf-8")
            assert written == full, page.address
    assert set(compared) == kinds
