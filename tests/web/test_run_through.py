"""A day at the treadmill in real browsers: a first session, a power cut in the second, what came of both."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.web.browsing import IS_PAINTED, PATIENCE_MS, Watched, open_browser
from tests.web.serving import ServerProcess

pytestmark = pytest.mark.browser

#: The mat's clock against the wall's.
SPEED = 4.0
#: Saved steps of which a comparison can tell something.
ENOUGH = 60

#: Whether at least so many of the last eight finished steps on a strip are of a kind.
LAST_KINDS = """([kind, count]) => {
  const marks = [...document.querySelectorAll("#strip li:not(.down) > *")].slice(-8);
  return marks.filter((mark) => mark.classList.contains(kind)).length >= count;
}"""
IS_ABOVE = "([id, bound]) => Number(document.getElementById(id).textContent) > bound"
IS_BELOW = "([id, bound]) => Number(document.getElementById(id).textContent) < bound"
IS_SAVED = "(least) => parseInt(document.getElementById('session-saved').textContent) >= least"

#: What Chromium notes while the server is away, and of a test that looks at a canvas again and again.
OUTAGE = re.compile(r"WebSocket|ERR_CONNECTION_RE(FUSED|SET)|willReadFrequently")


@pytest.fixture
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def start(page: Page, runner: str, note: str) -> None:
    """Start a recording as the coach does."""
    page.get_by_label("Runner, name or code").fill(runner)
    page.get_by_label("Note (optional)").fill(note)
    page.get_by_role("button", name="Start recording").click()
    expect(page.locator("#session-state")).to_have_text("Recording")


def first_session(runner: Page, coach: Page, setup: Page) -> None:
    """From heel to ball, with a mark, under the coach's eyes."""
    expect(runner.get_by_text("SIMULATED", exact=True)).to_be_visible()
    start(coach, "Anna", "new shoes")
    # It is Anna's first: she guesses before she sees.
    expect(runner.locator("#word")).to_be_hidden()
    runner.get_by_role("button", name="Heel", exact=True).click()
    expect(runner.locator("#word-kind")).to_have_text("Heel first", timeout=PATIENCE_MS)
    runner.wait_for_function(LAST_KINDS, arg=["heel", 6])
    coach.wait_for_function(LAST_KINDS, arg=["heel", 6])
    runner.wait_for_function(IS_BELOW, arg=["ball-first", 20])
    runner.wait_for_function(IS_ABOVE, arg=["cadence", 140])
    runner.wait_for_function(IS_ABOVE, arg=["contact-time", 150])
    for canvas in ("#deck", "#left-print", "#right-print", "#scale"):
        runner.wait_for_function(IS_PAINTED, arg=canvas)
    coach.get_by_label("Note for this moment").fill("land softly")
    coach.get_by_role("button", name="Mark", exact=True).click()
    expect(coach.locator("#marks")).to_contain_text("land softly")

    setup.get_by_role("radio", name="Ball", exact=True).check()
    for page in (runner, coach):
        page.wait_for_function(LAST_KINDS, arg=["ball", 8])
        expect(page.locator("#word-kind")).to_have_text("Ball first", timeout=PATIENCE_MS)
    runner.wait_for_function(IS_ABOVE, arg=["ball-first", 40])
    # Whoever comes later is told the steps of before.
    runner.reload()
    runner.wait_for_function(LAST_KINDS, arg=["ball", 8])
    coach.wait_for_function(IS_SAVED, arg=ENOUGH)
    coach.get_by_role("button", name="Stop and save").click()
    coach.get_by_label("Pain now").select_option("1")
    coach.get_by_role("button", name="Keep").click()
    expect(coach.locator("#after")).to_be_hidden()


def read_session(page: Page) -> None:
    """The page of the session that has just been saved."""
    page.get_by_role("link", name="Open session").click()
    expect(page.get_by_role("heading", name="Anna")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("new shoes")
    expect(page.get_by_text("Pain before –, after 1")).to_be_visible()
    expect(page.get_by_text("land softly").first).to_be_visible()
    for canvas in ("[data-print=left-mean] canvas", "#landing-map", "#chart-index canvas"):
        page.wait_for_function(IS_PAINTED, arg=canvas)
    rows = page.locator("table.steps tbody tr")
    expect(rows.filter(has_text="heel first").first).to_be_visible()
    expect(rows.filter(has_text="ball first").first).to_be_visible()


def compare(page: Page) -> None:
    """The session that was cut off, on the heel alone, against the one before."""
    page.get_by_role("link", name="Compare with").click()
    row = page.locator("tr[data-measure=strike_index_percent]")
    # Further back, with an interval about it.
    expect(row).to_contain_text(re.compile(r"-\d+\.\d\s+[+-]?\d+\.\d to [+-]?\d+\.\d"))
    expect(row.locator("svg path.shape-a")).to_have_count(1)
    page.wait_for_function(IS_PAINTED, arg="[data-set=b][data-side=left] canvas")


def read_report(page: Page) -> None:
    """The report of the session that is open, as a page and as a file."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Report as PDF").click()
    assert download.value.suggested_filename == "strikemat-session-1.pdf"
    reader = PdfReader(BytesIO(download.value.path().read_bytes()))
    assert len(reader.pages) == 1
    assert "Anna" in reader.pages[0].extract_text()
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_text("Anna").first).to_be_visible()
    assert page.locator("svg").count() >= 2
    page.go_back()


def test_a_day_from_the_first_start_over_a_power_cut_to_the_report(
    browser: Browser, tmp_path: Path
) -> None:
    store = tmp_path / "store.sqlite"
    server = ServerProcess(store, "ideal", speed=SPEED)
    people = [Watched(browser), Watched(browser, width=1024), Watched(browser, width=390)]
    runner, coach, setup = (one.page for one in people)
    try:
        runner.goto(server.url + "/sessions")
        expect(runner.get_by_text("No sessions yet")).to_be_visible()
        runner.get_by_role("link", name="To the live page").click()
        coach.goto(server.url + "/coach")
        setup.goto(server.url + "/setup")
        first_session(runner, coach, setup)
        read_session(coach)

        setup.get_by_role("radio", name="Heel", exact=True).check()
        coach.goto(server.url + "/coach")
        coach.wait_for_function(LAST_KINDS, arg=["heel", 8])
        start(coach, "Anna", "old shoes")
        coach.wait_for_function(IS_SAVED, arg=ENOUGH)
        assert [line for one in people for line in one.complaints if not OUTAGE.search(line)] == []
        server.kill()
        for page in (runner, coach):
            expect(page.locator("#link")).to_have_attribute("data-link", "lost")
        server = ServerProcess(store, "ideal", speed=SPEED, port=server.port)
        for page in (runner, coach):
            expect(page.locator("#link")).to_have_attribute("data-link", "live")
        expect(coach.get_by_role("button", name="Start recording")).to_be_visible()

        coach.get_by_role("link", name="Sessions", exact=True).click()
        expect(coach.get_by_role("row").filter(has_text="new shoes")).to_contain_text("complete")
        cut = coach.get_by_role("row").filter(has_text="old shoes")
        expect(cut).to_contain_text("interrupted")
        cut.get_by_role("link").click()
        expect(coach.locator("table.steps tbody tr").nth(9)).to_contain_text("heel first")
        compare(coach)
        coach.goto(server.url + "/sessions/1")
        read_report(coach)
        # The live view came back by itself.
        runner.wait_for_function(LAST_KINDS, arg=["heel", 6])
    finally:
        server.stop()
        for one in people:
            one.close()
    for one in people:
        assert [line for line in one.complaints if not OUTAGE.search(line)] == []
        assert one.hosts == {"127.0.0.1"}
