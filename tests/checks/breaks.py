"""Faults to put into the valid entry of the cases: what is broken, and what the check must say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """`old` gives way to `new`; the code is then told of the line on which `at` stands.

    `at` is the first line of `new` unless it is given; "" stands for the first line of the file.
    The rule looks at the texts of `keep` as well: they must stay as they are.
    """

    code: str
    old: str
    new: str
    at: str | None = None
    keep: tuple[str, ...] = ()

    def span(self, text):
        """The characters of the valid entry that the break changes."""
        start = text.index(self.old)
        return start, start + len(self.old)

    def line(self, broken):
        """The line of the broken entry on which the code must be told."""
        words = self.new.split("\n")[0] if self.at is None else self.at
        return broken[: broken.index(words)].count("\n") + 1 if words else 1


TITLE = "title: Leerlingen bouwen mee aan huizen in Brugdorp\n"
SUMMARY = "  Leerlingen van het vmbo werken elke week een dag op een echte bouwplaats."
SUMMARY_END = "Vaklieden van een bouwbedrijf leren hun het vak."
THEMES = "themes: [leren-op-de-werkvloer, techniek-en-technologie]"
TYPES = "practice_types: [leerwerkplaats]"
LEVELS = "education_levels: [vmbo]"
SECTORS = "sectors: [bouw]"
REGIONS = "regions: [brugdorp]"
STATUS = "status: lopend"
AS_OF = "status_as_of: 2025-06"
START = "start: 2019-09"
SCHOOL = "  - name: Vakcollege De Brug\n    kind: school\n    role: begeleidt de leerlingen"
COMPANY = (
    "  - name: Bouwbedrijf De Troffel\n    kind: bedrijf\n    role: geeft les op de bouwplaats"
)
EVIDENCE = "evidence: 3"
RESULT = (
    "  - text: In 2024 haalden 40 leerlingen een certificaat.\n    kind: uitkomst\n    value: 40"
)
REST = "    unit: leerlingen\n    year: 2024\n    source: 1"
CONTACT = "  url: https://www.vakcollegedebrug.example/bouwplaats"
PAPER = "    url: https://www.streekkrant.example/bouwplaats\n    publisher: Streekkrant Waterland"
PAPER_DATE = "    date: 2025-06"
YEARBOOK = "  - title: Jaarverslag van Vakcollege De Brug\n    url: https://www.vakcollegedebrug.example/jaarverslag"
YEARBOOK_DATE = "    date: 2025\n"
KEYWORDS = "keywords: [metselen, timmeren]"
ADDED = "added: 2026-11-23"
REVIEWED = "reviewed: 2026-11-23"
LICENCE = "licence: CC-BY-4.0"
CAUSE = "De school zocht een plek waar leerlingen met hun handen kunnen leren."
APPROACH = "Elke donderdag werken de leerlingen op de bouwplaats.[^1]"
HELMETS = "Het bedrijf zorgt voor helmen en gereedschap.[^2]"
OUTCOME = "In 2024 haalden 40 leerlingen een certificaat.[^1]"
HARD = "**Wat lastig was:** het rooster van de school.[^2]"
LAST = "Vraag het praktijkbureau van Vakcollege De Brug hoe zij het doen."
ORGANISATIONS = (SCHOOL, COMPANY)
SOURCES = (PAPER, YEARBOOK)

BREAKS = (
    Break("PA005", TITLE, "title: Bouwen: een dag mee\n"),
    Break("PA005", TITLE, 'title: "Bouwen, een dag mee\n', keep=(KEYWORDS,)),
    Break("PA005", KEYWORDS, "keywords: [metselen, timmeren"),
    Break("PA005", TITLE, "title:Bouwen in Brugdorp\n"),
    Break("PA005", LICENCE, "licence:CC-BY-4.0"),
    Break("PA005", TITLE, "title Bouwen in Brugdorp\n"),
    Break("PA005", LICENCE, "licence CC-BY-4.0"),
    Break("PA005", COMPANY, COMPANY.replace("kind: ", "kind:"), "    kind:bedrijf", (SCHOOL,)),
    Break("PA005", TITLE, "title:\u00a0Bouwen in Brugdorp\n"),
    Break("PA005", TITLE, "title\uff1aBouwen in Brugdorp\n"),
    Break("PA005", TITLE, "Mijn praktijk\n" + TITLE),
    Break("PA005", COMPANY, COMPANY.replace("    kind", "\u00a0   kind"), "\u00a0   kind", (SCHOOL,)),
    Break("PA005", KEYWORDS, "keywords: - metselen"),
    Break("PA005", SECTORS, "sectors: bouw\n  title: Bouwen", "sectors: bouw", (TITLE,)),
    Break("PA005", SCHOOL, SCHOOL.replace("    kind", "     kind"), "     kind", (COMPANY,)),
    Break("PA005", COMPANY, COMPANY.replace("    kind", "  kind"), "  kind: b", (SCHOOL,)),
    Break("PA005", STATUS, f" {STATUS}"),
    Break("PA005", KEYWORDS, "keywords:\n  -metselen\n  -timmeren", "  -metselen"),
    Break("PA005", COMPANY, COMPANY.replace("- name", "\u2013 name"), "  \u2013 name", (SCHOOL,)),
    Break("PA005", "  " + SUMMARY_END, SUMMARY_END),
    Break("PA006", SECTORS, "sectors: [bouw]\nsectors: [bouw ]", "sectors: [bouw ]"),
    Break("PA007", KEYWORDS, "keywords: [&metselen hout, timmeren]"),
    Break("PA007", ADDED, "added: !!timestamp 2026-11-23"),
    Break("PA012", HARD, "**Wat lastig\x07 was:** het rooster.[^2]"),
    Break("PA015", KEYWORDS, "keywords: [[[[[[[[[[[[[[metselen]]]]]]]]]]]]]]"),
    Break("PA017", SECTORS, "sectors: [bouw]   "),
    Break("PA018", LAST + "\n", LAST),
    Break("PA019", TITLE, "title: Leerlingen bouwen #samen aan huizen\n"),
    Break("PA101", TITLE, "title: #samen bouwen\n"),
    Break("PA101", TYPES + "\n", "", ""),
    Break("PA101", LICENCE + "\n", "", ""),
    Break("PA101", SCHOOL, "  - kind: school\n    role: begeleidt de leerlingen"),
    Break("PA102", TYPES, "practise_types: [leerwerkplaats]"),
    Break("PA102", SCHOOL, SCHOOL.replace("name:", "naam:")),
    Break("PA102", PAPER, PAPER.replace("publisher", "uitgeverij"), "uitgeverij"),
    Break("PA102", KEYWORDS, KEYWORDS + "\nkleur: rood", "kleur: rood"),
    Break("PA102", CONTACT, CONTACT.lstrip()),
    Break("PA103", SECTORS, "sectors: bouw"),
    Break("PA103", KEYWORDS, "keywords:\n  metselen: ja", "  metselen: ja"),
    Break("PA103", TITLE, "title: [Bouwen, werken]\n"),
    Break("PA103", COMPANY, COMPANY + "\n    group: misschien", "group: misschien"),
    Break("PA104", THEMES, "themes: [leren-op-de-werkvlor]"),
    Break("PA104", REGIONS, "regions: [Brugdorp]"),
    Break("PA104", REGIONS, "regions: [atlantis]"),
    Break("PA104", LEVELS, "education_levels: [vmbo, universiteit]"),
    Break("PA104", STATUS, "status: bezig"),
    Break("PA104", LICENCE, "licence: CC BY"),
    Break("PA104", COMPANY, COMPANY.replace("kind: bedrijf", "kind: bedriif"), "kind: bedriif"),
    Break("PA104", RESULT, RESULT.replace("uitkomst", "uitkomsten"), "kind: uitkomsten"),
    Break("PA105", TITLE, f"title: {'Leerlingen bouwen mee aan huizen ' * 3}!\n"),
    Break("PA106", THEMES, "themes: []"),
    Break(
        "PA106",
        THEMES,
        "themes: [leren-op-de-werkvloer, techniek-en-technologie, talent-voor-de-streek, "
        "samen-opleiden]",
    ),
    Break("PA107", TITLE, 'title: "  "\n'),
    Break("PA107", KEYWORDS, 'keywords: [metselen, ""]'),
    Break("PA108", AS_OF, "status_as_of: juni 2025"),
    Break("PA108", START, "start: 2019-13"),
    Break("PA108", ADDED, "added: 23-11-2026"),
    Break("PA108", PAPER_DATE, "    date: vorig jaar"),
    Break("PA109", EVIDENCE, "evidence: 7"),
    Break("PA109", RESULT, RESULT.replace("40\n", "x").replace("value: 40", "value: veertig"), "value: veertig"),
    Break("PA109", REST, REST.replace("2024", "1.024"), "year: 1.024"),
    Break("PA110", CONTACT, "  url: www.vakcollegedebrug.example"),
    Break("PA110", PAPER, PAPER.replace("https://", "")),
    Break("PA111", SUMMARY_END, "Vaklieden van een bouwbedrijf leren hun het vak", "summary:"),
    Break("PA112", THEMES, "themes: [leren-op-de-werkvloer, leren-op-de-werkvloer]"),
    Break("PA112", YEARBOOK, YEARBOOK.replace("https://www.vakcollegedebrug.example/jaarverslag",
          "https://www.streekkrant.example/bouwplaats"), "    url: https://www.streekkrant.example/bouwplaats\n    publisher: V",
          (PAPER, PAPER_DATE, "    publisher: Vakcollege De Brug")),
    Break("PA113", SUMMARY_END, "Vaklieden leren hun het vak. Dat gaat goed.", "summary:"),
    Break("PA114", REGIONS, "regions: [oud-brugge]"),
    Break("PA115", SUMMARY, "  Leerlingen van het vmbo werken **elke** week op een echte bouwplaats."),
    Break("PA201", START, "start: 2023-07\nend: 2019-09"),
    Break("PA202", COMPANY, COMPANY.replace("kind: bedrijf", "kind: school"), "organisations:", (SCHOOL,)),
    Break("PA203", REVIEWED, "reviewed: 2025-11-23", keep=(ADDED,)),
    Break("PA204", STATUS, "status: gestopt"),
    Break("PA205", RESULT, RESULT.replace("uitkomst", "doel"), "evidence: 3", (EVIDENCE, REST)),
    Break("PA207", REST, REST.replace("source: 1", "source: 8"), "source: 8", (*SOURCES, RESULT)),
    Break("PA208", REST, REST.replace("    unit: leerlingen\n", ""), "    value: 40", (RESULT,)),
    Break("PA209", AS_OF, "status_as_of: 2031-06"),
    Break("PA209", PAPER_DATE, "    date: 2031-01-01", keep=(PAPER,)),
    Break("PA210", AS_OF, AS_OF + "\nstopped_reason: De subsidie liep af.", "stopped_reason", (STATUS,)),
    Break("PA211", CONTACT + "\n", "", "contact:"),
    Break("PA212", SUMMARY, "  Meer dan 3.000 leerlingen werken elke week een dag op een echte bouwplaats.",
          keep=(RESULT, REST)),
    Break("PA213", STATUS, "status: idee", "    kind: uitkomst", (RESULT, REST)),
    Break("PA214", "contact:\n", "effort: {}\ncontact:\n"),
    Break("PA215", f"{LEVELS}\n{SECTORS}", f"{SECTORS}\n{LEVELS}", LEVELS),
    Break("PA301", "## Zelf doen\n", "", LAST, (HARD, LAST)),
    Break("PA301", "## Aanpak", "##Aanpak"),
    Break("PA301", "## Zelf doen", "**Zelf doen**"),
    Break("PA301", "## Zelf doen", "```\n\n## Zelf doen", keep=(HARD, LAST)),
    Break("PA303", "## Resultaten", "## Resultaat"),
    Break("PA303", "## Aanpak", "### Aanpak"),
    Break("PA303", HARD, f"{HARD}\n\n## Nog iets\n\nEn nog een zin.", "## Nog iets"),
    Break("PA304", f"{OUTCOME}\n", "", "## Resultaten", ("## Resultaten",)),
    Break("PA305", CAUSE, f"{CAUSE[:-1]}.[^9]"),
    Break("PA306", OUTCOME, "In 2024 haalden 40 leerlingen een certificaat in hun werk.", keep=("## Resultaten",)),
    Break("PA308", "---\n## Aanleiding", "---\nEen mooi project.\n\n## Aanleiding", "Een mooi project."),
    Break("PA309", APPROACH, f"{APPROACH}\n\n## Aanleiding\n\nEn nog een zin.\n\n", "## Aanleiding\n\nEn nog"),
    Break("PA310", LAST, f"{LAST}\n\n[^1]: Streekkrant", "[^1]: Streekkrant"),
    Break("PA312", CAUSE, "De school zocht " + "een plek waar de leerlingen " * 8 + "leren."),
    Break("PA313", HARD, "**Wat lastig was:** het faciliteren van de school.[^2]"),
    Break("PA316", CAUSE, f"{CAUSE}[^1,2]"),
    Break("PA317", CAUSE, f"\u2022\t{CAUSE}\n\u2022\tEn nog een zin.\n\n"),
    Break("PA401", KEYWORDS, f"related: [een-andere-praktijk]\n{KEYWORDS}"),
    Break("PA402", REVIEWED, f"{REVIEWED}\nredirects: [leerwerkplaats-brugdorp]", "redirects:"),
    Break("PA403", SCHOOL, SCHOOL.replace("De Brug", "De Brugg")),
    Break("PA404", SCHOOL, SCHOOL.replace("Vakcollege De Brug", "VC De Brug")),
    Break("PA405", COMPANY, COMPANY.replace("Bouwbedrijf De Troffel", "Metselaars Van Hier")),
    Break("PA407", HELMETS, "Zie [de haven](een-andere-haven.md) voor de helmen.[^2]", "[de haven]"),
    Break("PA408", f"{ADDED}\n{REVIEWED}", "added: 2022-11-23\nreviewed: 2022-11-23", "reviewed: 2022"),
    Break("PA409", COMPANY, COMPANY.replace("kind: bedrijf", "kind: stichting"), "kind: stichting"),
    Break("PA501", APPROACH, "Elke donderdag werken <b>de leerlingen</b> op de bouwplaats.[^1]"),
    Break("PA502", HELMETS, "Zie [de kaart](javascript:alert) voor de helmen.[^2]", "[de kaart]"),
    Break("PA503", LAST, "Bel 06-12345678 met de school."),
    Break("PA503", SCHOOL, SCHOOL + " (012 - 345 67 89)", "(012 - 345 67 89)"),
    Break("PA504", APPROACH, f"![Foto](bouw.jpg)\n\n{APPROACH}"),
    Break("PA505", HARD, "**Wat lastig was:** het roo\u200bster van de school.[^2]"),
    Break("PA506", LAST, "Noem nummer 111222333 bij de school."),
    Break("PA511", HARD, "**Wat lastig was:** het ro\ufffdster van de school.[^2]"),
    Break("PA508", TITLE, "title: Leerlingen <i>bouwen</i> mee aan huizen\n"),
)  # fmt: skip
