"""What is done to the mat from the page: one thread has it, and nobody waits for nothing."""

import threading
from typing import Any, ClassVar

import pytest

from clinic import Store
from device import FrameBlock, IdealMat
from tests.web.waiting import PATIENCE_S, until
from web import NotReady, Treadmill
from web.work import Talk, Work


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
