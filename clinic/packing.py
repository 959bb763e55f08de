"""Frames and footprints as bytes, and back, without losing a bit."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import zstandard
from numpy.typing import NDArray

from analyzer import Footprint
from clinic.errors import DamagedFrames
from device import FrameBlock

__all__ = ["FrameChunk", "pack_footprint", "unpack_footprint"]

# Level 1 packs a running second in a few milliseconds; higher levels save little on sensor noise.
_ZSTD_LEVEL = 1


@dataclass(frozen=True, slots=True)
class FrameChunk:
    """Consecutive frames, packed.

    Parameters
    ----------
    first_s, last_s : float
        Times of the first and the last frame, seconds on the mat's clock.
    frame_count : int
        Number of frames, at least 1.
    payload : bytes
        One zstd frame of `time_s` (n float64), `belt_speed_m_s` (n float64) and `force_n` (n x rows x
        cols float32), one after the other, C order, little-endian. The force is split into byte planes
        (all first bytes, all second bytes, ...): neighbouring cells share exponents, which pack well.
    sha256 : bytes
        Of what is inside the zstd frame.
    format : str
        How the payload is to be read; `"force"` as above, `"codes"` as `clinic.codes` writes it.
    """

    first_s: float
    last_s: float
    frame_count: int
    payload: bytes
    sha256: bytes
    format: str = "force"

    @property
    def place(self) -> str:
        """Which frames these are, in words."""
        return f"the {self.frame_count} frames from {self.first_s:.3f} s to {self.last_s:.3f} s"

    @classmethod
    def pack_blocks(cls, blocks: Sequence[FrameBlock]) -> Self:
        """Return consecutive blocks, at least one, packed as forces."""
        return cls.pack(
            FrameBlock(
                time_s=np.concatenate([block.time_s for block in blocks]),
                force_n=np.concatenate([block.force_n for block in blocks]),
                belt_speed_m_s=np.concatenate([block.belt_speed_m_s for block in blocks]),
            )
        )

    @classmethod
    def pack(cls, block: FrameBlock) -> Self:
        """Return `block` packed; it must hold at least one frame."""
        planes = _little(block.force_n, "<f4").view(np.uint8).reshape(-1, 4).T
        plain = b"".join(
            (
                _little(block.time_s, "<f8").tobytes(),
                _little(block.belt_speed_m_s, "<f8").tobytes(),
                np.ascontiguousarray(planes).tobytes(),
            )
        )
        return cls(
            first_s=float(block.time_s[0]),
            last_s=float(block.time_s[-1]),
            frame_count=len(block),
            payload=zstandard.compress(plain, _ZSTD_LEVEL),
            sha256=hashlib.sha256(plain).digest(),
        )

    def unpack(self, rows: int, cols: int) -> FrameBlock:
        """Return the frames, bit for bit as they were packed.

        Parameters
        ----------
        rows, cols : int
            Cells of the mat that the frames came from.

        Raises
        ------
        DamagedFrames
            When the bytes do not match their checksum or the number of cells.
        """
        n, cells = self.frame_count, rows * cols
        size = n * (16 + 4 * cells)
        plain = self.plain(size)
        if len(plain) != size:
            raise DamagedFrames(f"{self.place} hold {len(plain)} bytes, expected {size}")
        planes = np.frombuffer(plain, np.uint8, offset=16 * n).reshape(4, -1)
        force = np.ascontiguousarray(planes.T).view("<f4").reshape(n, rows, cols)
        return FrameBlock(
            time_s=np.frombuffer(plain, "<f8", n).astype(np.float64),
            force_n=force.astype(np.float32, copy=False),
            belt_speed_m_s=np.frombuffer(plain, "<f8", n, 8 * n).astype(np.float64),
        )

    def plain(self, most_bytes: int) -> bytes:
        """Return what is inside the zstd frame, at most so many bytes, held against its checksum.

        Raises
        ------
        DamagedFrames
            When it cannot be unpacked, or is not what was stored.
        """
        try:
            if zstandard.frame_content_size(self.payload) > most_bytes:
                raise DamagedFrames(f"{self.place} hold more than {most_bytes} bytes")
            plain = zstandard.decompress(self.payload, max_output_size=most_bytes)
        except zstandard.ZstdError as error:
            raise DamagedFrames(f"{self.place} cannot be unpacked: {error}") from error
        if hashlib.sha256(plain).digest() != self.sha256:
            raise DamagedFrames(f"{self.place} do not match their SHA-256 checksum")
        return plain


def _little(
    values: NDArray[np.float64] | NDArray[np.float32], kind: str
) -> NDArray[np.float64] | NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=kind)


def pack_footprint(footprint: Footprint) -> bytes:
    """Return the bytes of an `.npz` file with the footprint's fields under their own names."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        peak_n=footprint.peak_n,
        bin_m=footprint.bin_m,
        col_pitch_m=footprint.col_pitch_m,
        heel_bin=footprint.heel_bin,
        first_col=footprint.first_col,
        gait_line_m=footprint.gait_line_m,
        landing_m=footprint.landing_m,
    )
    return file.getvalue()


def unpack_footprint(packed: bytes) -> Footprint:
    """Return the footprint that `pack_footprint` packed."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as file:
        landing_y_m, landing_x_m = file["landing_m"]
        return Footprint(
            peak_n=file["peak_n"],
            bin_m=float(file["bin_m"]),
            col_pitch_m=float(file["col_pitch_m"]),
            heel_bin=float(file["heel_bin"]),
            first_col=int(file["first_col"]),
            gait_line_m=file["gait_line_m"],
            landing_m=(float(landing_y_m), float(landing_x_m)),
        )
