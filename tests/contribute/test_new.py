"""`praktijkatlas new`: a few questions, and a file that passes."""

import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main
from praktijkatlas.contribute.names import propose_id, short_slug
from praktijkatlas.contribute.questions import Interview

GIVEN = {
    "title": "Leerlingen bouwen een schuur: samen leren",
    "summary": 'Vmbo-leerlingen bouwen een "schuur" met een aannemer.',
    "themes": "techniekonderwijs, 2",
    "types": "leerwerkplaats",
    "levels": "vmbo",
    "sectors": "bouw",
    "regions": "Assen",
    "status": "lopend",
    "status-as-of": "2025-06",
    "school": "Alfa-college",
    "employer": "Bouwbedrijf De Troffel",
    "source-title": "Schuur af",
    "source-url": "https://krant.example/schuur",
    "contact": "https://school.example/contact",
}
GIVEN_ID = "leerlingen-bouwen-een-schuur-samen-leren-assen"


@pytest.fixture
def run(project, tmp_path, monkeypatch):
    shutil.copytree(project / "practices" / "vocabulary", tmp_path / "practices" / "vocabulary")
    monkeypatch.chdir(tmp_path)

    def command(*arguments, typed="", **changes):
        given = {name: text for name, text in {**GIVEN, **changes}.items() if text is not None}
        options = [f"--{name.replace('_', '-')}={text}" for name, text in given.items()]
        return CliRunner().invoke(main, ["new", *options, *arguments], input=typed)

    return command


def test_new_practice_passes_the_check(run, tmp_path):
    result = run("--no-input")
    assert result.exit_code == 0, result.output
    file = tmp_path / "practices" / f"{GIVEN_ID}.md"
    assert "bronnen nog niets gevonden" in file.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(file)]).exit_code == 0


def test_second_practice_with_the_same_title_gets_another_name(run, tmp_path):
    run("--no-input")
    assert run("--no-input").exit_code == 0
    names = sorted(file.stem for file in (tmp_path / "practices").glob("*.md"))
    assert names[1] == f"{names[0]}-2"


def test_wrong_answer_is_explained_and_asked_again(run):
    typed = "Samenvatting zonder punt\nSamenvatting met punt.\neigen-naam\n"
    result = run(summary=None, typed=typed)
    assert result.exit_code == 0, result.output
    assert "zonder punt. Maak de laatste zin af" in result.output
    assert "practices/eigen-naam.md staat klaar" in result.output


@pytest.mark.parametrize(
    ("typed", "told", "proposed"),
    [
        ("Mijn Bestand", "kan geen id zijn", "mijn-bestand"),
        ("../x", "kan geen id zijn", "x"),
        ("con", "al voor iets anders in gebruik", GIVEN_ID),
        ("bezet", '"bezet" is al in gebruik', "bezet-2"),
    ],
)
def test_name_that_cannot_be_is_explained_and_asked_again(run, tmp_path, typed, told, proposed):
    (tmp_path / "practices" / "bezet.md").write_text("---\n---\n", encoding="utf-8")
    result = run(typed=f"{typed}\n\n")
    assert result.exit_code == 0, result.output
    assert told in result.output
    assert f"Naam van het bestand [{proposed}]" in result.output
    assert (tmp_path / "practices" / f"{proposed}.md").is_file()


def test_name_may_be_typed_as_that_of_the_file(run, tmp_path):
    assert run(typed="getypt.md\n").exit_code == 0
    assert run("--id=gegeven.MD").exit_code == 0
    files = (tmp_path / "practices").glob("*.md")
    assert sorted(file.name for file in files) == ["gegeven.md", "getypt.md"]


@pytest.mark.parametrize("name", ["Mijn Bestand", "../x", "con.md"])
def test_name_given_as_an_option_stops_with_a_sentence(run, tmp_path, name):
    result = run(f"--id={name}")
    assert result.exit_code == 2
    assert "--id: de bestandsnaam" in result.output
    assert not list(tmp_path.rglob("*.md"))


@pytest.mark.parametrize("name", ["school", "employer"])
def test_school_that_is_the_employer_too_is_told_at_once(run, name):
    other = GIVEN["employer" if name == "school" else "school"]
    result = run(typed=f"{other}\n{GIVEN[name]}\neigen-naam\n", **{name: None})
    assert result.exit_code == 0, result.output
    assert "twee keer" in result.output


def test_wrong_option_is_told_before_anything_is_asked(run):
    result = run(title=None, contact="nergens")
    assert result.exit_code == 2
    assert "--contact" in result.output
    assert "Titel" not in result.output


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("themes", "zorgtechnologietje", "kies uit de lijst"),
        ("themes", "1,2,3,4", "hooguit 3"),
        ("source_url", "www.krant.nl", "is niet een volledig webadres"),
        ("contact", "jan.jansen@school.example", "een mailadres van een persoon"),
        ("status_as_of", "vorig jaar", "is niet een datum"),
        ("title", None, "--title"),
    ],
)
def test_wrong_option_stops_with_a_sentence(run, tmp_path, name, text, message):
    result = run("--no-input", **{name.replace("_", "-"): text})
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not list((tmp_path / "practices").glob("*.md"))


def test_stopped_practice_is_asked_for_its_reason(run):
    assert (
        "--stopped-reason: Waarom gestopt: vul dit in."
        in run("--no-input", status="gestopt").output
    )
    assert run("--no-input", status="gestopt", stopped_reason="Het geld was op.").exit_code == 0


def test_former_municipality_leads_to_its_successor(vocabularies):
    former = next(region for region in vocabularies.regions if region.is_former)
    question = next(
        each
        for each in Interview(vocabularies, date(2026, 11, 23)).questions({})
        if each.name == "regions"
    )
    assert question.read(former.label) == [former.replaced_by[0]]


@pytest.mark.parametrize(
    ("title", "place", "slug"),
    [
        ("Techniekdag Assen", "Assen", "techniekdag-assen"),
        ("Één school & één bedrijf", "Het Hogeland", "een-school-een-bedrijf-het-hogeland"),
        ("日本", "", "nieuwe-praktijk"),
        ("index", "", "index"),
    ],
)
def test_id_says_what_and_where(title, place, slug):
    assert short_slug(title, place) == slug


def test_proposed_id_is_free_and_not_reserved():
    assert propose_id("index", "", ()) == "index-2"
    assert propose_id("Les", "Assen", {"les-assen", "les-assen-2"}) == "les-assen-3"
    assert len(propose_id("woord " * 40, "Een heel lange plaatsnaam " * 4, ())) <= 80


def test_help_names_what_every_option_answers():
    shown = " ".join(CliRunner().invoke(main, ["new", "--help"]).output.split())
    for words in (
        "--title TEKST Titel.",
        "--themes TEKST Thema's: nummers",
        "--school TEKST School.",
    ):
        assert words in shown
