"""The recorder: takes frames and steps from the mat's thread and never holds it up."""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer import Step
from clinic.backlog import Backlog, ForcePacker, Packer
from clinic.codes import CodePacker
from clinic.errors import ClinicError, StoreBusy
from clinic.records import Gap, NewSession
from clinic.store import Store
from device import FrameBlock

__all__ = ["Recorder", "RecorderStatus"]

#: Longest time that data wait before they are written: well within the one second that a power cut may cost.
COMMIT_INTERVAL_S = 0.4

#: Unpacked frames that may wait for the writing thread: about 20 s of a 48 x 8 mat at 1 kHz.
INBOX_BYTES_MAX = 32 * 2**20


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """How the recording is doing.

    Parameters
    ----------
    state : {"idle", "recording", "saving"}
        `"saving"`: the session has been stopped but is not wholly on the disk yet.
    session_id : int or None
        The session; None when idle.
    saved_frame_count, saved_step_count : int
        What is on the disk.
    lost_frame_count, lost_step_count : int
        What could not be kept.
    problem : str or None
        Why the disk does not accept data at present.
    """

    state: Literal["idle", "recording", "saving"] = "idle"
    session_id: int | None = None
    saved_frame_count: int = 0
    saved_step_count: int = 0
    lost_frame_count: int = 0
    lost_step_count: int = 0
    problem: str | None = None


class _Inbox:
    """Blocks and steps that wait for the writing thread. Its lock is only ever held for a swap."""

    def __init__(self, bytes_max: int) -> None:
        self._bytes_max = bytes_max
        self._lock = threading.Lock()
        self._empty()

    def put(self, block: FrameBlock | None, steps: Sequence[Step]) -> None:
        with self._lock:
            self._steps.extend(steps)
            if block is None:
                return
            if self._bytes + block.force_n.nbytes <= self._bytes_max:
                self._blocks.append(block)
                self._bytes += block.force_n.nbytes
            else:
                self._refused.append(_gap_of(block))

    def note(self, gap: Gap) -> None:
        with self._lock:
            self._refused.append(gap)

    def take(self) -> tuple[list[FrameBlock], list[Step], list[Gap]]:
        with self._lock:
            taken = self._blocks, self._steps, self._refused
            self._empty()
        return taken

    def _empty(self) -> None:
        self._blocks: list[FrameBlock] = []
        self._steps: list[Step] = []
        self._refused: list[Gap] = []
        self._bytes = 0


def _gap_of(block: FrameBlock) -> Gap:
    first_s, last_s = float(block.time_s[0]), float(block.time_s[-1])
    return Gap(first_s, last_s, len(block), 0, "the disk was too slow")


class _Recording:
    """One session on its way to the disk, with the thread that writes it."""

    def __init__(
        self,
        store: Store,
        session_id: int,
        packer: Packer,
        *,
        inbox_bytes_max: int,
        commit_interval_s: float,
    ) -> None:
        self.session_id = session_id
        self.inbox = _Inbox(inbox_bytes_max)
        self.backlog = Backlog(store, session_id, packer=packer)
        self.is_stopping = threading.Event()
        self.is_closed = threading.Event()
        self._store = store
        self._interval_s = commit_interval_s
        self._give_up = threading.Event()
        self._end_problem: str | None = None
        self._interrupted = False
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def end(self, timeout_s: float, *, interrupted: bool) -> bool:
        self._interrupted = interrupted
        self.is_stopping.set()
        return self.is_closed.wait(timeout_s)

    def abandon(self) -> None:
        self._give_up.set()
        self.is_stopping.set()
        self._thread.join(self._interval_s + 6.0)

    def status(self) -> RecorderStatus:
        backlog = self.backlog
        return RecorderStatus(
            state="saving" if self.is_stopping.is_set() else "recording",
            session_id=self.session_id,
            saved_frame_count=backlog.saved_frame_count,
            saved_step_count=backlog.saved_step_count,
            lost_frame_count=backlog.lost_frame_count,
            lost_step_count=backlog.lost_step_count,
            problem=backlog.problem or self._end_problem,
        )

    def _run(self) -> None:
        try:
            due_s = time.monotonic() + self._interval_s
            while not self.is_stopping.wait(max(0.0, due_s - time.monotonic())):
                # Counted from here: a slow write must not push the next one back.
                due_s = time.monotonic() + self._interval_s
                self._write()
            while not (self._write() and self._end()) and not self._give_up.wait(self._interval_s):
                pass
        except Exception as error:
            # Whatever it is, a recording that has stopped must be seen to have stopped.
            self._end_problem = f"the recorder stopped: {error!r}; restart Strikemat"
            logging.getLogger(__name__).exception("the recorder stopped")

    def _write(self) -> bool:
        blocks, steps, refused = self.inbox.take()
        self.backlog.add(blocks, steps)
        for gap in refused:
            self.backlog.note_gap(gap)
        return self.backlog.write()

    def _end(self) -> bool:
        try:
            self._store.end_session(self.session_id, interrupted=self._interrupted)
        except ClinicError as error:
            self._end_problem = str(error)
            return False
        self.is_closed.set()
        return True


class Recorder:
    """Keeps one session at a time: raw codes where the session names its mat and calibration, else forces.

    Frames and steps are committed at least twice a second by a thread of the recorder's own. If the disk
    fails, `status` says so, writing is tried again and again, and what does not fit in memory meanwhile
    becomes a gap in the session: counted, stored and shown.

    Parameters
    ----------
    store : Store
        Where sessions go.
    inbox_bytes_max : int
        Most bytes of frames that may wait for the writing thread.
    commit_interval_s : float
        Longest time that data wait before they are written, seconds.
    """

    def __init__(
        self,
        store: Store,
        *,
        inbox_bytes_max: int = INBOX_BYTES_MAX,
        commit_interval_s: float = COMMIT_INTERVAL_S,
    ) -> None:
        self.store = store
        self._inbox_bytes_max = inbox_bytes_max
        self._commit_interval_s = commit_interval_s
        self._recording: _Recording | None = None

    def start(self, session: NewSession) -> int:
        """Begin a session and return its number.

        Raises
        ------
        StoreBusy
            When a session is being recorded or is not wholly saved yet.
        StoreFailed
            When the disk refuses.
        """
        status = self.status()
        if status.state != "idle":
            raise StoreBusy(f"session {status.session_id} is still {status.state}; stop it first")
        session_id = self.store.begin_session(session)
        scans = session.mat_description_toml is not None and session.calibration is not None
        self._recording = _Recording(
            self.store,
            session_id,
            CodePacker() if scans else ForcePacker(),
            inbox_bytes_max=self._inbox_bytes_max,
            commit_interval_s=self._commit_interval_s,
        )
        return session_id

    def put(self, block: FrameBlock | None, steps: Sequence[Step] = ()) -> None:
        """Take frames and steps for the present session and return at once; without one, drop them."""
        recording = self._recording
        if recording is not None and not recording.is_stopping.is_set():
            recording.inbox.put(block, steps)

    def note_gap(self, gap: Gap) -> None:
        """Keep in the present session that something is missing from it; without one, drop it."""
        recording = self._recording
        if recording is not None and not recording.is_stopping.is_set():
            recording.inbox.note(gap)

    def stop(self, timeout_s: float = 5.0, *, interrupted: bool = False) -> bool:
        """End the session, as complete or as interrupted; True when all of it is on the disk in time.

        When it is not within `timeout_s` seconds, saving goes on by itself and `status` tells how.
        True also when there was no session.
        """
        recording = self._recording
        return recording is None or recording.end(timeout_s, interrupted=interrupted)

    def status(self) -> RecorderStatus:
        """Return how the recording is doing."""
        recording = self._recording
        if recording is None or recording.is_closed.is_set():
            return RecorderStatus()
        return recording.status()

    def close(self, timeout_s: float = 5.0) -> bool:
        """End the session as `stop` does, then stop trying; True when all of it is on the disk.

        What could not be saved is marked as interrupted when the store is opened next.
        """
        recording = self._recording
        if recording is None or recording.end(timeout_s, interrupted=False):
            return True
        recording.abandon()
        return False
