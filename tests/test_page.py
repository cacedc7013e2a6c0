"""The page as a text: whole, safe, small, and the same each time; what it does in a browser is tested beside this."""

import base64
import hashlib
import json
import re
import tomllib
import zlib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from made_events import made_timeline

import citetrack as ct
from citetrack.cli import main
from citetrack.events import EVENT_TYPES
from citetrack.outputs.page import timeline_page

PAGE = Path(ct.__file__).parent / "outputs" / "page"
VENDOR = PAGE / "vendor"
WORDS = Path(ct.__file__).parent / "data" / "page_words.toml"

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    '" onload="alert(1)',
    "javascript:alert(1)",
    "{{program}}{{data}}",
    "\u202eNQ/WT\u2028\x00\ud800",
    "&lt;b&gt;&amp;",
)


def hostile_timeline() -> ct.Timeline:
    """Events whose every word of others is hostile."""
    events = []
    for number, words in enumerate(HOSTILE):
        document = ct.TimelineDocument(words, f"{number}{words}", words, None, words, "2020-01-01", words, words)
        source = ct.Source(words, f"Ngày 1/2/2020, {words}", 0, 9, words)
        event = ct.Event(
            "dissemination", (), f"2020-02-0{number + 1}", None, None, "day", "none", words, None,
            words, words, words, None, words,
        )  # fmt: skip
        events.append(ct.TimelineEvent(event, (document,), (source,)))
    return ct.Timeline(events)


class Scripts(HTMLParser):
    """What a browser takes for scripts, styles, links and handlers of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag in {"script", "style"}:
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            attributes, text = self.scripts.pop()
            self.scripts.append((attributes, text + data))


def data_of(page: str) -> Any:
    """The data of a page, unpacked as its program unpacks it."""
    attributes, text = next(one for one in Scripts(page).scripts if one[0].get("id") == "data")
    packed = attributes["type"] != "application/json"
    return json.loads(zlib.decompress(base64.b64decode(text)) if packed else text)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_same_timeline_gives_the_same_page(count: int) -> None:
    timeline = made_timeline(count)
    assert timeline_page(timeline) == timeline_page(ct.Timeline(reversed(timeline.events)))


@pytest.mark.parametrize("count", [0, 40, 3000])
def test_every_event_is_in_the_page_with_its_evidence(count: int) -> None:
    """Dated or not, in a small page as in one whose data is packed."""
    timeline = made_timeline(count)
    told = [row[10][4][0][1] for row in data_of(timeline_page(timeline))["events"]]
    assert told == [one.sources[0].evidence for one in timeline]


def test_hostile_words_add_no_element_and_no_attribute() -> None:
    tame, page = Scripts(timeline_page(ct.Timeline())), Scripts(timeline_page(hostile_timeline(), title=HOSTILE[0]))
    assert page.tags == tame.tags
    assert page.attributes == tame.attributes


def test_hostile_words_are_in_the_data_as_they_were_but_for_signs_that_steer() -> None:
    labels = [label for label, _ in data_of(timeline_page(hostile_timeline()))["documents"]]
    assert labels[:6] == list(HOSTILE[:6])
    assert labels[6] == "\ufffdNQ/WT \ufffd\ufffd"


@pytest.mark.parametrize(
    ("address", "id", "link"),
    [
        ("https://bao.vn/a?b=1&c", "a", "https://bao.vn/a?b=1&c"),
        (None, "http://bao.vn/a", "http://bao.vn/a"),
        ("javascript:alert(1)", "data:text/html,x", None),
        ("https://bao.vn/ x", "file:///etc/passwd", None),
        ('https://bao.vn/"onload=x', "vbscript:x", None),
        (" java\nscript:x", "//bao.vn", None),
    ],
)
def test_only_web_addresses_become_links(address: str | None, id: str, link: str | None) -> None:  # noqa: A002
    event = ct.TimelineEvent(ct.Event("review", (), "2020"), (), (ct.Source(id, "x", 0, 1, address),))
    assert data_of(timeline_page(ct.Timeline([event])))["sources"][0][1] == link


def test_the_page_loads_nothing_and_runs_only_its_own_programs() -> None:
    page = timeline_page(made_timeline(3))
    scripts = Scripts(page)
    assert not [one for one in scripts.attributes if one[1] in {"src", "srcset", "style", "background", "action"}]
    assert not [one for one in scripts.attributes if one[1] == "href" and one[2] != "#views"]
    assert not [one for one in scripts.attributes if one[1].startswith("on")]
    policy = next(value for tag, name, value in scripts.attributes if (tag, name) == ("meta", "content"))
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    hashes = {hashlib.sha256(text.encode()).digest() for at, text in scripts.scripts if not at.get("type")}
    assert {base64.b64decode(one) for one in re.findall(r"'sha256-([^']+)'", policy)} == hashes


def test_ten_thousand_events_take_less_than_three_megabytes() -> None:
    assert len(timeline_page(made_timeline(10_000)).encode()) < 3_000_000


def test_the_vendored_library_is_the_one_that_its_readme_names() -> None:
    named = re.search(r"SHA256 (\w+)", (VENDOR / "README.md").read_text(encoding="utf-8"))
    assert named
    assert hashlib.sha256((VENDOR / "echarts.min.js").read_bytes()).hexdigest() == named[1]


def test_the_library_evaluates_no_text_and_ends_no_script() -> None:
    program = (VENDOR / "echarts.min.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|</script|<!--", program)
    assert len(program) < 600_000


def test_every_word_of_the_page_is_in_both_languages_and_used() -> None:
    rows = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    sources = "".join(path.read_text(encoding="utf-8") for path in [*PAGE.glob("js/*.js"), PAGE / "template.html"])
    asked = set(re.findall(r"\bt\(\"(\w+)\"", sources)) | set(re.findall(r'data-(?:word|label)="(\w+)"', sources))
    made = ("by_", "order_", "level_", "mode_", "precision_", "lag_")
    known = {row["key"] for row in rows}
    assert [row for row in rows if not row["source"]] == []
    assert asked <= known
    bare = {key for key in known - asked - set(EVENT_TYPES) if not key.startswith(made)}
    assert {
        key for key in bare if f'"{key}"' not in sources and f"{key}:" not in sources and key != "noscript"
    } == set()


def test_places_to_fill_in_are_the_same_in_both_languages() -> None:
    rows = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    assert [
        r["key"] for r in rows if sorted(re.findall(r"\{\d\}", r["vi"])) != sorted(re.findall(r"\{\d\}", r["en"]))
    ] == []


def test_another_language_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="'fr' is no language of the page; expected one of en, vi"):
        timeline_page(ct.Timeline(), language="fr")


def told_of(organiser: str, kind: str = "dissemination") -> ct.Timeline:
    document = ct.TimelineDocument("Chỉ thị 35-CT/TW", "a", date="2024-06-14", issuer="Bộ Chính trị")
    event = ct.Event(kind, (), "2024-07-14", precision="day", organiser=organiser)
    return ct.Timeline([ct.TimelineEvent(event, (document,), (ct.Source("x", "x", 0, 1),))])


def test_provinces_are_those_of_the_day_and_a_merged_one_counts_for_its_successor() -> None:
    for day, count, name in ((None, 63, "Hà Giang"), (date(2026, 1, 1), 34, "Tuyên Quang")):
        told = data_of(timeline_page(told_of("Tỉnh ủy Hà Giang"), as_of=day))["coverage"]
        assert len(told["units"]) == count
        assert [(told["units"][at], days) for at, _, days in told["rows"][0]["cells"]] == [(name, 30)]


def test_a_document_of_the_centre_that_nobody_was_told_of_is_in_the_table_of_coverage() -> None:
    told = data_of(timeline_page(told_of("Bộ Chính trị", "issuance")))["coverage"]
    assert [row["cells"] for row in told["rows"]] == [[]]


def test_documents_with_one_label_are_told_apart_by_their_year() -> None:
    both = [ct.TimelineDocument("Chỉ thị 35-CT/TW", year, date=f"{year}-05-30") for year in ("2019", "2024")]
    timeline = ct.Timeline(
        ct.TimelineEvent(ct.Event("review", (), "2025"), (one,), (ct.Source("x", "x", 0, 1),)) for one in both
    )
    labels = [label for label, _ in data_of(timeline_page(timeline))["documents"]]
    assert sorted(labels) == ["Chỉ thị 35-CT/TW (2019)", "Chỉ thị 35-CT/TW (2024)"]


def test_the_command_line_writes_the_page(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW.", encoding="utf-8")
    out = tmp_path / "page.html"
    arguments = ["timeline", str(article), "--format", "html", "--language", "en", "--title", "A < B", "-o", str(out)]
    assert main(arguments) == 0
    page = out.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<title>A &lt; B</title>" in page
    assert len(data_of(page)["events"]) == 1
