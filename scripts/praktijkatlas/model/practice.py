"""The practice: the one definition of an entry.

Field titles are the Dutch labels, descriptions the hints, examples the examples; schema, form,
field guide, template and messages are made from them.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from praktijkatlas.model.values import (
    Count,
    Day,
    Flag,
    LabelFrom,
    Line,
    Mailbox,
    Month,
    NameFrom,
    Number,
    PracticeId,
    SourceNumber,
    TermOf,
    Url,
    When,
    Word,
)

SECTIONS = ("Aanleiding", "Aanpak", "Resultaten", "Wat werkte en wat niet", "Zelf doen")
"""The headings of the body, in their order."""

Status = Literal["idee", "pilot", "lopend", "opgeschaald", "afgerond", "gestopt", "onbekend"]
Level = Annotated[Count, Field(le=4)]


_NOT_TOLD: set[str] = set()


class Part(BaseModel):
    """A group of fields: immutable, and no others than these."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    one: ClassVar[str] = ""
    """What one of them is called, where there can be several."""

    def slim(self) -> Self:
        """This group, without what pydantic remembers of which fields were given.

        Nobody asks for that, and in thousands of practices it takes half the room.
        """
        for value in self.__dict__.values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, Part):
                    each.slim()
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_TOLD)
        return self


class Participant(Part):
    """An organisation that takes part in a practice."""

    one = "Organisatie"

    name: Annotated[Line, NameFrom("organisations")] = Field(
        title="Naam",
        description="De naam zoals de organisatie zichzelf noemt.",
        examples=["Vakcollege De Brug"],
    )
    kind: Annotated[str, TermOf("organisation_kinds")] = Field(
        title="Soort", description="Wat voor organisatie het is.", examples=["school"]
    )
    role: Line | None = Field(
        None,
        title="Rol",
        description="Wat de organisatie doet of inbrengt, in een paar woorden.",
        examples=["geeft de lessen op de werkvloer"],
    )
    url: Url | None = Field(
        None,
        title="Webadres",
        description="De openbare site van de organisatie.",
        examples=["https://www.vakcollegedebrug.nl"],
    )
    group: Flag = Field(
        False,
        title="Groep zonder naam",
        description="Voor een groep zonder eigen naam, zoals bouwbedrijven uit de streek.",
        examples=["true"],
    )


class Result(Part):
    """What came of a practice, or what was aimed at."""

    one = "Resultaat"

    text: Line = Field(
        title="Resultaat",
        description="Eén zin die vertelt wat er is gebeurd of wat het doel is.",
        examples=["In 2024 gingen ongeveer 3000 leerlingen op bedrijfsbezoek."],
    )
    kind: Literal["uitkomst", "doel"] = Field(
        title="Uitkomst of doel",
        description="uitkomst: het is gebeurd. doel: het was gepland of verwacht.",
        examples=["uitkomst"],
    )
    value: Number | None = Field(
        None,
        title="Getal",
        description="Het getal waar het om gaat, met een punt voor decimalen.",
        examples=["3000"],
    )
    unit: Word | None = Field(
        None, title="Eenheid", description="Wat er geteld is.", examples=["leerlingen"]
    )
    year: Annotated[Count, Field(ge=1900, le=2200)] | None = Field(
        None, title="Jaar", description="Het jaar waarvoor het getal geldt.", examples=["2024"]
    )
    source: SourceNumber = Field(
        title="Bron",
        description="Het nummer van de bron in de lijst met bronnen.",
        examples=["1"],
    )


class Effort(Part):
    """What taking part costs in time and people."""

    lead_weeks: Count | None = Field(
        None,
        title="Voorbereiding in weken",
        description="Weken van het eerste plan tot de start.",
        examples=["8"],
    )
    school_hours: Count | None = Field(
        None,
        title="Uren voor de school",
        description="Uren per keer of per jaar, alle medewerkers van de school samen.",
        examples=["40"],
    )
    company_hours: Count | None = Field(
        None,
        title="Uren voor een bedrijf",
        description="Uren per keer of per jaar voor één bedrijf.",
        examples=["10"],
    )
    people: Count | None = Field(
        None,
        title="Mensen",
        description="Hoeveel mensen het dragen.",
        examples=["2"],
    )


class Reach(Part):
    """How many took part, counted: never a target."""

    learners: Count | None = Field(
        None, title="Leerlingen en studenten", description="Geteld aantal.", examples=["3000"]
    )
    companies: Count | None = Field(
        None, title="Bedrijven", description="Geteld aantal.", examples=["45"]
    )
    year: Annotated[Count, Field(ge=1900, le=2200)] = Field(
        title="Jaar", description="Het jaar van de telling.", examples=["2024"]
    )
    source: SourceNumber = Field(
        title="Bron", description="Het nummer van de bron.", examples=["1"]
    )


class Adoption(Part):
    """Somebody else who does the same."""

    one = "Navolger"

    organisation: Annotated[Line, NameFrom("organisations")] = Field(
        title="Organisatie", description="Wie het ook doet.", examples=["Vakcollege De Haven"]
    )
    region: Annotated[str, TermOf("regions")] = Field(
        title="Plaats", description="Waar.", examples=["id-van-de-gemeente"]
    )
    since: Month | None = Field(
        None, title="Sinds", description="Vanaf wanneer.", examples=["2021"]
    )
    source: SourceNumber = Field(
        title="Bron", description="Het nummer van de bron.", examples=["2"]
    )


class Contact(Part):
    """Whom to ask: an organisation or a function, never a private person."""

    organisation: Annotated[Line, NameFrom("organisations")] = Field(
        title="Organisatie", description="Wie antwoord kan geven.", examples=["Vakcollege De Brug"]
    )
    function: Line | None = Field(
        None,
        title="Functie of afdeling",
        description="Geen naam van een persoon.",
        examples=["stagebureau"],
    )
    url: Url | None = Field(
        None,
        title="Webadres",
        description="Een openbare pagina met contactgegevens.",
        examples=["https://www.vakcollegedebrug.nl/contact"],
    )
    mailbox: Mailbox | None = Field(
        None,
        title="Mailadres van een functie",
        description="Een adres als info@ of stage@, niet van een persoon.",
        examples=["stage@school.nl"],
    )


class Reference(Part):
    """A public source that others can look up."""

    one = "Bron"

    title: Line = Field(
        title="Titel",
        description="De titel van het artikel of de pagina.",
        examples=["Leerlingen leren op de bouwplaats"],
    )
    url: Url = Field(
        title="Webadres",
        description="Waar de bron te lezen is.",
        examples=["https://www.streekkrant.nl/leerlingen-op-de-bouwplaats"],
    )
    publisher: Line | None = Field(
        None, title="Uitgever", description="Wie het heeft geschreven.", examples=["Streekkrant"]
    )
    date: When | None = Field(
        None, title="Datum", description="Van wanneer de bron is.", examples=["2020-12"]
    )
    accessed: Day | None = Field(
        None,
        title="Gelezen op",
        description="De dag waarop u de bron hebt gelezen.",
        examples=["2026-11-23"],
    )


class Image(Part):
    """A picture that belongs to the practice, kept beside the entries."""

    file: Line = Field(
        title="Bestand",
        description="De naam van het bestand in practices/images (JPEG, PNG of WebP).",
        examples=["leerwerkplaats.jpg"],
    )
    alt: Line = Field(
        title="Beschrijving",
        description="Wat er te zien is, voor wie het beeld niet ziet.",
        examples=["Studenten werken aan een prototype in de werkplaats"],
    )
    credit: Line = Field(
        title="Maker", description="Wie het heeft gemaakt.", examples=["Vakcollege De Brug"]
    )
    licence: Line = Field(
        title="Licentie", description="Onder welke licentie het mag.", examples=["CC-BY-4.0"]
    )


class Practice(Part):
    """One good practice in the cooperation of schools and companies."""

    title: Annotated[Line, Field(max_length=80)] = Field(
        title="Titel",
        description="Zeg kort wat er gebeurt en waar.",
        examples=["Leerlingen lopen een dag mee bij drie bedrijven in de streek"],
    )
    summary: Annotated[Line, Field(max_length=300)] = Field(
        title="Samenvatting",
        description="Eén of twee korte zinnen: wie doet wat, voor wie?",
        examples=["Vmbo-leerlingen lopen een dag mee bij drie bedrijven. Zo zien zij wat er kan."],
    )
    themes: Annotated[
        tuple[Annotated[str, TermOf("themes")], ...], Field(min_length=1, max_length=3)
    ] = Field(
        title="Thema's",
        description="Eén tot drie thema's, het belangrijkste eerst.",
        examples=[["id-van-het-thema"]],
    )
    practice_types: Annotated[
        tuple[Annotated[str, TermOf("practice_types")], ...], Field(min_length=1, max_length=2)
    ] = Field(
        title="Soort praktijk",
        description="Wat voor activiteit het is, één of twee.",
        examples=[["bedrijfsbezoek"]],
    )
    education_levels: Annotated[
        tuple[Annotated[str, TermOf("education_levels")], ...],
        Field(min_length=1, max_length=10),
    ] = Field(
        title="Onderwijs", description="Voor welke soorten onderwijs.", examples=[["vmbo", "mbo"]]
    )
    sectors: Annotated[
        tuple[Annotated[str, TermOf("sectors")], ...], Field(min_length=1, max_length=3)
    ] = Field(title="Sector", description="Eén tot drie sectoren.", examples=[["techniek"]])
    regions: Annotated[
        tuple[Annotated[str, TermOf("regions")], ...], Field(min_length=1, max_length=12)
    ] = Field(
        title="Gemeente of regio",
        description="Waar het gebeurt. Kies gemeenten als dat kan.",
        examples=[["id-van-de-gemeente"]],
    )
    status: Annotated[Status, LabelFrom("statuses")] = Field(
        title="Status",
        description="Hoe het ervoor staat op de datum hieronder.",
        examples=["lopend"],
    )
    status_as_of: When = Field(
        title="Stand van",
        description="Wanneer de status zo was, volgens de bron. Geschat? Zet er ~ achter.",
        examples=["2025-06"],
    )
    stopped_reason: Line | None = Field(
        None,
        title="Waarom gestopt",
        description="Verplicht bij de status gestopt: anderen leren ervan.",
        examples=["De subsidie liep af en de scholen konden het niet zelf betalen."],
    )
    start: Month | None = Field(
        None, title="Begin", description="Jaar of maand van het begin.", examples=["2019-09"]
    )
    end: Month | None = Field(
        None, title="Einde", description="Jaar of maand van het einde.", examples=["2023-07"]
    )
    organisations: Annotated[tuple[Participant, ...], Field(min_length=1, max_length=60)] = Field(
        title="Organisaties",
        description="Wie er meedoen: ten minste één school en één werkgever.",
    )
    evidence: Level = Field(
        title="Onderbouwing",
        description="0 nieuw, 1 beschreven, 2 onderbouwd, 3 resultaat gemeten, 4 effect onderzocht.",
        examples=["1"],
        json_schema_extra={"x-vocabulary": "evidence"},
    )
    results: Annotated[tuple[Result, ...], Field(max_length=40)] = Field(
        (), title="Resultaten", description="Gemeten uitkomsten en doelen, elk met een bron."
    )
    effort: Effort | None = Field(
        None, title="Inzet", description="Tijd en mensen, alleen als een bron het zegt."
    )
    cost_band: Level | None = Field(
        None,
        title="Kosten",
        description="0: geen; 1: tot 1.000 euro; 2: tot 10.000; 3: tot 100.000; 4: meer.",
        examples=["2"],
        json_schema_extra={"x-vocabulary": "cost_bands"},
    )
    funding: Annotated[tuple[Annotated[str, TermOf("funding")], ...], Field(max_length=9)] = Field(
        (), title="Geld van", description="Wie eraan meebetaalt.", examples=[["gemeente"]]
    )
    reach: Reach | None = Field(
        None, title="Bereik", description="Hoeveel mensen en bedrijven meededen, geteld."
    )
    adoptions: Annotated[tuple[Adoption, ...], Field(max_length=60)] = Field(
        (), title="Wie doen dit ook", description="Anderen die hetzelfde doen."
    )
    contact: Contact = Field(title="Contact", description="Bij wie een lezer terecht kan.")
    sources: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=60)] = Field(
        title="Bronnen",
        description="Openbare bronnen. Verwijs ernaar in de tekst met [^1], [^2] …",
    )
    image: Image | None = Field(None, title="Beeld", description="Eén foto of tekening.")
    related: Annotated[tuple[PracticeId, ...], Field(max_length=12)] = Field(
        (),
        title="Verwant",
        description="Andere praktijken die hierbij horen, met hun id.",
        examples=[["leerwerkplaats-in-de-haven"]],
    )
    based_on: Annotated[tuple[PracticeId, ...], Field(max_length=12)] = Field(
        (),
        title="Overgenomen van",
        description="De praktijk waar deze van is afgekeken, met haar id.",
        examples=[["leerwerkplaats-in-de-haven"]],
    )
    keywords: Annotated[tuple[Word, ...], Field(max_length=30)] = Field(
        (),
        title="Zoekwoorden",
        description="Woorden die mensen intypen en die nog niet in de tekst staan.",
        examples=[["snuffelstage", "buurtnaam"]],
    )
    added: Day = Field(
        title="Toegevoegd op",
        description="De dag waarop de praktijk is toegevoegd.",
        examples=["2026-11-23"],
    )
    reviewed: Day = Field(
        title="Nagekeken op",
        description="De dag waarop iemand alles heeft nagekeken.",
        examples=["2026-11-23"],
    )
    review_months: Annotated[Count, Field(ge=1, le=60)] = Field(
        24,
        title="Nakijken na (maanden)",
        description="Na hoeveel maanden de praktijk weer moet worden nagekeken.",
        examples=["24"],
    )
    redirects: Annotated[tuple[PracticeId, ...], Field(max_length=12)] = Field(
        (),
        title="Oude namen",
        description=(
            "Eerdere id's, zodat oude links blijven werken; de oudste vooraan, want die blijft de "
            "naam in feeds. Nam deze praktijk een andere over? Zet dan haar eigen id vooraan."
        ),
        examples=[["oude-naam"]],
    )
    licence: Annotated[str, TermOf("licences")] = Field(
        title="Licentie",
        description="Onder welke licentie de tekst mag worden gebruikt.",
        examples=["CC-BY-4.0"],
    )
