"""The kinds of values that an entry can hold, with what is said when one is not right.

Every scalar comes as text (YAML types are never guessed), and each kind says in Dutch what it
expects. The code of a finding is the type of the pydantic error.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from praktijkatlas.model.dates import PartialDate, read_date, why_no_date


@dataclass(frozen=True, slots=True)
class TermOf:
    """Marks a text as the id of a term in the named vocabulary."""

    vocabulary: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "x-vocabulary": self.vocabulary}


@dataclass(frozen=True, slots=True)
class NameFrom:
    """Marks a free text that usually is the name of a term in the named vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class LabelFrom:
    """Marks a choice whose values are described by the terms of the named vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is written: its kind, the pattern of all of it, and what is said when it differs.

    The patterns mean the same in Python and in a browser, so that forms check what we check.
    """

    kind: str
    pattern: str = ""
    wrong: str = ""
    fix: str = ""

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` is written like this."""
        return bool(re.fullmatch(self.pattern, text, re.ASCII))

    def fault(self, code: str, value: object, instead: str = "") -> PydanticCustomError:
        """The error of a value that is not written like this, and what it surely stands for."""
        fix = f"Schrijf: {instead}" if instead else self.fix
        return fault(code, f"{quoted(value)} {self.wrong}", fix, instead)

    def date_fault(self, value: object, instead: str = "") -> PydanticCustomError:
        """The error of a date that is not written like this, or that does not exist."""
        why = "" if instead else why_no_date(str(value))
        if not why:
            return self.fault("PA108", value, instead)
        return fault("PA108", f"{quoted(value)} bestaat niet: {why}", self.fix)


DAY = Shape(
    "day",
    r"[12]\d{3}-\d{2}-\d{2}",
    "is niet een dag die bestaat in de vorm JJJJ-MM-DD",
    "Schrijf de dag zo: 2026-11-23.",
)
WHEN = Shape(
    "when",
    r"[12]\d{3}(-\d{2}(-\d{2})?)?~?",
    "is niet een datum die bestaat in de vorm JJJJ, JJJJ-MM of JJJJ-MM-DD",
    "Schrijf bijvoorbeeld 2024, 2024-09 of 2024-09-30; geschat is 2024~.",
)
MONTH = Shape(
    "month",
    r"[12]\d{3}(-\d{2})?~?",
    "is niet een jaar of een maand in de vorm JJJJ of JJJJ-MM",
    "Schrijf bijvoorbeeld 2024 of 2024-09; geschat is 2024~.",
)
COUNT = Shape(
    "count",
    r"\d{1,9}",
    "is niet een heel getal",
    "Schrijf alleen cijfers, zonder punten of woorden: 3000.",
)
NUMBER = Shape(
    "number",
    # No three decimals after one to three figures: 1.000 is a thousand to most of who write it.
    r"-?(\d{1,12}(\.(\d{1,2}|\d{4,6}))?|(0|\d{4,12})\.\d{3})",
    "is niet een getal",
    "Schrijf cijfers met een punt voor de decimalen en geen scheiding van duizendtallen: "
    "96.5 of 558000.",
)
URL = Shape(
    "url",
    r"[hH][tT][tT][pP][sS]?://[^\s<>\"'`{}|\\^]+",
    "is niet een volledig webadres",
    "Kopieer het hele adres uit de adresbalk; het begint met https://.",
)
MAILBOX = Shape(
    "mailbox",
    r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
    "is niet een mailadres",
    "Schrijf het adres van een functie of afdeling, zoals stage@school.nl.",
)
SOURCE = Shape(
    "source",
    COUNT.pattern,
    "is niet het nummer van een bron",
    "Schrijf het nummer dat de bron in de lijst `sources` heeft, zonder woorden of haken: 1.",
)
PRACTICE_ID = Shape(
    "practice_id",
    r"[a-z0-9]+(-[a-z0-9]+)*",
    "is niet het id van een praktijk",
    "Het id staat in het adres van haar pagina: kleine letters, cijfers en streepjes.",
)


UNSEEN = (
    "\u200b-\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f"  # zero width, and tags
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u206a-\u206f\u2800\u3164\uffa0\ufff9-\ufffb"  # fillers
    "\ufe00-\ufe0d\U0001d173-\U0001d17a\U000e0100-\U000e01ef"  # variants; FE0E and FE0F go with emoji
)
"""Characters that nobody sees, as a pattern writes them between brackets."""
_SEEN = re.compile(rf"[^\s\u00ad{UNSEEN}]")
_HOST = re.compile(r"(?:\w(?:[\w-]{0,61}\w)?\.)+[^\W\d_](?:[\w-]{0,61}\w)?\.?")
"""The name of a host; a number is no name, and leads to a machine on the network of the reader."""


# As numbers are written in Dutch: 3.000 and 1.250.000, and 96,5. What follows a comma in 1,250 may
# be thousands as well, and is left to who wrote it.
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_DECIMALS = re.compile(r"-?([1-9]\d{0,2}(\.\d{3})+|\d{1,12}),(\d{1,2}|\d{4,6})", re.ASCII)
_ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_SPACED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[ _'\u2019])\d{3})(?:(?P=mark)\d{3})*", re.ASCII)
_CITED = re.compile(r"(?:bron\s*)?\[?\^?(\d{1,3})\]?", re.ASCII | re.IGNORECASE)
_FLAGS = {"ja": "true", "waar": "true", "yes": "true", "true": "true",
          "nee": "false", "onwaar": "false", "no": "false", "false": "false"}  # fmt: skip


def fault(code: str, message: str, fix: str, instead: str = "") -> PydanticCustomError:
    """The error by which a value says what is wrong with it (braces in texts are kept).

    `instead` is what should be written, when only one thing can be meant.
    """
    context = {"message": message, "fix": fix, "instead": instead}
    return PydanticCustomError(code, "{message}", context)


def quoted(value: object) -> str:
    """`value` as a message quotes it: short, on one line."""
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'


def only_item(value: object) -> str:
    """The text that is the only one of a list; "" for anything else."""
    return value[0] if isinstance(value, list) and [type(each) for each in value] == [str] else ""


def _no_text(value: object) -> PydanticCustomError:
    if item := only_item(value):
        fix = f"Schrijf zonder haken of streepje: {item}"
        return fault("PA103", "hier hoort één waarde, geen lijst", fix, item)
    return fault("PA103", "hier hoort een tekst", "Schrijf één tekst, geen lijst of groep.")


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise _no_text(value)
    text = value.strip()
    if not _SEEN.search(text):
        raise fault("PA107", "de tekst is leeg", "Vul de tekst in, of haal de regel weg.")
    return text


def _line(value: Any) -> Any:
    return " ".join(_text(value).split())


def _partial_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    text = _text(value)
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise WHEN.date_fault(text, str(read_date(text) or "")) from error


def _month(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    text = _text(value)
    try:
        parsed = PartialDate.parse(text)
    except ValueError as error:
        meant = read_date(text)
        raise MONTH.date_fault(text, str(_to_month(meant)) if meant else "") from error
    if parsed.day is not None:
        month = str(_to_month(parsed))
        raise fault(
            "PA108",
            f"{quoted(value)} heeft een dag; hier volstaan jaar en maand",
            f"Schrijf {month}.",
            month,
        )
    return parsed


def _to_month(date: PartialDate) -> PartialDate:
    return replace(date, day=None)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        if not DAY.matches(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        meant = read_date(text)
        exact = meant is not None and meant.day is not None and not meant.approximate
        raise DAY.date_fault(text, str(meant) if exact else "") from error


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text(value)
    if not COUNT.matches(text):
        _stop_endless(text)
        raise COUNT.fault(
            "PA109", value, text.replace(".", "") if _THOUSANDS.fullmatch(text) else _spaced(text)
        )
    return int(text)


def _source(value: Any) -> Any:
    text = only_item(value) or value
    if not isinstance(text, str) or COUNT.matches(text.strip()) or not text.strip():
        return value
    cited = _CITED.fullmatch(text.strip())
    shown = f"[{text}]" if isinstance(value, list) else text
    raise SOURCE.fault("PA109", shown, cited[1] if cited else "")


def _number(value: Any) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _text(value)
    if not NUMBER.matches(text):
        _stop_endless(text)
        if _ONE_GROUP.fullmatch(text):
            whole = text.replace(".", "")
            raise fault(
                "PA109",
                f"{quoted(value)} kan {whole} zijn, of een getal met drie decimalen",
                f"Schrijf {whole}; of zet er een nul achter als u decimalen bedoelt: {text}0.",
            )
        dutch = _THOUSANDS.fullmatch(text) or _DECIMALS.fullmatch(text)
        meant = text.replace(".", "").replace(",", ".") if dutch else ""
        raise NUMBER.fault("PA109", value, meant or _spaced(text))
    return float(text) if "." in text else int(text)


def _stop_endless(text: str) -> None:
    if re.fullmatch(r"-?\d{10,}(\.\d+)?", text, re.ASCII):
        raise fault("PA109", f"{quoted(text)} heeft te veel cijfers", "Controleer het getal.")


def _spaced(text: str) -> str:
    """The number that 12 500, 12_500 and 12'500 stand for; "" for other texts."""
    return re.sub(r"\D", "", text) if _SPACED.fullmatch(text) else ""


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        meant = _FLAGS.get(value.strip().lower(), "") if isinstance(value, str) else ""
        raise fault(
            "PA103", f"{quoted(value)} is niet true of false", "Schrijf true of false.", meant
        )
    return bool(value == "true")


def web_address(text: str) -> bool:
    """Whether `text` is a complete http(s) address without user name or odd characters."""
    if not URL.matches(text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host and _HOST.fullmatch(host) and "@" not in parts.netloc)


def leads_outside(target: str) -> bool:
    """Whether a link in a text may lead there: a web address, or a mailbox and nothing more.

    A mail link can hold a whole letter with other receivers; whoever clicks would send that.
    """
    kind, _, mailbox = target.partition(":")
    return MAILBOX.matches(mailbox) if kind.lower() == "mailto" else web_address(target)


def _url(value: Any) -> str:
    text = _text(value)
    if not web_address(text):
        raise URL.fault("PA110", value)
    return str(text)


def _mailbox(value: Any) -> str:
    text = _text(value)
    if not MAILBOX.matches(text):
        raise MAILBOX.fault("PA110", value)
    return str(text)


Text = Annotated[str, BeforeValidator(_text), Field(max_length=1000)]
Line = Annotated[str, BeforeValidator(_line), Field(max_length=300)]
Word = Annotated[str, BeforeValidator(_line), Field(max_length=60)]
Url = Annotated[
    str,
    BeforeValidator(_url),
    URL,
    Field(max_length=2000),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000}),
]
Mailbox = Annotated[
    str,
    BeforeValidator(_mailbox),
    MAILBOX,
    Field(max_length=200),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 200}),
]
Count = Annotated[int, BeforeValidator(_count), COUNT, Field(ge=0)]
SourceNumber = Annotated[Count, BeforeValidator(_source), SOURCE, Field(ge=1)]
Number = Annotated[
    int | float, BeforeValidator(_number), NUMBER, WithJsonSchema({"type": "number"})
]
Flag = Annotated[bool, BeforeValidator(_flag), Shape("flag")]
Day = Annotated[date, BeforeValidator(_day), DAY]
When = Annotated[
    PartialDate,
    BeforeValidator(_partial_date),
    WHEN,
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{WHEN.pattern}$"}),
]
Month = Annotated[
    PartialDate,
    BeforeValidator(_month),
    MONTH,
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{MONTH.pattern}$"}),
]
PracticeId = Annotated[
    str,
    BeforeValidator(_line),
    PRACTICE_ID,
    Field(max_length=80),
    WithJsonSchema({"type": "string", "pattern": f"^{PRACTICE_ID.pattern}$", "maxLength": 80}),
]


def is_free_text(field: FieldInfo) -> bool:
    """Whether a field holds words of the writer: no list, term, date, number, address or id."""
    options = () if get_origin(field.annotation) is tuple else get_args(field.annotation)
    marks = [*field.metadata, *(m for each in options for m in getattr(each, "__metadata__", ()))]
    words = any(isinstance(mark, BeforeValidator) and mark.func is _line for mark in marks)
    return words and not any(isinstance(mark, Shape) for mark in marks)
