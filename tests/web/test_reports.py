"""The report of a session is a page and a download, and loads nothing from elsewhere."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from clinic import (
    Signature,
    Store,
    audit_entries,
    correct_session,
    correct_step,
    make_report,
)
from device import RunnerSettings
from tests.web.browsing import open_browser
from web import Treadmill, create_app


@pytest.fixture
def client(
    make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill]
) -> Iterator[FlaskClient]:
    """A client of a treadmill that has recorded one session, 1, of 5 s."""
    mat = make_mat(7.0, RunnerSettings(strike="ball"))
    treadmill = make_treadmill(mat)
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna <b>", "note & more")
    mat.at_s[6.0] = treadmill.stop_session
    treadmill.run()
    with create_app(treadmill).test_client() as client:
        yield client


def test_the_session_links_to_its_report(client: FlaskClient) -> None:
    text = client.get("/sessions/1").text
    assert 'href="/sessions/1/report"' in text
    assert 'href="/sessions/1/report.pdf"' in text


def test_the_report_speaks_the_readers_language_and_runs_nothing(client: FlaskClient) -> None:
    answer = client.get("/sessions/1/report?lang=de")
    assert "Was die Matte nicht sehen kann" in answer.text
    assert "Anna &lt;b&gt;" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<script" not in answer.text


def test_the_pdf_is_a_download_named_without_the_runner(client: FlaskClient, store: Store) -> None:
    answer = client.get("/sessions/1/report.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="strikemat-session-1.pdf"'
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1
    entry = audit_entries(store)[-1]
    assert (entry.who, entry.action, entry.session_id) == ("page", "export report", 1)


def test_a_session_that_does_not_exist_has_no_report(client: FlaskClient) -> None:
    assert client.get("/sessions/9/report").status_code == 404
    assert client.get("/sessions/9/report.pdf").status_code == 404


@pytest.mark.browser
def test_the_page_is_printed_on_one_sheet_and_fits_a_telephone(
    client: FlaskClient, store: Store
) -> None:
    correct_session(store, 1, {"note": "w" * 2000}, by=Signature("Jo", "a long note"))
    correct_step(store, 1, 3, by=Signature("Jo", "scuffed"), excluded=True)
    html = make_report(store, 1, "html", language="de", who="Jo").decode()
    assert "von Hand berichtigt" in html
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1
