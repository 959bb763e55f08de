"""The live and the coach view in a real browser: one browser and one server for all tests."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import PATIENCE_MS, RIGHT_EDGES, STEPS, Watched, open_browser, visiting
from tests.web.serving import ServerProcess

pytestmark = pytest.mark.browser

PAGES = ["/", "/coach", "/setup", "/about", "/nowhere"]

LANDING = re.compile(r"^(left|right), (heel first|midfoot|ball first|unsure)")

PLOTTED = "(id) => document.querySelector(`#${id} canvas`) !== null"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("views")
    server = ServerProcess(folder / "store.sqlite", "simulated")
    yield server.url
    server.stop()


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Callable[..., Watched]]:
    with visiting(browser, url, pardoned="404 (NOT FOUND)") as open_it:
        yield open_it


def wait_for_steps(page: Page, least: int = 4) -> None:
    page.wait_for_function(STEPS, arg=least)


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "light", 1280), ("de", "dark", 390)]
)
def test_axe_finds_nothing_in_either_language_and_theme(
    visit: Callable[..., Watched], url: str, language: str, theme: str, width: int
) -> None:
    watched = visit("/", language=language, theme=theme, width=width)
    for path in PAGES:
        watched.page.goto(url + path)
        if path in ("/", "/coach"):
            wait_for_steps(watched.page)
        assert watched.violations() == [], path
        assert watched.page.evaluate(RIGHT_EDGES) == [], path


def test_the_coach_pauses_and_aims_while_the_runner_sees_it(
    visit: Callable[..., Watched],
) -> None:
    coach, runner = visit("/coach").page, visit("/", language="de").page
    expect(coach.get_by_role("button", name="Mark", exact=True)).to_be_disabled()
    coach.get_by_label("Runner, name or code").fill("Anna")
    coach.get_by_role("button", name="Start recording").click()
    expect(coach.get_by_role("button", name="Mark", exact=True)).to_be_enabled()

    coach.get_by_label("Measure").select_option("cadence_spm")
    coach.get_by_label("Value").fill("100")
    coach.get_by_role("button", name="Set target").click()
    expect(coach.locator("#target-now")).to_have_text(
        "Cadence, at least: ≥ 100 steps/min – reached"
    )
    expect(runner.locator("#cadence-aim")).to_have_text("Ziel ≥ 100 Schritte/min erreicht")
    coach.get_by_role("button", name="Remove").click()
    expect(runner.locator("#cadence-aim")).to_be_hidden()

    coach.get_by_role("button", name="Pause").click()
    expect(runner.locator("#session-state")).to_have_text("Pause")
    coach.get_by_role("button", name="Resume").click()
    expect(runner.locator("#session-state")).to_have_text("Zeichnet auf")
    coach.get_by_role("button", name="Stop and save").click()
    expect(coach.get_by_role("link", name="Open session")).to_be_visible()


def test_the_coach_sees_bars_plots_sides_and_zones(visit: Callable[..., Watched]) -> None:
    page = visit("/coach").page
    wait_for_steps(page, 6)
    expect(page.locator("#strip li").first.locator("[role=img]")).to_have_attribute(
        "aria-label", LANDING
    )
    for plot in ("plot-index", "plot-contact"):
        page.wait_for_function(PLOTTED, arg=plot)
    expect(page.locator("#plots-empty")).to_be_hidden()
    row = page.locator("[data-measure=contact_time_s]")
    expect(row.locator("td").first).not_to_have_text("–", timeout=PATIENCE_MS)
    expect(page.locator("[data-side=left] [data-zone=heel] .num")).to_contain_text("%")


@pytest.mark.parametrize(
    ("path", "field"),
    [("/coach", "#runner-name"), ("/coach", "#target-value"), ("/protocol", "#runner-name")],
)
def test_whoever_is_faster_than_the_scripts_starts_nothing_and_leaves_nothing_in_the_address(
    browser: Browser, url: str, path: str, field: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + path)
    page.locator(field).fill("5")
    page.locator(field).press("Enter")
    for button in page.locator("form[method=dialog] button[type=submit]").all():
        if button.is_visible():
            expect(button).to_be_disabled()
    expect(page).to_have_url(url + path)
    expect(page.locator(field)).to_have_value("5")
    context.close()


def test_a_reader_changes_language_and_units_and_keeps_them(visit: Callable[..., Watched]) -> None:
    page = visit("/setup").page
    page.get_by_role("link", name="in, lb, miles").click()
    page.get_by_role("link", name="Pace").click()
    page.locator(".choice").get_by_role("link", name="Deutsch").click()
    page.get_by_role("link", name="Live", exact=True).click()
    expect(page.locator("#belt-speed-unit")).to_have_text("min/mi")
    expect(page.get_by_text("SIMULIERT", exact=True)).to_be_visible()
    wait_for_steps(page)
    expect(page.locator("#word-of")).to_contain_text("klaren Schritte", timeout=PATIENCE_MS)


def test_the_keyboard_reaches_the_content_first(visit: Callable[..., Watched]) -> None:
    page = visit("/coach").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
