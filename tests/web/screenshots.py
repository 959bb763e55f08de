"""Pictures of every page, at three widths, light and dark, to be looked at: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.web.browsing import Watched, open_browser
from tests.web.serving import ServerProcess

PAGES = {
    "live": "/",
    "coach": "/coach",
    "sessions": "/sessions",
    "session": "/sessions/1",
    "runners": "/runners",
    "setup": "/setup",
    "about": "/about",
    "error": "/nowhere",
}
WIDTHS = (390, 1024, 1920)
LANGUAGES = {"light": "en", "dark": "de"}
DRAWN = "() => document.querySelector('#chart-contact path[d*=M]') !== null"
STEPS = "(least) => document.querySelectorAll('#strip li').length >= least"


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
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(700)
            page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
    watched.close()


def main() -> None:
    """Write the pictures into the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, open_browser() as browser:
        server = ServerProcess(Path(data) / "store.sqlite", "simulated")
        try:
            watched = Watched(browser)
            record_a_session(watched.page, server.url)
            watched.close()
            for theme in LANGUAGES:
                take_all(browser, server.url, folder, theme)
        finally:
            server.stop()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
