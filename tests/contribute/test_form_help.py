"""What the form does beside asking: tips of the checks, likenesses, and an address that fills in."""

import copy
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.checks import CODES, check_reading
from praktijkatlas.contribute.form import ADOPTED
from praktijkatlas.contribute.tips import tip_rules
from praktijkatlas.model import Severity
from praktijkatlas.reading import read_entry
from praktijkatlas.sheets.settings import shown_address

from .form_calls import FILL, READY

READ = "document.querySelector('[data-form]').praktijk.read().velden"
TIPS = "document.querySelector('[data-form]').praktijk.tips()"


@pytest.fixture
def wordy(sound):
    """A right practice that every rule about words has a tip for."""
    raw = copy.deepcopy(sound)
    long = "en nog een dag waarop zij met een vakman aan het werk gaan in de hal van de school "
    raw["velden"] |= {
        "title": "Leerlingen participeren in de bouw",
        "summary": "Eerst is er een les. Daarna bouwen zij. Een vakman faciliteert dat.",
        "evidence": "2",
        "results": [{"text": "40 leerlingen", "kind": "doel", "source": "1"}],
        "sources": raw["velden"]["sources"][:1],
        "organisations": [
            *raw["velden"]["organisations"],
            {"name": "Noorderpoort", "kind": "bedrijf"},
        ],
    }
    raw["tekst"] = [
        "Het samenwerkingsverband implementeert arbeidsmarktgerichte kwalificatietrajecten. " * 8,
        f"De klas bouwt elke vrijdag {long * 2}.",
        "In groep 8 deden 40 leerlingen mee.\n\n- In 2024 kwamen er 12 bij",
        "Dat ging bijv. goed.",
        "1. Begin klein.",
    ]
    return raw


# ---- Tips -----------------------------------------------------------------------------------------


def tips_of(page):
    return page.evaluate(TIPS)


def test_tips_are_those_of_the_check(opened, wordy, sound, context):
    page = opened()
    plain = copy.deepcopy(sound)
    plain["tekst"] = [re.sub(r"\[\^2\]", "[^1]", text) for text in plain["tekst"]]
    for raw in (wordy, sound, plain):
        page.evaluate(FILL, raw)
        text = page.evaluate("document.querySelector('[data-form]').praktijk.result().text")
        told = tip_rules()["codes"]
        found = check_reading(read_entry(text.encode(), "practices/een-proef.md"), context)
        checked = {each.code for each in found if each.code in told}
        assert {each["code"] for each in tips_of(page)} - {""} == checked
        sentences = sum(each.code == "PA312" for each in found)
        assert sum(each["code"] == "PA312" for each in tips_of(page)) == sentences
    page.evaluate(FILL, wordy)
    assert {each["code"] for each in tips_of(page)} >= set(told) - {"PA307"}


def test_real_practices_get_the_tips_of_the_check(opened, form_url, project, context):
    page = opened()
    told = set(tip_rules()["codes"]) - {"PA311"}
    for file in sorted((project / "practices").glob("[a-z]*.md"))[::7]:
        page.goto(f"{form_url}?id={file.stem}")
        page.evaluate(READY)
        found = check_reading(read_entry(file.read_bytes(), f"practices/{file.name}"), context)
        codes = {each["code"] for each in tips_of(page)} - {"", "PA311"}
        assert codes == {each.code for each in found if each.code in told}, file.stem


def test_only_what_never_blocks_is_a_tip():
    assert all(CODES[code].severity is not Severity.ERROR for code in tip_rules()["codes"])


def test_tip_stands_beside_its_question_and_leads_to_its_help(opened):
    page = opened()
    title = page.locator("#v-title")
    title.fill("Samen faciliteren")
    title.blur()
    page.wait_for_timeout(250)
    tips = page.locator("#v-title-tips")
    assert "bijvoorbeeld: helpen, mogelijk maken" in tips.text_content()
    assert tips.get_by_role("link").get_attribute("href").endswith("/bijdragen/controles/#PA313")
    assert "v-title-tips" in title.get_attribute("aria-describedby")
    assert title.get_attribute("aria-invalid") is None
    title.fill("Samen helpen")
    page.wait_for_timeout(250)
    assert tips.is_hidden()


def test_tips_hold_nothing_back(opened, wordy):
    page = opened()
    page.evaluate(FILL, wordy)
    page.get_by_role("button", name="Kijk na").click()
    page.wait_for_timeout(250)
    assert page.get_by_role("heading", name="Alles klopt").is_visible()
    assert page.get_by_role("heading", name=re.compile(r"\d+ tips om het nog beter")).is_visible()
    page.locator("[data-tips-list] a").first.click()
    assert page.evaluate("document.activeElement.id") == "v-title"


def test_many_tips_of_one_question_are_summed_up(opened, sound):
    page = opened()
    raw = copy.deepcopy(sound)
    raw["tekst"][0] = (
        "Wij benutten, borgen, genereren, matchen en monitoren dit middels een platform."
    )
    page.evaluate(FILL, raw)
    page.get_by_role("button", name="Kijk na").click()
    page.wait_for_timeout(250)
    assert page.locator("#v-tekst-0-tips li").count() == 4
    assert page.locator("#v-tekst-0-tips li").last.text_content().startswith("En nog ")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_tips_and_likenesses_have_no_accessibility_faults(opened, wordy, width, dark):
    page = opened(width=width, height=844, dark=dark)
    page.evaluate(FILL, wordy)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.get_by_role("button", name="Kijk na").click()
    page.wait_for_timeout(250)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# ---- The sheet ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390])
def test_sheet_has_its_likeness(opened, sound, width):
    page = opened(width=width)
    page.evaluate(FILL, sound)
    page.get_by_text("Bekijk hoe het blad wordt om te printen").click()
    paper = page.locator("[data-paper]")
    paper.get_by_role("heading", name=sound["velden"]["title"]).wait_for()
    assert paper.get_by_role("heading", name="In het kort").is_visible()
    assert "Uitkomsten: dit is gebeurd" in paper.text_content()
    assert "Vakcollege De Brug" in paper.text_content()
    assert page.get_by_text("Dit past waarschijnlijk op één bladzijde.").is_visible()
    box = paper.bounding_box()
    assert box["height"] / box["width"] == pytest.approx(297 / 210, abs=0.02)


def test_likeness_shortens_addresses_as_the_sheet_does(opened, sound):
    urls = [
        "https://www.example.org/",
        "https://example.org/?p=211#top",
        "https://example.org/les?kenmerk=" + "x" * 30,
        "https://example.org/" + "lang/" * 9 + "?p=1",
    ]
    raw = copy.deepcopy(sound)
    raw["velden"]["sources"] = [
        {**raw["velden"]["sources"][0], "title": f"Bron {n}", "url": url}
        for n, url in enumerate(urls)
    ]
    page = opened()
    page.evaluate(FILL, raw)
    page.get_by_text("Bekijk hoe het blad wordt om te printen").click()
    shown = page.locator(".blad__sources li")
    shown.nth(len(urls) - 1).wait_for()
    assert [text.split(". ")[-1] for text in shown.all_text_contents()] == [
        shown_address(url) for url in urls
    ]


def test_likeness_tells_when_the_sheet_grows(opened, sound):
    page = opened()
    page.get_by_text("Bekijk hoe het blad wordt om te printen").click()
    for times, told in ((60, "een blad van twee bladzijden"), (400, "niet op 2 bladzijden")):
        raw = copy.deepcopy(sound)
        raw["tekst"][1] = "De klas bouwt elke vrijdag met een vakman aan een schuur.[^1] " * times
        page.evaluate(FILL, raw)
        page.wait_for_timeout(100)
        assert told in page.locator("[data-fit]").text_content()


def test_likeness_says_what_most_sheets_do(opened, form_url, built_site, project):
    from praktijkatlas.sheets import page_count

    page = opened()
    practices = sorted((project / "practices").glob("[a-z]*.md"))[::8]
    right = 0
    for file in practices:
        page.goto(f"{form_url}?id={file.stem}")
        page.evaluate(READY)
        page.evaluate("document.querySelector('[data-sheet]').open = true")
        page.wait_for_timeout(100)
        pages = page_count((built_site / f"praktijken/{file.stem}/{file.stem}.pdf").read_bytes())
        told = page.locator("[data-fit]").text_content()
        right += "misschien" in told or ("één bladzijde" in told) == (pages == 1)
    assert right >= len(practices) - 1


# ---- The address ----------------------------------------------------------------------------------


def test_address_fills_in_any_field(opened):
    page = opened(
        "?title=Samen+bouwen&themes=techniekonderwijs,hybride-leren&themes=docent-en-vakman"
        "&regions=assen&status=lopend&contact.organisation=De+Brug&organisations.0.name=De+Brug"
        "&organisations.0.kind=school&organisations.3.name=De+Troffel&keywords=hamer,spijker"
    )
    read = page.evaluate(READ)
    assert read["title"] == "Samen bouwen"
    assert read["themes"] == ["techniekonderwijs", "hybride-leren", "docent-en-vakman"]
    assert read["regions"] == ["assen"]
    assert read["status"] == "lopend"
    assert read["contact"]["organisation"] == "De Brug"
    assert [(o["name"], o["kind"]) for o in read["organisations"]] == [
        ("De Brug", "school"),
        ("De Troffel", ""),
    ]
    assert read["keywords"] == "hamer\nspijker"
    assert "Gemeente of regio" in page.locator("[data-loaded]").text_content()


def test_address_gives_nothing_that_is_not_in_a_list(opened):
    page = opened(
        "?themes=<img src=x>,docent-en-vakman&status=weg&regions=nergens&added=1999-01-01"
        "&onzin=1&organisations.x.name=A&organisations.0.onzin=B&__proto__.x=1&title=" + "x" * 5000
    )
    read = page.evaluate(READ)
    assert read["themes"] == ["docent-en-vakman"]
    assert read["status"] == ""
    assert read["regions"] == []
    assert read["added"] != "1999-01-01"
    assert read["title"] == "x" * 80
    assert read["organisations"][0]["name"] == ""
    told = page.locator("[data-loaded]")
    assert "“<img src=x>”" in told.text_content()
    assert told.locator("img").count() == 0


def test_short_names_of_before_still_work(opened):
    read = opened("?regio=assen&thema=docent-en-vakman").evaluate(READ)
    assert (read["regions"], read["themes"]) == (["assen"], ["docent-en-vakman"])


def test_address_never_overwrites_what_somebody_typed(opened, form_url):
    page = opened()
    page.locator("#v-title").fill("Mijn titel")
    page.wait_for_timeout(250)
    page.goto(f"{form_url}?title=Iets+anders&regions=assen")
    page.evaluate(READY)
    read = page.evaluate(READ)
    assert (read["title"], read["regions"]) == ("Mijn titel", ["assen"])


def test_practice_taken_from_another_begins_with_what_it_shares(opened, project, form_url):
    example = sorted((project / "practices").glob("[a-z]*.md"))[0]
    page = opened(f"?op-basis-van={example.stem}")
    practice = read_entry(example.read_bytes(), str(example)).practice
    read = page.evaluate(READ)
    assert read["based_on"] == example.stem
    for key in ADOPTED:
        assert read[key] == list(getattr(practice, key))
    assert read["title"] == ""
    assert practice.title in page.locator("#v-title").get_attribute("placeholder")
    assert practice.title in page.locator("[data-loaded]").text_content()
    page.locator("#v-title").fill("Bij ons")
    page.locator(f"[data-ask=themes] input[value={read['themes'][0]}]").uncheck()
    page.wait_for_timeout(250)
    page.reload()
    page.evaluate(READY)
    again = page.evaluate(READ)
    assert again["title"] == "Bij ons"
    assert again["themes"] == read["themes"][1:]
    page.goto(form_url)
    page.evaluate(READY)
    assert page.locator("#v-title").input_value() == ""


@pytest.mark.parametrize("name", ["op-basis-van", "id", "verbeter"])
def test_practice_that_is_gone_is_told(opened, name):
    page = opened(f"?{name}=bestaat-niet")
    assert "bestaat-niet is niet gevonden" in page.locator("[data-loaded]").text_content()


def test_improving_can_begin_at_one_question(opened, project):
    first = sorted((project / "practices").glob("[a-z]*.md"))[0].stem
    for name in ("id", "verbeter"):
        page = opened(f"?{name}={first}#v-adoptions", width=390)
        assert page.evaluate("document.activeElement.id") == "v-adoptions"
        assert page.locator("#v-adoptions").is_visible()
