"""Rules on what a practice becomes on paper (PA3): a sheet that somebody takes to a meeting."""

from collections.abc import Iterator

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.fitting import ONE_PAGE, TWO_PAGES, pages_filled, picture_room
from praktijkatlas.model import Fault, Severity
from praktijkatlas.reading import Reading

# All that takes room on a sheet.
NEEDS = (
    "title summary results sources organisations adoptions regions education_levels "
    "practice_types start end cost_band reach funding"
)


@rule(
    "PA314",
    "Het blad past niet op twee bladzijden",
    severity=Severity.WARNING,
    wrong="Een verslag van alle bijeenkomsten, in veertig alinea's.",
    right="Wat er is gedaan en wat het opleverde. De rest staat in een bron.",
    needs=NEEDS,
)
def long_sheet(reading: Reading, context: Context) -> Iterator[Fault]:
    """Van elke praktijk is er een blad om te printen en mee te nemen naar een overleg. Dat hoort
    op één vel te passen: twee bladzijden. De lengte is geschat uit het aantal letters en regels.
    Vlak bij de grens kan de schatting ernaast zitten.
    """
    filled = _filled(reading)
    if filled > TWO_PAGES:
        yield Fault(
            reading.source.span_at(reading.body.start),
            "het blad om te printen wordt waarschijnlijk langer dan twee bladzijden",
            f"Kort de tekst ongeveer {_percent(1 - TWO_PAGES / filled)} in. Verwijs voor de rest "
            "naar een bron.",
        )


@rule(
    "PA315",
    "Het blad past niet op één bladzijde",
    severity=Severity.HINT,
    wrong="Alle namen, data en vergaderingen op een rij.",
    right="Alleen wat een lezer nodig heeft om te kiezen en te beginnen.",
    needs=NEEDS,
)
def two_page_sheet(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een blad van één bladzijde wordt eerder gelezen en kost minder papier. Twee bladzijden mag
    ook: laat alleen weg wat een lezer niet mist. De lengte is geschat.
    """
    filled = _filled(reading)
    if ONE_PAGE < filled <= TWO_PAGES:
        yield Fault(
            reading.source.span_at(reading.body.start),
            "het blad om te printen telt waarschijnlijk twee bladzijden",
            f"Met ongeveer {_percent(1 - ONE_PAGE / filled)} minder past het op één bladzijde.",
        )


def _filled(reading: Reading) -> float:
    picture = reading.picture
    room = picture_room(picture.width, picture.height) if picture and not picture.fault else 0
    return pages_filled(reading.practice, reading.body) + room


def _percent(share: float) -> str:
    """A share in steps of 5%, as rough as it is known."""
    return f"{max(1, round(share * 20)) * 5}%"
