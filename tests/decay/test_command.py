"""`praktijkatlas links` as a person and a workflow run it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main
from praktijkatlas.decay import Link, Outcome, State, as_markdown, collect_links
from praktijkatlas.load import load_site

HAVEN = Path(__file__).parents[1] / "sites/haven"
TODAY = "2026-11-23"


@pytest.fixture
def site(tmp_path, monkeypatch, server):
    """The second site with two sources: one that is there and one that is gone."""
    shutil.copytree(HAVEN / "practices", tmp_path / "practices")
    for file in (tmp_path / "practices").glob("*.md"):
        text = file.read_text("utf-8")
        for host in {part.split("/")[0] for part in text.split("https://")[1:]}:
            text = text.replace(f"https://{host}", f"http://{host}:{server.server_port}")
        file.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    options = ("--private", "--archive", "", "--interval", "0", "--timeout", "5")
    command = ["links", "--today", TODAY, *options, *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def gone(site, monkeypatch, server):
    """Lets every source of one practice be gone."""
    file = site / "practices/meevaren-ankerdam.md"
    entry = load_site(site / "practices", site, date(2026, 11, 23)).catalogue.by_id[file.stem]
    url = entry.practice.sources[0].url
    new = f"http://weg.example:{server.server_port}/weg"
    file.write_text(file.read_text("utf-8").replace(url, new), "utf-8")
    return new


def test_all_is_well(site):
    result = run()
    assert result.exit_code == 0, result.output
    assert " 0 weg, 0 stuk" in result.stdout


def test_what_is_gone_is_named_with_where_it_stands(site, monkeypatch, server):
    url = gone(site, monkeypatch, server)
    result = run()
    assert result.exit_code == 1
    assert f"weg: {url}\n  de pagina bestaat niet meer (404)\n" in result.stdout
    assert "  staat in practices/meevaren-ankerdam.md: bron 1\n" in result.stdout


def test_json_on_standard_output_is_json_alone(site, monkeypatch, server):
    url = gone(site, monkeypatch, server)
    result = run("--format", "json")
    found = json.loads(result.stdout)
    assert (found["schema_version"], found["faults"]) == (1, 1)
    (dead,) = (each for each in found["links"] if each["state"] == "weg")
    assert dead["url"] == url
    assert dead["places"] == [{"practice": "meevaren-ankerdam", "field": "bron 1"}]
    assert all(set(each) == {"practice", "due"} for each in found["overdue"])


def test_markdown_goes_to_a_file(site, monkeypatch, server):
    url = gone(site, monkeypatch, server)
    assert run("--format", "markdown", "--out", "melding.md").exit_code == 1
    text = (site / "melding.md").read_text("utf-8")
    assert f"- <{url}> in `meevaren-ankerdam`: de pagina bestaat niet meer (404)\n" in text


def test_overdue_reviews_are_in_the_issue_too(site):
    result = run("--format", "markdown", "--today", "2036-01-01")
    assert "## Aan de beurt om na te kijken" in result.stdout
    assert "- `meevaren-ankerdam`: na te kijken sinds " in result.stdout


def test_one_practice(site, server):
    assert run("meevaren-ankerdam").exit_code == 0
    result = run("bestaat-niet")
    assert result.exit_code == 2
    assert 'Er is geen praktijk zonder fouten met het id "bestaat-niet".' in result.stderr


def test_without_internet_nothing_is_called_dead(site, monkeypatch):
    def away(*_, **__):
        raise OSError("no network")

    monkeypatch.setattr("praktijkatlas.decay.network.socket.getaddrinfo", away)
    result = run("--out", "melding.md", "--attempts", "1")
    assert result.exit_code == 3
    assert result.stderr.strip() == "Fout: geen enkele site antwoordt. Is er internet?"
    assert not (site / "melding.md").exists()


def test_folder_that_cannot_be_written_is_one_sentence(site):
    result = run("--out", "nergens/melding.md")
    assert result.exit_code == 1
    assert '"nergens/melding.md" is niet te schrijven' in result.stderr


def test_wrong_folder_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 2
    assert '"practices" bestaat niet' in result.stderr


def test_every_address_of_the_practices_is_visited_once(project):
    catalogue = load_site(project / "practices", project, date(2026, 11, 23)).catalogue
    links = collect_links(catalogue)
    assert len({link.url for link in links}) == len(links) > 150
    urls = {link.url for link in links}
    for entry in catalogue.entries:
        assert {s.url.partition("#")[0] for s in entry.practice.sources} <= urls


def test_issue_holds_nothing_that_a_server_can_put_in_it():
    evil = "http://a.example/x> @iedereen [x](http://b.example) <img>"
    made = Outcome(Link("http://a.example/"), State.MOVED, "ander adres", 200, evil, evil)
    text = as_markdown([made], [])
    assert "iedereen" not in text
    assert "niet te tonen" in text


def test_issue_about_nothing_is_empty_and_a_long_one_stays_within_bounds():
    assert as_markdown([Outcome(Link("http://a.example/"), State.OK, status=200)], []) == ""
    many = [
        Outcome(
            Link(f"http://a.example/{n}/{'x' * 100}", (("p", "bron 1"),)), State.DEAD, "weg", 404
        )
        for n in range(2000)
    ]
    text = as_markdown(many, [])
    assert len(text) < 65_536
    assert "- en nog 1800" in text
