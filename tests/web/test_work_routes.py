"""Examining, calibrating and breaking the mat over HTTP."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from clinic import Store
from device import CalibrationFolder, SimulatedMat
from tests.web.waiting import until
from web import Treadmill, Workshop, create_app


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop("simulated", CalibrationFolder(tmp_path / "calibrations"))


@pytest.fixture
def bench(store: Store, shop: Workshop) -> Iterator[FlaskClient]:
    """A client of a treadmill with a modelled mat; its acquisition runs."""
    treadmill = Treadmill(lambda: SimulatedMat(speed=None), store)
    treadmill.start()
    until(lambda: treadmill.state()["mat"]["state"] == "running")
    yield create_app(treadmill, shop).test_client()
    treadmill.close()


def follow(client: FlaskClient, body: dict[str, Any], *, enough_at: float = 2.0) -> dict[str, Any]:
    """Begin work, say "done" whenever somebody is asked, and return its end."""
    answer = client.post("/api/work", json=body)
    assert answer.status_code == 200, answer.text
    tick = threading.Event()
    for _ in range(3000):
        work: dict[str, Any] = client.get("/api/work").json["work"]
        if work["phase"] in ("done", "failed", "abandoned"):
            until(lambda: client.get("/api/state").json["mat"]["state"] == "running")
            return work
        if work["phase"] == "asking":
            client.post("/api/work/answer", json={"answer": "continue"})
        elif (work["progress"] or 0.0) >= enough_at:
            client.post("/api/work/answer", json={"answer": "finish"})
        tick.wait(0.02)
    pytest.fail("the work did not end")


def test_the_doctor_names_an_injected_fault_and_maps_its_cells(bench: FlaskClient) -> None:
    for fault in ("row-open:20", "dead-cell:40:3"):
        assert bench.post("/api/faults", json={"inject": fault}).status_code == 200
    work = follow(bench, {"task": "doctor"})
    assert work["problem"] is None
    health = bench.get("/api/health").json["health"]
    assert health == work["result"]
    assert {one["code"] for one in health["findings"]} == {"row-open", "cell-dead"}
    assert health["cells"][20] == ["open"] * 8
    assert health["cells"][40][3] == "dead"
    assert sum(state != "good" for line in health["cells"] for state in line) == 9
    # The mat that was opened again is as broken as before.
    assert bench.get("/api/faults").json["faults"] == ["row-open:20", "dead-cell:40:3"]
    assert bench.post("/api/faults", json={"clear": "row-open:20"}).json["faults"] == [
        "dead-cell:40:3"
    ]
    bench.post("/api/faults", json={"clear": "all"})
    whole = follow(bench, {"task": "doctor", "press": False})["result"]
    assert (whole["findings"], "press" in whole["looked_at"]) == ([], False)


def test_tare_and_calibration_become_versions_of_which_one_is_chosen(
    bench: FlaskClient, shop: Workshop
) -> None:
    tared = follow(bench, {"task": "tare", "note": "new belt"})["result"]
    assert (tared["name"], tared["method"], tared["is_used"]) == (
        "simulated-treadmill-0001",
        "tare",
        True,
    )
    body = {"task": "calibrate", "method": "weights", "masses_kg": [10, 40]}
    curves = follow(bench, body, enough_at=0.01)["result"]
    assert curves["name"] == "simulated-treadmill-0002"
    assert curves["cells"]["curve"] >= 4
    assert curves["based_on"] is None
    kept = bench.get("/api/calibrations").json
    assert [version["name"] for version in kept["versions"]] == [curves["name"], tared["name"]]
    assert (kept["chosen"], kept["in_use"]) == ("latest", curves["name"])
    bench.post("/api/calibrations", json={"use": tared["name"]})
    until(lambda: bench.get("/api/work").json["work"]["phase"] == "done")
    assert bench.get("/api/calibrations").json["in_use"] == tared["name"]
    bench.post("/api/calibrations", json={"use": "treadmill-0099"})
    until(lambda: bench.get("/api/work").json["work"]["phase"] == "failed")
    assert "there is no calibration" in bench.get("/api/work").json["work"]["problem"]
    assert shop.folder.chosen("simulated treadmill") == tared["name"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ({}, "task must be one of doctor, tare, calibrate, got None"),
        ({"task": "tare", "press": True}, "unknown key 'press'; the keys of tare are task, note"),
        ({"task": "doctor", "press": 1}, "press must be true or false, got 1"),
        ({"task": "tare", "note": "x" * 201}, "note must have at most 200 characters, got 201"),
        ({"task": "calibrate", "method": "magic"}, "method must be one of weights, rolling"),
        ({"task": "calibrate", "method": "weights"}, "masses_kg must have 1 to 8 masses, got 0"),
        (
            {"task": "calibrate", "method": "rolling", "masses_kg": [0.01]},
            "masses_kg must be 0.1 to 500, got 0.01",
        ),
        (
            {"task": "calibrate", "method": "weights", "masses_kg": "5"},
            "a list of numbers, got '5'",
        ),
        (
            {"task": "calibrate", "method": "weights", "masses_kg": [5], "even_cells": 3},
            "even_cells must be one of 1, 2, 4, 8, got 3",
        ),
        (
            {"task": "calibrate", "method": "reference", "most_n": 1},
            "most_n must be 20 to 5000, got 1",
        ),
    ],
)
def test_bad_work_is_one_clear_line(
    treadmill: Treadmill, shop: Workshop, body: dict[str, Any], line: str
) -> None:
    answer = create_app(treadmill, shop).test_client().post("/api/work", json=body)
    assert answer.status_code == 400
    assert line in answer.json["error"]


def test_a_mat_without_wires_is_refused_in_words(treadmill: Treadmill, tmp_path: Path) -> None:
    folder = CalibrationFolder(tmp_path)
    client = create_app(treadmill, Workshop("replay:walk.npz", folder)).test_client()
    answer = client.post("/api/work", json={"task": "doctor"})
    assert (answer.status_code, "it has no wires to examine" in answer.json["error"]) == (409, True)
    for path in ("/setup", "/setup/health", "/setup/calibration"):
        assert "has no wires to examine" in client.get(path).text
    assert client.post("/api/faults", json={"inject": "row-open:1"}).status_code == 404


def test_a_calibration_named_at_the_start_is_not_changed_from_the_page(
    treadmill: Treadmill, tmp_path: Path
) -> None:
    shop = Workshop("simulated", CalibrationFolder(tmp_path), "none")
    client = create_app(treadmill, shop).test_client()
    answer = client.post("/api/calibrations", json={"use": "latest"})
    assert (answer.status_code, "was named when Strikemat was started" in answer.json["error"]) == (
        409,
        True,
    )
    assert client.get("/api/calibrations").json["is_fixed"] is True


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ({"inject": "row-open:99"}, "row must be 0 to 47, got 99"),
        ({"inject": "dead-cell:3:8"}, "col must be 0 to 7, got 8"),
        ({"inject": "tachometer-slips:2:0"}, "share must be 0 to 1, got 2"),
        ({"inject": "tachometer-slips:nan:0"}, "share must be 0 to 1, got nan"),
        ({"inject": "flood"}, "there is no fault 'flood'; choose converter-missing"),
        ({"clear": "row-open:1"}, "there is no fault 'row-open:1'; there are none"),
        ({"inject": "row-open:1", "clear": "all"}, 'one of "inject" and "clear"'),
    ],
)
def test_bad_faults_are_one_clear_line(bench: FlaskClient, body: dict[str, str], line: str) -> None:
    answer = bench.post("/api/faults", json=body)
    assert (answer.status_code, line in answer.json["error"]) == (400, True), answer.json
