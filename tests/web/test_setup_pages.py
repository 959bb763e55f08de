"""The set-up pages in a real browser: examine, tare, calibrate, break and repair the simulated mat."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.web.browsing import PATIENCE_MS, Watched, open_browser, visiting
from tests.web.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("setup")
    server = ServerProcess(folder / "store.sqlite", "simulated")
    yield server.url
    server.stop()


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Callable[..., Watched]]:
    with visiting(browser, url, pardoned="409 (CONFLICT)") as open_it:
        yield open_it


def go_on(page: Page, instruction: str) -> None:
    """Wait until a person is asked for something, and do it."""
    expect(page.locator("#work-ask")).to_contain_text(instruction, timeout=PATIENCE_MS)
    page.locator("#work-continue").click()


def test_a_fault_is_put_in_named_by_the_doctor_and_repaired(visit: Callable[..., Watched]) -> None:
    watched = visit("/setup")
    page = watched.page
    page.get_by_label("What breaks").select_option("row-open")
    page.get_by_label("Row", exact=True).fill("20")
    page.get_by_role("button", name="Break it").click()
    expect(page.locator("#fault-list li")).to_have_text(re.compile("Row's trace broken: Row 20"))
    assert watched.violations() == []

    page.get_by_role("link", name="Examine the mat").click()
    page.get_by_role("button", name="Examine, empty and pressed").click()
    go_on(page, "Clear the mat")
    assert watched.violations() == []
    go_on(page, "press every cell")
    expect(page.locator("#findings li")).to_have_count(1, timeout=PATIENCE_MS)
    expect(page.locator("#findings li")).to_contain_text("A row is open")
    expect(page.locator("#result-verdict")).to_have_text("One thing is wrong.")
    expect(page.locator("#health-map")).to_have_attribute(
        "aria-label", "Map of the cells: 8 of 384 are not good"
    )
    expect(page.locator("#health-map .cell-open")).to_have_count(8)
    assert watched.violations() == []

    page.get_by_role("link", name="Set-up").first.click()
    page.get_by_role("button", name="Repair everything").click()
    expect(page.locator("#fault-none")).to_be_visible()


def test_the_examination_waits_for_the_end_of_a_session(visit: Callable[..., Watched]) -> None:
    page = visit("/").page
    page.get_by_label("Runner, name or code").fill("Anna")
    page.get_by_role("button", name="Start recording").click()
    expect(page.locator("#session-running")).to_be_visible(timeout=PATIENCE_MS)
    other = visit("/setup/health")
    other.page.get_by_role("button", name="Only the empty mat").click()
    expect(other.page.locator("#begin-message")).to_contain_text("is being recorded; stop it first")
    page.get_by_role("button", name="Stop and save").click()
    expect(page.locator("#session-form")).to_be_visible(timeout=PATIENCE_MS)


def test_tare_calibrate_and_choose_a_version(visit: Callable[..., Watched]) -> None:
    watched = visit("/setup/calibration")
    page = watched.page
    page.get_by_role("button", name="Take the tare").click()
    go_on(page, "Clear the mat")
    expect(page.locator("#versions li")).to_have_count(1, timeout=PATIENCE_MS)
    expect(page.locator("#versions li")).to_contain_text("in use")

    page.get_by_label("Weights with stamp or wheel").fill("10 40")
    page.get_by_role("button", name="Begin").click()
    go_on(page, "Clear the mat")
    for mass in ("10.0 kg", "40.0 kg"):
        go_on(page, mass)
        page.locator("#pressed-map .cell-pressed").nth(2).wait_for(timeout=PATIENCE_MS)
        expect(page.locator("#work-ask")).to_contain_text(mass)
        page.get_by_role("button", name="Enough, next step").click()
    expect(page.locator("#versions li")).to_have_count(2, timeout=PATIENCE_MS)
    newest = page.locator("#versions li").first
    expect(newest).to_contain_text("simulated-treadmill-0002 in use")
    expect(newest).to_contain_text("98 N, 392 N")
    assert watched.violations() == []

    page.get_by_role("button", name="Use simulated-treadmill-0001").click()
    older = page.locator("#versions li").nth(1)
    expect(older).to_contain_text("in use", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Always use the newest").click()
    expect(newest).to_contain_text("in use", timeout=PATIENCE_MS)


def test_work_can_be_ended_and_found_again_after_a_reload(visit: Callable[..., Watched]) -> None:
    page = visit("/setup/calibration").page
    page.get_by_role("button", name="Take the tare").click()
    expect(page.locator("#work-ask")).to_contain_text("Clear the mat", timeout=PATIENCE_MS)
    overview = visit("/setup").page
    expect(overview.locator("#speed-shown")).not_to_be_empty(timeout=PATIENCE_MS)
    live = visit("/").page
    expect(live.locator("#mat-problem")).to_contain_text("examined or calibrated")
    expect(live.locator("#mat-restart")).to_be_hidden()
    page.reload()
    expect(page.locator("#work-ask")).to_contain_text("Clear the mat", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#work-ask")).to_contain_text("Nothing was changed", timeout=PATIENCE_MS)
    expect(live.locator("#mat-problem")).to_be_hidden(timeout=PATIENCE_MS)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("de", "dark")])
@pytest.mark.parametrize("path", ["/setup", "/setup/health", "/setup/calibration", "/api"])
def test_the_pages_are_accessible_in_both_languages_and_fit_a_phone(
    visit: Callable[..., Watched], path: str, language: str, theme: str
) -> None:
    watched = visit(path, width=390, language=language, theme=theme)
    watched.page.wait_for_load_state("networkidle")
    assert watched.violations() == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


def is_change(response: Response) -> bool:
    """Return whether a page has changed the runner."""
    return response.url.endswith("/api/runner") and response.request.method == "POST"


def test_the_further_settings_reach_the_simulated_runner(
    visit: Callable[..., Watched],
) -> None:
    page = visit("/setup").page
    with page.expect_response(is_change) as sent:
        page.get_by_label("Asymmetry").fill("12")
    assert sent.value.json()["asymmetry"] == pytest.approx(0.12)
    with page.expect_response(is_change) as sent:
        page.get_by_label("Strike of the right foot").select_option("ball")
    assert sent.value.json()["right_strike"] == "ball"
