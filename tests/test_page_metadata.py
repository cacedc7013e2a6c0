"""The day of publication in a page's metadata: the surest statement counts, as a day in Vietnam; none is invented."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

import citetrack as ct
from citetrack.page_metadata import metadata_date

DAY = date(2021, 11, 19)
ROWS = tomllib.loads((files("citetrack") / "data" / "page_metadata.toml").read_text(encoding="utf-8"))["meta"]


def linked(written: str) -> str:
    return f'<script type="application/ld+json">{written}</script>'


TOLD = (
    linked('{"@type": "NewsArticle", "headline": "x", "datePublished": "2021-11-19T08:30:00+07:00"}'),
    linked('[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "datePublished": "2021-11-19"}]'),
    linked('{"@graph": [{"datePublished": "2020-01-01"}, {"headline": "x", "datePublished": "2021-11-19"}]}'),
    linked('{"headline": "hai\ndòng", "datePublished": "2021-11-19"}'),
    linked('{"headline": "hỏng",, "datePublished" : "2021-11-19T01:00"}'),
    linked('//<![CDATA[\n{"datePublished": "2021-11-19"}\n//]]>'),
    '<script id="a" type=application/ld+json>{"datePublished": "2021-11-19"}</script>',
    '<time datetime="2021-11-19T10:43">hôm nay</time>',
    '<time datetime="2020-01-01">tin cũ</time><h1>Tin</h1><time datetime="2021-11-19">19/11</time>',
    '<h1>x</h1><time datetime="2020-01-01">a</time><time pubdate datetime="2021-11-19">b</time>',
    '<meta name="date" content="19/11/2021, 08:30 (GMT+7)">',
    '<meta name="date" content="Thứ Sáu, 19/11/2021">',
)

# What the moment is, and its day in Vietnam.
MOMENTS = (
    ("2021-11-19T23:59:59+07:00", DAY),
    ("2021-11-18T17:00:00Z", DAY),
    ("2021-11-18T16:59:59Z", date(2021, 11, 18)),
    ("2021-11-18T19:00:00.123+02:00", DAY),
    ("2021-11-18 17:00:00 +0000", DAY),
    ("2021-11-19T23:59", DAY),
    ("20211119", DAY),
)
SILENT = (
    '<meta name="date" content="0001-01-01T00:00:00Z">',
    '<meta name="date" content="9999-12-31T23:59:59Z">',
    '<meta name="date" content="31/4/2021">',
    '<meta name="date" content="hôm nay">',
    '<meta name="date" content="11/2021">',
    '<meta name="date">',
    '<meta name="dates" content="2021-11-19">',
    '<meta name="date" content="' + "2021-11-19 " * 400 + '">',
    '<!-- <meta name="date" content="2021-11-19"> -->',
    '<script>\'<meta name="date" content="2021-11-19">\'</script>',
    '<script>{"datePublished": "2021-11-19"}</script>',
    linked('{"dateModified": "2021-11-19"}'),
    linked('{"isPartOf": {"datePublished": "2021-11-19"}}'),
    linked('{"datePublished": {"@value": "x"}}'),
    linked("[" * 100_000),
    linked('{"datePublished": ' + "9" * 10_000 + "}"),
    linked("null"),
    "<time>19/11/2021</time>",
    "Ngày 19/11/2021, họp.",
)


@pytest.mark.parametrize("page", TOLD)
def test_what_metadata_state_is_read(page: str) -> None:
    found = metadata_date(page)
    assert found is not None
    assert (found.date, found.how) == (DAY, "metadata")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_each_name_of_the_table_is_found_by_its_examples(row: dict[str, list[str]]) -> None:
    for example in row["examples"]:
        found = metadata_date(example)
        assert found is not None
        assert found.date == DAY


@pytest.mark.parametrize(("moment", "day"), MOMENTS)
def test_a_moment_is_of_the_day_that_it_is_in_vietnam(moment: str, day: date) -> None:
    found = metadata_date(f'<meta name="date" content="{moment}">')
    assert found is not None
    assert found.date == day


@pytest.mark.parametrize("page", SILENT)
def test_nothing_is_invented(page: str) -> None:
    assert metadata_date(page) is None


def test_the_surest_statement_counts_wherever_it_stands() -> None:
    """JSON-LD, then <meta> in the order of the table, then <time>."""
    rows = [f'<meta name="{row["name"]}" content="2021-11-{day:02}">' for day, row in enumerate(ROWS, 2)]
    pages = [linked('{"datePublished": "2021-11-01"}'), *rows, '<time datetime="2021-11-28">']
    while pages:
        found = [metadata_date("".join(order)) for order in (pages, pages[::-1])]
        assert [one and one.date.isoformat() in pages[0] for one in found] == [True, True]
        del pages[0]


FURNISHED = "<h1>Họp</h1><p>Thứ Bảy, 20/11/2021, 10:43</p><p>Sáng 18/11, Tỉnh ủy quán triệt Quy định số 205-QĐ/TW.</p>"


def test_the_callers_day_comes_before_the_pages_and_metadata_before_furniture() -> None:
    page = f'<html><meta name="date" content="2021-11-19">{FURNISHED}'
    given, stated, printed = ct.read(page, date(2021, 12, 1)), ct.read(page), ct.read(f"<html>{FURNISHED}")
    assert [(one.published, one.published_how) for one in (given, stated, printed)] == [
        (date(2021, 12, 1), "given"),
        (DAY, "metadata"),
        (date(2021, 11, 20), "furniture"),
    ]
    assert [[event.date for event in one.events] for one in (given, stated, printed)] == [["2021-11-18"]] * 3
