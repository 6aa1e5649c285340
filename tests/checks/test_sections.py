"""Headings that were meant and are none: told at their own line, not as missing somewhere else."""

import pytest


def said(findings):
    return [(each.code, each.span.line, each.message) for each in findings]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("##Aanpak", "heeft geen spatie achter ##"),
        ("#Aanpak", "heeft geen spatie achter #"),
        ("##\u00a0Aanpak", "heeft een vaste spatie achter ##, geen gewone"),
        ("##AANPAK", "heeft geen spatie achter ##"),
        ("    ## Aanpak", "springt te ver in"),
        ("**Aanpak**", "begint niet met ##"),
        ("**Aanpak:**", "begint niet met ##"),
        ("Aanpak", "begint niet met ##"),
        ("\\\\## Aanpak".replace("\\\\", "\\"), "begint niet met ##"),
    ],
)
@pytest.mark.parametrize("below", ["\n\n", "\n"])
def test_line_that_was_meant_as_a_heading_is_told_itself(check, valid, written, why, below):
    broken = valid.replace("## Aanpak\n\n", written + below)
    (finding,) = check(broken)
    line = broken[: broken.index(written)].count("\n") + 1
    assert said([finding]) == [("PA301", line, f'de kop "Aanpak" {why}')]
    assert finding.fix == "Schrijf: ## Aanpak"


def test_first_heading_is_not_also_a_text_before_it(check, valid):
    assert [each.code for each in check(valid.replace("## Aanleiding", "##Aanleiding"))] == [
        "PA301"
    ]


@pytest.mark.parametrize("words", ["De aanpak", "Aanpak was er niet.", "de\nAanpak"])
def test_words_of_a_heading_in_a_sentence_are_no_heading(check, valid, words):
    (finding,) = check(valid.replace("## Aanpak\n", f"{words}\n"))
    assert finding.message == 'de kop "## Aanpak" ontbreekt'


@pytest.mark.parametrize("fence", ["```", "~~~", "```yaml"])
def test_code_that_is_not_closed_is_one_fault_at_its_line(check, valid, fence):
    broken = valid.replace("Elke donderdag", f"{fence}\nElke donderdag")
    assert said(check(broken)) == [
        (
            "PA301",
            broken[: broken.index(f"\n{fence}\n") + 1].count("\n") + 1,
            "het blok code dat hier begint, is niet gesloten. "
            'Daarin staat "Resultaten", "Wat werkte en wat niet", "Zelf doen"',
        )
    ]


def test_code_that_is_closed_too_late_tells_which_heading_is_in_it(check, valid):
    broken = valid.replace("Elke donderdag", "```\nElke donderdag")
    broken = broken.replace("\nIn 2024", "\n```\n\nIn 2024")
    (finding,) = check(broken)
    assert finding.message == 'in het blok code dat hier begint, staat "Resultaten"'


def test_code_without_a_heading_in_it_is_fine(check, valid):
    assert not check(valid.replace("Elke donderdag", "```\n# een regel\n```\n\nElke donderdag"))
