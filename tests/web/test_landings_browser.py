"""Landings on the strips in a real browser, told by a stream that the test writes."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from tests.web.browsing import Watched, open_browser
from tests.web.serving import ServerProcess
from tests.web.told import told_landing, told_step
from web.protocol import STREAM_VERSION

pytestmark = pytest.mark.browser

Send = Callable[..., None]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = ServerProcess(tmp_path_factory.mktemp("landings") / "store.sqlite", "ideal")
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(params=["/", "/coach"])
def told(browser: Browser, url: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Send]]:
    """The runner's or the coach's page, and what tells it a message."""
    watched = Watched(browser)
    streams: list[WebSocketRoute] = []
    watched.page.route_web_socket(re.compile("/live"), lambda route: streams.append(route))
    watched.page.goto(url + request.param)
    expect(watched.page.locator("#link")).to_have_attribute("data-link", "live")

    def send(kind: str, **content: Any) -> None:
        streams[-1].send(json.dumps({"type": kind, **content}))

    send("hello", version=STREAM_VERSION)
    yield watched.page, send
    assert watched.complaints == []
    watched.close()


def labels(page: Page) -> list[str | None]:
    marks: list[Locator] = page.locator("#strip [role=img]").all()
    return [mark.get_attribute("aria-label") for mark in marks]


def test_a_landing_is_on_the_strip_at_once_and_its_step_takes_the_place(
    told: tuple[Page, Send],
) -> None:
    page, send = told
    send("landing", **told_landing(1.0, "left", "heel"))
    expect(page.locator("#strip li.down")).to_have_count(1)
    assert labels(page) == ["left, heel first, still down"]
    send("landing", **told_landing(1.4, "right", "heel"))
    send("step", **told_step(1, 1.0, "left", "heel"))
    expect(page.locator("#strip li:not(.down)")).to_have_count(1)
    assert labels(page) == [
        "left, heel first, strike index 20 %, contact 250 ms",
        "right, heel first, still down",
    ]
    expect(page.locator("#strip li.other")).to_have_count(0)


def test_a_step_that_is_another_than_was_called_says_so(told: tuple[Page, Send]) -> None:
    page, send = told
    send("landing", **told_landing(1.0, "left", "heel"))
    send("step", **told_step(1, 1.0, "left", "midfoot"))
    expect(page.locator("#strip li.other")).to_have_count(1)
    assert labels(page) == [
        "left, midfoot, strike index 20 %, contact 250 ms; at landing it was called left, heel first"
    ]
    send("landing", **told_landing(1.4, "right", "ball"))
    send("step", **told_step(2, 1.4, "right", None))
    expect(page.locator("#strip li.other")).to_have_count(2)
    send("landing", **told_landing(1.8, "right", "ball"))
    send("step", **told_step(3, 1.8, "left", "ball"))
    expect(page.locator("#strip li.other")).to_have_count(3)
    expect(page.locator("#strip li.left")).to_have_count(2)


def test_a_landing_of_which_nothing_is_known_waits_for_its_step(told: tuple[Page, Send]) -> None:
    page, send = told
    send("landing", **told_landing(1.0, "left", None))
    send("landing", **told_landing(1.4, None, "heel"))
    send("landing", **told_landing(1.8, "left", "heel"))
    expect(page.locator("#strip li")).to_have_count(1)
    send("step", **told_step(1, 1.0, "left", "ball"))
    expect(page.locator("#strip li")).to_have_count(2)
    assert [re.split(",", label or "")[1] for label in labels(page)] == [
        " ball first",
        " heel first",
    ]


def test_a_landing_that_became_no_step_goes_away(told: tuple[Page, Send]) -> None:
    page, send = told
    send("landing", **told_landing(1.0, "left", "heel"))
    send("landing", **told_landing(1.4, "right", "heel"))
    send("step", **told_step(1, 1.4, "right", "heel"))
    expect(page.locator("#strip li")).to_have_count(1)
    expect(page.locator("#strip li")).to_have_class("right")
    send("clear")
    expect(page.locator("#strip li")).to_have_count(0)


def test_the_large_word_waits_for_finished_steps(told: tuple[Page, Send]) -> None:
    page, send = told
    for number in range(6):
        send("landing", **told_landing(1.0 + 0.4 * number, "left", "ball"))
    expect(page.locator("#strip li")).to_have_count(6)
    expect(page.locator("#word-kind")).to_have_text("Step on")
