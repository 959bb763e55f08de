"""The pages of what is stored: lists, a session, a step, versions, a comparison, runners."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from clinic import Store
from device import IdealMat
from web import Treadmill, create_app
from web.measures import MEASURE_GROUPS
from web.preferences import WORDING


@pytest.fixture(scope="module")
def path(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("pages") / "clinic.sqlite"
    path.write_bytes(made)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[FlaskClient]:
    with Store(path) as store:
        treadmill = Treadmill(IdealMat, store)
        with create_app(treadmill).test_client() as client:
            yield client
        treadmill.close()


def rows(text: str) -> int:
    return text.count('href="/sessions/')


def test_the_list_is_searched_filtered_and_says_how_many(client: FlaskClient) -> None:
    assert "6 sessions" in client.get("/sessions").text
    found = client.get("/sessions?search=SHOES").text
    assert "2 sessions" in found
    assert "first visit, own shoes" in found
    assert 'value="SHOES"' in found
    one = client.get("/sessions?from=2026-09-08&to=2026-09-08").text
    assert "One session" in one
    assert "tired" in one
    assert "One session" in client.get("/sessions?phase=cued").text
    assert "only R-07" in client.get("/sessions?runner=1").text


def test_an_empty_result_says_so_and_offers_all(client: FlaskClient) -> None:
    text = client.get("/sessions?search=nobody&lang=de").text
    for key in ("sessions-nothing", "sessions-nothing-hint", "sessions-all"):
        assert WORDING.languages["de"].text(key) in text


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("from=yesterday", "From must be a day such as 2026-01-31, got &#39;yesterday&#39;"),
        ("to=9999-12-31", "To must be a day"),
        ("state=lost", "State must be one of complete, interrupted, recording"),
        ("mat=unknown", "Mat must be one of ideal, replay"),
        ("page=0", "Page must be a whole number from 1"),
        ("page=%C2%B2", "Page must be a whole number"),
        ("search=" + "x" * 201, "words to look for must have 0 to 200"),
    ],
)
def test_an_address_that_asks_for_nonsense_is_refused(
    client: FlaskClient, asked: str, line: str
) -> None:
    answer = client.get(f"/sessions?{asked}")
    assert (answer.status_code, line in answer.text) == (400, True)


def test_a_long_list_has_pages_that_keep_the_filter(client: FlaskClient, monkeypatch: Any) -> None:
    monkeypatch.setattr("web.search.PAGE_SIZE", 2)
    text = client.get("/sessions?runner=1&page=1").text
    assert "Page 1 of 2" in text
    (later,) = re.findall(r'rel="next" href="([^"]+)"', text)
    text = client.get(later.replace("&amp;", "&")).text
    assert "Page 2 of 2" in text
    assert "only R-07" in text
    assert client.get("/sessions?page=99").status_code == 200


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_session_shows_every_measure_with_its_definition(
    client: FlaskClient, language: str
) -> None:
    text = client.get(f"/sessions/4?lang={language}").text
    for names in MEASURE_GROUPS.values():
        for name in names:
            assert f'aria-describedby="about-{name}"' in text
            assert f'id="about-{name}"' in text


def test_what_was_corrected_is_struck_through_or_said(client: FlaskClient) -> None:
    text = client.get("/sessions/4").text
    (row,) = re.findall(r"<tr class=\"incomplete\">(?:(?!</tr>).)*stumbled.*?</tr>", text, re.S)
    assert "left out by Dr. Weber: stumbled" in row
    assert "corrected by Dr. Weber: seen on video" in text
    assert "2 steps were corrected or left out" in text
    # 119 complete steps, one left out; of those that count one is no longer ball first.
    assert "118 complete steps" in text
    assert "Pain before 1, after 1" in text


def test_phases_marks_and_drift_are_in_words(client: FlaskClient) -> None:
    text = client.get("/sessions/4").text
    assert "land softly on the ball" in text
    assert "looks at the screen" in text
    assert "Over time: no drift worth believing" in text
    assert 'href="/compare?a=4:1&amp;b=4:2"' in text


def test_standing_is_shown_where_there_was_some(client: FlaskClient) -> None:
    text = client.get("/sessions/5").text
    assert "Standing" in text
    assert re.search(r"\d+ : \d+", text)
    assert "change of support" in client.get("/sessions/6").text
    assert 'id="rests-title"' not in client.get("/sessions/4").text


def test_a_step_shows_all_of_its_measures_and_its_versions(client: FlaskClient) -> None:
    text = client.get("/sessions/4/steps/8").text
    assert "The analyzer says: right, ball first" in text
    assert "strike: midfoot" in text
    assert 'rel="prev" href="/sessions/4/steps/7"' in text
    assert "Heel loaded, ms" in text
    missing = client.get("/sessions/4/steps/9999")
    assert (missing.status_code, "has no step 9999" in missing.text) == (404, True)


def test_the_history_says_who_wrote_what(client: FlaskClient) -> None:
    text = client.get("/sessions/4/versions").text
    assert "Dr. Weber" in text
    assert "Pain before: <del>–</del> <ins>1</ins>" in text
    assert "stumbled" in text


def test_two_sessions_are_compared_with_the_last_one_by_default(client: FlaskClient) -> None:
    text = client.get("/compare?b=4").text
    assert '<option value="3" selected>' in text
    assert "more often by 99 points, believable" in text
    assert "Nobody was on the mat in a simulated session" in text
    assert "The belt ran at another speed" in text
    german = client.get("/compare?a=1&b=2&lang=de").text
    assert "kein glaubhafter Unterschied" in german


def test_two_phases_are_compared(client: FlaskClient) -> None:
    text = client.get("/compare?a=4:1&b=4:2").text
    assert "phase 1, natural" in text
    assert "Least change" not in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("b=1", "no earlier session"),
        ("a=4&b=4:1", "cannot be compared with itself"),
        ("a=4:1&b=4:9", "no such phase"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused_in_words(
    client: FlaskClient, asked: str, said: str
) -> None:
    answer = client.get(f"/compare?{asked}")
    assert (answer.status_code, said in answer.text) == (200, True)


def test_nothing_to_compare_says_how_to_begin(client: FlaskClient) -> None:
    assert "Nothing chosen to compare" in client.get("/compare").text
    assert client.get("/compare?b=x").status_code == 400
    assert client.get("/compare?b=77").status_code == 404


def test_runners_are_listed_searched_and_opened(client: FlaskClient) -> None:
    text = client.get("/runners").text
    assert "3 runners" in text
    assert "One runner" in client.get("/runners?search=r-12").text
    assert "No runner matches" in client.get("/runners?search=zz").text
    page = client.get("/runners/1").text
    assert "marathon in May" in page
    assert "EU 42" in page
    assert "strikemat runner export R-07 FILE.zip" in page
    assert client.get("/runners/99").status_code == 404


def test_lengths_are_in_the_readers_units(client: FlaskClient) -> None:
    client.get("/setup?units=imperial")
    assert "68.5 in" in client.get("/runners/1").text
    assert '<span class="unit-of">, in</span>' in client.get("/sessions/4").text
    client.get("/setup?units=metric")


def test_a_replay_of_what_has_no_frames_says_why(client: FlaskClient, path: Path) -> None:
    assert 'id="time-bar"' in client.get("/sessions/4/replay").text
    with Store(path) as store, store.writing() as db:
        db.connection().exec_driver_sql(
            "UPDATE session SET pruned_utc = '2026-10-01T00:00:00.000+00:00' WHERE id = 3"
        )
    assert "not kept any more" in client.get("/sessions/3/replay").text


PATHS = (
    "/sessions", "/sessions/4", "/sessions/4/steps/8", "/sessions/4/versions", "/compare?b=4",
    "/sessions/4/replay", "/runners", "/runners/1",
)  # fmt: skip


@pytest.mark.parametrize("path_asked", PATHS)
def test_no_page_has_inline_script_or_style(client: FlaskClient, path_asked: str) -> None:
    text = client.get(path_asked).text
    assert "style=" not in text
    assert "<script>" not in text
    assert "http://" not in text
