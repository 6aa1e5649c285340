"""One page of every type that the real site has: what holds for all pages is tested on these."""

from praktijkatlas import addresses

PRACTICE = "praktijken/health-hub-roden/"
REDIRECT = "regios/hoogezand-sappemeer/"
PAGE_TYPES = (
    *("", addresses.PRACTICES_PAGE, PRACTICE),
    *(addresses.PITFALLS_PAGE, "wat-lastig-was/techniekonderwijs/", addresses.AGENDA_PAGE),
    *(addresses.THEMES_PAGE, "themas/techniekonderwijs/"),
    *(addresses.REGIONS_PAGE, "regios/noordenveld/"),
    *(addresses.ORGANISATIONS_PAGE, "organisaties/noorderpoort/"),
    *("organisaties/soort/school/", "organisaties/plaats/assen/"),
    *(addresses.OVERVIEW_PAGE, addresses.FIT_PAGE, addresses.COMPARE_PAGE, addresses.FOLDER_PAGE),
    *(addresses.CONTRIBUTE_PAGE, addresses.FORM_PAGE, addresses.CHECKS_PAGE, addresses.FIELDS_PAGE),
    *("over/verkenning/", "over/regio/", addresses.REPORT_PAGE, addresses.EXPLANATION_PAGE),
    *(addresses.OFFLINE_PAGE, "toegankelijkheid/", "privacy/", "ontwikkeling/", "404.html"),
)
