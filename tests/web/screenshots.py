"""Pictures of every page, at three widths, light and dark, to be looked at: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from clinic import Store
from tests.web.browsing import STEPS, Watched, open_browser
from tests.web.made_store import make_store, record
from tests.web.mats import ShortMat
from tests.web.serving import ServerProcess

PAGES = {
    "live": "/",
    "coach": "/coach",
    "sessions": "/sessions",
    "search": "/sessions?search=shoes",
    "session": "/sessions/4",
    "session-rest": "/sessions/6",
    "step": "/sessions/4/steps/8",
    "versions": "/sessions/4/versions",
    "compare": "/compare?b=4",
    "phases": "/compare?a=4:1&b=4:2",
    "replay": "/sessions/4/replay",
    "runners": "/runners",
    "runner": "/runners/1",
    "protocol": "/protocol",
    "plans": "/plans",
    "plan": "/plans/1",
    "setup": "/setup",
    "health": "/setup/health",
    "calibration": "/setup/calibration",
    "api": "/api",
    "accounts": "/accounts",
    "audit": "/audit",
    "about": "/about",
    "error": "/nowhere",
}
#: Pages of a new clinic, and of a session with one step.
EMPTY = {
    "live": "/",
    "coach": "/coach",
    "sessions": "/sessions",
    "runners": "/runners",
    "plans": "/plans",
    "compare": "/compare",
    "health": "/setup/health",
    "accounts": "/accounts",
    "audit": "/audit",
}
SHORT = {
    "session": "/sessions/1",
    "replay": "/sessions/1/replay",
    "compare": "/compare?b=1",
    "runner": "/runners/1",
}
WIDTHS = (390, 1024, 1920)
LANGUAGES = {"light": "en", "dark": "de"}
DRAWN = "() => document.querySelector('#chart-contact canvas') !== null"
STAGES = {
    "settle": "Settle in",
    "natural": "As always",
    "cue": "With the cue",
    "retention": "By yourself",
}
AT_END = """() => {
  const bar = document.getElementById("time-bar");
  return Number(bar.value) > Number(bar.max) - 1 && document.querySelectorAll("#strip li").length > 3;
}"""


def record_a_session(page: Page, url: str) -> None:
    """Let the simulated runner change from heel to ball while a session is recorded."""
    page.goto(url)
    page.wait_for_function(STEPS, arg=2)
    page.locator("#runner-name").fill("R-07")
    page.locator("#session-note").fill("heel, then ball")
    page.locator("#session-start").click()
    page.wait_for_timeout(6000)
    page.get_by_role("radio", name="Ball", exact=True).check()
    page.wait_for_timeout(8000)
    page.locator("#session-stop").click()
    page.locator("#session-message a").wait_for()


def take_dialog(page: Page, path: Path) -> None:
    """Take the dialog that is open."""
    page.wait_for_timeout(300)
    page.screenshot(path=path)


def examine_a_broken_mat(page: Page, url: str) -> None:
    """Let the doctor find two faults, and leave a tare behind; then repair the mat."""
    for fault in ("row-open:20", "dead-cell:40:3"):
        page.request.post(url + "/api/faults", data={"inject": fault})
    page.goto(url + "/setup/health")
    page.locator("#begin-all").click()
    for asked in ("empty", "press"):
        page.locator(f"#work[data-ask={asked}]").wait_for()
        page.locator("#work-continue").click()
    page.locator("#findings li").nth(1).wait_for()
    page.request.post(url + "/api/faults", data={"clear": "all"})
    page.goto(url + "/setup/calibration")
    page.locator("#tare-begin").click()
    page.locator("#work-continue").click()
    page.locator("#versions li").wait_for()


def take_protocol(browser: Browser, url: str, folder: Path) -> None:
    """Take both views in each stage of the two-minute protocol, light in English, dark in German."""
    first = Watched(browser)
    first.page.goto(url)
    body = {"runner": "R-08", "protocol": "two-minute", "measure": "ball_first_percent"}
    body |= {"checklist": {"consent": True}}
    first.page.request.post(f"{url}/api/training/start", data=body)
    for stage, heading in STAGES.items():
        first.page.get_by_role("heading", name=heading, exact=True).wait_for(timeout=120_000)
        # A pause, so that the stage is still on when its last picture is taken.
        first.page.request.post(f"{url}/api/session", data={"action": "pause"})
        for theme, language in LANGUAGES.items():
            for name, path in (("live", "/"), ("coach", "/coach")):
                watched = Watched(browser, language=language, theme=theme)
                watched.page.goto(url + path)
                watched.page.wait_for_function(STEPS, arg=2)
                take(watched.page, folder, f"{name}-{stage}", theme)
                watched.close()
        first.page.request.post(f"{url}/api/session", data={"action": "resume"})
        if stage == "settle":
            first.page.request.post(f"{url}/api/training/guess", data={"guess": "ball"})
    first.page.locator("#after").wait_for(timeout=120_000)
    take(first.page, folder, "live-after", "light")
    first.close()


def take(page: Page, folder: Path, name: str, theme: str) -> None:
    """Take a page as it is now at every width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(700)
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)


def take_all(browser: Browser, url: str, folder: Path, theme: str) -> None:
    """Take every page at every width in one theme; light in English, dark in German."""
    watched = Watched(browser, language=LANGUAGES[theme], theme=theme)
    page = watched.page
    for name, path in PAGES.items():
        page.goto(url + path)
        if name in ("live", "coach"):
            page.wait_for_function(STEPS, arg=4)
        if name == "session":
            page.wait_for_function(DRAWN)
        if name == "replay":
            page.locator("#link[data-link=live]").wait_for()
            page.keyboard.press(" ")
            page.wait_for_function(STEPS, arg=4)
            page.keyboard.press(" ")
        take(page, folder, name, theme)
        if name == "replay":
            page.keyboard.press("End")
            page.wait_for_function(AT_END)
            take(page, folder, "replay-end", theme)
    watched.close()


def take_pages(browser: Browser, url: str, folder: Path, kind: str, pages: dict[str, str]) -> None:
    """Take pages at which nothing has to be waited for, in both themes; nobody is on the mat."""
    for theme, language in LANGUAGES.items():
        watched = Watched(browser, language=language, theme=theme)
        watched.page.request.post(url + "/api/runner", data={"gait": "none"})
        for name, path in pages.items():
            watched.page.goto(url + path)
            take(watched.page, folder, f"{kind}-{name}", theme)
        watched.close()


def take_empty(browser: Browser, data: Path, folder: Path) -> None:
    """Take the pages of a store in which nothing is, and of a session of a single step."""
    with Store(data / "short.sqlite") as store:
        record(store, "R-01", "a single step", ShortMat(3.0), 0.7)
    for kind, pages in (("empty", EMPTY), ("short", SHORT)):
        server = ServerProcess(data / f"{kind}.sqlite", "ideal")
        try:
            take_pages(browser, server.url, folder, kind, pages)
        finally:
            server.stop()


def main() -> None:
    """Write the pictures into the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, open_browser() as browser:
        make_store(Path(data) / "store.sqlite")
        server = ServerProcess(Path(data) / "store.sqlite", "simulated")
        try:
            watched = Watched(browser)
            record_a_session(watched.page, server.url)
            watched.page.goto(server.url + "/runners")
            watched.page.get_by_role("button", name="New runner").click()
            take_dialog(watched.page, folder / "runner-dialog.png")
            watched.page.goto(server.url + "/sessions/4")
            watched.page.get_by_role("button", name="Note, pain, runner").click()
            take_dialog(watched.page, folder / "session-dialog.png")
            examine_a_broken_mat(watched.page, server.url)
            plan = {"first_on": "2026-11-27", "weekdays": [0, 2, 4], "measure": "cadence_spm"}
            watched.page.request.post(f"{server.url}/api/plans/1", data=plan)
            watched.close()
            for theme in LANGUAGES:
                take_all(browser, server.url, folder, theme)
            take_protocol(browser, server.url, folder)
        finally:
            server.stop()
        take_empty(browser, Path(data), folder)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
