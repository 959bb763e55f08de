"""The pages in a real browser, on the real server, with the simulated mat."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.web.browsing import PATIENCE_MS, Watched, open_browser
from tests.web.serving import ServerProcess

pytestmark = pytest.mark.browser

# Conditions are functions: the pages forbid to evaluate text as a script.
#: Whether at least so many of the last eight steps on the strip are of a kind.
LAST_KINDS = """([kind, count]) => {
  const marks = [...document.querySelectorAll("#strip .mark")].slice(-8);
  return marks.filter((mark) => mark.classList.contains(kind)).length >= count;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = ServerProcess(tmp_path_factory.mktemp("browser") / "store.sqlite", "simulated")
    yield server.url
    server.stop()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.close()


def test_an_empty_mat_asks_to_step_on(watched: Watched, start_server: Callable[..., Any]) -> None:
    page = watched.page
    page.goto(start_server().url)
    page.wait_for_function(LAST_KINDS, arg=["heel", 2])
    expect(page.locator("#deck-empty")).to_be_hidden()
    page.get_by_role("radio", name="Nobody").check()
    expect(page.locator("#deck-empty")).to_be_visible(timeout=PATIENCE_MS)
    assert watched.complaints == []


def test_a_choice_stays_until_the_server_has_heard_of_it(
    watched: Watched, start_server: Callable[..., Any]
) -> None:
    page = watched.page
    held: list[Route] = []
    page.route("**/api/runner", lambda route: held.append(route))
    page.goto(start_server().url)
    page.wait_for_function(LAST_KINDS, arg=["heel", 1])
    page.get_by_role("radio", name="Nobody").check()
    page.wait_for_function(LAST_KINDS, arg=["heel", 4])  # states with the runner as he was
    expect(page.get_by_role("radio", name="Nobody")).to_be_checked()
    held[0].continue_()
    expect(page.locator("#deck-empty")).to_be_visible()
    expect(page.get_by_role("radio", name="Nobody")).to_be_checked()
    assert watched.complaints == []


def test_definitions_open_with_the_keyboard(watched: Watched, url: str) -> None:
    page = watched.page
    page.goto(url)
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
def test_nothing_runs_over_the_edge(watched: Watched, url: str, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/sessions", "/runners", "/setup", "/about", "/nowhere"):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
