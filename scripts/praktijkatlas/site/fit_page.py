"""The page "Past dit bij ons?": five questions that rank the practices, and a guide without them."""

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.site import views
from praktijkatlas.site.facets import HOURS
from praktijkatlas.site.overview import regions_around
from praktijkatlas.site.page import Crumb, SitePage

TITLE = "Past dit bij ons?"


def fit_page(catalogue: Catalogue) -> SitePage:
    """The questions; a browser ranks with the numbers of the list of practices."""
    lists = catalogue.vocabularies
    return SitePage(
        addresses.FIT_PAGE,
        TITLE,
        "Vijf vragen over uw school, bedrijf of gemeente. U ziet welke praktijken passen, en waarom.",
        "fit.html",
        "list",
        (Crumb("Praktijken", addresses.PRACTICES_PAGE),),
        {
            "title": TITLE,
            "kinds": tuple(lists.organisation_kinds),
            "levels": tuple(lists.education_levels),
            "hours": HOURS,
            "costs": tuple(lists.cost_bands),
            "groups": views.region_groups(catalogue),
            "around": regions_around(catalogue),
            "themes": [
                (theme, len(catalogue.by_theme[theme.id]))
                for theme in lists.themes
                if theme.id in catalogue.by_theme
            ],
            "total": lambda region_id: len(catalogue.by_region.get(region_id, ())),
        },
        styles=("assets/past.css",),
        in_nav=False,
    )
