"""Training in a real browser: a protocol on a clock led by the test, its guess, plans, and drills."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from device import Person, Rhythm, change_of_support, save_recording, simulate_scene
from tests.web.browsing import PATIENCE_MS, RIGHT_EDGES, STEPS, Watched, open_browser
from tests.web.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end nobody may have complained."""
    opened: list[Watched] = []

    def open_it(url: str, **wishes: Any) -> Page:
        watched = Watched(browser, **wishes)
        opened.append(watched)
        watched.page.goto(url)
        return watched.page

    yield open_it
    for watched in opened:
        watched.close()
        assert watched.complaints == []
        assert watched.hosts == {"127.0.0.1"}


@pytest.fixture
def led(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server whose runner lands on the heel, and goes on when told to."""
    server = ServerProcess(tmp_path / "store.sqlite", "ideal", speed="led")
    server.let_pass(10.0)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = ServerProcess(tmp_path_factory.mktemp("training") / "store.sqlite", "ideal")
    yield server.url
    server.stop()


def test_two_minutes_are_run_by_the_server_through_a_reload_and_end_with_a_question(
    led: ServerProcess, visit: Callable[..., Page]
) -> None:
    page, coach = visit(led.url + "/protocol"), visit(led.url + "/coach", language="de")
    page.get_by_label("Runner, name or code").fill("Anna")
    page.get_by_label("Pain before").select_option("1")
    expect(page.get_by_label("Pain was asked for")).to_be_checked()
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#start-message")).to_have_text("Tick the last line first.")
    page.get_by_label("The runner has read").check()
    page.get_by_role("button", name="Start").click()

    expect(page.get_by_role("heading", name="Settle in")).to_be_visible()
    expect(page.locator("#run-stops")).to_be_visible()
    expect(coach.get_by_role("heading", name="Einlaufen")).to_be_visible()
    expect(page.locator("#word")).to_be_hidden()
    page.get_by_role("button", name="Ball", exact=True).first.click()
    led.let_pass(25.0)
    expect(page.get_by_role("heading", name="As always")).to_be_visible()
    expect(page.get_by_role("heading", name="Results come later, on purpose")).to_be_visible()
    expect(page.locator("#word")).to_be_hidden()
    expect(coach.locator("#word")).to_be_visible()
    expect(coach.locator("#off")).to_be_hidden()
    expect(coach.locator("#run-next")).to_contain_text("Der Läufer sieht jetzt keine Ergebnisse")
    led.let_pass(30.0)
    page.reload()
    expect(page.locator("#run-name")).to_have_text("With the cue")
    expect(page.locator("#word")).to_be_visible()
    expect(page.locator("#guess-line")).to_contain_text("You said ball. Measured: heel")
    expect(page.locator("#run-cue")).to_have_text("Take quicker, shorter steps, with the beat.")
    for view in (page, coach):
        expect(view.locator("#run-clock")).to_have_text(re.compile(r"^0:[0-4]\d$"))
    led.let_pass(40.0)
    expect(page.locator("#run-name")).to_have_text("By yourself")
    expect(page.get_by_role("heading", name="Feedback is off, on purpose")).to_be_visible()
    led.let_pass(40.0)
    expect(page.get_by_role("heading", name="After the session")).to_be_visible()
    expect(page.locator("#run")).to_be_hidden()
    page.get_by_label("Pain now").select_option("2")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#after")).to_be_hidden()

    page.goto(led.url + "/sessions/1")
    row = page.get_by_role("row").filter(has_text="With the cue")
    expect(row).to_contain_text("0:50 – 1:30")
    expect(page.get_by_text("Pain before 1, after 2")).to_be_visible()


def test_a_plan_is_made_changed_and_its_next_session_started(
    led: ServerProcess, visit: Callable[..., Page]
) -> None:
    page = visit(led.url)
    page.wait_for_function(STEPS, arg=2)
    page.request.post(led.url + "/api/session", data={"action": "start", "runner": "Ben"})
    page.request.post(led.url + "/api/session", data={"action": "stop"})
    page.get_by_role("link", name="Plans").click()
    page.get_by_role("link", name="Open plan").click()
    page.get_by_role("button", name="Make the plan").click()
    rows = page.locator("tr[data-number]")
    expect(rows).to_have_count(8)
    first = rows.first
    first.get_by_label("Minutes").fill("5")
    first.get_by_role("button", name="Save").click()
    expect(page.locator("tr[data-number]").first.get_by_label("Minutes")).to_have_value("5.0")
    rows.nth(7).get_by_role("button", name="Withdraw").click()
    expect(rows).to_have_count(7)
    page.get_by_role("link", name="Start session 1 of 7").click()
    expect(page.get_by_label("Runner, name or code")).to_have_value("Ben")
    page.get_by_label("The runner has read").check()
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#run-protocol")).to_have_text("Retraining, session 1 of 8")
    page.get_by_role("button", name="Stop: pain").click()
    expect(page.get_by_role("heading", name="After the session")).to_be_visible()


def test_the_clinic_puts_the_stop_rules_in_its_own_words(
    url: str, visit: Callable[..., Page]
) -> None:
    page = visit(url + "/plans")
    page.get_by_label("English").fill("Stop when it hurts.")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(url)
    expect(page.locator(".stop-rules li")).to_have_text(["Stop when it hurts."])


@pytest.fixture
def drill(tmp_path: Path) -> Iterator[str]:
    """Address of a server on whose mat somebody changes support 120 times a minute; the belt stands."""
    scene = change_of_support(Person(), Rhythm(180, 120.0, jitter=0.03, seed=3))
    recording, _ = simulate_scene(scene, 90.0, seed=3)
    save_recording(tmp_path / "drill.npz", recording)
    server = ServerProcess(tmp_path / "store.sqlite", f"replay:{tmp_path / 'drill.npz'}")
    yield server.url
    server.stop()


def test_a_drill_shows_its_rhythm_on_the_standing_belt(
    drill: str, visit: Callable[..., Page]
) -> None:
    page = visit(drill)
    expect(page.locator("#drill-kind")).to_have_text("Change of support", timeout=PATIENCE_MS)
    rate = int(page.locator("#drill-rate").inner_text())
    assert 110 <= rate <= 130
    expect(page.locator("#drill-evenness")).to_contain_text("%")
    expect(page.locator("#drill-contact")).to_contain_text("ms")
    expect(page.locator("#word")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "light", 1280), ("de", "dark", 390)]
)
def test_axe_finds_nothing_on_the_pages_of_training(
    browser: Browser, tmp_path: Path, language: str, theme: str, width: int
) -> None:
    server = ServerProcess(tmp_path / "store.sqlite", "ideal")
    watched = Watched(browser, language=language, theme=theme, width=width)
    page = watched.page
    try:
        page.goto(server.url)
        page.wait_for_function(STEPS, arg=2)
        body = {"runner": "Cleo", "protocol": "two-minute", "checklist": {"consent": True}}
        page.request.post(server.url + "/api/training/start", data=body)
        for path in ("/", "/coach"):
            page.goto(server.url + path)
            expect(page.locator("#guess-form")).to_be_visible()
            assert watched.violations() == [], path
            assert page.evaluate(RIGHT_EDGES) == [], path
        page.request.post(server.url + "/api/training/abort", data={})
        day = {"first_on": "2026-11-27", "weekdays": [0, 2, 4], "measure": "cadence_spm"}
        for path in ("/", "/protocol", "/plans", "/plans/1"):
            page.goto(server.url + path)
            assert watched.violations() == [], path
            assert page.evaluate(RIGHT_EDGES) == [], path
        page.request.post(server.url + "/api/plans/1", data=day)
        page.goto(server.url + "/plans/1")
        assert watched.violations() == []
        assert page.evaluate(RIGHT_EDGES) == []
    finally:
        watched.close()
        server.stop()
