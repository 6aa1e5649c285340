"""One run tells every fault, also when half of the entry cannot be used."""

import pytest

MANY = """\
---
titel: Leren en werken
title: Leerlingen bouwen <i>mee</i> aan huizen in Brugdorp
summary: Leerlingen faciliteren elk jaar 9000 huizen. Dat is veel. Zij leren het vak
themes: [leren-op-de-werkvlor, samen-opleiden, samen-opleiden]
practice_types: leerwerkplaats
education_levels: [vmbo]
sectors: []
regions: [oud-brugge, De Kade]
status: gestopt
status_as_of: 2030
start: 2021-05
end: 2019
organisations:
  - name: Vakcollege De Brugg
    kind: school
    rol: begeleidt
  - name: VC De Brug
    kind: bedrijf
  - kind: school
evidence: 3
results:
  - text: In 2024 haalden 40 leerlingen een certificaat.
    kind: uitkomst
    value: veertig
    unit: leerlingen
    source: 1
  - text: Het doel is 80 leerlingen.
    kind: doel
    value: 80
    source: 12
effort: {}
funding: [loterij]
adoptions: [{organisation: Gemeente Brugdorp, region: sluisstad, since: 2020-13, source: 1}]
contact:
  organisation: Vakcollege De Brug
sources:
  - title: Leerlingen leren op de bouwplaats
    url: www.streekkrant.example
  - title: Jaarverslag
    url: https://www.vakcollegedebrug.example/jaarverslag
    date: 2025
related: [leerwerkplats-haven, leerwerkplaats-brugdorp]
redirects: [leerwerkplaats-haven]
image: {file: bouw.gif, alt: Een muur, credit: De Brug, licence: CC-BY-4.0}
added: 2026-11-23
reviewed: 2020-01-01
licence: CC BY 4.0
---
Vooraf nog dit.

## Aanpak

Bel 06-12345678 of mail jan.jansen@debrug.example.[^9]

## Aanleiding

## Resultaat

Er kwamen <b>40</b> leerlingen.

![Foto](bouw.jpg) Zie [de haven](haven.md) en [de kaart](javascript:alert).

## Aanpak

[^1]: Streekkrant
"""


FOUND = {
    (2, "PA102"), (3, "PA508"), (4, "PA111"), (4, "PA113"), (4, "PA313"),
    (5, "PA104"), (5, "PA112"), (6, "PA103"), (8, "PA106"), (9, "PA104"), (9, "PA114"),
    (10, "PA204"), (11, "PA209"), (12, "PA201"), (15, "PA403"), (17, "PA102"), (18, "PA404"),
    (19, "PA409"), (20, "PA101"), (25, "PA109"), (31, "PA207"), (30, "PA208"), (32, "PA214"),
    (33, "PA104"), (35, "PA211"), (39, "PA110"), (34, "PA108"), (43, "PA401"), (43, "PA406"),
    (44, "PA402"), (45, "PA507"), (47, "PA203"), (47, "PA408"), (48, "PA104"), (50, "PA308"),
    (56, "PA302"), (54, "PA305"), (54, "PA503"), (56, "PA304"), (58, "PA303"), (60, "PA501"),
    (62, "PA407"), (62, "PA502"), (62, "PA504"), (64, "PA309"), (66, "PA310"),
}  # fmt: skip


def test_one_run_names_every_fault_with_its_line(check):
    found = check(MANY)
    assert {(finding.span.line, finding.code) for finding in found} >= FOUND


def test_every_finding_says_what_is_wrong_and_how_to_mend_it(check):
    for finding in check(MANY):
        assert finding.path.endswith("leerwerkplaats-brugdorp.md")
        assert finding.message
        assert finding.message[-1] != "."
        assert len(finding.fix) > 10
        assert finding.excerpt == MANY.split("\n")[finding.span.line - 1]


def test_findings_come_in_the_order_of_the_file(check):
    found = check(MANY)
    assert found == sorted(found, key=lambda finding: finding.span)


def test_list_items_keep_their_place_when_one_before_them_is_not_right(check, valid):
    text = valid.replace("  - name: Vakcollege De Brug\n", "  - naam: Vakcollege De Brug\n", 1)
    text = text.replace("    kind: bedrijf", "    kind: bedriif")
    assert [(f.span.line, f.code) for f in check(text)] == [(15, "PA102"), (19, "PA104")]


def test_sources_that_are_not_right_still_count(check, valid):
    text = valid.replace("url: https://www.streekkrant.example/bouwplaats", "url: streekkrant")
    assert [finding.code for finding in check(text)] == ["PA110"]


@pytest.mark.parametrize("code", ["PA111", "PA202", "PA211", "PA301"])
def test_rules_that_need_a_field_are_silent_without_it(check, code):
    codes = {finding.code for finding in check("---\nlicence: CC-BY-4.0\n---\n")}
    assert "PA101" in codes
    assert (code in codes) == (code == "PA301")


def test_file_that_is_not_an_entry_is_told_once(check):
    assert [finding.code for finding in check("Zomaar een tekst.\n")] == ["PA003"]
