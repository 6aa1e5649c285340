"""One question to one server: an address to its answer, within bounds of time and size.

The address comes from a stranger, and the next one from a server that a stranger chose. So it is
looked up once, only public places are spoken to, and that very place is what we connect to.
"""

import http.client
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Timer
from urllib.parse import quote, urlsplit

from praktijkatlas.model.values import web_address

MAX_BODY = 64 * 1024
ARCHIVE = "https://archive.org/wayback/available"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are visited; times in seconds."""

    agent: str = "praktijkatlas-links"
    timeout: float = 15.0
    """How long one answer may take, from the look-up to the last byte."""
    interval: float = 2.0
    """The time between two questions to the same host."""
    backoff: float = 3.0
    """The time before a second try; every next one waits three times as long."""
    attempts: int = 3
    longest_wait: float = 60.0
    """The longest time that a server may ask us to wait (Retry-After)."""
    archive: str = ARCHIVE
    """Where is asked for a kept copy; "" asks nowhere."""
    private: bool = False
    """Whether addresses within a network may be visited: for tests alone."""


class NetworkError(Exception):
    """No answer: `kind` is name, private, connection, timeout, tls or nonsense."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: `body` is the beginning, `cut` whether it stopped before its end."""

    status: int
    location: str = ""
    wait: str = ""
    content_type: str = ""
    body: bytes = b""
    cut: bool = False


def ask(url: str, method: str, settings: Settings) -> Answer:
    """The answer of the server at `url`; NetworkError when there is none."""
    if not web_address(url):
        raise NetworkError("private" if _is_numbered(url) else "nonsense")
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise NetworkError("name") from error
    port = parts.port or _PORTS[parts.scheme]
    places = _public_places(host, port, settings)
    late: list[bool] = []
    connection = http.client.HTTPConnection(host, port)
    connection.auto_open = 0
    watch = Timer(settings.timeout, _hang_up, (connection, late))
    watch.daemon = True
    try:
        watch.start()
        connection.sock = _connected(places, settings.timeout)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            secure = context.wrap_socket(
                connection.sock, server_hostname=host, do_handshake_on_connect=False
            )
            connection.sock = secure
            secure.do_handshake()
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
        )
        connection.request(method, target, headers=_headers(settings))
        answer = _answer(connection.getresponse(), method)
        if late:
            raise TimeoutError
        return answer
    except TimeoutError as error:
        raise NetworkError("timeout") from error
    except ssl.SSLError as error:
        raise NetworkError("timeout" if late else "tls") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        odd = isinstance(error, ValueError | http.client.HTTPException)
        dropped = isinstance(error, http.client.RemoteDisconnected)
        kind = "nonsense" if odd and not dropped else "connection"
        raise NetworkError("timeout" if late else kind) from error
    finally:
        watch.cancel()
        connection.close()


def _is_numbered(url: str) -> bool:
    """Whether the host of an address is a number: that is a machine, and no site."""
    try:
        return bool(ip_address(urlsplit(url).hostname or ""))
    except ValueError:
        return False


def _headers(settings: Settings) -> dict[str, str]:
    return {
        "User-Agent": settings.agent,
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
        "Accept-Language": "nl,en;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _public_places(host: str, port: int, settings: Settings) -> list[tuple[str, int]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError("name") from error
    places = list(dict.fromkeys((str(each[4][0]), port) for each in found))
    if settings.private:
        return places
    # One private place among public ones is enough: who answers may choose.
    if port not in _PORTS.values() or not all(is_public(address) for address, _ in places):
        raise NetworkError("private")
    return places


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a machine on the internet, not in this network."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        # Addresses that hold one of IPv4: mapped, 6to4 and NAT64.
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if found.packed[:12] == bytes.fromhex("0064ff9b0000000000000000"):
            return is_public(str(ip_address(found.packed[12:])))
    return found.is_global and not found.is_multicast


def _connected(places: list[tuple[str, int]], timeout: float) -> socket.socket:
    last: OSError = OSError("nowhere to connect to")
    for place in places[:3]:
        try:
            return socket.create_connection(place, timeout)
        except OSError as error:
            last = error
    raise last


def _hang_up(connection: http.client.HTTPConnection, late: list[bool]) -> None:
    """Ends an answer that comes byte by byte; each byte alone would be in time."""
    late.append(True)
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _answer(response: http.client.HTTPResponse, method: str) -> Answer:
    expected, body = response.length or 0, b""
    cut = False
    if method == "GET":
        try:
            body = response.read(MAX_BODY)
        except http.client.IncompleteRead as error:
            body, cut = error.partial, True
        cut = cut or len(body) < min(expected, MAX_BODY)
    return Answer(
        response.status,
        response.getheader("Location", "") or "",
        response.getheader("Retry-After", "") or "",
        (response.getheader("Content-Type", "") or "").partition(";")[0].strip().lower(),
        body,
        cut,
    )
