"""A seeded generator of valid entries: python scripts/bench/entries.py 10000 FOLDER.

The folder becomes a site like ours, with as many practices as asked, each of 350 to 500 words. The
same number and seed give the same files, and entry 7 is the same in a site of 100 and of 10,000,
its links to other entries excepted.
"""

import shutil
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import click
import yaml

from praktijkatlas.model import SECTIONS, Practice, Term, Vocabularies
from praktijkatlas.reading.load import VOCABULARY_FOLDER, load_vocabularies

PROJECT = Path(__file__).resolve().parents[2]
WORDS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("words.yml").read_text("utf-8")
)
FIRST_DAY = date(2024, 1, 1)
DAYS = 1000
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
STATUSES = ("idee", "pilot", "lopend", "opgeschaald", "afgerond", "gestopt", "onbekend")


class EntryWriter:
    """Writes the entries of a site of `count` practices."""

    def __init__(self, vocabularies: Vocabularies, count: int, seed: int) -> None:
        self.lists = vocabularies
        self.count = count
        self.seed = seed
        self.regions = [r for r in vocabularies.regions if not r.is_former]
        side = {kind.id: kind.side for kind in vocabularies.organisation_kinds}
        listed = list(vocabularies.organisations)
        self.schools = [o.label for o in listed if side[o.kind] == "education"]
        self.employers = [o.label for o in listed if side[o.kind] == "employer"]
        self.kinds = {o.label: o.kind for o in listed}

    def _random(self, number: int, part: str) -> Random:
        return Random(f"{self.seed}/{number}/{part}")

    def entry_id(self, number: int) -> str:
        """The id of an entry: words that it is about, and its number."""
        random = self._random(number, "id")
        return f"{_compound(random)}-{random.choice(self.regions).id}-{number:05d}"[-60:].lstrip(
            "-"
        )

    def text(self, number: int) -> str:
        """The file of one entry."""
        random = self._random(number, "text")
        topic = _compound(random)
        front = self._front(number, random, topic)
        sources = len(front["sources"])
        head = yaml.dump(front, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
        return f"---\n{head}---\n{self._body(number, random, topic, sources)}"

    def _front(self, number: int, random: Random, topic: str) -> dict[str, Any]:
        region = random.choice(self.regions)
        status = random.choices(STATUSES, (3, 12, 50, 6, 14, 6, 9))[0]
        added = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        front: dict[str, Any] = {
            "title": f"{topic.capitalize()} en {_compound(random)} in {region.label}"[:80],
            "summary": f"In {region.label} {random.choice(WORDS['verbs'])} {random.choice(WORDS['learners'])} "
            f"een {topic}. {_sentence(random)}",
            "themes": _terms(random, self.lists.themes, 3),
            "practice_types": _terms(random, self.lists.practice_types, 2),
            "education_levels": _terms(random, self.lists.education_levels, 3),
            "sectors": _terms(random, self.lists.sectors, 2),
            "regions": [region.id],
            "status": status,
            "status_as_of": f"{random.randint(2018, 2023)}-{random.randint(1, 12):02d}",
            "start": str(random.randint(2008, 2017)),
            "organisations": list(self._organisations(region.label, random)),
            "evidence": random.choice((1, 2, 3)) if status != "idee" else 1,
            "contact": {"organisation": "", "url": f"https://www.contact-{number}.example/"},
            "sources": [_source(random, number, n) for n in range(1, random.randint(2, 4) + 1)],
            "keywords": sorted({_compound(random) for _ in range(3)}),
            "added": added,
            "reviewed": added + timedelta(days=random.randrange(30)),
            "licence": "CC-BY-4.0",
        }
        front["contact"]["organisation"] = front["organisations"][0]["name"]
        if status == "gestopt":
            front["stopped_reason"] = "Het geld was op en niemand nam het over."
        if status != "idee":
            front["results"] = [_result(random, 1), _result(random, 2)]
        if random.random() < 0.4:
            front["effort"] = {
                "school_hours": random.randint(4, 200),
                "people": random.randint(1, 8),
            }
        if random.random() < 0.5:
            front["cost_band"] = random.randrange(5)
        if number > 1 and random.random() < 0.3:
            front["related"] = [self.entry_id(random.randrange(1, number))]
        if number > 1 and random.random() < 0.1:
            front["based_on"] = [self.entry_id(random.randrange(1, number))]
        return {key: front[key] for key in Practice.model_fields if front.get(key)}

    def _organisations(self, place: str, random: Random) -> Iterator[dict[str, Any]]:
        school = random.choice(self.schools)
        yield {"name": school, "kind": self.kinds[school], "role": "geeft de lessen"}
        if random.random() < 0.5:
            kind, name = random.choice(WORDS["school_names"]), random.choice(WORDS["surnames"])
            yield {"name": f"{kind} {name} {place}", "kind": "school"}
        employer = random.choice(self.employers)
        yield {"name": employer, "kind": self.kinds[employer], "role": "ontvangt de leerlingen"}
        for name in random.sample(WORDS["surnames"], random.randint(1, 4)):
            kind = random.choice(WORDS["firm_names"])
            yield {"name": f"{kind} {name} {place}", "kind": "bedrijf"}

    def _body(self, number: int, random: Random, topic: str, sources: int) -> str:
        cited = iter([*range(2, sources + 1), 1, 1])
        link = self.entry_id(random.randrange(1, self.count + 1))
        parts = {
            SECTIONS[0]: _paragraph(random, 5, next(cited)),
            SECTIONS[1]: "\n\n".join(
                (
                    _paragraph(random, 7, 1),
                    "\n".join(
                        f"- een {_compound(random)} met {_compound(random)};" for _ in range(3)
                    ),
                    _paragraph(random, 7, next(cited, 1)),
                )
            ),
            SECTIONS[2]: _paragraph(random, 5, next(cited, 1)),
            SECTIONS[3]: f"**Wat werkte:** {_paragraph(random, 4, next(cited, 1))}\n\n"
            f"**Wat lastig was:** {random.choice(WORDS['hard'])} rond de {topic}. {_paragraph(random, 2, 1)}",
            SECTIONS[4]: "\n".join(
                f"{n}. {step}" for n, step in enumerate(random.sample(WORDS["steps"], 5), start=1)
            )
            + f"\n\nKijk ook bij een [praktijk die erop lijkt]({link}.md).",
        }
        return "\n".join(f"## {heading}\n\n{text}\n" for heading, text in parts.items())


def _compound(random: Random) -> str:
    return random.choice(WORDS["first_parts"]) + random.choice(WORDS["last_parts"])


SENTENCES = (
    "{time} {verb} {learners} de {thing}.",
    "{worker} {help} bij de {thing} en de {other}.",
    "{learners} {verb} samen met {worker} een {thing}.",
    "daarna {verb} {learners} de {thing} op de plek van de {other}.",
    "ook {verb} {learners} {time} de {thing}.",
)


def _sentence(random: Random) -> str:
    text = random.choice(SENTENCES).format(
        time=random.choice(WORDS["times"]),
        verb=random.choice(WORDS["verbs"]),
        learners=random.choice(WORDS["learners"]),
        worker=random.choice(WORDS["workers"]),
        help=random.choice(WORDS["helps"]),
        thing=_compound(random),
        other=_compound(random),
    )
    return text[0].upper() + text[1:]


def _paragraph(random: Random, sentences: int, source: int) -> str:
    return " ".join(_sentence(random) for _ in range(sentences)) + f"[^{source}]"


def _terms(random: Random, terms: Iterable[Term], most: int) -> list[str]:
    ids = [term.id for term in terms]
    return random.sample(ids, random.randint(1, most))


def _source(random: Random, number: int, nth: int) -> dict[str, Any]:
    return {
        "title": f"Over de {_compound(random)}",
        "url": f"https://www.bron-{nth}.example/{number}",
        "publisher": f"{random.choice(WORDS['surnames'])} Nieuws",
        "date": str(random.randint(2015, 2023)),
        "accessed": FIRST_DAY - timedelta(days=random.randrange(300)),
    }


def _result(random: Random, source: int) -> dict[str, Any]:
    value, unit = random.randint(3, 900), random.choice(("leerlingen", "bedrijven", "bezoeken"))
    return {
        "text": f"Er deden {value} {unit} mee aan de {_compound(random)}.",
        "kind": "uitkomst",
        "value": value,
        "unit": unit,
        "year": random.randint(2018, 2023),
        "source": source,
    }


def write_site(folder: Path, count: int, seed: int = 1) -> None:
    """Write a site of `count` practices to `folder`: entries, vocabularies, pages and settings."""
    practices = folder / "practices"
    vocabulary = practices / VOCABULARY_FOLDER
    shutil.rmtree(practices, ignore_errors=True)
    shutil.copytree(PROJECT / "practices" / VOCABULARY_FOLDER, vocabulary)
    shutil.copytree(PROJECT / "docs", folder / "docs", dirs_exist_ok=True)
    for file in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(PROJECT / file, folder)
    vocabularies, _ = load_vocabularies(vocabulary, folder)
    writer = EntryWriter(vocabularies, count, seed)
    for number in range(1, count + 1):
        (practices / f"{writer.entry_id(number)}.md").write_text(writer.text(number), "utf-8")


@click.command()
@click.argument("count", type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
def main(count: int, folder: Path, seed: int) -> None:
    """Write a site of COUNT generated practices to FOLDER."""
    write_site(folder, count, seed)


if __name__ == "__main__":
    main()
