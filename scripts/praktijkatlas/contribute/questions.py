"""The few questions of `praktijkatlas new`, and the draft that the answers make."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import get_origin

from praktijkatlas.checks import Context, check_reading
from praktijkatlas.contribute.guide import FieldGuide, field_guide
from praktijkatlas.contribute.writing import Value, nothing_known, practice_text
from praktijkatlas.model import SECTIONS, Finding, Practice, Severity, Term, Vocabularies
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import read_entry

Steps = tuple[str | int, ...]

_ASKED: Mapping[str, Steps] = {
    "title": ("title",),
    "summary": ("summary",),
    "themes": ("themes",),
    "types": ("practice_types",),
    "levels": ("education_levels",),
    "sectors": ("sectors",),
    "regions": ("regions",),
    "status": ("status",),
    "status-as-of": ("status_as_of",),
    "stopped-reason": ("stopped_reason",),
    "school": ("organisations", 0, "name"),
    "employer": ("organisations", 1, "name"),
    "source-title": ("sources", 0, "title"),
    "source-url": ("sources", 0, "url"),
    "contact": ("contact", "url"),
}
_OWN_WORDS = {
    "school": ("School", "Welke school of opleiding doet mee?"),
    "employer": ("Werkgever", "Welk bedrijf of welke andere werkgever doet mee?"),
    "source-title": ("Titel van de bron", "Eén openbare bron is genoeg om te beginnen."),
    "source-url": ("Webadres van de bron", "Waar de bron te lezen is."),
    "contact": ("Contact", "Een openbare pagina met contactgegevens, of een adres als info@."),
}
OPTIONS = tuple(_ASKED)
"""The names of the questions, which are the options of the command too."""


def option_help(name: str) -> str:
    """What the help of the command says of the option for one question."""
    key = str(_ASKED[name][0])
    field = Practice.model_fields[key]
    label = _OWN_WORDS[name][0] if name in _OWN_WORDS else field.title or key
    chosen = get_origin(field.annotation) is tuple and name not in _OWN_WORDS
    return f"{label}: nummers of woorden, met komma's ertussen." if chosen else f"{label}."


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name, where its answer goes, and the field that it is about."""

    name: str
    steps: Steps
    field: FieldGuide
    label: str
    hint: str

    def options(self) -> tuple[str, ...]:
        """What can be chosen, in words; nothing when any text will do."""
        ids = [term.id for term in self.field.terms] or self.field.choices
        return tuple(self.field.term_label(each) for each in ids)

    def read(self, text: str) -> Value | None:
        """The answer that `text` gives: numbers or words for a choice; None if one is not there."""
        if not (self.field.terms or self.field.choices):
            return text.strip()
        wanted = [part.strip() for part in text.split(",") if part.strip()]
        found = [self._choice(part) for part in wanted]
        if None in found or not found or (len(found) > 1 and not self.field.many):
            return None
        chosen = list(dict.fromkeys(each for each in found if each))
        return chosen if self.field.many else chosen[0]

    def _choice(self, text: str) -> str | None:
        ids = [term.id for term in self.field.terms] or list(self.field.choices)
        if text.isdecimal() and 1 <= int(text) <= len(ids):
            return ids[int(text) - 1]
        if text in ids:
            return text
        return next((t.id for t in self.field.terms if _names(t, text)), None)


def _names(term: Term, text: str) -> bool:
    return fold(text) in map(fold, term.names())


@dataclass(frozen=True)
class Interview:
    """The questions for the lists of a site, and what is made of the answers."""

    vocabularies: Vocabularies
    today: date

    @cached_property
    def guide(self) -> tuple[FieldGuide, ...]:
        """The fields."""
        return field_guide(self.vocabularies)

    def questions(self, answers: Mapping[str, Value]) -> Iterator[Question]:
        """The questions in their order; that of the reason only when the answer makes it needed."""
        for name, steps in _ASKED.items():
            if name == "stopped-reason" and answers.get("status") != "gestopt":
                continue
            field = _field(self.guide, steps)
            label, hint = _OWN_WORDS.get(name, (field.label, field.hint))
            yield Question(name, steps, field, label, hint)

    def draft(self, answers: Mapping[str, Value]) -> str:
        """The file that the answers make; what nobody asked gets a value that is honest."""
        day = self.today.isoformat()
        school = str(answers.get("school", ""))
        contact = str(answers.get("contact", ""))
        way = "mailbox" if "@" in contact and "://" not in contact else "url"
        values: dict[str, Value] = {
            steps[0]: answers[name]
            for name, steps in _ASKED.items()
            if len(steps) == 1 and isinstance(steps[0], str) and answers.get(name)
        }
        values |= {
            "organisations": [
                self._participant(school, "education"),
                self._participant(str(answers.get("employer", "")), "employer"),
            ],
            "evidence": "0" if answers.get("status") == "idee" else "1",
            "contact": {"organisation": school, way: contact},
            "sources": [
                {
                    "title": str(answers.get("source-title", "")),
                    "url": str(answers.get("source-url", "")),
                    "accessed": day,
                }
            ],
            "added": day,
            "reviewed": day,
            "licence": next(iter(self.vocabularies.licences)).id,
        }
        sentence = nothing_known(self.today.year, self.today.month)
        return practice_text(self.guide, values, dict.fromkeys(SECTIONS, sentence))

    def _participant(self, name: str, side: str) -> Mapping[str, Value]:
        kinds = [kind.id for kind in self.vocabularies.organisation_kinds if kind.side == side]
        known = self.vocabularies.organisations.named(name)
        kind = known.kind if known and known.kind in kinds else next(iter(kinds), "")
        return {"name": known.label if known else name, "kind": kind}

    def errors(
        self, answers: Mapping[str, Value], entry_id: str, context: Context
    ) -> list[Finding]:
        """What a check finds in the draft that must be mended before it can be on the site."""
        reading = read_entry(self.draft(answers).encode(), f"practices/{entry_id}.md")
        found = check_reading(reading, context)
        return [finding for finding in found if finding.severity is Severity.ERROR]

    def answer(
        self, question: Question, text: str, context: Context, known: Mapping[str, Value]
    ) -> tuple[Value | None, list[str]]:
        """What `text` answers, and in words what is wrong with it; None when it answers nothing.

        `known` are the other answers: two that are right may not go together.
        """
        answer = question.read(text)
        if not answer:
            chosen = question.field.terms or question.field.choices
            how = "kies uit de lijst, met een nummer of een woord" if chosen else "vul dit in"
            return None, [f"{question.label}: {how}."]
        found = self.wrong({**known, question.name: answer}, context)
        return answer, [f"{finding.message}. {finding.fix}" for finding in found]

    def suggestion(self, question: Question) -> str:
        """What an empty answer stands for; "" when there is nothing to suggest."""
        return self.today.isoformat()[:7] if question.name == "status-as-of" else ""

    def place(self, answers: Mapping[str, Value]) -> str:
        """The name of the first region of the answers."""
        regions = self.vocabularies.regions.by_id
        first = next(iter(answers.get("regions", ())), "")
        return regions[first].label if isinstance(first, str) and first in regions else ""

    def wrong(self, answers: Mapping[str, Value], context: Context) -> list[Finding]:
        """What a check would find in a practice that is right but for these answers."""
        return self.errors({**self._sound_answers, **answers}, "proef-van-een-antwoord", context)

    @cached_property
    def _sound_answers(self) -> dict[str, Value]:
        """Answers in which nothing is wrong, made of the examples of the model."""
        found: dict[str, Value] = {}
        for question in self.questions({"status": "gestopt"}):
            field = question.field
            if field.terms or field.choices:
                first = next(t.id for t in field.terms if t.id in (field.choices or (t.id,)))
                found[question.name] = [first] if field.many else first
            else:
                found[question.name] = field.samples[0]
        # A school and an employer cannot be the same, and an example may be from the future.
        found |= {"employer": "Bouwbedrijf De Troffel", "status": "lopend"}
        return found | {"status-as-of": self.today.isoformat()[:4]}


class WrongAnswerError(ValueError):
    """An answer that was given beforehand is not right, or a needed one was not given."""


def hold_interview(
    interview: Interview,
    given: Mapping[str, str | None],
    ask: Callable[[Question, str, Sequence[str]], str] | None,
    context: Context,
) -> dict[str, Value]:
    """The answers: those that were given, and for the rest what `ask` says until it is right.

    `ask` gets the question, a suggestion and what was wrong with the last answer. Without it
    everything must have been given. Raises WrongAnswerError.
    """
    answers: dict[str, Value] = {}
    # What was given comes first: nobody should answer ten questions before an option is refused.
    for given_only in (True, False):
        for question in interview.questions(answers):
            text = given.get(question.name.replace("-", "_"))
            if question.name in answers or (given_only and text is None):
                continue
            asking = ask if text is None else None
            answers[question.name] = _right(interview, question, text, asking, context, answers)
    return answers


def _right(
    interview: Interview,
    question: Question,
    text: str | None,
    ask: Callable[[Question, str, Sequence[str]], str] | None,
    context: Context,
    known: Mapping[str, Value],
) -> Value:
    """The answer to one question, asked until it is right. Raises WrongAnswerError."""
    suggestion = interview.suggestion(question)
    wrong: list[str] = []
    while True:
        said = ask(question, suggestion, wrong) if ask else text or suggestion
        answer, wrong = interview.answer(question, said, context, known)
        if answer is not None and not wrong:
            return answer
        if ask is None:
            raise WrongAnswerError(f"--{question.name}: {' '.join(wrong)}")


def _field(guide: Sequence[FieldGuide], steps: Steps) -> FieldGuide:
    names = [step for step in steps if isinstance(step, str)]
    found = next(field for field in guide if field.key == names[0])
    return _field(found.parts, tuple(names[1:])) if names[1:] else found
