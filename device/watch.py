"""The live watch: what is wrong with a mat while somebody runs on it, from the scan's own codes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from device._tally import Tally
from device.codes import Codes, frame_ends
from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.doctor.kinds import Finding
from device.frames import FrameBlock
from device.watch_rules import line_findings, tile_findings

__all__ = ["MatWarning", "Watch"]

#: The counts are judged so often, and fade to half so often, by the mat's own time.
JUDGE_S = 0.1
FADE_TENTHS = 5
#: Of a tile on which one of these is found, nothing that ranks lower can be said for so long.
RANKS = {"row-stuck-high": 1, "converter-silent": 2, "converter-high": 2, "noise-burst": 3}
HUSH_S = 0.5
#: A warning stays for so long after its last evidence.
STAY_S = 5.0


@dataclass(frozen=True, slots=True)
class MatWarning:
    """Something that is wrong with the mat now.

    Parameters
    ----------
    code : str
        A key of `device.doctor.KINDS`.
    where : str
        The part, in words.
    since_s : float
        When it was first seen, on the mat's clock.
    text, remedy : str
        What was seen and what to do, one line each.
    """

    code: str
    where: str
    since_s: float
    text: str
    remedy: str


@dataclass(slots=True)
class _Standing:
    finding: Finding
    since_s: float
    last_s: float


class Watch:
    """Follows a mat's blocks; keeps what is wrong, and takes cells that cannot be believed out of them.

    What it does to a frame depends on the frames before it, not on how they are divided into blocks: a
    recording that is read again from its beginning loses the same cells.

    Parameters
    ----------
    description : MatDescription
        The mat.
    """

    def __init__(self, description: MatDescription) -> None:
        self._description = description
        self._tallies = [
            Tally(tiles, description.geometry.row_pitch_m) for tiles in description.buses
        ]
        self._standing: dict[tuple[str, str], _Standing] = {}
        self._tenths = [-1] * len(self._tallies)
        shape = (description.geometry.rows, TILE_COLS)
        self._silent = np.zeros(shape, np.bool_)

    @property
    def warnings(self) -> list[MatWarning]:
        """What is wrong now, the longest-standing first."""
        standing = sorted(self._standing.values(), key=lambda one: one.since_s)
        return [
            MatWarning(
                one.finding.code,
                one.finding.where,
                one.since_s,
                one.finding.text,
                one.finding.remedy,
            )
            for one in standing
        ]

    def take(self, block: FrameBlock) -> FrameBlock:
        """Take the next frames; return them with the cells that cannot be believed marked and at 0.

        A block without raw codes is returned as it is.
        """
        if block.scan is None or len(block) == 0:
            return block
        blind = np.zeros((len(block), *self._silent.shape), np.bool_)
        for bus, tiles in enumerate(self._description.buses):
            codes = block.scan.codes
            if len(self._tallies) > 1:
                codes = codes[np.isin(codes["tile"], tiles)]
            self._follow(bus, tiles, codes, block, blind)
        if not blind.any():
            return block
        saturated = blind if block.saturated is None else blind | block.saturated
        force_n = np.where(blind, np.float32(0.0), block.force_n)
        return replace(block, force_n=force_n, saturated=saturated)

    def _follow(
        self, bus: int, tiles: tuple[int, ...], codes: Codes, block: FrameBlock,
        blind: NDArray[np.bool_],
    ) -> None:  # fmt: skip
        """Follow one bus, stretch by stretch of the judging time; mark cells of the block's frames."""
        tally = self._tallies[bus]
        ends = frame_ends(codes)
        end_s = codes["time_ns"][ends - 1] * 1e-9
        # The last frame of the mat by the end of each of the bus's.
        newest = np.maximum(np.searchsorted(block.time_s, end_s, side="right") - 1, 0)
        # A frame's own time lies before its last conversion.
        owner = np.minimum(np.searchsorted(end_s, block.time_s), len(end_s) - 1)
        first = 0
        for last in _stretches(end_s):
            self._judge(bus, tiles, int(end_s[first] / JUDGE_S))
            part = codes[(ends[first - 1] if first else 0) : ends[last - 1]]
            state = tally.take(part, block.belt_speed_m_s[newest[first:last]])
            frames = np.flatnonzero((owner >= first) & (owner < last))
            for index, tile in enumerate(tiles):
                rows = slice(TILE_ROWS * tile, TILE_ROWS * (tile + 1))
                bad = state[owner[frames] - first, index] > 0
                blind[frames, rows] = bad[:, None, None] | self._silent[rows]
            self._note(
                tile_findings(state, tiles, self._description, tally), float(end_s[last - 1])
            )
            first = last

    def _judge(self, bus: int, tiles: tuple[int, ...], tenth: int) -> None:
        """Judge what was counted up to a tenth of a second when that begins."""
        if tenth == self._tenths[bus]:
            return
        tally, now_s, before = self._tallies[bus], tenth * JUDGE_S, self._tenths[bus]
        self._tenths[bus] = tenth
        found = line_findings(tally, tiles, now_s)
        self._note(found, now_s)
        for tile in tiles:
            self._silent[TILE_ROWS * tile : TILE_ROWS * (tile + 1)] = False
        for one in found:
            if one.code in ("cell-dead", "row-silent", "column-open"):
                for cell in one.cells:
                    self._silent[cell] = True
        if tenth // FADE_TENTHS != before // FADE_TENTHS:
            tally.fade()

    def _is_hushed(self, found: Finding, now_s: float) -> bool:
        """Whether something worse was just found on the same tile."""
        rank = RANKS.get(found.code, 0)
        return any(
            RANKS.get(one.finding.code, 0) > rank
            and now_s - one.last_s < HUSH_S
            and _tile_of(one.finding) == _tile_of(found)
            for one in self._standing.values()
        )

    def _note(self, found: list[Finding], now_s: float) -> None:
        for one in found:
            if self._is_hushed(one, now_s):
                continue
            key = (one.code, one.where)
            if key in self._standing:
                self._standing[key].last_s, self._standing[key].finding = now_s, one
            else:
                self._standing[key] = _Standing(one, now_s, now_s)
        hushed = [key for key, one in self._standing.items() if self._is_hushed(one.finding, now_s)]
        for key in hushed:
            del self._standing[key]
        for key in [key for key, one in self._standing.items() if now_s - one.last_s > STAY_S]:
            del self._standing[key]


def _tile_of(found: Finding) -> int:
    return found.cells[0][0] // TILE_ROWS


def _stretches(end_s: NDArray[np.float64]) -> Iterator[int]:
    """Give the ends of stretches of frames within one judging time."""
    tenths = np.floor(end_s / JUDGE_S)
    yield from (np.flatnonzero(np.diff(tenths)) + 1).tolist()
    if len(end_s):
        yield len(end_s)
