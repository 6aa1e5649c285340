"""What the form keeps: the text of the site, drafts beside it, and what is typed in two tabs."""

import json

import pytest

from .form_calls import FILL, READY, RESULT

ENTRY = "health-hub-roden"
FIRST, SECOND = "## Aanleiding\n\n", "\n## Aanpak\n\n"
STORY = """Zie de [krant] en [aanpak](energy-college-noord.md#aanpak), en `a <b>` voor 5&nbsp;&euro;.

[krant]: https://krant.example/

```yaml
## Kop
<b>: &amp;
```

Wij 👩\u200d🔬 doen dat.[^1]
"""
LOADED = STORY.replace("(energy-college-noord.md", "(../../../praktijken/energy-college-noord/")


@pytest.fixture
def opened(new_page, form_url):
    """Opens the form, in a tab of its own or beside another: `opened("?id=x", beside=page)`."""

    def open_form(query="", beside=None, story=""):
        page = beside.context.new_page() if beside else new_page()
        if story:
            serve(page, story)
        page.goto(form_url + query)
        page.evaluate(READY)
        return page

    return open_form


def serve(page, story):
    """Lets the site have another text under the first heading of a practice."""

    def change(route):
        answer = route.fetch()
        found = json.loads(answer.text())
        body = found["practice"]["body"]
        _, rest = body["markdown"].split(SECOND, 1)
        body["markdown"] = f"{FIRST}{story}{SECOND}{rest}"
        route.fulfill(response=answer, body=json.dumps(found))

    page.unroute_all()
    page.route(f"**/api/v1/practices/{ENTRY}.json", change)


def section(text):
    return text.split(FIRST, 1)[1].split(SECOND, 1)[0]


def type_into(page, field, text):
    page.locator(field).press_sequentially(text)
    page.wait_for_timeout(400)


def test_text_of_the_site_goes_out_as_it_came_in(opened, errors):
    page = opened(f"?id={ENTRY}", story=LOADED)
    result = page.evaluate(RESULT)
    assert section(result["text"]) == STORY
    assert result["problems"] == []
    assert not errors(result["text"], ENTRY)


def test_what_is_not_changed_goes_out_as_it_came_in_beside_what_is(opened, errors):
    page = opened(f"?id={ENTRY}", story=LOADED)
    field = page.locator("#v-tekst-0")
    field.fill(f"{field.input_value()}\n\n```\nWij <b> 5&euro; &copy;")
    page.wait_for_timeout(400)
    result = page.evaluate(RESULT)
    assert section(result["text"]) == f"{STORY}\n\\```\nWij \\<b> 5&euro; \\&copy;\n"
    assert result["problems"] == []
    assert not errors(result["text"], ENTRY)


def test_section_of_which_only_unseen_links_are_left_is_empty(opened):
    page = opened(f"?id={ENTRY}", story=LOADED)
    page.locator("#v-tekst-0").fill("[krant]: https://krant.example/")
    page.wait_for_timeout(400)
    (told,) = page.evaluate(RESULT)["problems"]
    assert told["message"].startswith("Hier staat nog niets")


def test_link_with_brackets_around_its_address_passes_the_check(opened, errors, sound):
    page = opened()
    story = (
        "Kijk op [school](<energy-college-noord.md>), of <b> [daar](<https://a.example/(x>).[^1]"
    )
    page.evaluate(FILL, {**sound, "tekst": [story, *sound["tekst"][1:]]})
    result = page.evaluate(RESULT)
    assert result["problems"] == []
    assert (
        "[school](energy-college-noord.md), of \\<b> [daar](https://a.example/%28x)"
        in (result["text"])
    )
    assert not errors(result["text"], "een-schuur")


@pytest.mark.parametrize(
    "story",
    [
        "Kijk op مدرسة[school](https://www.a.example) voor meer.[^1]",
        "Kijk op مدرسة**school** voor meer.[^1]",
        "Kijk op مدرسة[^1]school voor meer.[^1]",
        "Bel 06-[12345678](https://www.a.example) voor meer.[^1]",
    ],
)
def test_what_marks_keep_apart_is_judged_as_a_reader_sees_it(opened, errors, sound, story):
    page = opened()
    page.evaluate(FILL, {**sound, "tekst": [story, *sound["tekst"][1:]]})
    result = page.evaluate(RESULT)
    assert errors(result["text"], "een-schuur")
    assert result["problems"]


@pytest.mark.parametrize("mark", ["\\!", "**a ", "*a* ", "[a](b) ", "["])
def test_text_with_very_many_marks_is_drawn(opened, sound, mark):
    page = opened()
    page.evaluate(FILL, {**sound, "tekst": [mark * 10_000, *sound["tekst"][1:]]})
    page.get_by_text("Bekijk hoe het eruit komt te zien").click()
    page.locator("[data-page] h3").wait_for()


def test_name_of_the_page_can_be_emptied_and_typed_anew(opened):
    page = opened()
    type_into(page, "#v-title", "Een mooie titel")
    field = page.locator("#v-id")
    field.press("Control+a")
    field.press("Backspace")
    page.wait_for_timeout(400)
    type_into(page, "#v-id", "mijn-naam")
    assert field.input_value() == "mijn-naam"
    field.fill("")
    page.locator("#v-title").focus()
    page.wait_for_timeout(400)
    assert field.input_value() == "een-mooie-titel"


def test_two_tabs_keep_what_is_typed_in_both(opened):
    first = opened()
    second = opened(beside=first)
    type_into(first, "#v-title", "Een lange titel")
    told = second.locator("[data-loaded]", has_text="ook open in een ander tabblad")
    told.wait_for()
    type_into(second, "#v-summary", "x")
    first.reload()
    first.evaluate(READY)
    assert first.locator("#v-title").input_value() == "Een lange titel"
    assert first.locator("#v-summary").input_value() == "x"


@pytest.mark.parametrize(("choice", "kept"), [("andere", "van elders"), ("dit", "van hier")])
def test_text_of_another_tab_is_not_written_over(opened, choice, kept):
    page = opened()
    # A tab that was asleep is not told what another wrote.
    page.evaluate(
        """() => { localStorage.setItem("praktijkatlas.formulier",
        JSON.stringify({ velden: { title: "van elders" }, tekst: [] })); }"""
    )
    page.evaluate(
        """() => { const title = document.querySelector("#v-title"); title.value = "van hier";
        title.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    page.locator("[data-loaded]", has_text="Met welke gaat u verder?").wait_for()
    held = "JSON.parse(localStorage.getItem('praktijkatlas.formulier')).velden.title"
    assert page.evaluate(held) == "van elders"
    page.get_by_role(
        "button", name=f"Met de tekst van {'het ' * (choice != 'dit')}{choice}"
    ).click()
    page.wait_for_timeout(400)
    assert page.locator("#v-title").input_value() == kept
    assert page.evaluate(held) == kept


def test_old_draft_says_that_the_practice_has_changed(opened):
    page = opened(f"?id={ENTRY}", story="Zo was het.[^1]\n")
    type_into(page, "#v-title", "!")
    page.reload()
    page.evaluate(READY)
    told = page.get_by_role("status").filter(has_text="teruggezet")
    assert "veranderd" not in told.text_content()
    serve(page, "Zo is het nu.[^1]\n")
    page.reload()
    page.evaluate(READY)
    assert "de praktijk op de site is veranderd" in told.text_content()
    assert page.locator("#v-tekst-0").input_value() == "Zo was het.[^1]"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="met de praktijk zoals zij nu is").click()
    page.locator("[data-loaded]", has_text="U verbetert").wait_for()
    assert page.locator("#v-tekst-0").input_value() == "Zo is het nu.[^1]"


def test_buttons_beside_the_story_can_be_undone(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    field = page.locator("#v-tekst-0")
    field.fill("Dit blijft staan")
    page.wait_for_timeout(400)
    field.select_text()
    tools = page.locator("[data-ask='tekst.0'] [data-tools]")
    tools.locator("[data-mark='1']").click()
    assert field.input_value() == "Dit blijft staan[^1]"
    field.select_text()
    tools.get_by_role("button", name="Hierover is niets bekend").click()
    assert field.input_value().startswith("Hierover is in de bronnen")
    page.keyboard.press("Control+z")
    assert field.input_value() == "Dit blijft staan[^1]"
