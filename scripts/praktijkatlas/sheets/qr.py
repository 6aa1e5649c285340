"""QR codes as vector drawings."""

import re
from functools import lru_cache

import segno

_DARK = re.compile(rb"\x01+")


@lru_cache(maxsize=64)  # the sheets of a practice, for all and for each role, have the same
def qr_svg(text: str) -> str:
    """An SVG of the QR code of `text`, one unit to a module; the paper around is its quiet zone."""
    # A fixed mask: trying all eight takes ten times as long, and every reader reads any of them.
    code = segno.make_qr(text, error="m", mask=4, boost_error=False)
    path = "".join(
        f"M{dark.start()} {y}h{len(dark[0])}v1h-{len(dark[0])}z"
        for y, row in enumerate(code.matrix)
        for dark in _DARK.finditer(row)
    )
    size = len(code.matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    )
