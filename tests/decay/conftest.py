"""A server on this machine that goes wrong in every way that servers do."""

import socket
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from praktijkatlas.decay import Link, Settings
from praktijkatlas.decay.visits import Visitor

PAGE = b"<!doctype html><title>Leerlingen op de bouwplaats</title><p>Tekst"
ARCHIVE = (
    b'{"archived_snapshots": {"closest": {"available": true, '
    b'"url": "http://web.archive.org/web/2020/http://bron.example/weg"}}}'
)


class Server(ThreadingHTTPServer):
    """What was asked is kept in `asked`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.times: Counter[str] = Counter()
        self.robots = b""
        self.stop = threading.Event()

    def handle_error(self, request, client_address):
        """Who hangs up on purpose need not be told of."""


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; a path that is not known here is a page."""

    def do_HEAD(self):
        self.go()

    def do_GET(self):
        self.go()

    def log_message(self, *_):
        pass

    def say(self, status, body=PAGE, kind="text/html", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def go(self):
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, self.headers["Host"], self.path))
        self.server.times[path] += 1
        first = self.server.times[path] == 1
        port = self.server.server_port
        match path:
            case "/robots.txt":
                status = 200 if self.server.robots else 404
                self.say(status, self.server.robots, "text/plain")
            case "/weg":
                self.say(404)
            case "/opgeheven":
                self.say(410)
            case "/verboden":
                self.say(403)
            case "/geen-head":
                self.say(405 if self.command == "HEAD" else 200)
            case "/head-404":
                self.say(404 if self.command == "HEAD" else 200)
            case "/druk":
                self.say(429 if first else 200, Retry_After="7")
            case "/altijd-druk":
                self.say(429, Retry_After="86400")
            case "/even-stuk":
                self.say(503 if first else 200)
            case "/stuk":
                self.say(500)
            case "/kring":
                self.say(302, Location="/kring2")
            case "/kring2":
                self.say(302, Location="/kring")
            case "/steeds-verder":
                self.say(
                    302, Location=f"/steeds-verder?{self.path.count('a')}{'a' * len(self.path)}"
                )
            case "/verhuisd":
                self.say(301, Location="/nieuw#stuk")
            case "/tijdelijk":
                self.say(302, Location="/nieuw")
            case "/naar-ander":
                self.say(302, Location=f"http://ander.example:{port}/nieuw")
            case "/naar-huis":
                self.say(302, Location="/")
            case "/naar-bestand":
                self.say(302, Location="file:///etc/passwd")
            case "/naar-kop":
                self.say(302, Location="http://a.example/\tx <b>")
            case "/zacht":
                self.say(200, b"<title>Oeps: pagina niet gevonden</title>")
            case "/rapport.pdf":
                self.say(200)
            case "/echt.pdf":
                self.say(200, b"%PDF-1.7", "application/pdf")
            case "/afgebroken":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b"" if self.command == "HEAD" else PAGE)
            case "/druppels" | "/koppen":
                self.drip(path == "/koppen")
            case "/enorm":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.pour()
            case "/onzin":
                self.wfile.write(b"\x00\x01\x02 dit is geen HTTP\r\n\r\n" * 3)
            case "/zwijgt":
                self.server.stop.wait(20)
            case "/hangt-op":
                self.connection.shutdown(socket.SHUT_RDWR)
            case "/archief":
                self.say(200, ARCHIVE, "application/json")
            case "/vreemd-archief":
                bad = ARCHIVE.replace(b"http://web.archive.org/", b"javascript:alert(1)//")
                self.say(200, bad, "application/json")
            case _:
                self.say(200)

    def drip(self, in_head):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if not in_head:
            self.wfile.write(b"Content-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
            if self.command == "HEAD":
                return
        while not self.server.stop.wait(0.05):
            self.wfile.write(b"X")

    def pour(self):
        while self.command == "GET" and not self.server.stop.is_set():
            self.wfile.write(PAGE + b"x" * 65_536)


@pytest.fixture
def server(monkeypatch):
    """The server; every name leads to it, except those that end in .invalid."""
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    real = socket.getaddrinfo

    def look_up(host, port, *args, **options):
        if host.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return real("127.0.0.1", port, *args, **options)

    monkeypatch.setattr("praktijkatlas.decay.network.socket.getaddrinfo", look_up)
    yield made
    made.stop.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def rests():
    """How long the visitor would have waited, each time."""
    return []


@pytest.fixture
def visit(server, rests):
    """Visits a path of the server, or an address."""

    def go(path, host="bron.example", **options):
        url = path if "://" in path else f"http://{host}:{server.server_port}{path}"
        chosen = {"timeout": 5, "private": True, "archive": "", "interval": 0} | options
        visitor = Visitor(Settings(**chosen), rests.append, lambda: 0.0)
        return visitor.visit(Link(url, (("praktijk", "bron 1"),)))

    return go
