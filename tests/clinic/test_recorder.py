from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from analyzer import Step
from clinic import (
    Backlog,
    FrameChunk,
    Gap,
    NewSession,
    Recorder,
    Store,
    StoreBusy,
    StoreFailed,
)
from device import FrameBlock

MakeBlock = Callable[..., FrameBlock]
MakeStep = Callable[..., Step]
MakeSession = Callable[..., NewSession]

#: Longer than any test may take: the writing thread answers at once, or the test has failed.
PATIENCE_S = 20.0


class MoodyStore(Store):
    """A store whose disk refuses while `refusal` is set."""

    refusal: str | None = None

    def append(
        self,
        session_id: int,
        *,
        chunks: Sequence[FrameChunk] = (),
        steps: Sequence[Step] = (),
        gaps: Sequence[Gap] = (),
    ) -> None:
        if self.refusal:
            raise StoreFailed(self.refusal)
        super().append(session_id, chunks=chunks, steps=steps, gaps=gaps)


@pytest.fixture
def moody(tmp_path: Path) -> MoodyStore:
    return MoodyStore(tmp_path / "moody.sqlite")


def test_what_was_put_before_stop_is_stored(
    store: Store, make_session: MakeSession, make_block: MakeBlock, make_step: MakeStep
) -> None:
    recorder = Recorder(store)
    session_id = recorder.start(make_session())
    assert recorder.status().state == "recording"
    for i in range(20):
        recorder.put(make_block(0.02 * i, seed=i), [make_step(i + 1)])
    recorder.put(None, [make_step(21)])
    assert recorder.stop(PATIENCE_S)

    record = store.session(session_id)
    assert (record.state, record.frame_count, record.step_count) == ("complete", 200, 21)
    assert sum(len(block) for block in store.frames(session_id)) == 200
    assert recorder.status().state == "idle"


def test_without_a_session_nothing_is_kept(store: Store, make_block: MakeBlock) -> None:
    recorder = Recorder(store)
    recorder.put(make_block())
    assert recorder.stop()
    assert store.sessions() == []


def test_a_second_session_waits_for_the_first(store: Store, make_session: MakeSession) -> None:
    recorder = Recorder(store)
    first = recorder.start(make_session())
    with pytest.raises(StoreBusy, match=f"session {first} is still recording"):
        recorder.start(make_session("Ben"))
    recorder.stop(PATIENCE_S, interrupted=True)
    assert store.session(first).state == "interrupted"
    assert recorder.start(make_session("Ben")) == first + 1
    assert recorder.close(PATIENCE_S)


def test_a_slow_disk_never_holds_up_the_mat_and_what_does_not_fit_becomes_a_gap(
    store: Store, make_session: MakeSession, make_block: MakeBlock, make_step: MakeStep
) -> None:
    block_bytes = make_block().force_n.nbytes
    recorder = Recorder(store, inbox_bytes_max=3 * block_bytes, commit_interval_s=3600.0)
    session_id = recorder.start(make_session())
    for i in range(5):
        recorder.put(make_block(0.02 * i), [make_step(i + 1)])
    assert recorder.stop(PATIENCE_S)

    record = store.session(session_id)
    assert (record.frame_count, record.step_count) == (30, 5)
    assert record.lost_frame_count == 20
    (gap,) = store.gaps(session_id)
    assert (gap.first_s, gap.frame_count, gap.reason) == (0.06, 20, "the disk was too slow")
    assert gap.last_s == pytest.approx(0.098)


def test_a_failing_disk_is_said_and_tried_again(
    moody: MoodyStore, make_session: MakeSession, make_block: MakeBlock, make_step: MakeStep
) -> None:
    backlog = Backlog(moody, moody.begin_session(make_session()))
    moody.refusal = "the disk is full"
    for i in range(3):
        backlog.add([make_block(0.02 * i)], [make_step(i + 1)])
        assert not backlog.write()
    assert backlog.problem == "the disk is full"
    assert backlog.saved_frame_count == 0
    moody.refusal = None
    assert backlog.write()
    assert backlog.problem is None
    assert (backlog.saved_frame_count, backlog.saved_step_count) == (30, 3)
    assert moody.gaps(1) == []
    moody.close()


def test_what_a_failing_disk_forces_out_of_memory_is_counted_and_stored_as_a_gap(
    moody: MoodyStore, make_session: MakeSession, make_block: MakeBlock, make_step: MakeStep
) -> None:
    session_id = moody.begin_session(make_session())
    room = 2 * len(FrameChunk.pack(make_block()).payload) + 64
    backlog = Backlog(moody, session_id, bytes_max=room, steps_max=3)
    moody.refusal = "the disk is full"
    for i in range(5):
        backlog.add([make_block(0.02 * i)], [make_step(i + 1)])
        backlog.write()
    assert (backlog.lost_frame_count, backlog.lost_step_count) == (30, 2)
    moody.refusal = None
    assert backlog.write()
    assert backlog.is_empty
    record = moody.session(session_id)
    assert (record.frame_count, record.lost_frame_count) == (20, 30)
    assert (record.step_count, record.lost_step_count) == (3, 2)
    assert sum(gap.frame_count for gap in moody.gaps(session_id)) == 30
    moody.close()


def test_frames_that_the_store_refuses_for_good_do_not_hold_up_those_behind(
    store: Store, make_session: MakeSession, make_block: MakeBlock
) -> None:
    session_id = store.begin_session(make_session())
    backlog = Backlog(store, session_id)
    for first_s in (1.0, 0.5, 2.0):
        backlog.add([make_block(first_s)], [])
    assert backlog.write()
    assert [block.time_s[0] for block in store.frames(session_id)] == [1.0, 2.0]
    (gap,) = store.gaps(session_id)
    assert "must come after" in gap.reason


def test_a_session_whose_disk_never_recovers_is_given_up_and_interrupted_at_the_next_start(
    moody: MoodyStore, make_session: MakeSession, make_block: MakeBlock
) -> None:
    recorder = Recorder(moody, commit_interval_s=0.001)
    session_id = recorder.start(make_session())
    moody.refusal = "input/output error"
    recorder.put(make_block())
    assert not recorder.close(timeout_s=0.05)
    status = recorder.status()
    assert (status.state, status.problem) == ("saving", "input/output error")
    moody.close()
    with Store(moody.path) as store:
        assert store.interrupted_ids == (session_id,)
