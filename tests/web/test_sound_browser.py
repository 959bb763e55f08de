"""The sounds of a page in a real browser: ticks, the metronome, and where they keep silent."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.web.browsing import STEPS, Watched, open_browser
from tests.web.serving import ServerProcess
from tests.web.told import told_landing, told_step
from web.protocol import STREAM_VERSION

pytestmark = pytest.mark.browser

#: An AudioContext that writes down what it is asked to play instead of playing it.
FAKE_AUDIO = """
window.played = [];
window.AudioContext = class {
  constructor() { this.state = "suspended"; this.destination = {}; }
  get currentTime() { return performance.now() / 1000; }
  async resume() { this.state = "running"; }
  createGain() {
    const gain = {
      setValueAtTime() {},
      linearRampToValueAtTime(value) { gain.peak = value; },
      exponentialRampToValueAtTime() {},
    };
    return { gain, connect: (next) => next };
  }
  createOscillator() {
    const frequency = {};
    let level = null;
    return {
      frequency,
      connect: (next) => { level = next; return next; },
      start: (atS) => {
        window.played.push({ hertz: frequency.value, atS, peak: level.gain.peak });
        window.happened?.push("tick");
      },
      stop() {},
    };
  }
};
"""
HEEL_HZ, BEAT_HZ = 520, 1150
PLAYED = "([hertz, least]) => window.played.filter((one) => one.hertz === hertz).length >= least"
COUNT = "(hertz) => window.played.filter((one) => one.hertz === hertz).length"
TIMES = "(hertz) => window.played.filter((one) => one.hertz === hertz).map((one) => one.atS)"
#: Writes down, in order, ticks, landings that come onto the strip, and steps that take their places.
WATCH_STRIP = """() => {
  window.happened = [];
  const strip = document.getElementById("strip");
  const seen = ({ target, addedNodes }) => {
    for (const node of addedNodes) if (node.matches?.("li.down")) window.happened.push("landing");
    if (target.matches("li:not(.down)")) window.happened.push("step");
  };
  new MutationObserver((records) => records.forEach(seen)).observe(strip, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["class"],
  });
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page with an AudioContext that writes down; at the end nobody may have complained."""
    opened: list[Watched] = []

    def open_it(url: str) -> Page:
        watched = Watched(browser)
        watched.context.add_init_script(FAKE_AUDIO)
        opened.append(watched)
        watched.page.goto(url)
        return watched.page

    yield open_it
    for watched in opened:
        watched.close()
        assert watched.complaints == []
        assert watched.hosts == {"127.0.0.1"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = ServerProcess(tmp_path_factory.mktemp("sound") / "store.sqlite", "ideal")
    yield server.url
    server.stop()


def set_target(page: Page, measure: str, value: float) -> None:
    """Set a target as the coach does."""
    data = {"measure": measure, "value": value}
    page.request.post(urljoin(page.url, "/api/target"), data=data)


def test_a_heel_landing_ticks_after_a_tap_and_a_ball_landing_does_not(
    url: str, visit: Callable[..., Page]
) -> None:
    page = visit(url)
    page.request.post(url + "/api/runner", data={"strike": "heel"})
    set_target(page, "ball_first_percent", 80)
    allow = page.get_by_role("button", name="Tap to allow sound")
    expect(allow).to_be_visible()
    expect(page.locator("#sound-now")).to_have_text("A soft tick when a heel surely lands first.")
    page.wait_for_function(STEPS, arg=6)
    assert page.evaluate(COUNT, HEEL_HZ) == 0
    page.evaluate(WATCH_STRIP)
    allow.click()
    expect(allow).to_be_hidden()
    page.wait_for_function(PLAYED, arg=[HEEL_HZ, 3])
    page.wait_for_function("() => window.happened.includes('step')")
    happened = page.evaluate("() => window.happened")
    # With the landing, not with the step that is told later.
    after_ticks = [now for before, now in itertools.pairwise(happened) if before == "tick"]
    assert set(after_ticks) == {"landing"}, happened
    assert 0.0 < page.evaluate("() => window.played[0].peak") < 0.5

    page.request.post(url + "/api/runner", data={"strike": "ball"})
    page.wait_for_function("() => document.querySelectorAll('#strip .mark.ball').length >= 6")
    before = page.evaluate(COUNT, HEEL_HZ)
    page.wait_for_function("() => document.querySelectorAll('#strip .mark.ball').length >= 12")
    assert page.evaluate(COUNT, HEEL_HZ) == before
    page.request.post(url + "/api/runner", data={"strike": "heel"})
    page.request.post(url + "/api/target", data={"value": None})


def test_steps_that_are_told_again_and_old_landings_do_not_tick(url: str, browser: Browser) -> None:
    watched = Watched(browser)
    watched.context.add_init_script(FAKE_AUDIO)
    page = watched.page
    streams: list[WebSocketRoute] = []
    page.route_web_socket(re.compile("/live"), lambda route: streams.append(route))
    page.goto(url)
    set_target(page, "ball_first_percent", 80)
    state = page.request.get(url + "/api/state").json() | {"time_s": 100.0}
    assert state["training"]["feedback"]["sound"] == "heel"
    page.get_by_role("button", name="Test sound").click()
    page.wait_for_function(PLAYED, arg=[HEEL_HZ, 1])

    def send(kind: str, **content: Any) -> None:
        streams[-1].send(json.dumps({"type": kind, **content}))

    send("hello", version=STREAM_VERSION)
    for number in range(1, 13):
        send("step", **told_step(number, 92.0 + number * 0.4, "left", "heel"))
    send("state", state=state)
    send("landing", **told_landing(96.0, "left", "heel"))
    page.wait_for_function(STEPS, arg=13)
    assert page.evaluate(COUNT, HEEL_HZ) == 1
    send("landing", **told_landing(99.9, "right", "heel"))
    page.wait_for_function(PLAYED, arg=[HEEL_HZ, 2])
    page.request.post(url + "/api/target", data={"value": None})
    assert watched.complaints == []
    watched.close()


def test_the_metronome_keeps_the_cadence_that_is_aimed_at_and_the_choices_stay(
    url: str, visit: Callable[..., Page]
) -> None:
    page = visit(url)
    page.get_by_role("button", name="Test sound").click()
    page.wait_for_function(PLAYED, arg=[HEEL_HZ, 1])
    set_target(page, "cadence_spm", 180)
    page.wait_for_function(PLAYED, arg=[BEAT_HZ, 6])
    # A page that was held up leaves beats out, and stays in time with the others.
    times_s = page.evaluate(TIMES, BEAT_HZ)
    beats = [(time_s - times_s[0]) * 180 / 60 for time_s in times_s]
    assert all(abs(beat - round(beat)) < 0.01 for beat in beats), beats
    assert len({round(beat) for beat in beats}) == len(beats)
    page.get_by_label("Show the target large").check()
    expect(page.locator("#aim-text")).to_have_text("Cadence, at least: ≥ 180 steps/min")
    page.get_by_label("Sound on this device").uncheck()
    page.reload()
    expect(page.get_by_label("Sound on this device")).not_to_be_checked()
    expect(page.get_by_label("Show the target large")).to_be_checked()
    expect(page.get_by_role("button", name="Tap to allow sound")).to_be_hidden()
    page.request.post(url + "/api/target", data={"value": None})
    expect(page.locator("#aim")).to_be_hidden()


def test_the_coachs_page_is_silent_until_it_is_asked(visit: Callable[..., Page], url: str) -> None:
    page = visit(url + "/coach")
    expect(page.get_by_label("Sound on this device")).not_to_be_checked()
    page.get_by_label("Beats a minute").fill("120")
    page.get_by_role("button", name="Start the beat").click()
    expect(page.locator("#sound-now")).to_have_text("A beat, 120 a minute.")
    assert page.evaluate("() => window.played.length") == 0
    page.get_by_role("button", name="Stop the beat").click()
    expect(page.locator("#sound-now")).to_contain_text("Silent")
