"""The form as a newcomer meets it: mistakes, messages, drafts, keyboard, phone, and sending."""

import copy
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from .form_calls import FILL, READY, RESULT

FILE = "() => document.querySelector('[data-file]').textContent"


def problems(page):
    return page.locator("[data-problems-list] a").all_text_contents()


def check(page):
    page.get_by_role("button", name="Kijk na").click()


def mend(page, message):
    """Follow the link of a message, to the field that it is about."""
    page.locator("[data-problems-list] a", has_text=message).first.click()
    return page.locator(":focus")


@pytest.mark.parametrize("width", [1280, 390])
def test_newcomer_mends_mistakes_by_the_messages_alone(opened, errors, width):
    page = opened(width=width, height=844)
    page.get_by_label("Titel verplicht").first.fill("Leerlingen bouwen een schuur " * 4)
    page.get_by_label("Samenvatting").fill("Leerlingen bouwen met een aannemer")
    page.get_by_role("checkbox", name=re.compile("^Techniek en technologie")).check()
    page.get_by_role("checkbox", name=re.compile("^Leerwerkplaats")).check()
    page.get_by_role("checkbox", name=re.compile("^Vmbo")).check()
    page.get_by_role("checkbox", name=re.compile("^Bouw en wonen")).check()
    page.get_by_role("radio", name=re.compile("^Gestopt")).check()
    page.get_by_label("Stand van").fill("juni 2025")
    page.locator("#v-organisations-0-name").fill("Vakcollege De Brug")
    page.locator("#v-organisations-0-kind").select_option("school")
    page.locator("#v-contact-organisation").fill("Vakcollege De Brug")
    page.locator("#v-contact-mailbox").fill("jan.jansen@school.example")
    page.locator("#v-sources-0-title").fill("Schuur af")
    page.locator("#v-sources-0-url").fill("www.krant.example/schuur")
    page.locator("#v-tekst-0").fill("# Waarom\nBel 06-12345678 voor meer.[^2]")
    page.locator("#v-tekst-1").fill("Elke vrijdag bouwen zij samen.[^1]")
    page.get_by_role("radio", name=re.compile("^Beschreven")).check()
    page.get_by_role("radio", name=re.compile("^CC BY")).check()
    check(page)

    assert page.evaluate("document.activeElement.matches('[data-problems]')")
    assert page.get_by_role("heading", name=re.compile(r"Er zijn nog \d+ dingen")).is_visible()

    mend(page, "tekens te lang").fill("Leerlingen bouwen een schuur")
    mend(page, "eindigt niet met een punt").fill("Leerlingen bouwen met een aannemer.")
    mend(page, "Gemeente of regio: hier is nog niets gekozen")
    page.locator("#v-regions-zoek").fill("delfz")
    page.locator("[data-ask=regions] label:visible", has_text="Eemsdelta").locator("input").check()
    mend(page, "is niet een datum").fill("2025-06")
    mend(page, "waarom het is gestopt").fill("De subsidie liep af.")
    mend(page, "geen organisatie van de werkgevers").press("Enter")
    page.locator(":focus").fill("Bouwbedrijf De Troffel")
    page.locator("#v-organisations-1-kind").select_option("bedrijf")
    mend(page, "mailadres van een persoon").fill("stage@school.example")
    mend(page, "niet een volledig webadres").fill("https://www.krant.example/schuur")
    assert any("telefoonnummer" in each for each in problems(page))
    assert any("bron die niet bestaat" in each for each in problems(page))
    mend(page, "Een eigen kop").fill("De school zocht een plek om te oefenen.[^1]")
    while any("Hier staat nog niets" in each for each in problems(page)):
        mend(page, "Hier staat nog niets")
        ask = page.locator(":focus").locator("xpath=ancestor::*[@data-ask][1]")
        ask.get_by_role("button", name="Hierover is niets bekend").click()
        page.wait_for_timeout(200)
    page.wait_for_timeout(200)
    assert problems(page) == []

    assert page.get_by_role("heading", name="Alles klopt").is_visible()
    assert not errors(page.evaluate(FILE), page.locator("#v-id").input_value())
    assert page.locator("#v-id").input_value() == "leerlingen-bouwen-een-schuur-eemsdelta"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("field", "words", "message"),
    [
        ("#v-title", "Leren bij Vakcоllege De Brug", "anders is dan het lijkt"),
        ("#v-title", "𝐋𝐞𝐫𝐞𝐧 in de haven", "anders is dan het lijkt"),
        ("#v-sources-0-url", "https://аррӏе.example/", "anders is dan het lijkt"),
        ("#v-sources-0-url", "https://xn--80ak6aa92e.example/", "in code (xn--…)"),
        ("#v-sources-0-url", "http://192.168.1.1/reboot", "is niet een volledig webadres"),
        ("#v-tekst-0", "Zie [hier](https://аррӏе.example/).[^1]", "anders is dan het lijkt"),
        ("#v-tekst-0", "Zie [hier](http://10.0.0.1/).[^1]", "geen volledig webadres"),
        ("#v-tekst-0", "Bel 06_12345678 of app https://wa.me/31612345678", "een telefoonnummer"),
        ("#v-contact-mailbox", "jan.jansen+stage@school.example", "mailadres van een persoon"),
    ],
)
def test_what_the_check_refuses_the_form_refuses(opened, field, words, message):
    page = opened()
    page.locator(field).fill(words)
    check(page)
    assert [each for each in problems(page) if message in each]


def test_message_stands_beside_its_field_and_is_tied_to_it(opened):
    page = opened()
    url = page.locator("#v-sources-0-url")
    url.fill("krant.nl")
    url.blur()
    page.wait_for_timeout(200)
    fault = page.locator("#v-sources-0-url-fout")
    assert "is niet een volledig webadres" in fault.text_content()
    assert "v-sources-0-url-fout" in url.get_attribute("aria-describedby")
    assert url.get_attribute("aria-invalid") == "true"
    url.fill("https://krant.nl")
    page.wait_for_timeout(200)
    assert fault.is_hidden()
    assert url.get_attribute("aria-invalid") is None


def test_link_that_is_pressed_is_not_drawn_anew_before_it_is_let_go(opened):
    page = opened(height=844)
    check(page)
    page.get_by_label("Titel verplicht").first.fill("Leerlingen bouwen een schuur")
    page.wait_for_timeout(400)
    link = page.locator("[data-problems-list] a", has_text="Samenvatting").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 5)
    page.mouse.down()
    page.get_by_label("Titel verplicht").first.evaluate(
        "field => field.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    page.wait_for_timeout(400)  # longer than it takes to draw the list anew
    page.mouse.up()
    page.locator("#v-summary:focus").wait_for()


@pytest.mark.parametrize("field", ["title", "keywords", "organisations", "sources"])
def test_letter_that_looks_like_another_is_told(opened, sound, field):
    page = opened()
    raw = copy.deepcopy(sound)
    given = raw["velden"][field]
    if isinstance(given, str):
        raw["velden"][field] = given.replace("e", "\u0435", 1)
    else:
        given[0] = {key: text.replace("a", "\u0430") for key, text in given[0].items()}
    page.evaluate(FILL, raw)
    told = {each["message"].partition(" staat ")[2] for each in page.evaluate(RESULT)["problems"]}
    assert any(each.startswith("een teken dat anders is dan het lijkt") for each in told)


def test_story_with_a_letter_of_another_script_is_told(opened, sound):
    page = opened()
    page.evaluate(FILL, {**sound, "tekst": ["Het Vakc\u043ellege begon.[^1]", *sound["tekst"][1:]]})
    (told,) = [each["message"] for each in page.evaluate(RESULT)["problems"]]
    assert told.startswith(
        "In \u201cVakc\u043ellege\u201d staat een teken dat anders is dan het lijkt"
    )


@pytest.mark.parametrize(("value", "good"), [("0.125", True), ("1.000", False), ("1.0000", True)])
def test_number_is_judged_as_the_check_judges_it(opened, errors, sound, value, good):
    page = opened()
    raw = copy.deepcopy(sound)
    raw["velden"]["results"][0]["value"] = value
    page.evaluate(FILL, raw)
    result = page.evaluate(RESULT)
    assert (result["problems"] == []) is good
    assert (errors(result["text"], "een-schuur") == []) is good


def test_counter_counts_while_typing(opened):
    page = opened()
    page.locator("#v-title").fill("😀" * 81)
    page.wait_for_timeout(200)
    assert "1 teken te veel" in page.locator("[data-ask=title]").text_content()


def test_nothing_typed_is_lost_by_reload_and_back(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    page.get_by_role("button", name="Bron toevoegen").click()
    page.locator("#v-sources-2-title").fill("Nog een bron")
    page.reload()
    assert page.locator("#v-sources-2-title").input_value() == "Nog een bron"
    assert page.locator("#v-tekst-1").input_value() == sound["tekst"][1]
    assert "teruggezet" in page.locator("[data-loaded]").text_content()
    page.goto(page.url.replace("formulier/", ""))
    page.go_back()
    assert page.locator("#v-title").input_value() == sound["velden"]["title"]
    chosen = page.evaluate("document.querySelector('[data-form]').praktijk.read().velden.themes")
    assert chosen == sound["velden"]["themes"]


def test_nothing_typed_is_lost_when_the_page_is_gone_at_once(opened, sound, form_url):
    page = opened()
    page.evaluate(FILL, sound)
    page.locator("#v-title").fill("Bijna verloren")
    page.wait_for_timeout(250)
    page.locator("[data-sheet] summary").click()
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(form_url)
    again.evaluate(READY)
    assert again.locator("#v-title").input_value() == "Bijna verloren"
    assert again.locator("#v-tekst-1").input_value() == sound["tekst"][1]


def test_clearing_asks_first_and_then_forgets(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Begin opnieuw").click()
    assert page.locator("#v-title").input_value()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin opnieuw").click()
    page.reload()
    assert page.locator("#v-title").input_value() == ""
    assert page.locator("#v-added").input_value()


def test_empty_cell_of_the_overview_fills_in_place_and_theme(opened, form_url):
    page = opened(width=1280)
    page.goto(form_url.replace("bijdragen/formulier/", "overzicht/"))
    href = page.locator(".cell--0 a").first.get_attribute("href")
    page.locator(".cell--0 a").first.click()
    page.wait_for_url("**/bijdragen/formulier/**", wait_until="load")
    page.evaluate(READY)
    region, theme = re.search(r"regions=([^&]+)&themes=([^&]+)", href).groups()
    assert page.locator(f"input[name=regions][value={region}]").is_checked()
    assert page.locator(f"input[name=themes][value={theme}]").is_checked()


def test_picker_finds_a_theme_by_its_synonym(opened):
    page = opened()
    page.locator("#v-themes-zoek").fill("lerarentekort")
    shown = page.locator("[data-ask=themes] label:visible", has=page.locator("input"))
    assert shown.count() == 1
    assert "ook: lerarentekort" in shown.text_content()
    assert page.locator("[data-ask=themes] [data-found]").text_content() == "1 gevonden"


def test_removing_a_source_renumbers_what_refers_to_it(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    page.get_by_role("button", name=re.compile("^Haal weg ?: bron 1")).click()
    page.wait_for_timeout(200)
    assert page.locator("#v-sources-0-title").input_value() == "Projectpagina"
    assert page.locator("#v-tekst-3").input_value() == "**Wat werkte:** een vaste dag.[^1]"
    assert page.locator("#v-tekst-0").input_value() == "De school zocht een plek om te oefenen."
    assert page.locator("#v-results-0-source").input_value() == ""


def test_whole_form_works_with_the_keyboard(opened, errors, sound):
    page = opened()
    page.evaluate(FILL, sound)
    page.locator("#v-title").focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-done]").is_hidden()
    page.locator("#v-themes-zoek").focus()
    page.keyboard.type("talent")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("[data-ask=organisations] [data-add]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Gemeente Assen")
    page.keyboard.press("Tab")
    page.keyboard.type("Overheid")
    page.get_by_role("button", name="Kijk na").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Alles klopt"
    text = page.evaluate(FILE)
    assert "Gemeente Assen" in text
    assert "talent-behouden" in text
    assert not errors(text, page.locator("#v-id").input_value())


def test_preview_shows_the_practice(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    page.get_by_text("Bekijk hoe het eruit komt te zien").click()
    shown = page.locator("[data-page]")
    shown.get_by_role("heading", name=sound["velden"]["title"]).wait_for()
    assert shown.get_by_role("heading", name=sound["velden"]["title"]).is_visible()
    assert shown.locator("ul li", has_text="gereedschap").is_visible()
    assert shown.locator("strong", has_text="Wat werkte:").is_visible()
    assert "stand juni 2025" in shown.text_content()
    page.locator("#v-title").fill("Een andere titel")
    shown.get_by_role("heading", name="Een andere titel").wait_for()
    assert shown.get_by_role("heading", name="Een andere titel").is_visible()


def every_practice(project):
    return sorted(
        file.stem
        for file in (project / "practices").glob("*.md")
        if not file.name.startswith(("_", "README"))
    )


def test_every_real_practice_can_be_loaded_and_saved_again(opened, errors, project):
    page = opened()
    for entry_id in every_practice(project)[::9]:
        page.goto(re.sub(r"\?.*", "", page.url) + f"?id={entry_id}")
        page.evaluate(READY)
        result = page.evaluate(
            "(() => { const r = document.querySelector('[data-form]').praktijk.result();"
            "return {problems: r.problems, text: r.text} })()"
        )
        assert result["problems"] == [], entry_id
        assert not errors(result["text"], entry_id)
        before = (project / "practices" / f"{entry_id}.md").read_text(encoding="utf-8")
        assert result["text"] == before, entry_id


def test_draft_of_an_improvement_is_kept_apart(opened, project):
    first = every_practice(project)[0]
    page = opened(f"?id={first}")
    page.locator("#v-title").fill("Een betere titel")
    page.wait_for_timeout(200)
    page.reload()
    assert page.locator("#v-title").input_value() == "Een betere titel"
    page.goto(re.sub(r"\?.*", "", page.url))
    assert page.locator("#v-title").input_value() == ""


def with_settings(page, **changes):
    """Serves the form as a site with other settings would."""

    def change(route):
        answer = route.fetch()
        found = re.search(r'id="formulier-gegevens">(.*?)</script>', answer.text(), re.S)
        description = {**json.loads(found[1]), **changes}
        route.fulfill(
            response=answer, body=answer.text().replace(found[1], json.dumps(description))
        )

    page.route("**/bijdragen/formulier/", change)
    page.reload()
    page.evaluate(READY)


REPOSITORY = {
    "new": "https://github.com/wie/wat/new/main/practices",
    "edit": "https://github.com/wie/wat/edit/main/practices/",
    "longest": 8000,
}


def test_short_file_goes_along_to_github(opened, sound):
    page = opened()
    with_settings(page, repository=REPOSITORY)
    page.evaluate(FILL, sound)
    check(page)
    href = page.get_by_role("link", name="Maak een pull request").get_attribute("href")
    assert href.startswith(
        f"{REPOSITORY['new']}?filename=leerlingen-bouwen-een-schuur-samen-leren-"
    )
    assert len(href) < 8000
    assert "%0A---%0A" in href


def test_long_file_is_copied_and_pasted(opened, sound):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    with_settings(page, repository=REPOSITORY)
    longer = copy.deepcopy(sound)
    longer["tekst"][1] += "\n\nZij bouwen door." * 400
    page.evaluate(FILL, longer)
    check(page)
    link = page.get_by_role("link", name="Maak een pull request")
    assert "value=" not in link.get_attribute("href")
    assert "te lang om vanzelf mee te gaan" in page.locator("[data-route]").text_content()
    page.get_by_role("button", name="Kopieer de tekst").click()
    page.get_by_text("De tekst is gekopieerd.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.evaluate(FILE)


def test_without_repository_a_mail_is_ready(opened, sound):
    page = opened()
    with_settings(page, contact="redactie@atlas.example")
    page.evaluate(FILL, sound)
    check(page)
    href = page.get_by_role("link", name="Stuur een mail").get_attribute("href")
    assert href.startswith("mailto:redactie@atlas.example?subject=Nieuwe%20praktijk")
    assert page.locator("[data-pull]").is_hidden()


def test_without_any_address_the_form_says_so(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    check(page)
    assert "adres van de uitgever" in page.locator("[data-route]").text_content()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download het bestand").click()
    assert download.value.suggested_filename.endswith("-assen.md")
    data = download.value.path().read_bytes()
    assert data.decode("utf-8") == page.evaluate(FILE)
    assert data.endswith(b"\n")
    assert b"\r" not in data


def test_without_javascript_the_questions_can_be_read(new_page, form_url):
    page = new_page(java_script_enabled=False)
    page.goto(form_url)
    assert page.get_by_text("Dit formulier werkt alleen met JavaScript.").is_visible()
    assert page.get_by_label("Samenvatting").is_visible()
    assert page.get_by_role("button", name="Kijk na").is_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", ["empty", "faults", "done"])
def test_form_has_no_accessibility_faults(opened, sound, width, dark, state):
    page = opened(width=width, height=844, dark=dark)
    if state == "done":
        page.evaluate(FILL, sound)
    if state != "empty":
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        check(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
