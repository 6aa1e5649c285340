"""The picture of a practice on its page: described, credited, sized, and without its notes."""

import io
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image

HAVEN = Path(__file__).parents[1] / "sites/haven"
ENTRY = "meevaren-ankerdam"
IMAGE = """\
image:
  file: Brug-1.jpg
  alt: Een leerling aan het roer <b>
  credit: "Jan \\"><script>"
  licence: CC-BY-4.0
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the second site, one practice of which has a picture."""
    source = tmp_path_factory.mktemp("picture") / "source"
    shutil.copytree(HAVEN, source)
    file = source / f"practices/{ENTRY}.md"
    file.write_text(file.read_text("utf-8").replace("---\n", f"---\n{IMAGE}", 1), "utf-8")
    exif = Image.Exif()
    exif[0x013B] = "Geheime maker"
    out = io.BytesIO()
    Image.new("RGB", (640, 360), "teal").save(out, "JPEG", exif=exif)
    (source / "practices/images").mkdir()
    (source / "practices/images/Brug-1.jpg").write_bytes(out.getvalue())
    config = load_config(str(source / "mkdocs.yml"), site_dir=str(source.parent / "site"))
    config.plugins["praktijkatlas"].config.update(search=False, sheets=False)
    build(config)
    config.plugins.on_shutdown()
    return source.parent / "site"


def test_page_shows_the_picture_with_its_description_and_maker(site, parse_page):
    address = f"praktijken/{ENTRY}/"
    page = parse_page(address, (site / address / "index.html").read_text("utf-8"))
    assert page.errors == ()
    (image,) = (each for each in page.root.find(".//main").iter("img"))
    assert image.get("alt") == "Een leerling aan het roer <b>"
    assert (image.get("width"), image.get("height")) == ("640", "360")
    assert (site / address / image.get("src")).resolve().is_file()
    (caption,) = page.all("figcaption")
    assert caption.text == 'Beeld: Jan "><script>. Licentie: CC-BY-4.0.'


def test_picture_on_the_site_has_no_notes(site):
    data = (site / f"praktijken/{ENTRY}/{ENTRY}.jpg").read_bytes()
    assert b"Geheime maker" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (640, 360)
