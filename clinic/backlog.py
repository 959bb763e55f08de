"""What waits to be written: bounded, in order, and honest about what it had to let go."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from analyzer import Step
from clinic.errors import ClinicError, StoreFailed
from clinic.packing import FrameChunk
from clinic.records import Gap
from clinic.store import Store
from device import FrameBlock

__all__ = ["Backlog"]

#: About a quarter of an hour of a running person: long enough to free a full disk.
BACKLOG_BYTES_MAX = 256 * 2**20

#: Half an hour at 180 steps a minute.
BACKLOG_STEPS_MAX = 5400


@dataclass(frozen=True, slots=True)
class _Batch:
    chunks: tuple[FrameChunk, ...]
    steps: tuple[Step, ...]

    @property
    def payload_bytes(self) -> int:
        return sum(len(chunk.payload) for chunk in self.chunks)


class Packer(Protocol):
    """Makes chunks of blocks."""

    def pack(self, blocks: Sequence[FrameBlock]) -> list[FrameChunk]:
        """Return blocks, at least one, as chunks."""

    def forget(self) -> None:
        """Let the next chunk be readable without the last ones."""


class ForcePacker:
    """Keeps forces, of mats that know nothing else."""

    def pack(self, blocks: Sequence[FrameBlock]) -> list[FrameChunk]:
        """Return blocks, at least one, as one chunk."""
        return [FrameChunk.pack_blocks(blocks)]

    def forget(self) -> None:
        """Do nothing: every chunk of forces stands on its own."""


class Backlog:
    """Frames and steps of one session between the mat and the disk.

    While the disk refuses, it keeps them, packed, up to its bounds. Frames beyond are let go and become
    a gap, which is stored with the session as soon as the disk accepts data again.

    Parameters
    ----------
    store : Store
        Where they go.
    session_id : int
        The session that they belong to.
    packer : Packer, optional
        Makes chunks of frames; keeps forces by default.
    bytes_max : int
        Most bytes of packed frames to keep.
    steps_max : int
        Most steps to keep.

    Attributes
    ----------
    problem : str or None
        Why the last write failed; None when it succeeded.
    lost_frame_count, lost_step_count : int
        What was let go so far.
    saved_frame_count, saved_step_count : int
        What is on the disk.
    """

    def __init__(
        self,
        store: Store,
        session_id: int,
        *,
        packer: Packer | None = None,
        bytes_max: int = BACKLOG_BYTES_MAX,
        steps_max: int = BACKLOG_STEPS_MAX,
    ) -> None:
        self.problem: str | None = None
        self.lost_frame_count = self.lost_step_count = 0
        self.saved_frame_count = self.saved_step_count = 0
        self._store, self._session_id = store, session_id
        self._packer = ForcePacker() if packer is None else packer
        self._bytes_max, self._steps_max = bytes_max, steps_max
        self._batches: deque[_Batch] = deque()
        self._gaps: list[Gap] = []
        self._bytes = self._steps = 0

    @property
    def is_empty(self) -> bool:
        """Whether everything, the gaps too, is on the disk."""
        return not self._batches and not self._gaps

    def add(self, blocks: Sequence[FrameBlock], steps: Sequence[Step]) -> None:
        """Take frames and steps that come after those taken before."""
        chunks = self._packer.pack(blocks) if blocks else []
        if self._bytes + sum(len(chunk.payload) for chunk in chunks) > self._bytes_max:
            self._packer.forget()
            for chunk in chunks:
                self.note_gap(_gap_of_chunk(chunk, "the disk did not accept data for too long"))
            chunks = []
        kept = tuple(steps[: self._steps_max - self._steps])
        if len(kept) < len(steps):
            self.note_gap(
                _gap_of_steps(steps[len(kept) :], "the disk did not accept data for too long")
            )
        if chunks or kept:
            self._keep(_Batch(tuple(chunks), kept))

    def note_gap(self, gap: Gap) -> None:
        """Remember what was lost; a gap for the same reason that follows at once widens the last one."""
        self.lost_frame_count += gap.frame_count
        self.lost_step_count += gap.step_count
        if self._gaps and self._gaps[-1].reason == gap.reason:
            gap = _joined(self._gaps.pop(), gap)
        self._gaps.append(gap)

    def write(self) -> bool:
        """Write all that waits, oldest first; return True when nothing is left, else set `problem`."""
        try:
            while self._batches:
                self._write_first()
            if self._gaps:
                self._store.append(self._session_id, gaps=self._gaps)
                self._gaps.clear()
        except StoreFailed as error:
            self.problem = str(error)
            return False
        self.problem = None
        return True

    def _write_first(self) -> None:
        batch = self._batches[0]
        try:
            self._store.append(self._session_id, chunks=batch.chunks, steps=batch.steps)
        except StoreFailed:
            raise
        except ClinicError as error:
            # Trying again cannot cure this one, and behind it wait others that are good.
            self._packer.forget()
            self._note_refused(batch, str(error))
        else:
            self.saved_frame_count += sum(chunk.frame_count for chunk in batch.chunks)
            self.saved_step_count += len(batch.steps)
        self._batches.popleft()
        self._bytes -= batch.payload_bytes
        self._steps -= len(batch.steps)

    def _keep(self, batch: _Batch) -> None:
        self._batches.append(batch)
        self._bytes += batch.payload_bytes
        self._steps += len(batch.steps)

    def _note_refused(self, batch: _Batch, reason: str) -> None:
        for chunk in batch.chunks:
            self.note_gap(_gap_of_chunk(chunk, reason))
        if batch.steps:
            self.note_gap(_gap_of_steps(batch.steps, reason))


def _gap_of_chunk(chunk: FrameChunk, reason: str) -> Gap:
    return Gap(chunk.first_s, chunk.last_s, chunk.frame_count, 0, reason)


def _gap_of_steps(steps: Sequence[Step], reason: str) -> Gap:
    return Gap(steps[0].contact_s, steps[-1].off_s, 0, len(steps), reason)


def _joined(first: Gap, second: Gap) -> Gap:
    return replace(
        first,
        first_s=min(first.first_s, second.first_s),
        last_s=max(first.last_s, second.last_s),
        frame_count=first.frame_count + second.frame_count,
        step_count=first.step_count + second.step_count,
    )
