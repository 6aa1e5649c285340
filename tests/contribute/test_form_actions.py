"""What the form does when somebody takes something away, types a known name, or pastes a list."""

import pytest

from .form_calls import FILL, READY, RESULT

ENTRY = "health-hub-roden"
MARKED = "Eerst.[^1] Toen.[^2] En zo.[^1][^2]"


def remove(page, path, index):
    page.locator(f"[data-ask='{path}'] [data-item] [data-remove]").nth(index).click()
    page.wait_for_timeout(300)


def section(page, number=0):
    return page.evaluate(RESULT)["text"].split("\n## ")[number + 1].partition("\n\n")[2].strip()


def test_source_that_is_taken_away_can_be_put_back_with_its_marks(opened, sound):
    page = opened()
    page.evaluate(FILL, {**sound, "tekst": [MARKED, *sound["tekst"][1:]]})
    field = page.locator("#v-tekst-0")
    remove(page, "sources", 1)
    assert field.input_value() == "Eerst.[^1] Toen. En zo.[^1]"
    back = page.locator("[data-ask='sources'] [data-undo]")
    assert back.text_content().startswith("Bron 2 is weggehaald.")
    back.get_by_role("button", name="Zet terug").click()
    assert field.input_value() == MARKED
    assert page.locator("[name='sources.1.title']").input_value() == "Projectpagina"
    assert page.locator("[data-undo]").count() == 0
    remove(page, "sources", 1)
    page.locator("#v-title").press_sequentially("!")
    assert page.locator("[data-undo]").count() == 0


def test_taking_away_what_is_empty_offers_nothing(opened, sound):
    page = opened()
    page.evaluate(FILL, sound)
    page.locator("[data-ask='sources'] [data-add]").click()
    remove(page, "sources", 2)
    assert page.locator("[data-undo]").count() == 0


def test_what_was_typed_can_be_undone_after_an_uncited_source_went(opened, sound):
    page = opened()
    page.evaluate(FILL, {**sound, "tekst": ["Een begin.[^1]", *["Niets."] * 4]})
    field = page.locator("#v-tekst-0")
    field.press("End")
    field.press_sequentially(" En meer.")
    remove(page, "sources", 1)
    field.focus()
    page.keyboard.press("Control+z")
    assert field.input_value() != "Een begin.[^1] En meer."


def test_kind_is_filled_in_for_the_whole_name(opened):
    page = opened()
    name = page.locator("[name='organisations.0.name']")
    kind = page.locator("[name='organisations.0.kind']")
    name.press_sequentially("Noorderpoort Bouw BV")
    name.blur()
    assert kind.input_value() == ""
    name.fill("Noorderpoort")
    name.blur()
    assert kind.input_value() == "school"
    name.fill("Bouwbedrijf De Troffel")
    name.blur()
    assert kind.input_value() == ""
    kind.select_option("bedrijf")
    name.fill("Noorderpoort")
    name.blur()
    assert kind.input_value() == "bedrijf"
    page.wait_for_timeout(300)
    tip = page.locator("#v-organisations-0-kind-tips")
    assert "in onze lijst school" in tip.text_content()


def test_points_that_are_pasted_from_a_letter_become_a_list(opened, errors, sound):
    page = opened()
    pasted = "Dit doen zij:\n\n•\tEerst dit\n• Dan dat\n\u2013\tEn dit\no\tEn zo\n\nOm 9 uur \u2013 of later \u2013 is er les.[^1]"
    page.evaluate(FILL, {**sound, "tekst": [pasted, *sound["tekst"][1:]]})
    assert section(page) == (
        "Dit doen zij:\n\n- Eerst dit\n- Dan dat\n- En dit\n- En zo\n\n"
        "Om 9 uur \u2013 of later \u2013 is er les.[^1]"
    )
    assert not errors(page.evaluate(RESULT)["text"], "een-schuur")


def test_sentence_of_a_button_does_not_stick_to_the_words_before_it(opened, sound):
    page = opened()
    page.evaluate(FILL, {**sound, "tekst": ["Het begon.[^1]", *sound["tekst"][1:]]})
    page.locator("#v-tekst-0").press("Control+End")
    tools = page.locator("[data-ask='tekst.0'] [data-tools]")
    tools.get_by_role("button", name="Hierover is niets bekend").click()
    assert page.locator("#v-tekst-0").input_value().startswith("Het begon.[^1]\n\nHierover is")


@pytest.mark.parametrize("gone", [True, False])
def test_practice_that_cannot_be_loaded_is_not_improved(opened, gone):
    page = opened()
    if not gone:
        page.route("**/api/v1/practices/*.json", lambda route: route.abort())
    page.goto(f"{page.url}?id={'bestaat-niet' if gone else ENTRY}")
    page.evaluate(READY)
    told = page.locator("[data-loaded]")
    assert ("is niet gevonden" if gone else "kon niet worden geladen") in told.text_content()
    assert "niet geladen" in [p["message"] for p in page.evaluate(RESULT)["problems"]][-1]
    assert told.get_by_role("button", name="Probeer het opnieuw").count() == (0 if gone else 1)
    if not gone:
        page.unroute_all()
        told.get_by_role("button", name="Probeer het opnieuw").click()
        told.get_by_text("U verbetert de praktijk").wait_for()
        assert page.evaluate(RESULT)["problems"] == []
    else:
        told.get_by_role("button", name="Beschrijf een nieuwe praktijk").click()
        page.wait_for_url("**/formulier/")
        page.evaluate(READY)
        assert page.locator("#v-id").is_editable()


def test_old_name_of_a_practice_opens_it_under_its_new_one(opened):
    page = opened()
    page.route(
        "**/api/v1/practices/oude-naam.json",
        lambda route: route.fulfill(json={"schema_version": "1.1.0", "moved_to": ENTRY}),
    )
    page.goto(f"{page.url}?id=oude-naam")
    page.wait_for_url(f"**/?id={ENTRY}")


def test_beginning_again_shows_all_choices(opened):
    page = opened()
    picker = page.locator("[data-ask='regions']")
    picker.locator("[data-filter]").fill("assen")
    assert picker.locator("label.pick__option:visible, label:visible:has(input)").count() < 10
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-clear]").click()
    assert picker.locator("[data-filter]").input_value() == ""
    assert picker.locator("label:visible:has(input[type=checkbox])").count() > 10


def test_draft_can_be_sent_for_help(opened):
    page = opened()
    page.locator("button[type=submit]").click()
    page.locator("[data-problems] [data-concept]").click()
    assert page.locator("[data-told]").is_visible()
    assert page.locator("[data-told]").text_content() == "Het bestand is gedownload."
    assert page.locator("[data-problems] p a").count() == 1
