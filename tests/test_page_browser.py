"""The page in a real browser: what people see, press and hear; one headless Chromium for all of it."""

import shutil
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from made_events import made_timeline
from test_page import HOSTILE, hostile_timeline

import citetrack as ct

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
MISSING = [
    name
    for name, there in (("selenium", find_spec("selenium")), ("chromium", CHROMIUM), ("chromedriver", DRIVER))
    if not there
]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed: {MISSING}; citetrack[dev] brings selenium, the system's packages the others"
)

DESKTOP, PHONE = (1280, 860), (390, 844)
FLAGS = ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "hide-scrollbars", "lang=en")

# Half the zooms in, half out; the time that the page's own thread works for each frame, drawing and all.
FRAMES = """
const done = arguments[arguments.length - 1];
let frames = 0;
function frame() {
  document.getElementById(frames % 12 < 6 ? "zoom-in" : "zoom-out").click();
  if (++frames < 24) requestAnimationFrame(frame);
  else done(frames);
}
requestAnimationFrame(frame);
"""


class Browser:
    """A driver and the folder of its pages."""

    def __init__(self, folder: Path) -> None:
        from selenium.webdriver import Chrome, ChromeOptions, ChromeService

        options = ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in FLAGS:
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = Chrome(options=options, service=ChromeService(str(DRIVER)))
        self.folder = folder

    def open(self, page: str, size: tuple[int, int] = DESKTOP, dark: bool = False) -> None:
        """Shows *page* and waits until it can be used."""
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get("about:blank")
        self.driver.get(path.as_uri())
        self.wait("document.documentElement.dataset.ready")

    def ask(self, expression: str, *arguments: Any) -> Any:
        """What *expression* is in the page."""
        return self.driver.execute_script(f"return {expression}", *arguments)

    def wait(self, expression: str) -> Any:
        """Waits until *expression* holds, at most half a minute: machines are busy."""
        end = time.monotonic() + 30
        while not (found := self.ask(expression)):
            assert time.monotonic() < end, f"never: {expression}"
            time.sleep(0.02)
        return found

    def text(self, id: str) -> str:  # noqa: A002 HTML's word
        return str(self.ask(f"document.getElementById('{id}').innerText"))

    def press(self, *keys: str) -> None:
        """Types *keys* where the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def click(self, selector: str) -> None:
        self.ask("document.querySelector(arguments[0]).click()", selector)

    def choose(self, id: str, value: str) -> None:  # noqa: A002
        """Sets a field of the page as a user would."""
        self.ask(
            "(() => { const field = document.getElementById(arguments[0]); field.value = arguments[1];"
            "field.dispatchEvent(new Event('input', {bubbles: true}));"
            "field.dispatchEvent(new Event('change', {bubbles: true})); })()",
            id,
            value,
        )

    def metric(self, name: str) -> float:
        told = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return float(next(one["value"] for one in told if one["name"] == name))

    def complaints(self) -> list[str]:
        """What the console holds since it was last asked."""
        return [one["message"] for one in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    one = Browser(tmp_path_factory.mktemp("pages"))
    yield one
    one.driver.quit()


@pytest.fixture(scope="module")
def page() -> str:
    return ct.timeline_page(made_timeline(60))


@pytest.fixture
def quiet(browser: Browser) -> Iterator[Browser]:
    """The browser, for a test in which nothing may be complained of."""
    browser.complaints()
    yield browser
    assert browser.complaints() == []


def keys() -> Any:
    from selenium.webdriver import Keys

    return Keys


def test_each_view_is_drawn_without_complaint_in_both_languages_and_themes(quiet: Browser, page: str) -> None:
    for dark in (False, True):
        quiet.open(page, dark=dark)
        for _ in ("vi", "en"):
            for view in ("chart", "coverage", "lags", "table"):
                quiet.click(f"#tab-{view}")
                assert quiet.text(f"view-{view}").strip()
            quiet.click("#language")


@pytest.mark.parametrize("count", [0, 1])
def test_a_timeline_of_nothing_or_of_one_event_is_a_page_too(quiet: Browser, count: int) -> None:
    quiet.open(ct.timeline_page(made_timeline(count), language="en"))
    for view in ("chart", "coverage", "lags", "table"):
        quiet.click(f"#tab-{view}")
    assert quiet.text("count") == f"Showing {count} of {count} events"


def test_filters_leave_the_events_that_fit(quiet: Browser, page: str) -> None:
    quiet.open(page)
    quiet.click("#tab-table")
    rows = "[...document.querySelectorAll('#table tbody tr')].map((row) => row.innerText)"
    quiet.click("[data-type='1']")
    quiet.wait(f"{rows}.length < 60")
    assert all("Ban hành" in row for row in quiet.ask(rows))
    quiet.click("#reset")
    quiet.wait(f"{rows}.length === 60")
    quiet.choose("from", "2020-01-01")
    quiet.wait(f"{rows}.length < 60")
    dated = [one for one in made_timeline(60) if one.event.date]
    late = [one for one in dated if str(one.event.date_end or one.event.date)[:4] >= "2020"]
    assert len(quiet.ask(rows)) == len(late)


def test_words_are_found_with_and_without_marks(quiet: Browser, page: str) -> None:
    quiet.open(page)
    for words in ("bến tre", "BEN TRE", "ben  tre"):
        quiet.choose("text", "")
        quiet.wait("document.getElementById('count').textContent.includes('60 / 60')")
        quiet.choose("text", words)
        quiet.wait("!document.getElementById('count').textContent.includes('60 / 60')")
        wanted = [one for one in made_timeline(60) if "Bến Tre" in one.sources[0].evidence or one.unit == "Bến Tre"]
        assert f" {len(wanted)} / 60" in quiet.text("count")


def test_a_document_can_be_chosen_from_its_event(quiet: Browser, page: str) -> None:
    quiet.open(page)
    quiet.click("#tab-table")
    quiet.click("#table .open")
    quiet.click("#detail li button")
    quiet.wait(
        "document.getElementById('document').value !== '' && document.querySelectorAll('#table tbody tr').length < 60"
    )
    assert quiet.ask("document.getElementById('detail').hidden")


def test_keys_walk_the_chart_open_the_evidence_and_come_back(quiet: Browser, page: str) -> None:
    key = keys()
    quiet.open(page)
    quiet.ask("document.getElementById('chart').focus()")
    quiet.press(key.ARROW_RIGHT, key.ARROW_RIGHT, key.ARROW_DOWN, key.ARROW_LEFT, "+", "+", "-", key.END, key.HOME)
    first = next(one for one in made_timeline(60) if one.event.date)
    assert (first.event.organiser or "") in quiet.text("live")
    quiet.press(key.ENTER)
    assert quiet.ask("document.activeElement.id") == "detail"
    assert first.sources[0].evidence in quiet.text("detail")
    assert quiet.ask("[...document.querySelectorAll('#detail mark')].map((one) => one.textContent)")
    quiet.press(key.ESCAPE)
    assert quiet.ask("document.getElementById('detail').hidden")
    assert quiet.ask("document.activeElement.id") == "chart"


def test_a_click_on_a_point_opens_its_event(quiet: Browser) -> None:
    from selenium.webdriver import ActionChains

    (one,) = (timeline := made_timeline(1)).events
    quiet.open(ct.timeline_page(timeline))
    canvas = quiet.driver.find_element("css selector", "#chart canvas")
    spot = [quiet.ask(f"document.getElementById('chart').{side}") for side in ("clientWidth", "clientHeight")]
    left = quiet.ask("document.querySelector('.lane-names').getBoundingClientRect().width") + 12
    for share in range(20, 80, 2):
        x = int(left + (spot[0] - left) * share / 100 - spot[0] / 2)
        ActionChains(quiet.driver).move_to_element_with_offset(canvas, x, int(-spot[1] / 2 + 90)).click().perform()
        if not quiet.ask("document.getElementById('detail').hidden"):
            break
    assert one.sources[0].evidence in quiet.text("detail")
    link = quiet.ask("(() => { const a = document.querySelector('#detail a'); return [a.href, a.rel]; })()")
    assert link == [one.sources[0].address, "noopener noreferrer"]


def test_tabs_and_cells_are_walked_with_arrow_keys(quiet: Browser, page: str) -> None:
    key = keys()
    quiet.open(page)
    quiet.ask("document.getElementById('tab-chart').focus()")
    quiet.press(key.ARROW_RIGHT)
    assert quiet.ask("document.activeElement.id") == "tab-coverage"
    quiet.ask("document.querySelector('.cell.told').focus()")
    said = quiet.ask("document.activeElement.getAttribute('aria-label')")
    assert " ngày" in said or "/" in said
    quiet.press(key.ENTER)
    assert not quiet.ask("document.getElementById('detail').hidden")
    quiet.press(key.ESCAPE, key.ARROW_DOWN, key.ARROW_RIGHT)
    assert quiet.ask("document.activeElement.matches('.cell')")


def test_hostile_words_stay_words(quiet: Browser) -> None:
    quiet.open(ct.timeline_page(hostile_timeline(), title=HOSTILE[1]))
    for view in ("chart", "coverage", "lags", "table"):
        quiet.click(f"#tab-{view}")
    shown = quiet.text("table")
    for words in HOSTILE[:6]:
        assert words in shown
    for number in range(len(HOSTILE)):
        quiet.ask("document.querySelectorAll('#table .open')[arguments[0]].click()", number)
        assert quiet.ask("document.querySelectorAll('#detail a, #detail img, #detail script').length") == 0
    assert quiet.ask("document.querySelectorAll('script').length") == 3
    assert quiet.ask("document.title") == HOSTILE[1]


def test_undated_events_have_their_own_place(quiet: Browser) -> None:
    timeline = made_timeline(200)
    undated = [one for one in timeline if not one.event.date]
    assert undated
    quiet.open(ct.timeline_page(timeline, language="en"))
    assert f"{len(undated)} undated" in quiet.text("count")
    assert f"Undated ({len(undated)})" in quiet.text("undated")


def test_paper_gets_the_table_too(quiet: Browser, page: str) -> None:
    quiet.open(page, dark=True)
    quiet.ask("dispatchEvent(new Event('beforeprint'))")
    quiet.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert quiet.ask("document.querySelector('#table tbody tr').offsetHeight > 0")
    assert quiet.ask("document.documentElement.dataset.theme") == "light"
    quiet.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_language_and_theme_are_switched(quiet: Browser, page: str) -> None:
    quiet.open(page)
    assert "Quán triệt" in quiet.text("types")
    quiet.click("#language")
    assert "Dissemination" in quiet.text("types")
    assert quiet.ask("document.documentElement.lang") == "en"
    background = "getComputedStyle(document.body).backgroundColor"
    light = quiet.ask(background)
    quiet.click("#theme")
    assert quiet.ask(background) != light
    quiet.open(page, dark=True)
    assert quiet.ask(background) != light


def test_nothing_is_wider_than_a_phone(quiet: Browser, page: str) -> None:
    quiet.open(page, size=PHONE)
    for view in ("chart", "coverage", "lags", "table"):
        quiet.click(f"#tab-{view}")
        assert quiet.ask("document.documentElement.scrollWidth") <= PHONE[0]
    quiet.click("#table .open")
    box = quiet.ask(
        "(() => { const b = document.getElementById('detail').getBoundingClientRect(); return [b.left, b.right]; })()"
    )
    assert (box[0] >= 0, box[1] <= PHONE[0]) == (True, True)


AXE = pytest.mark.skipif(
    not find_spec("axe_core_python"), reason="not installed: axe-core-python; citetrack[dev] has it"
)


def barriers(browser: Browser) -> list[tuple[str, str, str]]:
    """What keeps people out of what is shown now: how badly, by which rule of axe, where."""
    from axe_core_python.selenium import Axe

    told = Axe().run(browser.driver)
    assert len(told["passes"]) > 15
    return [(one["impact"], one["id"], one["nodes"][0]["html"]) for one in told["violations"]]


@AXE
def test_axe_finds_no_barrier_in_a_small_page(quiet: Browser) -> None:
    quiet.open(ct.timeline_page(made_timeline(2)))
    assert barriers(quiet) == []


@AXE
@pytest.mark.long
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_barrier(quiet: Browser, page: str, dark: bool, size: tuple[int, int]) -> None:
    """Roles, names, contrast and order of every view, with an event open and without."""
    quiet.open(page, size, dark)
    for view in ("chart", "coverage", "lags", "table"):
        quiet.click(f"#tab-{view}")
        assert barriers(quiet) == []
    quiet.click("#table .open")
    quiet.wait("document.getAnimations().length === 0")
    assert barriers(quiet) == []


def test_ten_thousand_events_are_there_in_two_seconds_and_zoom_smoothly(quiet: Browser) -> None:
    """By the work of the page's thread, as a busy machine may keep it waiting: 2 s until ready, 60 ms for a frame."""
    quiet.driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    quiet.open(ct.timeline_page(made_timeline(10_000)))
    ready, clock = quiet.metric("TaskDuration"), int(quiet.ask("document.documentElement.dataset.ready")) / 1000
    assert ready < 2
    quiet.choose("lanes", "level")  # the most points that can be seen at once
    before = quiet.metric("TaskDuration")
    frames = quiet.driver.execute_async_script(FRAMES)
    each = (quiet.metric("TaskDuration") - before) / frames
    print(f"10,000 events: ready after {ready:.2f} s of work ({clock:.1f} s by the clock)", end=", ")
    print(f"{each * 1000:.0f} ms of work for a frame while zooming")
    assert each < 0.06
