"""The pages in a real browser, on the real server, with the simulated mat."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import PATIENCE_MS, Watched, open_browser

pytestmark = pytest.mark.browser

# Conditions are functions: the pages forbid to evaluate text as a script.
IS_PAINTED = """(id) => {
  const canvas = document.getElementById(id);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return colours.size > 30;
}"""

#: Whether at least so many of the last eight steps on the strip are of a kind.
LAST_KINDS = """([kind, count]) => {
  const marks = [...document.querySelectorAll("#strip .mark")].slice(-8);
  return marks.filter((mark) => mark.classList.contains(kind)).length >= count;
}"""

IS_ABOVE = "([id, bound]) => Number(document.getElementById(id).textContent) > bound"
IS_BELOW = "([id, bound]) => Number(document.getElementById(id).textContent) < bound"
HAS = "([selector, count]) => document.querySelectorAll(selector).length >= count"
DRAWN_CHART = ["#chart-contact path[d*=M]", 1]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.close()


def test_the_page_shows_the_runner_and_follows_a_change_from_heel_to_ball(
    watched: Watched, start_server: Callable[..., Any]
) -> None:
    page = watched.page
    page.goto(start_server().url)
    expect(page.get_by_text("SIMULATED", exact=True)).to_be_visible()
    page.wait_for_function(LAST_KINDS, arg=["heel", 6])
    expect(page.locator("#word-kind")).to_have_text("Heel first", timeout=PATIENCE_MS)
    page.wait_for_function(IS_BELOW, arg=["ball-first", 20])
    page.wait_for_function(IS_ABOVE, arg=["cadence", 140])
    page.wait_for_function(IS_ABOVE, arg=["contact-time", 150])
    for canvas in ("deck", "left-print", "right-print", "scale"):
        page.wait_for_function(IS_PAINTED, arg=canvas)

    page.get_by_role("radio", name="Ball", exact=True).check()
    page.wait_for_function(LAST_KINDS, arg=["ball", 6])
    expect(page.locator("#word-kind")).to_have_text("Ball first", timeout=PATIENCE_MS)
    page.wait_for_function(IS_ABOVE, arg=["ball-first", 40])

    page.reload()
    page.wait_for_function(HAS, arg=["#strip .mark.heel", 3])
    page.wait_for_function(HAS, arg=["#strip .mark.ball", 4])
    assert watched.complaints == []
    assert watched.hosts == {"127.0.0.1"}


def test_an_empty_mat_asks_to_step_on(watched: Watched, start_server: Callable[..., Any]) -> None:
    page = watched.page
    page.goto(start_server().url)
    page.wait_for_function(LAST_KINDS, arg=["heel", 2])
    expect(page.locator("#deck-empty")).to_be_hidden()
    page.get_by_role("radio", name="Nobody").check()
    expect(page.locator("#deck-empty")).to_be_visible(timeout=PATIENCE_MS)
    assert watched.complaints == []


def test_a_session_is_recorded_listed_and_opens_after_a_restart(
    watched: Watched, start_server: Callable[..., Any]
) -> None:
    page = watched.page
    server = start_server()
    page.goto(server.url)
    page.wait_for_function(LAST_KINDS, arg=["heel", 1])
    page.get_by_label("Runner, name or code").fill("Anna")
    page.get_by_label("Note").fill("new shoes")
    page.get_by_role("button", name="Start recording").click()
    expect(page.locator("#session-elapsed")).to_have_text("0:04", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Stop and save").click()
    page.get_by_role("link", name="Open session").click()
    expect(page.get_by_role("heading", name="Anna")).to_be_visible()
    page.wait_for_function(HAS, arg=DRAWN_CHART)
    assert server.stop() == 0

    page.goto(start_server().url)
    page.get_by_role("link", name="Sessions").click()
    row = page.get_by_role("row").filter(has_text="Anna")
    expect(row).to_contain_text("new shoes")
    expect(row).to_contain_text("complete")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Anna")).to_be_visible()
    expect(page.locator("table.steps tbody tr").nth(5)).to_contain_text("heel")
    page.wait_for_function(HAS, arg=DRAWN_CHART)
    page.locator("[data-print=left-mean] canvas").evaluate("(canvas) => { canvas.id = 'mean'; }")
    page.wait_for_function(IS_PAINTED, arg="mean")
    assert watched.complaints == []


def test_definitions_open_with_the_keyboard(
    watched: Watched, start_server: Callable[..., Any]
) -> None:
    page = watched.page
    page.goto(start_server().url)
    page.wait_for_function(LAST_KINDS, arg=["heel", 1])
    button = page.get_by_role("button", name="What is contact time?")
    button.focus()
    tip = page.locator("#tip-contact_time")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("contact threshold")
    expect(tip).to_contain_text(re.compile(r"Threshold now: \d+\.\d N\."))
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert watched.complaints == []


@pytest.mark.parametrize("width", [390, 768, 1024, 1920])
def test_nothing_runs_over_the_edge(
    watched: Watched, start_server: Callable[..., Any], width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    url = start_server().url
    for path in ("/", "/sessions", "/runners", "/setup", "/about", "/nowhere"):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
