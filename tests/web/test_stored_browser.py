"""The clinic's pages in a real browser: found, corrected, compared, replayed, written."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import IS_PAINTED, PATIENCE_MS, STEPS, Watched, open_browser
from tests.web.serving import ServerProcess

pytestmark = pytest.mark.browser

PAGES = (
    "/sessions",
    "/sessions?search=nobody",
    "/sessions/4",
    "/sessions/6",
    "/sessions/4/steps/8",
    "/sessions/4/versions",
    "/compare?b=4",
    "/sessions/4/replay",
    "/runners",
    "/runners/1",
)

IS_AFTER = "(seconds) => Number(document.getElementById('time-bar').value) > seconds"
RIGHT_EDGES = """() => [...document.querySelectorAll("main *")]
  .filter((node) => node.checkVisibility() && !node.closest(".tip-text, .sr-only, .table-scroll, .u-wrap"))
  .map((node) => [node.getBoundingClientRect().right, node.className])
  .filter(([right]) => right > innerWidth + 1).slice(0, 5)"""


#: A refusal that a test provokes, and what Chromium says to a test that looks at a canvas again and again.
EXPECTED = re.compile(r"400 \(BAD REQUEST\)|willReadFrequently")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def url(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("stored") / "store.sqlite"
    path.write_bytes(made)
    server = ServerProcess(path, "ideal")
    yield server.url
    server.stop()


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Callable[..., Watched]]:
    """Open a page; at the end nobody may have complained or asked another machine."""
    opened: list[Watched] = []

    def open_it(path: str, **wishes: Any) -> Watched:
        opened.append(Watched(browser, **wishes))
        opened[-1].page.goto(url + path)
        return opened[-1]

    yield open_it
    for watched in opened:
        watched.close()
        assert [line for line in watched.complaints if not EXPECTED.search(line)] == []
        assert watched.hosts == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "light", 1280), ("de", "dark", 390)]
)
def test_axe_finds_nothing_on_any_page_in_either_language_and_theme(
    visit: Callable[..., Watched], url: str, language: str, theme: str, width: int
) -> None:
    watched = visit("/sessions", language=language, theme=theme, width=width)
    for path in PAGES:
        watched.page.goto(url + path)
        if path == "/sessions/4":
            watched.page.wait_for_function(IS_PAINTED, arg="#chart-contact canvas")
        assert watched.violations() == [], path
        assert watched.page.evaluate(RIGHT_EDGES) == [], path
    watched.page.goto(url + "/sessions/4")
    watched.page.locator("[data-opens=edit-dialog]").click()
    assert watched.violations() == []
    watched.page.goto(url + "/runners/1")
    watched.page.locator("[data-opens=runner-dialog]").click()
    assert watched.violations() == []


def test_a_session_is_found_by_a_word_of_its_note(visit: Callable[..., Watched]) -> None:
    page = visit("/sessions").page
    page.get_by_label("Runner or note").fill("SHOES")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 sessions")
    assert "search=SHOES" in page.url
    page.get_by_role("row").filter(has_text="new shoes").get_by_role("link").click()
    expect(page.get_by_role("heading", name="R-07")).to_be_visible()


def test_a_session_draws_its_prints_its_map_and_its_charts(visit: Callable[..., Watched]) -> None:
    page = visit("/sessions/4").page
    for canvas in (
        "[data-print=left-mean] canvas", "[data-print=right-last] canvas", "#landing-map",
        "#chart-index canvas", "#chart-contact canvas",
    ):  # fmt: skip
        page.wait_for_function(IS_PAINTED, arg=canvas)
    assert page.locator("#chart-landings path").count() > 4
    plot = page.locator("#chart-index .u-over")
    plot.scroll_into_view_if_needed()
    plot.hover(position={"x": 200, "y": 60})
    expect(page.locator("#read-index")).to_have_text(
        re.compile(r"Step \d+, \d+:\d\d, (left|right), .*: \d+ %")
    )


def test_a_measure_explains_itself_with_the_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit("/sessions/4").page
    page.get_by_role("button", name="Duty factor").focus()
    expect(page.locator("#about-duty_factor")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#about-duty_factor")).to_be_hidden()


def test_a_step_is_left_out_and_the_numbers_follow(visit: Callable[..., Watched]) -> None:
    page = visit("/sessions/3").page
    used = page.locator("#summary-title .muted")
    before = used.text_content() or ""
    page.get_by_role("link", name="Step 7: all measures").click()
    page.wait_for_function(IS_PAINTED, arg="#step-print")
    page.get_by_label("Leave this step out of every mean").check()
    page.get_by_label("Reason").fill("scuffed")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".version-list")).to_contain_text("left out – scuffed")
    page.locator(".crumbs a").last.click()
    row = page.locator("tr.incomplete").filter(has_text="scuffed")
    expect(row).to_contain_text("left out by page: scuffed")
    count = int(re.findall(r"\d+", before)[-1])
    expect(used).to_contain_text(f"{count - 1} complete steps")


def test_note_and_pain_are_edited_and_the_earlier_words_are_kept(
    visit: Callable[..., Watched],
) -> None:
    page = visit("/sessions/2").page
    page.get_by_role("button", name="Note, pain, runner").click()
    page.get_by_role("textbox", name="Note").fill("tired, slept badly")
    page.get_by_label("Pain after").select_option("5")
    page.get_by_label("Whose session it is").fill("nobody we know")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").first).to_contain_text("There is no runner nobody we know")
    page.get_by_label("Whose session it is").fill("R-07")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".facts")).to_contain_text("tired, slept badly")
    expect(page.locator(".facts")).to_contain_text("Pain before 2, after 5")
    page.get_by_role("link", name="History of changes").first.click()
    expect(page.locator("del").first).to_have_text("tired")


def test_a_session_is_compared_from_its_page(visit: Callable[..., Watched]) -> None:
    page = visit("/sessions/4").page
    page.get_by_role("link", name="Compare with").click()
    row = page.locator("tr[data-measure=strike_index_percent]")
    expect(row).to_contain_text("further forward by")
    expect(row.locator("svg path.shape-a")).to_have_count(1)
    page.wait_for_function(IS_PAINTED, arg="[data-set=b][data-side=left] canvas")
    page.get_by_label("A, before").select_option("4:1")
    page.get_by_label("B, after").select_option("4:2")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("phase 1, natural").last).to_be_visible()


def test_a_replay_plays_seeks_and_stops_with_the_keyboard(visit: Callable[..., Watched]) -> None:
    watched = visit("/sessions/4/replay")
    page = watched.page
    expect(page.locator(".replay-label")).to_contain_text("REPLAY")
    expect(page.locator(".replay-label")).to_contain_text("SIMULATED")
    expect(page.locator("#link")).to_have_attribute("data-link", "live")
    page.locator("h1").click()
    page.keyboard.press(" ")
    page.wait_for_function(STEPS, arg=3)
    page.wait_for_function(IS_PAINTED, arg="#deck")
    page.wait_for_function(IS_PAINTED, arg="#left-print")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.get_by_role("button", name="looks at the screen").click()
    page.wait_for_function(IS_AFTER, arg=29.0)
    page.wait_for_function(STEPS, arg=20)
    expect(page.locator("#word-kind")).to_have_text("Ball first", timeout=PATIENCE_MS)
    page.locator("h1").click()
    page.keyboard.press("Home")
    page.wait_for_function("() => Number(document.getElementById('time-bar').value) < 0.5")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function(IS_AFTER, arg=9.0)
    page.keyboard.press("+")
    expect(page.get_by_label("Speed", exact=True)).to_have_value("2.0")


def test_a_runner_is_made_edited_and_shows_the_history(visit: Callable[..., Watched]) -> None:
    page = visit("/runners").page
    page.get_by_role("button", name="New runner").click()
    page.get_by_label("Name or code").last.fill("R-33")
    page.get_by_text("Foot length from a shoe size").click()
    page.get_by_label("Size in").select_option("eu")
    page.get_by_label("Size", exact=True).fill("42")
    page.get_by_role("button", name="Take over").click()
    expect(page.locator("#size-message")).to_contain_text("About 26.5 cm")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="R-33")).to_be_visible()
    expect(page.locator(".runner-facts")).to_contain_text("26.5 cm")
    expect(page.locator(".runner-facts")).to_contain_text("EU 42")
    page.wait_for_load_state()  # the scripts of the new page
    page.get_by_role("button", name="Change data").click()
    page.get_by_label("Name or code").fill("R-07")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").last).to_contain_text("is called 'R-07' already")
    page.get_by_label("Name or code").fill("R-34")
    page.get_by_label("Reason").fill("typing error")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="R-34")).to_be_visible()
    expect(page.locator(".version-list")).to_contain_text("typing error: name R-34")


def test_the_history_plots_are_drawn(visit: Callable[..., Watched]) -> None:
    page = visit("/runners/1").page
    for key in ("ball_first_percent", "strike_index_percent", "contact_time_s", "pain"):
        page.wait_for_function(IS_PAINTED, arg=f"[data-plot={key}] canvas")
