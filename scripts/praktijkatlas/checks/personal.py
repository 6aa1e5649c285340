"""Personal data in a text: mail addresses, telephone numbers, citizen and account numbers.

The patterns mean the same in Python and in a browser, so that the form finds what the checks find.
They are looked for in a text after `folded`, which undoes what hides them from a pattern.
"""

import re
import unicodedata

AT = (
    r"(?:\s?@\s?|%40|\s?[\[({<]\s?(?:[aA][tT]|[aA]pe(?:n?staart(?:je)?)|a|@)\s?[\])}>]\s?"
    r"|\s?[-_*]{1,2}[aA][tT][-_*]{1,2}\s?|\s(?:[aA][tT]|[aA]pe(?:n?staart(?:je)?))\s)"
)
DOT = r"(?:\.|\s?[\[({<]\s?(?:[dD]ot|[pP]unt|\.)\s?[\])}>]\s?|\s(?:dot|punt)\s)"
_LETTERS = r"A-Za-z0-9\u00c0-\u024f_%+-"
# Bounds keep the time linear: without them a long row of letters is read again from each of them.
_WORD = rf"[{_LETTERS}]{{1,64}}"
MAIL = re.compile(
    rf"(?<![{_LETTERS}.]){_WORD}(?:{DOT}{_WORD}){{0,6}}{AT}{_WORD}(?:{DOT}{_WORD}){{1,6}}"
)
"""A mail address, also one that is spelled out: jan [at] school [punt] nl."""

_APART = r"[\s.()/-]{0,3}"
_APART_MOBILE = r"[\s.()/_|~\u00b7\u2022*-]{0,3}"
# A day and the hours of a day are written with as many digits as a telephone number.
_DAY = r"\d\d([-/.])\d\d\1(?:19|20)\d\d(?!\d)"
_HOURS = r"[0-2]\d[.:][0-5]\d\s?-\s?[0-2]\d[.:][0-5]\d"
_AMOUNT = r"\+\d{1,3}(?:\.\d{3})+(?![\d-])"
PHONE = re.compile(
    rf"(?<![\w+/=-])(?<!\d\.)(?!{_DAY}|{_HOURS}|{_AMOUNT})"
    rf"(?:(?:\+|00)[1-9](?:{_APART}\d){{8,12}}|31[ -]?6(?:[ -]?\d){{8}}|\(?0[1-9](?:{_APART}\d){{8}}"
    rf"|\(?[0oO]\s?6(?:{_APART_MOBILE}\d){{8}}|[0oO]6[,:]\s?\d{{8}})"
    r"(?![\d/]|\.\d)"
    r"|(?:wa\.me/\+?|whatsapp\.com/[^\s\d]{0,40}|t\.me/\+|signal\.me/\S{0,8}\+)\d{9,15}",
    re.ASCII,
)
CHATS = ("wa.me/", "whatsapp.com/", "t.me/", "signal.me/")
"""Addresses that hold somebody's telephone number."""
BSN = re.compile(
    r"(?<![\w.,/=+-])(?:\d{9}|\d{4}[. -]\d{2}[. -]\d{3}|\d{3}([ -])\d{3}\1\d{3})(?![\w/]|[., -]\d)"
    r"|(?:(?<=[bB][sS][nN])|(?<=servicenummer)|(?<=ofinummer))[\s:=.-]{0,3}\d(?:[\s.-]{0,2}\d){8}(?!\d)",
    re.ASCII,
)
IBAN = re.compile(
    r"\b(?:[Nn][Ll][\s.-]?\d{2}[\s.-]?[A-Za-z]{4}(?:[\s.-]?\d){10}"
    r"|[A-Za-z]{2}\d{2}(?:[\s.-]?[A-Za-z0-9]{4}){2,7}(?:[\s.-]?[A-Za-z0-9]{1,3})?)\b",
    re.ASCII,
)

HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
_NINE_DIGITS = re.compile(r"\d(?:[\W_]{0,6}+\d){8}")
"""What every telephone, citizen and account number has."""

FREE_HOSTS = frozenset(
    [
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "live",
        "msn",
        "yahoo",
        "icloud",
        "proton",
        "protonmail",
        "gmx",
        "aol",
        "ziggo",
        "kpnmail",
        "kpnplanet",
        "xs4all",
        "hetnet",
        "telfort",
        "tele2",
        "chello",
        "quicknet",
        "casema",
        "upcmail",
        "zonnet",
        "caiway",
        "zeelandnet",
        "planet",
    ]
)
FREE_DOMAINS = frozenset(
    ["home.nl", "online.nl", "freedom.nl", "solcon.nl", "me.com", "mac.com", "wxs.nl"]
)
# Mailboxes of functions may have a point in their name too: stage.techniek@, info.emmen@.
FUNCTIONS = frozenset(
    [
        "info",
        "contact",
        "stage",
        "stages",
        "stagebureau",
        "bpv",
        "administratie",
        "secretariaat",
        "receptie",
        "balie",
        "loket",
        "project",
        "projecten",
        "projectbureau",
        "communicatie",
        "onderwijs",
        "bedrijven",
        "techniek",
        "zorg",
        "school",
        "team",
        "werk",
        "praktijk",
        "praktijkleren",
        "praktijkloket",
        "service",
        "servicepunt",
        "hr",
        "personeel",
        "bureau",
        "helpdesk",
        "welkom",
        "mail",
        "post",
        "redactie",
        "pers",
        "media",
        "inschrijven",
        "aanmelden",
        "academie",
        "opleidingen",
        "opleiding",
        "vragen",
        "support",
        "office",
        "campus",
        "lab",
        "hub",
        "mbo",
        "vmbo",
        "hbo",
        "vo",
        "po",
        "studie",
        "studenten",
        "leerlingen",
        "ondernemers",
        "gemeente",
        "regio",
    ]
)


def folded(text: str) -> str:
    """`text` with plain letters, digits, spaces and hyphens, and without what nobody sees."""
    if text.isascii():
        return text
    return DASHES.sub("-", HIDDEN.sub("", unicodedata.normalize("NFKC", text)))


def may_hold_mail(text: str) -> bool:
    """Whether a closer look for mail addresses is needed: most files do without."""
    if "@" in text or "&#" in text or "&commat" in text or "%40" in text:
        return True
    lowered = text.lower()
    signs = (
        " at ",
        "staart",
        "-at-",
        "_at_",
        "*at*",
        "(at",
        "[at",
        "(a)",
        "[a]",
        "{at",
        "\uff20",
        "\ufe6b",
    )
    return any(sign in lowered for sign in signs)


def may_hold_number(text: str) -> bool:
    """Whether a closer look for numbers is needed: most files do without."""
    return "&#" in text or bool(_NINE_DIGITS.search(text))


def written_address(found: str) -> str:
    """A mail address that may be spelled out, as it is meant."""
    return re.sub(DOT, ".", re.sub(AT, "@", found))


def is_personal(address: str) -> bool:
    """Whether a mail address looks like a person's: names or initials with a point, or a free host.

    A single word before the @ can be a surname or a function, and gets the benefit of the doubt.
    """
    name, _, host = written_address(address).lower().rpartition("@")
    *above, owner, country = host.split(".")
    if owner in ("co", "com") and above:
        owner = above[-1]
    if owner in FREE_HOSTS or f"{owner}.{country}" in FREE_DOMAINS:
        return True
    name = name.partition("+")[0].rstrip("0123456789")  # jan.jansen+stage, jan.jansen2
    parts = re.split(r"[._]", name)
    return len(parts) > 1 and all(map(str.isalpha, parts)) and not FUNCTIONS.intersection(parts)


def is_bsn(text: str) -> bool:
    """Whether the nine digits in `text` pass the eleven-test of the Dutch citizen number (BSN)."""
    digits = [int(each) for each in text if each.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return any(digits) and total % 11 == 0


def is_iban(text: str) -> bool:
    """Whether `text` is an account number with a valid checksum (ISO 13616)."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    if compact.startswith("NL"):
        compact = compact[:18]
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1
