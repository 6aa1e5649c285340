"""What is said of the form of a file: the codes that reading gives (PA0, PA10x, PA41x).

The faults are found in `praktijkatlas.reading`; here stands how much they weigh and the help.
"""

from praktijkatlas.checks.rule import Explanation
from praktijkatlas.model import Severity

FORM_CODES: tuple[Explanation, ...] = (
    Explanation(
        "PA001",
        "Het bestand is niet als UTF-8 opgeslagen",
        "Anders worden letters als é en ë onleesbaar op de site.",
        wrong="caf\\xe9   (opgeslagen als Windows-1252)",
        right="café   (opgeslagen als UTF-8)",
    ),
    Explanation(
        "PA002",
        "Het bestand is leeg",
        "Uit een leeg bestand is geen pagina te maken. Vaak is opslaan niet gelukt.",
        wrong="(niets)",
        right="---\ntitle: …\n---\n## Aanleiding\n\n…",
    ),
    Explanation(
        "PA003",
        "De eerste regel is niet ---",
        "Aan de drie streepjes herkent de site waar de gegevens beginnen.",
        wrong="title: Leerlingen leren op de bouwplaats",
        right="---\ntitle: Leerlingen leren op de bouwplaats",
        mends="Zet --- boven de gegevens, haalt lege regels erboven weg, en maakt --- van een regel "
        "die er bijna zo uitziet, zoals — of ----.",
    ),
    Explanation(
        "PA004",
        "De gegevens zijn niet afgesloten met ---",
        "Zonder de tweede regel met drie streepjes is niet te zien waar de tekst begint.",
        wrong="licence: CC-BY-4.0\n## Aanleiding",
        right="licence: CC-BY-4.0\n---\n## Aanleiding",
        mends="Zet --- vóór de eerste kop van de tekst, als die kop er is, en maakt --- van een "
        "regel die er bijna zo uitziet.",
    ),
    Explanation(
        "PA005",
        "De gegevens zijn niet te lezen",
        "De gegevens staan in YAML: op elke regel een sleutel, een dubbele punt, een spatie en een "
        "waarde. Een dubbele punt of een [ in een tekst brengt dat in de war. Met aanhalingstekens "
        "om de hele tekst gaat het goed.",
        wrong="title: Werken en leren: een proef",
        right='title: "Werken en leren: een proef"',
        mends="Zet een tekst met een dubbele punt, of die begint als een lijst of met een losse ', "
        "tussen aanhalingstekens, zet een spatie na een sleutel met een dubbele punt en na het streepje "
        "van een lijst, laat een regel even ver inspringen als de andere van zijn groep, en maakt gewone "
        "spaties van tabs en van vaste spaties die met plakken zijn meegekomen.",
    ),
    Explanation(
        "PA006",
        "Een sleutel staat er twee keer",
        "Alleen de eerste wordt gelezen. Wat bij de tweede staat, gaat verloren.",
        wrong="themes: [talent-behouden]\nthemes: [techniekonderwijs]",
        right="themes: [talent-behouden, techniekonderwijs]",
    ),
    Explanation(
        "PA007",
        "Er staat een YAML-opdracht in de gegevens",
        "Tekens als &, * en ! aan het begin van een waarde hebben in YAML een eigen betekenis. Hier "
        "zijn zij niet nodig, en zij kunnen kwaad.",
        wrong="added: &dag 2026-11-23\nreviewed: *dag",
        right="added: 2026-11-23\nreviewed: 2026-11-23",
    ),
    Explanation(
        "PA008",
        "Het bestand is te groot",
        "Een praktijk is een paar bladzijden tekst. Een veel groter bestand houdt de hele site op; "
        "meestal zit er een beeld in.",
        wrong="een bestand van 5 MB",
        right="een bestand van 5 kB, met het beeld in practices/images",
    ),
    Explanation(
        "PA009",
        "De bestandsnaam kan geen id zijn",
        "De bestandsnaam wordt het webadres van de praktijk. Spaties, hoofdletters en accenten geven "
        "daar problemen.",
        wrong="Leerwerkplaats De Haven.md",
        right="leerwerkplaats-de-haven.md",
    ),
    Explanation(
        "PA010",
        "Er staat een BOM aan het begin",
        "Het teken is onzichtbaar, maar andere programma's kunnen er de eerste regel door missen.",
        wrong="\\ufeff---",
        right="---",
        severity=Severity.WARNING,
        mends="Slaat het bestand op zonder dit teken.",
    ),
    Explanation(
        "PA011",
        "De regels eindigen op Windows-wijze",
        "Dan lijkt bij een kleine wijziging het hele bestand veranderd, en is niet te zien wat er "
        "anders is.",
        wrong="regeleinde CRLF",
        right="regeleinde LF",
        severity=Severity.WARNING,
        mends="Maakt van alle regeleinden LF.",
    ),
    Explanation(
        "PA012",
        "Er staat een stuurteken in het bestand",
        "Zulke tekens zijn onzichtbaar en komen mee bij het plakken. Programma's die het bestand "
        "lezen, kunnen erop vastlopen.",
        wrong="werk\\x00plaats",
        right="werkplaats",
    ),
    Explanation(
        "PA013",
        "Het bestand is niet te lezen",
        "Alleen gewone bestanden worden gelezen. Een verwijzing (symlink) kan naar iets buiten het "
        "project wijzen.",
        wrong="een verwijzing naar een ander bestand",
        right="een gewoon bestand in practices",
    ),
    Explanation(
        "PA015",
        "De gegevens zijn te diep of te lang",
        "Geen praktijk heeft duizenden gegevens of tien lagen in elkaar. Dit houdt bestanden tegen "
        "die de site laten vastlopen.",
        wrong="keywords: [[[[[[[[[[[[[[te diep]]]]]]]]]]]]]]",
        right="keywords: [woord, ander woord]",
    ),
    Explanation(
        "PA016",
        "De gegevens zijn geen sleutels met waarden",
        "Elke regel begint met een sleutel uit het sjabloon, dan een dubbele punt en een spatie.",
        wrong="---\nalleen wat tekst\n---",
        right="---\ntitle: Alleen wat tekst\n---",
    ),
    Explanation(
        "PA101",
        "Een gegeven ontbreekt",
        "Zonder dit gegeven kan een lezer de praktijk niet vinden of beoordelen.",
        wrong="status: lopend   # zonder status_as_of",
        right="status: lopend\nstatus_as_of: 2025-06",
    ),
    Explanation(
        "PA102",
        "De sleutel bestaat niet",
        "Een sleutel met een tikfout wordt niet gelezen; wat erachter staat, gaat dan verloren.",
        wrong="thema: [talent-behouden]",
        right="themes: [talent-behouden]",
        mends="Schrijft de sleutel die bedoeld is, als dat er maar één kan zijn. Ook het "
        "Nederlandse woord voor een sleutel wordt herkend. Springt een sleutel te weinig of te ver "
        "in, dan komt hij terug bij zijn groep.",
    ),
    Explanation(
        "PA103",
        "De waarde is van de verkeerde soort",
        "Bij sommige sleutels hoort één tekst, bij andere een lijst of een groep. Het sjabloon laat "
        "zien welke.",
        wrong="themes: talent-behouden",
        right="themes: [talent-behouden]",
        mends="Zet een losse waarde tussen haken als er een lijst hoort, haalt de haken weg als er één "
        "waarde hoort, en maakt van ja en nee true en false.",
    ),
    Explanation(
        "PA105",
        "De tekst is te lang",
        "Titel en samenvatting moeten passen in lijsten, op bladen en op een telefoon.",
        wrong="title: (90 tekens)",
        right="title: (hooguit 80 tekens)",
    ),
    Explanation(
        "PA106",
        "Er zijn te veel of te weinig waarden",
        "Wie alles aankruist, is bij alles te vinden en nergens bij te plaatsen. Kies wat het meest "
        "past.",
        wrong="themes: []",
        right="themes: [talent-behouden]",
    ),
    Explanation(
        "PA107",
        "De tekst is leeg",
        "Een lege waarde kan vergeten zijn of zo bedoeld. Laat de sleutel weg als er niets te zeggen "
        "is.",
        wrong='keywords: [haven, ""]',
        right="keywords: [haven]",
    ),
    Explanation(
        "PA108",
        "De datum is niet goed geschreven of bestaat niet",
        "Datums worden vergeleken en gesorteerd: jaar, maand, dag, met cijfers en streepjes. Een ~ "
        "erachter betekent: geschat.",
        wrong="start: sept. 2019",
        right="start: 2019-09",
        mends="Zet de datum om, als er maar één datum bedoeld kan zijn: 3-11-2026 en 3 november "
        "2026 worden 2026-11-03. Bij 3/11/2026 kan het ook 11 maart zijn; dat blijft "
        "staan.",
    ),
    Explanation(
        "PA109",
        "Het getal is niet goed geschreven, of te hoog of te laag",
        "Met getallen wordt gerekend. Schrijf alleen cijfers, met een punt voor decimalen. Bij 1.000 "
        "is niet te zien of het duizend is of één met drie decimalen; daarom vragen wij ernaar.",
        wrong="evidence: 7\nvalue: 3.000 leerlingen",
        right="evidence: 3\nvalue: 3000\nunit: leerlingen",
        mends="Haalt de punten en spaties uit 3.000 en 12 500 bij een heel getal, maakt van 96,5 een "
        "96.5, en van bron 1 of [^1] het nummer 1.",
    ),
    Explanation(
        "PA110",
        "Het adres is niet volledig",
        "Van een half adres kan de site geen link maken.",
        wrong="url: www.vakcollegedebrug.example",
        right="url: https://www.vakcollegedebrug.example",
    ),
    Explanation(
        "PA410",
        "Een lijst in practices/vocabulary is niet goed",
        "Uit de lijsten komen alle thema's, regio's en organisaties. Een begrip dat niet te lezen "
        "is, valt van de site.",
        wrong="- id: Talent voor de streek",
        right="- id: talent-voor-de-streek\n  label: Talent voor de streek",
    ),
    Explanation(
        "PA411",
        "Een id staat twee keer in de lijst",
        "Elk begrip heeft één id en één pagina. Het tweede begrip wordt niet gelezen.",
        wrong="- id: zorg\n  label: Zorg\n- id: zorg\n  label: Welzijn",
        right="- id: zorg\n  label: Zorg en welzijn",
    ),
    Explanation(
        "PA412",
        "Een naam hoort bij twee begrippen",
        "Wie op die naam zoekt, moet op één plek uitkomen.",
        wrong="- id: brugdorp\n  synonyms: [De Kade]\n- id: sluisdorp\n  synonyms: [De Kade]",
        right="- id: brugdorp\n  synonyms: [De Kade]",
    ),
)
