"""The kinds of values: what each accepts, and what it says in Dutch when a value is not right."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from praktijkatlas.model import PartialDate, Practice
from praktijkatlas.model.values import (
    Count,
    Day,
    Flag,
    Line,
    Mailbox,
    Month,
    Number,
    PracticeId,
    SourceNumber,
    Text,
    Url,
    When,
    Word,
    quoted,
    web_address,
)

DAY = date(2026, 11, 23)


def accepted(kind, value):
    return TypeAdapter(kind).validate_python(value)


def refused(kind, value):
    """Code, message and fix of the one error that a value gives."""
    with pytest.raises(ValidationError) as raised:
        accepted(kind, value)
    (error,) = raised.value.errors()
    context = error.get("ctx", {})
    return error["type"], context.get("message"), context.get("fix")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Text, "  twee\nregels ", "twee\nregels"),
        (Line, "  twee\n  regels\t hier ", "twee regels hier"),
        (Line, "no", "no"),
        (Word, "012", "012"),
        (PracticeId, "012", "012"),
        (Count, "0", 0),
        (Count, "012", 12),
        (Count, "999999999", 999_999_999),
        (Count, 12, 12),
        (Number, "96.5", 96.5),
        (Number, "-3", -3),
        (Number, "012", 12),
        (Number, "558000", 558_000),
        (Number, 96.5, 96.5),
        (Flag, "true", True),
        (Flag, "false", False),
        (Flag, True, True),
        (Day, "2026-11-23", DAY),
        (Day, DAY, DAY),
        (Month, "2019-09", PartialDate(2019, 9)),
        (Month, "2019~", PartialDate(2019, approximate=True)),
        (When, "2019-09-01", PartialDate(2019, 9, 1)),
        (Mailbox, " stage@school.nl ", "stage@school.nl"),
        (Url, "https://school.nl/pad?a=1#b", "https://school.nl/pad?a=1#b"),
    ],
)
def test_value_becomes_its_kind(kind, text, value):
    found = accepted(kind, text)
    assert found == value
    assert type(found) is type(value)


def test_whole_number_stays_whole():
    assert isinstance(accepted(Number, "60"), int)
    assert isinstance(accepted(Number, "60.0"), float)


@pytest.mark.parametrize("kind", [Text, Line, Word, Url, Mailbox, Count, Number, Day, When, Month])
def test_list_or_group_is_not_a_text(kind):
    for value in (["a", "b"], [["a"]], {"a": "b"}):
        code, message, fix = refused(kind, value)
        assert (code, message) == ("PA103", "hier hoort een tekst")
        assert fix == "Schrijf één tekst, geen lijst of groep."
    code, message, fix = refused(kind, ["a"])
    assert (code, message) == ("PA103", "hier hoort één waarde, geen lijst")
    assert fix == "Schrijf zonder haken of streepje: a"


@pytest.mark.parametrize("value", ["bron 1", "Bron 1", "[^1]", "[1]", "^1", ["^1"]])
def test_number_of_a_source_may_look_as_it_is_cited(value):
    code, message, fix = refused(SourceNumber, value)
    assert (code, fix) == ("PA109", "Schrijf: 1")
    assert message.endswith("is niet het nummer van een bron")


@pytest.mark.parametrize("value", ["bron", "1 en 2", "de eerste", ["1", "2"]])
def test_number_of_a_source_that_is_not_certain_is_asked_for(value):
    code, _, fix = refused(SourceNumber, value)
    assert code == ("PA103" if isinstance(value, list) else "PA109")
    assert isinstance(value, list) or "in de lijst `sources`" in fix


@pytest.mark.parametrize("kind", [Text, Line, Word, Url, Mailbox, Count, Number, Day, When, Month])
@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_blank_text_is_empty(kind, blank):
    code, message, fix = refused(kind, blank)
    assert (code, message) == ("PA107", "de tekst is leeg")
    assert fix == "Vul de tekst in, of haal de regel weg."


@pytest.mark.parametrize(
    "text",
    ["1e5", "0x10", "96,5", "96.5", "3.00", "-1", "+1", "1 00", "drie", "no", "12 000_000"],
)
def test_count_that_is_not_one(text):
    assert refused(Count, text) == (
        "PA109",
        f'"{text}" is niet een heel getal',
        "Schrijf alleen cijfers, zonder punten of woorden: 3000.",
    )


@pytest.mark.parametrize(
    "text",
    ["96,", "1e5", "0x10", ".5", "5.", "1.000.00", "--1", "+1", "inf", "nan", "٣", "1_00"],
)
def test_number_that_is_not_one(text):
    assert refused(Number, text) == (
        "PA109",
        f'"{text}" is niet een getal',
        "Schrijf cijfers met een punt voor de decimalen en geen scheiding van duizendtallen: "
        "96.5 of 558000.",
    )


@pytest.mark.parametrize("kind", [Count, Number])
def test_truth_is_not_a_number(kind):
    assert refused(kind, True)[0] == "PA103"


@pytest.mark.parametrize("text", ["no", "yes", "True", "ja", "", "1"])
def test_flag_that_is_not_one(text):
    assert refused(Flag, text) == (
        "PA103",
        f'"{text}" is niet true of false',
        "Schrijf true of false.",
    )


@pytest.mark.parametrize(
    "text",
    ["2021", "2021-02", "23/1/26", "23112026", "2026-11-23 10:00", "0026-11-23"],
)
def test_day_that_is_not_one(text):
    assert refused(Day, text) == (
        "PA108",
        f'"{text}" is niet een dag die bestaat in de vorm JJJJ-MM-DD',
        "Schrijf de dag zo: 2026-11-23.",
    )


@pytest.mark.parametrize("kind", [Day, When, Month])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2021-02-30", "februari 2021 heeft 28 dagen"),
        ("2024-02-30", "februari 2024 heeft 29 dagen"),
        ("2021-06-00", "juni 2021 heeft 30 dagen"),
        ("2021-13-01", "er is geen maand 13"),
        ("2021-00-01", "er is geen maand 00"),
    ],
)
def test_date_that_does_not_exist_says_why(kind, text, why):
    code, message, _ = refused(kind, text)
    assert (code, message) == ("PA108", f'"{text}" bestaat niet: {why}')


@pytest.mark.parametrize("text", ["1.000", "12.500", "-3.141"])
def test_number_that_may_be_thousands_is_asked_about(text):
    code, message, fix = refused(Number, text)
    whole = text.replace(".", "")
    assert (code, message) == (
        "PA109",
        f'"{text}" kan {whole} zijn, of een getal met drie decimalen',
    )
    assert fix == f"Schrijf {whole}; of zet er een nul achter als u decimalen bedoelt: {text}0."
    assert TypeAdapter(Number).validate_python(f"{text}0") == float(text)


@pytest.mark.parametrize("text", ["0.125", "1234.567", "1.5", "1.0000"])
def test_number_with_decimals_that_are_no_thousands(text):
    assert TypeAdapter(Number).validate_python(text) == float(text)


@pytest.mark.parametrize("kind", [Count, Number])
def test_thousands_with_a_space_have_one_meaning(kind):
    assert [refused(kind, text)[2] for text in ("1 000", "12_500", "1'250'000")] == [
        "Schrijf: 1000",
        "Schrijf: 12500",
        "Schrijf: 1250000",
    ]
    assert refused(kind, "1" * 14)[1] == f'"{"1" * 14}" heeft te veel cijfers'


@pytest.mark.parametrize("text", ["in 2021", "21", "2021~-02"])
def test_date_that_is_not_one(text):
    assert refused(When, text) == (
        "PA108",
        f'"{text}" is niet een datum die bestaat in de vorm JJJJ, JJJJ-MM of JJJJ-MM-DD',
        "Schrijf bijvoorbeeld 2024, 2024-09 of 2024-09-30; geschat is 2024~.",
    )
    assert refused(Month, text) == (
        "PA108",
        f'"{text}" is niet een jaar of een maand in de vorm JJJJ of JJJJ-MM',
        "Schrijf bijvoorbeeld 2024 of 2024-09; geschat is 2024~.",
    )


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (Day, "3-11-2026", "2026-11-03"),
        (When, "3 november 2026", "2026-11-03"),
        (When, "rond 2017", "2017~"),
        (Month, "3-11-2026", "2026-11"),
        (Count, "3.000", "3000"),
        (Number, "96,5", "96.5"),
        (Number, "1.250.000,75", "1250000.75"),
    ],
)
def test_value_in_another_notation_is_told_as_it_should_be(kind, text, meant):
    assert refused(kind, text)[2] == f"Schrijf: {meant}"


@pytest.mark.parametrize(
    ("kind", "text"), [(Day, "november 2026"), (Day, "rond 3 mei 2020"), (Number, "1,250")]
)
def test_value_that_may_mean_something_else_gets_the_general_advice(kind, text):
    assert not refused(kind, text)[2].startswith("Schrijf: ")


def test_month_leaves_out_the_day():
    assert refused(Month, "2019-09-01") == (
        "PA108",
        '"2019-09-01" heeft een dag; hier volstaan jaar en maand',
        "Schrijf 2019-09.",
    )


BAD_ADDRESSES = [
    *(
        "school.nl",
        "www.school.nl",
        "ftp://school.nl",
        "https://",
        "https://localhost",
        "https:/a.nl",
    ),
    *("javascript:alert(1)", "data:text/html,x", "https://naam@school.nl", "https://a b.nl"),
    *("https://a.nl/<script>", 'https://a.nl/"', "https://a.nl/'", "https://a.nl/{{x}}"),
    *("https://[::1", "https://a.nl:poort/", "https://a.nl\\b", "//school.nl"),
]


@pytest.mark.parametrize("text", BAD_ADDRESSES)
def test_address_that_is_not_one(text):
    assert not web_address(text)
    assert refused(Url, text) == (
        "PA110",
        f'"{text}" is niet een volledig webadres',
        "Kopieer het hele adres uit de adresbalk; het begint met https://.",
    )


@pytest.mark.parametrize(
    "text", ["school.nl", "@school.nl", "a@b", "a b@c.nl", "é@c.nl", "a@b.nl>"]
)
def test_mailbox_that_is_not_one(text):
    assert refused(Mailbox, text) == (
        "PA110",
        f'"{text}" is niet een mailadres',
        "Schrijf het adres van een functie of afdeling, zoals stage@school.nl.",
    )


@pytest.mark.parametrize(
    ("kind", "most"), [(Text, 1000), (Line, 300), (Word, 60), (PracticeId, 80), (Mailbox, 200)]
)
def test_long_text_is_refused(kind, most):
    tail = "@school.nl" if kind is Mailbox else ""
    longest = "a" * (most - len(tail)) + tail
    assert accepted(kind, longest) == longest
    assert refused(kind, f"a{longest}")[0].endswith("too_long")


def test_braces_in_a_value_stay_as_they_are():
    _, message, _ = refused(Count, "{message} {0} %s")
    assert message == '"{message} {0} %s" is niet een heel getal'


def test_quoted_value_is_short_and_on_one_line():
    assert quoted("een\n  twee") == '"een twee"'
    assert quoted("x" * 60) == f'"{"x" * 60}"'
    assert quoted("x" * 61) == f'"{"x" * 59}…"'
    assert quoted(None) == '"None"'


def test_every_field_of_a_practice_has_a_dutch_label_and_hint():
    def fields(model):
        for name, field in model.model_fields.items():
            yield f"{model.__name__}.{name}", field
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if hasattr(part, "model_fields"):
                    yield from fields(part)

    bare = [name for name, field in fields(Practice) if not (field.title and field.description)]
    assert not bare
