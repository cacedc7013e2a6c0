"""HTML pages: what they show is read, what they hide is not, offsets point into the file as it is, in linear time."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citetrack as ct
from citetrack._text import readable
from citetrack.cli import main
from citetrack.inputs import inputs
from citetrack.page_metadata import metadata_date

PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
  <meta charset="utf-8"><title>Kết luận 14-KL/TW - Báo Sông Thương</title>
  <script>var lead = "<p>Nghị định số 15/2020/NĐ-CP</p>";</script>
  <style>.nd30::after { content: "Thông tư 03/2009/TT-BCT" }</style>
</head>
<body data-note="<b>Chỉ thị 05-CT/TW</b>">
  <!-- Ngày 1/1/2020, Tỉnh ủy ban hành Chỉ thị số 9-CT/TU. -->
  <nav><ul><li><a href="/" title="a > b">Trang chủ</a></li><li><a href="/xd">Xây dựng Đảng</a></li></ul></nav>
  <article>
    <h1>Huyện ủy quán triệt nghị quyết mới</h1>
    <p class="lead">Sáng 18/11, Huyện ủy Lục Nam tổ chức hội nghị
       quán triệt <b>Nghị quyết số&nbsp;18-NQ/TW</b> của Ban Chấp hành <!-- quảng cáo -->Trung ương.</p>
    <iframe src="/ads"></iframe><textarea>Công văn số 12-CV/TU</textarea>
  </article>
  <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-11-18T18:00:00Z"}</script>
</body>
</html>
"""
HIDDEN = ("<!-- x -->", "<script>1<2</script>")
PIECES = (*HIDDEN, "<p>", "</p>", "<b>", "</b>", "<br/>", "&nbsp;", "&amp;", "\n  ", "18-NQ/TW", "số ")
NEVER_ENDED = ("<", "<a ", '<a "', "<a '\"", "<!--", "<script>", "<script ", "</script ", "<title", "&#", "<x y=", "<!")
NEVER_DATED = ("<p>", "<meta ", '<script type="application/ld+json">', "<time datetime='", "<meta a")
HOSTILE = NEVER_ENDED + NEVER_DATED


def test_only_what_a_page_shows_is_read() -> None:
    reading = ct.read(PAGE)
    assert [one.identifier for one in reading.documents] == ["18-NQ/TW"]
    assert [(e.type, e.date, e.organiser) for e in reading.events] == [
        ("dissemination", "2021-11-18", "Huyện ủy Lục Nam")
    ]
    assert (reading.published, reading.published_how) == (date(2021, 11, 19), "metadata")


def test_offsets_point_into_the_file_as_given() -> None:
    [citation] = ct.read(PAGE).citations
    assert PAGE[citation.start : citation.end] == (
        "Nghị quyết số&nbsp;18-NQ/TW</b> của Ban Chấp hành <!-- quảng cáo -->Trung ương"
    )


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_each_position_of_the_copy_of_a_page_leads_back_to_itself(pieces: list[str]) -> None:
    copy = readable("<html><body>" + "".join(pieces))
    assert [copy.position(copy.offset(at)) for at in range(len(copy.text))] == list(range(len(copy.text)))


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_hidden_changes_nothing(pieces: list[str]) -> None:
    page = "<html><body>" + "".join(pieces)
    assert readable(page.replace(HIDDEN[0], "").replace(HIDDEN[1], "")).text.split() == readable(page).text.split()


def test_the_layout_of_the_source_is_no_layout_of_the_page() -> None:
    assert readable("<html><p>Nghị\n\t  quyết<br>số 5").text.strip() == "Nghị quyết\nsố 5"
    assert readable("Nghị\n quyết <b>số</b> 5").text == "Nghị\n quyết số 5"


@pytest.mark.parametrize("element", ["<script>", "<style>", "<!--", "<title>"])
def test_what_is_never_ended_hides_the_rest(element: str) -> None:
    assert readable(f"<html><p>Nghị quyết{element} 18-NQ/TW <b>x</b>").text.strip() == "Nghị quyết"


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_pages_take_linear_time(unit: str) -> None:
    """Sixteen times as long takes about sixteen times as long, of markup of which nothing ends."""

    def seconds(size: int) -> float:
        page = "<html>" + unit * (size // len(unit)) + "&;>"
        begin = time.process_time()
        readable(page)
        metadata_date(page)
        return time.process_time() - begin

    assert seconds(160_000) < 60 * max(seconds(10_000), 0.002)


@pytest.mark.long
@pytest.mark.parametrize("unit", HOSTILE)
def test_ten_megabytes_of_hostile_markup_are_read(unit: str) -> None:
    begin = time.process_time()
    ct.read("<html>" + unit * (10_000_000 // len(unit)))
    assert time.process_time() - begin < 120


def test_html_files_are_inputs_and_say_how_their_day_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.replace("\n", "\r\n").encode())
    [page] = inputs([str(tmp_path)], "utf-8", pytest.fail)
    assert page.text == PAGE.replace("\n", "\r\n")
    assert main(["scan", "--format", "jsonl", str(tmp_path)]) == 0
    assert '"published": "2021-11-19", "published_how": "metadata"' in capsys.readouterr().out
