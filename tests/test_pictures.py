"""Pictures for reports: whole, the same each time, with the letters of Vietnamese and nothing that acts."""

import struct
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

import pytest
from made_events import made_timeline
from test_page import hostile_timeline

import citetrack as ct
from citetrack.cli import main
from citetrack.errors import MissingExtraError
from citetrack.outputs import pictures
from citetrack.outputs.pictures import timeline_picture

pytestmark = pytest.mark.skipif(
    not find_spec("matplotlib"), reason='not installed: matplotlib; pip install "citetrack[image]" brings it'
)


DRAWING = {"svg", "g", "defs", "style", "path", "use", "clipPath", "rect", "title"}
DRAWING |= {"metadata", "RDF", "Work", "type", "format", "creator", "Agent"}  # who made it


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_same_timeline_gives_the_same_svg(count: int) -> None:
    timeline = made_timeline(count)
    assert timeline_picture(timeline, "svg") == timeline_picture(ct.Timeline(reversed(timeline.events)), "svg")


def test_a_png_is_one_and_grows_with_the_documents() -> None:
    few, many = (timeline_picture(made_timeline(count)) for count in (1, 60))
    assert few.startswith(b"\x89PNG")
    heights = [struct.unpack(">II", picture[16:24])[1] for picture in (few, many)]
    assert heights[0] < heights[1]


def test_hostile_words_stay_letters_in_an_svg() -> None:
    picture = ET.fromstring(timeline_picture(hostile_timeline(), "svg", title="$x_1$ <script>"))
    tags = {one.tag.rpartition("}")[2] for one in picture.iter()}
    assert tags <= DRAWING
    links = [value for one in picture.iter() for name, value in one.attrib.items() if name.endswith("href")]
    assert {link[0] for link in links} == {"#"}


def test_what_is_not_drawn_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_LANES", 3)
    timeline = made_timeline(60)
    said = pictures._below(timeline, pictures._lanes(timeline), pictures.words()["en"])
    undated = sum(one.event.date is None for one in timeline)
    assert said == f"60 events · 3 / {len(timeline.documents)} documents · {undated} undated"


@pytest.mark.parametrize(("form", "language"), [("pdf", "vi"), ("png", "fr")])
def test_another_form_or_language_is_the_callers_mistake(form: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"is no (form|language)"):
        timeline_picture(ct.Timeline(), form, language=language)


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r'matplotlib is not installed; pip install "citetrack\[image\]"'):
        timeline_picture(ct.Timeline())


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_the_command_line_writes_a_picture(tmp_path: Path, form: str, start: bytes) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW.", encoding="utf-8")
    out = tmp_path / f"picture.{form}"
    assert main(["timeline", str(article), "--format", form, "-o", str(out)]) == 0
    assert out.read_bytes().startswith(start)
