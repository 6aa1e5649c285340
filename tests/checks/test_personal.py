"""Personal data is found however it is written, and nothing else is taken for it."""

import time

import pytest

from praktijkatlas.checks import CODES, personal

PHONES = (
    "06-12345678", "06 12345678", "06 12 34 56 78", "06.12.34.56.78", "06 - 1234 5678", "0612345678",
    "06–12345678", "06\u00a012345678", "06\u201112345678", "06/12345678", "(06) 12345678", "T.06-12345678",
    "tel:0612345678", "+31 6 12345678", "+31612345678", "+31(0)6 1234 5678", "+31 (0)50 123 45 67",
    "0031 6 12345678", "0031-50-1234567", "31612345678", "(050) 123 45 67", "050-1234567", "050 - 123 45 67",
    "0512-123456", "(0512) 12 34 56", "+49 4951 123456", "+32 470 12 34 56", "０６-１２３４５６７８",
    "06\u200b12345678", "06-**1234**5678", "06-&#49;2345678", "06\u2009123\u2009456\u200978",
    "06 1234\n5678", "06_12345678", "06·12345678", "06|12345678", "06~1234 5678", "06,12345678", "06: 12345678",
    "o6-12345678", "0 6 1 2 3 4 5 6 7 8", "[app](https://wa.me/31612345678)", "https://wa.me/31612345678",
    "[app](https://api.whatsapp.com/send?phone=31612345678)", "https://t.me/+31612345678",
)  # fmt: skip
MAILS = (
    "jan.jansen@school.nl", "J.Jansen@School.NL", "jan_jansen@school.nl", "jan@gmail.com", "jan@hotmail.co.uk",
    "josé.garcía@school.nl", "jan.jansen [at] school.nl", "jan.jansen(at)school.nl", "jan.jansen at school.nl",
    "jan.jansen (a) school (punt) nl", "jan.jansen AT school.nl", "jan.jansen apenstaartje school punt nl",
    "jan [dot] jansen [at] school [dot] nl", "jan.jansen @ school.nl", "jan.jansen＠school.nl",
    "jan.jansen&#64;school.nl", "jan.jansen&commat;school.nl", "jan.**jansen**@school.nl", "`jan.jansen@school.nl`",
    "[mail](mailto:jan.jansen@school.nl)", "<jan.jansen@school.nl>", "jan\u200b.jansen@school.nl",
    "jan.jansen apenstaart school.nl", "jan.jansen [apestaart] school.nl", "jan.jansen -at- school.nl",
    "jan.jansen_at_school.nl", "jan.jansen%40school.nl", "jan.jansen+stage@school.nl", "jan.jansen2@school.nl",
    "[mail](https://school.nl/?aan=jan.jansen@school.nl)", "jan.jansen@\nschool.nl",
)  # fmt: skip
IDENTITIES = (
    "111222333", "1112.22.333", "111 222 333", "1112-22-333", "BSN:111222333", "NL91ABNA0417164300",
    "NL91 ABNA 0417 1643 00", "nl91abna0417164300", "NL91-ABNA-0417-1643-00", "NL91.ABNA.0417.1643.00",
    "NL91\u00a0ABNA\u00a00417\u00a01643\u00a000", "BE68 5390 0754 7034", "DE89 3704 0044 0532 0130 00",
    "NL91 **ABNA** 0417164300", "NL91 ABNA 0417\n1643 00", "be68 5390 0754 7034", "111-222-333",
    "BSN 111.222.333", "burgerservicenummer: 111.222.333", "Sofinummer 111 222 333",
)  # fmt: skip
HARMLESS = (
    "stage@school.nl", "info.emmen@school.nl", "Kijk at school.nl", "jansen@school.nl", "werk @ school",
    "01-02-2024 10:00", "12/11/2024, 13.00-14.30 uur", "09.00-10.30 11.00", "2024-09-30", "2019-2020 en 2021-2022",
    "123.456.789", "123456789", "1.234.567.890 euro", "+100.000.000 euro", "+12%", "06-12-2024 van 9 tot 10",
    "0,12345678", "10.10.2024 en 11.11.2025", "3.14159265358", "ISBN 978-90-123-4567-1", "kvk 12345678",
    "https://school.nl/nieuws/0612345678", "postcode 9711 AB 12 34", "in 20 scholen aan het werk",
    "van 2016 tot 2018 2000 leerlingen",
    "06:00, 12:34, 18:00 en 20:15", "0800-1234", "https://t.me/school", "1-2-3-4-5-6-7-8-9", "stijgt 0,6 tot 12345678 euro",
    "team.b2@school.nl", "hal.3@school.nl", "[foto](https://foto.example/@school.nl)", "jan.jansen schrijft", "een at twee punt drie",
)  # fmt: skip


def codes(check, valid, words):
    text = valid.replace(
        "Vraag het praktijkbureau", f"Vraag dit: {words} . Vraag het praktijkbureau"
    )
    assert text != valid
    found = check(text)
    lines = text.split("\n")
    for finding in found:
        assert finding.code in CODES
        assert 1 <= finding.span.line <= len(lines)
    return {finding.code for finding in found} - {"PA505"}


@pytest.mark.parametrize("words", [*PHONES, *MAILS])
def test_contact_of_a_person_is_found_however_it_is_written(check, valid, words):
    assert codes(check, valid, words) >= {"PA503"}


@pytest.mark.parametrize("words", IDENTITIES)
def test_identity_number_is_found_however_it_is_written(check, valid, words):
    assert codes(check, valid, words) >= {"PA506"}


@pytest.mark.parametrize("words", HARMLESS)
def test_what_only_looks_like_personal_data_is_let_through(check, valid, words):
    assert not codes(check, valid, words) & {"PA503", "PA506"}


@pytest.mark.parametrize("words", ["06-12345678", "jan.jansen [at] school.nl", "111222333"])
def test_fields_are_looked_at_too(check, valid, words):
    text = valid.replace("role: begeleidt", f'role: "{words}" #', 1)
    assert {finding.code for finding in check(text)} & {"PA503", "PA506"}


@pytest.mark.parametrize("words", ["06-12345678", "jan.jansen@school.nl", "111222333"])
@pytest.mark.parametrize(
    "where",
    [
        ("themes:", "# bel {}\nthemes:"),
        ("status: lopend", "status: lopend  # vraag {}"),
        ("Vraag het", '[site](https://a.example "{}"). Vraag het'),
        ("Vraag het", "[r]: https://a.example '{}'\n\nVraag het"),
        ("Vraag het", "[{}]: https://a.example\n\nVraag het"),
    ],
)
def test_what_a_page_does_not_show_is_looked_at_too(check, valid, where, words):
    """The file itself is public, and so is its Markdown twin."""
    old, new = where
    text = valid.replace(old, new.format(words), 1)
    found = [f for f in check(text) if f.code in ("PA503", "PA506")]
    lines = text.split("\n")
    assert {f.span.line for f in found} == {n for n, x in enumerate(lines, start=1) if words in x}
    assert len(found) == 1


def test_practices_hold_no_personal_data(project, check):
    for file in sorted(project.glob("practices/[a-z]*.md")):
        assert not {f.code for f in check(file.read_bytes(), file.name)} & {"PA503", "PA506"}


@pytest.mark.parametrize(
    "unit", ["é", "é@", "a dot ", "-at-", "_at_", "06 ", "wa.me/", "bsn ", "ab12", "a (a) ", "%40"]
)
def test_text_made_to_stall_is_searched_at_once(unit):
    """Twice the text takes twice the time: no row of letters is read again from each of them."""
    text = (unit * 200_000)[:200_000]
    start = time.process_time()
    for pattern in (personal.MAIL, personal.PHONE, personal.BSN, personal.IBAN):
        for _ in pattern.finditer(text):
            pass
    assert time.process_time() - start < 2
