"""What is done to the mat from the page: one thread has it, and nobody waits for nothing."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask.testing import FlaskClient

from clinic import Store
from device import CalibrationFolder, FrameBlock, IdealMat, SimulatedMat
from web import NotReady, Treadmill, Workshop, create_app
from web.work import Talk, Work

PATIENCE_S = 30.0


class CountedMat(IdealMat):
    """A mat that counts who has it open; a second would be one too many."""

    open_now = 0
    opened = 0
    readers: ClassVar[set[int]] = set()

    def __init__(self, *, ends_after: int | None = None) -> None:
        super().__init__(speed=None)
        cls = type(self)
        cls.open_now += 1
        cls.opened += 1
        self.reads = 0
        self._ends_after = ends_after
        self._is_open = True
        assert cls.open_now == 1, "the mat was opened while it was open"

    def read(self) -> FrameBlock | None:
        assert self._is_open, "the mat was read after it was closed"
        CountedMat.readers.add(threading.get_ident())
        self.reads += 1
        if self._ends_after is not None and self.reads > self._ends_after:
            return None
        return super().read()

    def close(self) -> None:
        if self._is_open:
            type(self).open_now -= 1
        self._is_open = False
        super().close()


@pytest.fixture(autouse=True)
def nobody_has_the_mat() -> None:
    CountedMat.open_now = CountedMat.opened = 0
    CountedMat.readers = set()


class OwnTask:
    """A task that says when it runs and waits until it may end."""

    kind = "doctor"

    def __init__(self) -> None:
        self.runs, self.may_end = threading.Event(), threading.Event()
        self.seen_open: int | None = None
        self.thread: int | None = None

    def run(self, talk: Talk) -> dict[str, Any]:
        self.seen_open, self.thread = CountedMat.open_now, threading.get_ident()
        self.runs.set()
        assert self.may_end.wait(PATIENCE_S)
        talk.show(1.0)
        return {"looked": True}


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; another thread brings it about."""
    tick = threading.Event()
    for _ in range(round(PATIENCE_S / 0.02)):
        if condition():
            return
        tick.wait(0.02)
    pytest.fail("what was waited for did not come")


def test_the_mat_is_let_go_worked_on_and_opened_again_by_one_thread(store: Store) -> None:
    treadmill = Treadmill(CountedMat, store)
    treadmill.start()
    until(lambda: treadmill.state()["mat"]["state"] == "running")
    task = OwnTask()
    treadmill.begin_work(task)
    assert task.runs.wait(PATIENCE_S)
    assert treadmill.state()["mat"]["state"] == "working"
    assert task.seen_open == 0
    with pytest.raises(NotReady, match="examined or calibrated now"):
        treadmill.start_session("Anna")
    with pytest.raises(NotReady, match="doctor is still at work"):
        treadmill.begin_work(OwnTask())
    task.may_end.set()
    until(lambda: treadmill.state()["mat"]["state"] == "running")
    assert CountedMat.opened == 2
    assert {task.thread} == CountedMat.readers
    facts = treadmill.work.facts()
    assert facts is not None
    assert (facts["phase"], facts["result"], facts["progress"]) == ("done", {"looked": True}, 1.0)
    assert treadmill.work.last("doctor") == {"looked": True}
    treadmill.close()


def test_a_mat_that_has_ended_can_be_worked_on_too(store: Store) -> None:
    treadmill = Treadmill(lambda: CountedMat(ends_after=2), store)
    treadmill.start()
    until(lambda: treadmill.state()["mat"]["state"] == "ended")
    task = OwnTask()
    task.may_end.set()
    treadmill.begin_work(task)
    until(lambda: (treadmill.work.facts() or {})["phase"] == "done")
    until(lambda: CountedMat.opened == 2 and treadmill.state()["mat"]["state"] == "ended")
    treadmill.restart()
    until(lambda: CountedMat.opened == 3)
    treadmill.close()


def test_a_recording_is_not_disturbed(treadmill: Treadmill) -> None:
    treadmill.start_session("Anna")
    with pytest.raises(NotReady, match="session 1 is being recorded; stop it first"):
        treadmill.begin_work(OwnTask())
    assert treadmill.work.facts() is None


class AskingTask:
    kind = "tare"

    def run(self, talk: Talk) -> dict[str, Any]:
        talk.ask("empty")
        while not talk.has_enough():
            talk.show(doing="press")
        talk.ask("press")
        return {}


def test_a_person_is_asked_may_have_enough_and_may_end_it() -> None:
    beats: list[int] = []
    work = Work(lambda: beats.append(1))
    work.start(AskingTask())
    with pytest.raises(NotReady, match="tare is not waiting for anybody"):
        work.answer("continue")
    thread = threading.Thread(target=work.run_waiting)
    thread.start()
    until(lambda: (work.facts() or {})["ask"] == {"what": "empty"})
    work.answer("continue")
    until(lambda: (work.facts() or {})["detail"] == {"doing": "press"})
    assert (work.facts() or {})["step"] == {"what": "empty"}
    work.answer("finish")
    until(lambda: (work.facts() or {})["ask"] == {"what": "press"})
    work.answer("cancel")
    thread.join(PATIENCE_S)
    facts = work.facts()
    assert facts is not None
    assert (facts["phase"], facts["ask"], work.is_on) == ("abandoned", None, False)
    assert beats
    with pytest.raises(NotReady, match="nothing is being done"):
        work.answer("cancel")


class TickedTask:
    """A task that is told that it has enough between two looks."""

    kind = "tare"

    def __init__(self, work: Work) -> None:
        self._work = work

    def run(self, talk: Talk) -> dict[str, Any]:
        self._work.answer("finish")
        talk.show(0.5)
        return {"enough": [talk.has_enough(), talk.has_enough()]}


def test_enough_is_not_lost_while_progress_is_shown() -> None:
    work = Work(lambda: None)
    work.start(TickedTask(work))
    work.run_waiting()
    assert (work.facts() or {})["result"] == {"enough": [True, False]}


def test_closing_ends_what_waits_for_a_person() -> None:
    work = Work(lambda: None)
    work.start(AskingTask())
    thread = threading.Thread(target=work.run_waiting)
    thread.start()
    until(lambda: (work.facts() or {})["phase"] == "asking")
    work.close()
    thread.join(PATIENCE_S)
    assert (work.facts() or {})["phase"] == "abandoned"


class BrokenTask:
    kind = "doctor"

    def run(self, talk: Talk) -> dict[str, Any]:
        raise ZeroDivisionError("oops")


def test_work_that_breaks_is_said_and_the_mat_is_read_again(store: Store) -> None:
    treadmill = Treadmill(CountedMat, store)
    treadmill.start()
    until(lambda: treadmill.state()["mat"]["state"] == "running")
    treadmill.begin_work(BrokenTask())
    until(lambda: not treadmill.work.is_on)
    facts = treadmill.work.facts()
    assert facts is not None
    assert (facts["phase"], facts["problem"]) == (
        "failed",
        "doctor stopped: ZeroDivisionError('oops')",
    )
    until(lambda: treadmill.state()["mat"]["state"] == "running")
    treadmill.close()


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop("simulated", CalibrationFolder(tmp_path / "calibrations"))


@pytest.fixture
def bench(store: Store, shop: Workshop) -> Any:
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
