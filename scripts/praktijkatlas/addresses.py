"""The addresses of the site, and links to them: a promise to everybody who links to it."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

API = "api/v1/"
PRACTICE_LIST = f"{API}practices.json"
THEME_LIST = f"{API}themes.json"
REGION_LIST = f"{API}regions.json"
ORGANISATION_LIST = f"{API}organisations.json"
VOCABULARIES = f"{API}vocabularies.json"
EXCEL_TABLE = f"{API}practices.csv"
MACHINE_TABLE = f"{API}practices-machine.csv"
SCHEMA = f"{API}practice.schema.json"
OPENAPI = f"{API}openapi.json"
DCAT = f"{API}catalog.jsonld"
FEED = "feeds/praktijken.xml"
REVIEW_CALENDAR = "feeds/nakijken.ics"
MANIFEST = "manifest.webmanifest"
SITE_CARD = "assets/card.png"
FAVICON = "favicon.ico"
LLMS = "llms.txt"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
SBOM = "sbom.cdx.json"

BOOKLETS = "bundels/"
WHOLE_BOOKLET = f"{BOOKLETS}alles.pdf"

HOME = ""
PRACTICES_PAGE = "praktijken/"
THEMES_PAGE = "themas/"
REGIONS_PAGE = "regios/"
ORGANISATIONS_PAGE = "organisaties/"
OVERVIEW_PAGE = "overzicht/"
OVERVIEW_TABLE = f"{OVERVIEW_PAGE}overzicht.csv"
FIT_PAGE = "past-dit-bij-ons/"
COMPARE_PAGE = "vergelijk/"
PITFALLS_PAGE = "wat-lastig-was/"
AGENDA_PAGE = "aan-de-beurt/"
CONTRIBUTE_PAGE = "bijdragen/"
CHECKS_PAGE = "bijdragen/controles/"
FIELDS_PAGE = "bijdragen/velden/"
FOLDER_PAGE = "verzamelmap/"
FORM_PAGE = "bijdragen/formulier/"
EXPLANATION_PAGE = "open-data/"
OFFLINE_PAGE = "zonder-internet/"
OFFLINE_ZIP = f"{OFFLINE_PAGE}praktijkatlas.zip"
CONTACT_PAGE = "over/colofon/"
REPORT_PAGE = "over/stand/"


def practice_page(practice_id: str) -> str:
    """The page of a practice."""
    return f"{PRACTICES_PAGE}{practice_id}/"


def practice_sheet(practice_id: str, role: str = "") -> str:
    """The printable sheet of a practice, or the one for readers with a role ("school")."""
    name = f"{practice_id}-{role}" if role else practice_id
    return f"{PRACTICES_PAGE}{practice_id}/{name}.pdf"


def theme_booklet(theme_id: str) -> str:
    """The booklet of a theme."""
    return f"{BOOKLETS}themas/{theme_id}.pdf"


def region_booklet(region_id: str) -> str:
    """The booklet of a region."""
    return f"{BOOKLETS}regios/{region_id}.pdf"


def practice_card(practice_id: str) -> str:
    """The picture that goes with a link to a practice."""
    return f"{PRACTICES_PAGE}{practice_id}/{practice_id}-kaart.png"


def icon(size: int, kind: str = "icon") -> str:
    """A picture of the logo: an "icon", or "maskable" with room that a phone may cut off."""
    return f"assets/icons/{kind}-{size}.png"


def practice_picture(practice_id: str, suffix: str) -> str:
    """The picture of a practice; `suffix` is ".jpg", ".png" or ".webp"."""
    return f"{PRACTICES_PAGE}{practice_id}/{practice_id}{suffix}"


def practice_markdown(practice_id: str) -> str:
    """The Markdown twin of a practice's page."""
    return f"{PRACTICES_PAGE}{practice_id}/{practice_id}.md"


def practice_file(practice_id: str) -> str:
    """Everything of a practice, as JSON."""
    return f"{API}practices/{practice_id}.json"


def theme_page(theme_id: str) -> str:
    """The page of a theme."""
    return f"{THEMES_PAGE}{theme_id}/"


def theme_feed(theme_id: str) -> str:
    """The feed of a theme."""
    return f"feeds/themas/{theme_id}.xml"


def region_page(region_id: str) -> str:
    """The page of a region."""
    return f"{REGIONS_PAGE}{region_id}/"


def region_feed(region_id: str) -> str:
    """The feed of a region."""
    return f"feeds/regios/{region_id}.xml"


def organisation_page(organisation_id: str) -> str:
    """The page of an organisation."""
    return f"{ORGANISATIONS_PAGE}{organisation_id}/"


def organisations_of_kind(kind_id: str) -> str:
    """The list of organisations of a kind; two steps deep, as no organisation's own page is."""
    return f"{ORGANISATIONS_PAGE}soort/{kind_id}/"


def organisations_in(region_id: str) -> str:
    """The list of organisations in a region."""
    return f"{ORGANISATIONS_PAGE}plaats/{region_id}/"


def pitfalls_of(theme_id: str) -> str:
    """What was hard in the practices of a theme."""
    return f"{PITFALLS_PAGE}{theme_id}/"


def list_page(first: str, number: int) -> str:
    """Page `number` of a list of which page 1 stands at `first`: practices.json, practices-2.json.

    The number is in the name of the file, so that no practice can have an id that collides with it.
    """
    return first if number == 1 else f"{first.removesuffix('.json')}-{number}.json"


def site_url_fault(url: str) -> str:
    """Why a text cannot be the address of a site, as a sentence; "" when it can, or is empty."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not url or (whole and not set("?# ") & set(url)):
        return ""
    wrong = "heeft een vraagteken, een hekje of een spatie" if whole else "is geen webadres"
    return (
        f'Het adres van de site, "{url}", {wrong}. Schrijf het adres van de map waar de site staat, '
        "zoals https://atlas.example/."
    )


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links to addresses; `base` is the top of the site, or the way there ("../../")."""

    base: str

    def __call__(self, address: str) -> str:
        """The link to an address of the site; "" is the home page."""
        return f"{self.base}{quote(address, safe='/#')}" or "./"


def linked_practice(target: str) -> str:
    """The id of the practice that a link in a body names ("x.md", "../x/"); "" when none."""
    name = target.split("#", 1)[0].removeprefix("./")
    if name.endswith(".md"):
        name = name.removesuffix(".md")
    elif name.startswith("../") and name.endswith("/"):
        name = name[3:-1]
    else:
        return ""
    return "" if "/" in name or "\\" in name else name
