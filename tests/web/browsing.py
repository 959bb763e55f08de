"""A real Chromium for the tests of the pages, and what a page complained of and asked for."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
]
PATIENCE_MS = 30_000

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
#: Whether a canvas shows more than lines on a ground.
IS_PAINTED = """(selector) => {
  const canvas = document.querySelector(selector);
  if (!canvas) return false;
  const sheet = new OffscreenCanvas(canvas.width, canvas.height);
  const copy = sheet.getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return colours.size > 30;
}"""
#: Whether at least so many landings and steps are on the strip.
STEPS = "(least) => document.querySelectorAll('#strip li').length >= least"
#: What of the page is cut off at the right, and how far it reaches.
RIGHT_EDGES = """() => [...document.querySelectorAll("main *")]
  .filter((node) => node.checkVisibility() && !node.closest(".tip-text, .sr-only, .table-scroll"))
  .map((node) => [node.getBoundingClientRect().right, node.className])
  .filter(([right]) => right > innerWidth + 1).slice(0, 5)"""
RUN_AXE = "() => axe.run(document, { resultTypes: ['violations'] })"


def chromium_path() -> str | None:
    named = os.environ.get("STRIKEMAT_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a headless Chromium; skip the test where there is none, except on the build server."""
    path = chromium_path()
    if path is None:
        why = "no Chromium found; set STRIKEMAT_CHROMIUM to its path"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Watched:
    """A page in a context of its own, with all that it complained of and asked for."""

    def __init__(
        self, browser: Browser, *, width: int = 1280, language: str = "en", theme: Any = "light"
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, color_scheme=theme
        )
        # An init script is not bound by the pages' policy, and axe needs nothing from elsewhere.
        self.context.add_init_script(path=AXE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.complaints: list[str] = []
        self.hosts: set[str | None] = set()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        self.page.on("websocket", lambda ws: self.hosts.add(urlsplit(ws.url).hostname))

    def _hear(self, said: Any) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def violations(self) -> list[str]:
        """Return what axe-core finds on the page as it is now: rule and the first places."""
        self.page.wait_for_load_state("load")  # without its style sheets every page has bad colours
        found = self.page.evaluate(RUN_AXE)["violations"]
        return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found]

    def close(self) -> None:
        """Close the page and its cookies."""
        self.context.close()


@contextmanager
def visiting(browser: Browser, url: str, *, pardoned: str = "") -> Iterator[Callable[..., Watched]]:
    """Give what opens a page of a server; at the end nobody may have complained or asked another machine.

    The browser notes each refusal by itself; a complaint with the `pardoned` words in it is none.
    """
    opened: list[Watched] = []

    def open_it(path: str, **wishes: Any) -> Watched:
        watched = Watched(browser, **wishes)
        opened.append(watched)
        watched.page.goto(url + path)
        return watched

    yield open_it
    for watched in opened:
        watched.close()
        assert [line for line in watched.complaints if not pardoned or pardoned not in line] == []
        assert watched.hosts == {"127.0.0.1"}
