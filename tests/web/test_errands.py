"""What waits for the disk is done in order, again where the disk refused, and never for ever."""

import threading

from clinic import BadSession, SessionNotFound, StoreFailed
from web import errands as errands_file
from web.errands import Errands


def test_errands_are_done_in_order() -> None:
    errands, done = Errands(), []
    for number in range(5):
        errands.put(lambda number=number: done.append(number))
    assert errands.wait()
    assert done == [0, 1, 2, 3, 4]
    errands.close()
    errands.put(lambda: done.append(5))
    assert done == [0, 1, 2, 3, 4]


def test_what_the_disk_refused_is_tried_again_before_anything_else(monkeypatch) -> None:
    monkeypatch.setattr(errands_file, "RETRY_S", 0.0)
    errands, done, seen = Errands(), [], []

    def refuse_twice() -> None:
        done.append("tried")
        if done.count("tried") < 3:
            raise StoreFailed("the disk is full")

    errands.put(refuse_twice)
    errands.put(lambda: seen.append(errands.problem))
    assert errands.wait()
    assert done == ["tried"] * 3
    assert seen == [None]


def test_what_can_never_be_stored_is_said_and_dropped() -> None:
    errands, done = Errands(), []

    def refuse(error: Exception) -> None:
        raise error

    errands.put(lambda: refuse(SessionNotFound("there is no session 9")))
    errands.put(lambda: refuse(BadSession("not a phase")))
    errands.put(lambda: refuse(ZeroDivisionError("oops")))
    errands.put(lambda: done.append(errands.problem))
    assert errands.wait()
    assert done == ["not a phase"]


def test_a_disk_that_stays_away_holds_nobody_up(monkeypatch) -> None:
    refused = threading.Event()
    errands = Errands()

    def refuse() -> None:
        refused.set()
        raise StoreFailed("the disk is away")

    errands.put(refuse)
    assert refused.wait(5.0)
    assert not errands.wait(0.0)
    errands.close(0.0)
