"""Every way in which a source can fail, and what is said of it."""

import pytest

from praktijkatlas.decay import Link, Settings, State, visit_all
from praktijkatlas.decay.network import NetworkError, ask, is_public
from praktijkatlas.decay.visits import Visitor, is_offline


@pytest.mark.parametrize(
    ("path", "state", "status", "words"),
    [
        ("/nieuw", State.OK, 200, ""),
        ("/geen-head", State.OK, 200, ""),
        ("/head-404", State.OK, 200, ""),
        ("/even-stuk", State.OK, 200, ""),
        ("/druk", State.OK, 200, ""),
        ("/tijdelijk", State.OK, 200, ""),
        ("/echt.pdf", State.OK, 200, ""),
        ("/enorm", State.OK, 200, ""),
        ("/weg", State.DEAD, 404, "bestaat niet meer"),
        ("/opgeheven", State.DEAD, 410, "bestaat niet meer"),
        ("/verboden", State.DOUBTFUL, 403, "laat programma's niet binnen"),
        ("/altijd-druk", State.DOUBTFUL, 429, "later terug"),
        ("/stuk", State.BROKEN, 500, "geeft een fout"),
        ("/kring", State.BROKEN, 302, "steeds weer door"),
        ("/steeds-verder", State.BROKEN, 302, "steeds weer door"),
        ("/naar-bestand", State.BROKEN, 302, "stuurt door naar niets"),
        ("/naar-kop", State.BROKEN, 302, "stuurt door naar niets"),
        ("/verhuisd", State.MOVED, 200, "ander adres"),
        ("/naar-ander", State.MOVED, 200, "ander adres"),
        ("/naar-huis", State.DOUBTFUL, 200, "voorpagina"),
        ("/zacht", State.DOUBTFUL, 200, "titel van de pagina"),
        ("/rapport.pdf", State.DOUBTFUL, 200, "in plaats van een PDF"),
        ("/afgebroken", State.BROKEN, 200, "houdt te vroeg op"),
        ("/onzin", State.BROKEN, 0, "niet te begrijpen"),
        ("/hangt-op", State.BROKEN, 0, "neemt niet op"),
    ],
)
def test_every_failure_has_its_judgement(visit, path, state, status, words):
    found = visit(path)
    assert (found.state, found.status) == (state, status)
    assert words in found.reason
    assert bool(found.reason) == (state is not State.OK)


@pytest.mark.parametrize("path", ["/zwijgt", "/druppels", "/koppen"])
def test_slow_answer_is_given_up(visit, path):
    found = visit(path, timeout=0.3, attempts=1)
    assert found.state is State.BROKEN
    assert "niet op tijd" in found.reason


def test_name_that_does_not_exist(visit, rests):
    found = visit("http://nergens.invalid/x")
    assert (found.state, found.reason) == (State.DEAD, "de naam van de site bestaat niet")
    assert len(rests) >= 2, "a name server may be away for a moment"


def test_certificate_that_is_wrong(visit, server):
    found = visit(f"https://bron.example:{server.server_port}/")
    assert found.state is State.BROKEN
    assert "beveiligde verbinding" in found.reason


def test_nobody_listens(visit):
    assert "neemt niet op" in visit("http://bron.example:1/").reason


def test_new_address_is_told_without_its_fragment(visit, server):
    assert visit("/verhuisd").now_at == f"http://bron.example:{server.server_port}/nieuw"
    assert visit("/naar-ander").now_at == f"http://ander.example:{server.server_port}/nieuw"


def test_second_try_comes_later_and_as_late_as_the_server_asks(visit, rests):
    visit("/stuk", backoff=2.0)
    assert rests == [2.0, 6.0, 2.0, 6.0]
    rests.clear()
    visit("/druk", backoff=2.0)
    assert rests == [7.0]


def test_server_that_asks_to_wait_for_a_day_is_not_waited_for(visit, rests):
    visit("/altijd-druk")
    assert rests == []


def test_same_host_gets_rest_and_others_do_not(server, rests):
    port = server.server_port
    settings = Settings(timeout=5, private=True, archive="", interval=2.0)
    visitor = Visitor(settings, rests.append, lambda: 100.0)
    visitor.visit(Link(f"http://a.example:{port}/echt.pdf"))
    assert rests == [2.0]  # robots.txt, then the page
    visitor.visit(Link(f"http://b.example:{port}/echt.pdf"))
    assert rests == [2.0, 2.0]
    visitor.visit(Link(f"http://a.example:{port}/echt.pdf"))
    assert rests == [2.0, 2.0, 4.0]


def test_head_comes_first_and_page_is_looked_at_only_when_that_helps(visit, server):
    visit("/echt.pdf")
    assert [method for method, _, path in server.asked if path != "/robots.txt"] == ["HEAD"]


def test_rules_of_a_site_are_kept(visit, server):
    server.robots = b"User-agent: *\nDisallow: /intern/\n"
    assert visit("/intern/x").state is State.DOUBTFUL
    assert "/intern/x" not in [path for _, _, path in server.asked]
    assert visit("/extern").state is State.OK


def test_kept_copy_is_proposed_for_what_is_gone(visit, server):
    archive = f"http://archief.example:{server.server_port}/archief"
    kept = "https://web.archive.org/web/2020/http://bron.example/weg"
    assert visit("/weg", archive=archive).archived == kept
    assert visit("/nieuw", archive=archive).archived == ""
    strange = archive.replace("/archief", "/vreemd-archief")
    assert visit("/weg", archive=strange).archived == ""
    assert visit("/weg", archive="http://weg.invalid/").archived == ""


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "ff02::1",
        ),
    ],
)
def test_address_within_a_network_is_not_public(address):
    assert not is_public(address)


def test_address_on_the_internet_is_public():
    assert is_public("8.8.8.8")
    assert is_public("2606:4700::1111")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://bron.example/", "http://[::1]/"])
def test_private_place_is_never_spoken_to(server, url):
    if "[" in url:
        with pytest.raises(NetworkError):
            ask(url, "GET", Settings(archive=""))
        return
    found = Visitor(Settings(archive="", interval=0)).visit(Link(url))
    assert "niet naar een openbare site" in found.reason
    assert server.asked == []


def test_redirect_to_a_private_place_is_not_followed(server, monkeypatch):
    """A name may lead to the world first and into our network next: every step is looked at."""
    from praktijkatlas.decay import network

    answers = {"http://bron.example/": network.Answer(302, "http://binnen.example/geheim")}

    def fake(url, method, settings):
        return answers[url] if url in answers else network.ask(url, method, settings)

    monkeypatch.setattr("praktijkatlas.decay.visits.ask", fake)
    visitor = Visitor(Settings(archive="", interval=0), lambda _: None)
    assert "niet naar een openbare site" in visitor.visit(Link("http://bron.example/")).reason
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    ["http://a.example/\r\nX-Evil: 1", "http://a.example/ x", "file:///etc/passwd", "http://a"],
)
def test_address_never_becomes_a_header_or_a_file(server, url):
    with pytest.raises(NetworkError, match="nonsense"):
        ask(url, "GET", Settings(private=True))
    assert server.asked == []


def test_no_port_but_those_of_the_web(server):
    with pytest.raises(NetworkError, match="private"):
        ask(f"http://bron.example:{server.server_port}/", "GET", Settings())


def test_all_sources_are_visited_in_the_order_of_their_addresses(server, rests):
    port = server.server_port
    links = [
        Link(f"http://{host}.example:{port}/{page}") for host in "dcba" for page in ("weg", "x")
    ]
    settings = Settings(timeout=5, private=True, archive="", interval=0)
    outcomes = visit_all(links, Visitor(settings, rests.append))
    assert [each.link for each in outcomes] == sorted(links)
    assert [each.state for each in outcomes] == [State.DEAD, State.OK] * 4
    assert not is_offline(outcomes)


def test_when_nobody_answers_it_is_we_who_are_cut_off(server, rests):
    visitor = Visitor(Settings(archive="", private=True), rests.append)
    outcomes = visit_all([Link("http://a.invalid/"), Link("http://b.invalid/")], visitor)
    assert is_offline(outcomes)
    assert not is_offline([])
