"""Logging in, and the admin's pages, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from clinic import Store, default_store_path
from tests.web.browsing import STEPS, Watched, open_browser
from tests.web.people import OTHER_PASSWORD, PASSWORD, add_people
from tests.web.serving import CommandServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandServer]:
    data: Path = tmp_path_factory.mktemp("access")
    with Store(default_store_path(data)) as store:
        add_people(store)
    server = CommandServer(data, "--require-log-in")
    yield server
    server.stop()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.close()


def log_in(watched: Watched, url: str, name: str, password: str = PASSWORD) -> None:
    watched.page.goto(url)
    watched.page.get_by_label("User").fill(name)
    watched.page.get_by_label("Password").fill(password)
    watched.page.get_by_role("button", name="Log in").click()


def test_a_coach_logs_in_records_and_logs_out(watched: Watched, server: CommandServer) -> None:
    page = watched.page
    log_in(watched, server.url + "/coach", "cora")
    expect(page).to_have_url(server.url + "/coach")
    page.wait_for_function(STEPS, arg=2)
    page.get_by_label("Runner, name or code").fill("<img src=x onerror=alert(1)>")
    page.get_by_role("button", name="Start recording").click()
    page.get_by_label("Note for this moment").fill("<script>alert(1)</script>")
    page.get_by_role("button", name="Mark", exact=True).click()
    expect(page.locator("#marks li")).to_have_count(1)
    page.get_by_role("button", name="Stop and save").click()
    page.get_by_role("link", name="Open session").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert watched.complaints == []
    assert watched.hosts == {"127.0.0.1"}


def test_a_page_whose_log_in_has_ended_leads_back_to_it(
    watched: Watched, server: CommandServer, browser: Browser
) -> None:
    page = watched.page
    log_in(watched, server.url, "vera")
    page.wait_for_function(STEPS, arg=1)
    expect(page.get_by_role("button", name="Start recording")).to_be_hidden()
    other = page.context.new_page()
    other.goto(server.url + "/password")
    other.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible(timeout=30_000)


def test_an_admin_adds_an_account_and_its_owner_changes_the_password(
    watched: Watched, server: CommandServer, browser: Browser
) -> None:
    page = watched.page
    log_in(watched, server.url + "/setup", "ada")
    page.get_by_role("link", name="Accounts").click()
    form = page.locator("form").filter(has_text="A new account")
    expect(form).to_be_visible()
    form.get_by_label("User").fill("nora")
    form.get_by_label("May").select_option("coach")
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="nora")).to_be_visible()
    page.get_by_role("link", name="Audit log").click()
    expect(page.get_by_role("row").filter(has_text="account nora")).to_contain_text(
        "added an account"
    )
    nora = Watched(browser)
    log_in(nora, server.url + "/password", "nora")
    nora.page.get_by_label("Password until now").fill(PASSWORD)
    nora.page.get_by_label("New password", exact=True).fill(OTHER_PASSWORD)
    nora.page.get_by_label("New password, once more").fill(OTHER_PASSWORD)
    nora.page.get_by_role("button", name="Change it").click()
    expect(nora.page.locator("#strip")).to_be_visible()
    assert watched.complaints == nora.complaints == []
    nora.close()


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("de", "dark")])
def test_the_pages_are_accessible_at_every_width(
    browser: Browser, server: CommandServer, language: str, theme: str
) -> None:
    watched = Watched(browser, language=language, theme=theme)
    page = watched.page
    page.goto(server.url + "/log-in")
    assert watched.violations() == []
    page.locator("#name").fill("ada")
    page.locator("#password").fill("wrong")
    page.locator("form.card button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert watched.violations() == []
    page.locator("#password").fill(PASSWORD)
    page.locator("form.card button").click()
    expect(page.locator("#strip")).to_be_visible()
    for path in ("/accounts", "/audit", "/password", "/setup"):
        page.goto(server.url + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert watched.violations() == []
        for width in (390, 1024, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    watched.close()
