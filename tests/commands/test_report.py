"""`strikemat report` writes the page of a session, or one line that says why not."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from clinic import Store, audit_entries, default_store_path
from strikemat import main
from tests.clinic.test_codes import recorded


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def data(tmp_path: Path) -> Path:
    recorded(default_store_path(tmp_path))
    return tmp_path


def test_a_report_is_written_as_pdf_and_html_and_noted(data: Path) -> None:
    pdf, html = data / "one.pdf", data / "one.html"
    wanted = ("report", 1, "--pdf", pdf, "--html", html, "--language", "de", "--data", data)
    assert run(*wanted)[0] == 0
    (page,) = PdfReader(pdf).pages
    assert "Sitzungsbericht" in page.extract_text()
    assert '<html lang="de">' in html.read_text("utf-8")
    with Store(default_store_path(data), read_only=True) as store:
        assert [entry.action for entry in audit_entries(store)] == ["export report"] * 2


def test_what_cannot_be_reported_is_one_line_and_leaves_no_file(data: Path) -> None:
    file = data / "one.pdf"
    status, said = run("report", 7, "--pdf", file, "--data", data)
    assert (status, said) == (2, "strikemat: there is no session 7\n")
    assert not file.exists()
    status, said = run("report", 1, "--pdf", data / "missing" / "one.pdf", "--data", data)
    assert status == 2
    assert "cannot be written: No such file or directory" in said
    status, said = run("report", 1, "--data", data)
    assert status == 2
    assert "name what to write" in said
