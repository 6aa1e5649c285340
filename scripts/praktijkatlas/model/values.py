"""The kinds of values that an entry can hold, with what is said when one is not right.

Every scalar comes as text (YAML types are never guessed), and each kind says in Dutch what it
expects. The code of a finding is the type of the pydantic error.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from praktijkatlas.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class TermOf:
    """Marks a text as the id of a term in the named vocabulary."""

    vocabulary: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "x-vocabulary": self.vocabulary}


def fault(code: str, message: str, fix: str) -> PydanticCustomError:
    """The error by which a value says what is wrong with it (braces in texts are kept)."""
    return PydanticCustomError(code, "{message}", {"message": message, "fix": fix})


def quoted(value: object) -> str:
    """`value` as a message quotes it: short, on one line."""
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise fault("PA103", "hier hoort een tekst", "Schrijf één tekst, geen lijst of groep.")
    text = value.strip()
    if not text:
        raise fault("PA107", "de tekst is leeg", "Vul de tekst in, of haal de regel weg.")
    return text


def _line(value: Any) -> Any:
    return " ".join(_text(value).split())


def _partial_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(_text(value))
    except ValueError as error:
        raise fault(
            "PA108",
            f"{quoted(value)} is niet een datum die bestaat in de vorm JJJJ, JJJJ-MM of JJJJ-MM-DD",
            "Schrijf bijvoorbeeld 2024, 2024-09 of 2024-09-30; geschat is 2024~.",
        ) from error


def _month(value: Any) -> PartialDate:
    parsed = _partial_date(value)
    if parsed.day is not None:
        raise fault(
            "PA108",
            f"{quoted(value)} heeft een dag; hier volstaan jaar en maand",
            f"Schrijf {parsed.year}-{parsed.month:02}.",
        )
    return parsed


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        if not re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise fault(
            "PA108",
            f"{quoted(value)} is niet een dag die bestaat in de vorm JJJJ-MM-DD",
            "Schrijf de dag zo: 2026-11-23.",
        ) from error


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text(value)
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise fault(
            "PA109",
            f"{quoted(value)} is niet een heel getal",
            "Schrijf alleen cijfers, zonder punten of woorden: 3000.",
        )
    return int(text)


def _number(value: Any) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _text(value)
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text, re.ASCII):
        raise fault(
            "PA109",
            f"{quoted(value)} is niet een getal",
            "Schrijf cijfers met een punt voor de decimalen en geen scheiding van duizendtallen: "
            "96.5 of 558000.",
        )
    return float(text) if "." in text else int(text)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise fault("PA103", f"{quoted(value)} is niet true of false", "Schrijf true of false.")
    return bool(value == "true")


def web_address(text: str) -> bool:
    """Whether `text` is a complete http(s) address without user name or odd characters."""
    if not re.fullmatch(r"https?://[^\s<>\"'`{}|\\^]+", text, re.ASCII | re.IGNORECASE):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host and "." in host and "@" not in parts.netloc)


def _url(value: Any) -> str:
    text = _text(value)
    if not web_address(text):
        raise fault(
            "PA110",
            f"{quoted(value)} is niet een volledig webadres",
            "Kopieer het hele adres uit de adresbalk; het begint met https://.",
        )
    return str(text)


def _mailbox(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text, re.ASCII):
        raise fault(
            "PA110",
            f"{quoted(value)} is niet een mailadres",
            "Schrijf het adres van een functie of afdeling, zoals stage@school.nl.",
        )
    return str(text)


Text = Annotated[str, BeforeValidator(_text), Field(max_length=1000)]
Line = Annotated[str, BeforeValidator(_line), Field(max_length=300)]
Word = Annotated[str, BeforeValidator(_line), Field(max_length=60)]
Url = Annotated[
    str,
    BeforeValidator(_url),
    Field(max_length=2000),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000}),
]
Mailbox = Annotated[
    str,
    BeforeValidator(_mailbox),
    Field(max_length=200),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 200}),
]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0)]
Number = Annotated[int | float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
_PARTIAL = r"^[12]\d{3}(-\d{2}(-\d{2})?)?~?$"
_MONTH = r"^[12]\d{3}(-\d{2})?~?$"
When = Annotated[
    PartialDate,
    BeforeValidator(_partial_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": _PARTIAL}),
]
Month = Annotated[
    PartialDate,
    BeforeValidator(_month),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": _MONTH}),
]
PracticeId = Annotated[
    str,
    BeforeValidator(_line),
    Field(max_length=80),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}),
]
