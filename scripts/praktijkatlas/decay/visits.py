"""Visits to sources: politely, with patience, and with a judgement of what came back."""

import html
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from praktijkatlas.decay.links import Link
from praktijkatlas.decay.network import Answer, NetworkError, Settings, ask
from praktijkatlas.model.values import web_address

MAX_REDIRECTS = 6
HOSTS_AT_ONCE = 8
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_TRY_AGAIN = frozenset((429, 500, 502, 503, 504))
_PASSING = frozenset(("timeout", "connection", "name"))
_NOT_FOUND = re.compile(
    r"\b404\b|niet gevonden|bestaat niet( meer)?|pagina onvindbaar|not found|page missing", re.I
)
_TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title", re.I | re.S)


class State(StrEnum):
    """How a source is."""

    OK = "goed"
    MOVED = "verhuisd"
    DOUBTFUL = "onzeker"
    BROKEN = "stuk"
    DEAD = "weg"


FAULTS = frozenset((State.BROKEN, State.DEAD))
_REASONS = {
    "name": (State.DEAD, "de naam van de site bestaat niet"),
    "private": (State.BROKEN, "het adres wijst niet naar een openbare site"),
    "connection": (State.BROKEN, "de site neemt niet op"),
    "timeout": (State.BROKEN, "de site antwoordt niet op tijd"),
    "tls": (State.BROKEN, "de beveiligde verbinding klopt niet (certificaat)"),
    "nonsense": (State.BROKEN, "het antwoord is niet te begrijpen"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a source is, why, where it is now, and where a copy is kept."""

    link: Link
    state: State
    reason: str = ""
    status: int = 0
    now_at: str = ""
    archived: str = ""


@dataclass
class Visitor:
    """Visits sources; every host is asked one thing at a time, with rest in between."""

    settings: Settings
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self.free: dict[str, float] = {}
        self.rules: dict[str, RobotFileParser | None] = {}
        self.lock = Lock()

    def visit(self, link: Link) -> Outcome:
        """How one source is; never raises for what a server does."""
        try:
            found = self._followed(link)
        except NetworkError as error:
            state, reason = _REASONS[error.kind]
            found = Outcome(link, state, reason)
        if found.state in FAULTS and self.settings.archive:
            return replace(found, archived=self._archived(link.url))
        return found

    def _followed(self, link: Link) -> Outcome:
        url, seen, lasting = link.url, [link.url], True
        while True:
            if not self._allowed(url):
                return Outcome(link, State.DOUBTFUL, "de site wil geen bezoek van programma's")
            answer = self._answer(url)
            if answer.status not in _REDIRECTS or not answer.location:
                return _judged(link, url, lasting, answer)
            lasting = lasting and answer.status in _PERMANENT
            url = urljoin(url, answer.location.strip()).partition("#")[0]
            if not web_address(url):
                return Outcome(link, State.BROKEN, "de site stuurt door naar niets", answer.status)
            if url in seen or len(seen) > MAX_REDIRECTS:
                reason = "de site stuurt steeds weer door"
                return Outcome(link, State.BROKEN, reason, answer.status)
            seen.append(url)

    def _answer(self, url: str) -> Answer:
        """The answer to HEAD, and to GET when that is refused or tells too little."""
        try:
            answer = self._patiently(url, "HEAD")
        except NetworkError as error:
            if error.kind not in ("connection", "nonsense"):
                raise
            return self._patiently(url, "GET")
        if answer.status >= 400 or (answer.status == 200 and "html" in answer.content_type):
            return self._patiently(url, "GET")
        return answer

    def _patiently(self, url: str, method: str) -> Answer:
        rest = self.settings.backoff
        for attempt in range(1, self.settings.attempts + 1):
            last = attempt == self.settings.attempts
            wait = rest
            try:
                answer = self._ask(url, method)
            except NetworkError as error:
                if last or error.kind not in _PASSING:
                    raise
            else:
                if last or answer.status not in _TRY_AGAIN:
                    return answer
                if answer.wait.isascii() and answer.wait.isdigit():
                    wait = max(rest, float(answer.wait[:6]))
                    if wait > self.settings.longest_wait:
                        return answer
            self.pause(wait)
            rest *= 3
        raise AssertionError("the last attempt gives an answer or an error")

    def _ask(self, url: str, method: str) -> Answer:
        host = urlsplit(url).netloc.lower()
        with self.lock:
            now = self.clock()
            begin = max(now, self.free.get(host, now))
            self.free[host] = begin + self.settings.interval
        if begin > now:
            self.pause(begin - now)
        return ask(url, method, self.settings)

    def _allowed(self, url: str) -> bool:
        origin = "://".join(urlsplit(url)[:2])
        if origin not in self.rules:
            self.rules[origin] = self._robots(origin)
        rules = self.rules[origin]
        return rules is None or rules.can_fetch(self.settings.agent, url)

    def _robots(self, origin: str) -> RobotFileParser | None:
        """The rules of a site for programs; None when it has none (RFC 9309)."""
        try:
            answer = self._ask(f"{origin}/robots.txt", "GET")
        except NetworkError:
            return None
        if answer.status != 200:
            return None
        rules = RobotFileParser()
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        return rules

    def _archived(self, url: str) -> str:
        """A kept copy of an address; "" when there is none or nobody to ask."""
        try:
            answer = self._ask(f"{self.settings.archive}?url={quote(url, safe='')}", "GET")
            kept = json.loads(answer.body)["archived_snapshots"]["closest"]
            found = str(kept["url"]) if kept["available"] else ""
        except (NetworkError, ValueError, KeyError, TypeError):
            return ""
        found = re.sub(r"^http:(?=//web\.archive\.org/)", "https:", found)
        return found if web_address(found) else ""


def _judged(link: Link, url: str, lasting: bool, answer: Answer) -> Outcome:
    status = answer.status
    if status in (404, 410):
        return Outcome(link, State.DEAD, "de pagina bestaat niet meer", status)
    if status in (401, 403, 405, 406, 451):
        return Outcome(link, State.DOUBTFUL, "de site laat programma's niet binnen", status)
    if status == 429:
        return Outcome(link, State.DOUBTFUL, "de site vraagt om later terug te komen", status)
    if not 200 <= status < 300:
        return Outcome(link, State.BROKEN, "de site geeft een fout", status)
    if answer.cut:
        return Outcome(link, State.BROKEN, "het antwoord houdt te vroeg op", status)
    if reason := _doubt(link.url, url, answer):
        return Outcome(link, State.DOUBTFUL, reason, status, url if url != link.url else "")
    if url != link.url and (lasting or urlsplit(url).hostname != urlsplit(link.url).hostname):
        return Outcome(link, State.MOVED, "de pagina heeft een ander adres", status, url)
    return Outcome(link, State.OK, status=status)


def _doubt(asked: str, found: str, answer: Answer) -> str:
    """Why a page that came may not be the one that was asked for."""
    match = _TITLE.search(answer.body)
    title = html.unescape(match[1].decode("utf-8", "replace")) if match else ""
    if _NOT_FOUND.search(title):
        return "de titel van de pagina zegt dat er niets is"
    if urlsplit(asked).path.strip("/") and not urlsplit(found).path.strip("/"):
        return "de site stuurt door naar haar voorpagina"
    if asked.lower().endswith(".pdf") and answer.content_type == "text/html":
        return "er komt een webpagina in plaats van een PDF"
    return ""


def visit_all(
    links: Iterable[Link], visitor: Visitor, told: Callable[[Outcome], None] = lambda outcome: None
) -> list[Outcome]:
    """How all sources are, in the order of their addresses; several hosts at the same time."""
    hosts: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        hosts[urlsplit(link.url).netloc.lower()].append(link)

    def one_host(of_host: list[Link]) -> Iterator[Outcome]:
        for link in of_host:
            outcome = visitor.visit(link)
            told(outcome)
            yield outcome

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        done = pool.map(lambda of_host: list(one_host(of_host)), hosts.values())
        return sorted((each for found in done for each in found), key=lambda each: each.link)


def is_offline(outcomes: Iterable[Outcome]) -> bool:
    """Whether nobody answered at all: then it is we who are cut off, not the sources."""
    found = list(outcomes)
    return bool(found) and all(not each.status and each.state in FAULTS for each in found)
