"""Raw codes of a session: how its mat, its calibration and its conversions are kept, and read again."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import tomli_w
import zstandard

from clinic.errors import DamagedFrames
from clinic.packing import FrameChunk
from clinic.records import SessionRecord, StoredCalibration
from device import (
    BadMat,
    BadRecording,
    Calibration,
    ChunkReader,
    ChunkWriter,
    DeviceError,
    FrameBlock,
    MatDescription,
    chunk_stands_alone,
    description_tables,
    join_scans,
    parse_description,
)

__all__ = [
    "CodePacker",
    "calibration_of",
    "description_of",
    "description_toml",
    "frames_of",
    "stands_alone",
    "stored_calibration",
]

#: Level 9 makes conversions a fifth smaller than level 1, in one hundredth of the time that they take.
_ZSTD_LEVEL = 9
#: No second of a mat is larger, unpacked.
_MOST_BYTES = 256 * 2**20
_CALIBRATION_FORMAT = "cell curves 1"
_CURVES = ("scale", "exponent", "tare_siemens")


class CodePacker:
    """Packs a session's blocks as they come, as many as follow on each other into one chunk.

    A block that came without codes, as a part of one does, is kept as forces.
    """

    def __init__(self) -> None:
        self._writer = ChunkWriter()

    def pack(self, blocks: Sequence[FrameBlock]) -> list[FrameChunk]:
        """Return blocks, at least one, as chunks: a new one where frames are missing in between."""
        borders = [at for at in range(1, len(blocks)) if not _follows(blocks[at - 1], blocks[at])]
        return [
            self._pack_run(blocks[first:end])
            for first, end in zip([0, *borders], [*borders, len(blocks)], strict=True)
        ]

    def _pack_run(self, blocks: Sequence[FrameBlock]) -> FrameChunk:
        scans = [block.scan for block in blocks if block.scan is not None]
        if len(scans) < len(blocks):
            return FrameChunk.pack_blocks(blocks)
        belt_speed_m_s = np.concatenate([block.belt_speed_m_s for block in blocks])
        plain = self._writer.pack(join_scans(scans), belt_speed_m_s)
        return FrameChunk(
            first_s=float(blocks[0].time_s[0]),
            last_s=float(blocks[-1].time_s[-1]),
            frame_count=len(belt_speed_m_s),
            payload=zstandard.compress(plain, _ZSTD_LEVEL),
            sha256=hashlib.sha256(plain).digest(),
            format="codes",
        )

    def forget(self) -> None:
        """Let the next chunk be readable without the last one, which was lost."""
        self._writer.forget()


def _follows(block: FrameBlock, later: FrameBlock) -> bool:
    """Whether no frame is missing between two blocks: what waited at the end of one begins the other."""
    if block.scan is None or later.scan is None:
        return block.scan is later.scan
    ahead = block.scan.ahead
    return len(ahead) > 0 and bool(ahead["time_ns"][0] == later.scan.codes["time_ns"][0])


class CodeUnpacker:
    """Computes a session's frames from its chunks of codes, one after the other.

    Parameters
    ----------
    description_text : str
        The mat's description, TOML.
    calibration : StoredCalibration
        Of its cells.

    Raises
    ------
    DamagedFrames
        When either is not what was stored.
    """

    def __init__(self, description_text: str, calibration: StoredCalibration) -> None:
        self.description = description_of(description_text)
        self.calibration = calibration_of(calibration)
        self._reader = ChunkReader(self.description, self.calibration)

    def unpack(self, chunk: FrameChunk) -> FrameBlock:
        """Return the frames of the next chunk, as they were when it was recorded, to the last bit.

        Raises
        ------
        DamagedFrames
            When the bytes do not match their checksum, or make other frames.
        """
        try:
            block = self._reader.read(chunk.plain(_MOST_BYTES))
        except BadRecording as error:
            raise DamagedFrames(f"{chunk.place}: {error}") from error
        if len(block) != chunk.frame_count:
            raise DamagedFrames(f"{chunk.place}: the codes make {len(block)} frames")
        return block


def frames_of(
    record: SessionRecord, calibration: StoredCalibration | None, chunks: Iterable[FrameChunk]
) -> Iterator[FrameBlock]:
    """Yield the frames of a session's chunks, which come in order, from the first one on.

    Raises
    ------
    DamagedFrames
        When a chunk, the mat's description or the calibration is not what was stored.
    """
    codes: CodeUnpacker | None = None
    for chunk in chunks:
        if chunk.format == "codes":
            codes = codes or _unpacker(record, calibration)
            yield codes.unpack(chunk)
        elif chunk.format == "force":
            yield chunk.unpack(record.geometry.rows, record.geometry.cols)
        else:
            raise DamagedFrames(
                f"{chunk.place} are kept as {chunk.format!r}; read them with a newer Strikemat"
            )


def stands_alone(chunk: FrameChunk) -> bool:
    """Return whether a chunk's frames can be computed without the chunks before it.

    Raises
    ------
    DamagedFrames
        When it is not what was stored.
    """
    return chunk.format != "codes" or chunk_stands_alone(chunk.plain(_MOST_BYTES))


def _unpacker(record: SessionRecord, calibration: StoredCalibration | None) -> CodeUnpacker:
    if record.mat_description_toml is None or calibration is None:
        raise DamagedFrames(
            f"session {record.id} has raw codes, but not its mat's description and calibration"
        )
    return CodeUnpacker(record.mat_description_toml, calibration)


def description_toml(description: MatDescription) -> str:
    """Return a mat's description as the TOML text that `description_of` reads."""
    return tomli_w.dumps(_without_none(description_tables(description)))


def description_of(text: str) -> MatDescription:
    """Return the mat that a session's text describes, or raise DamagedFrames."""
    try:
        return parse_description(text, name="the session's mat")
    except DeviceError as error:
        raise DamagedFrames(str(error)) from error


def stored_calibration(calibration: Calibration) -> StoredCalibration:
    """Return a calibration as the store keeps it: an `.npz` of `scale`, `exponent` and `tare_siemens`."""
    file = io.BytesIO()
    np.savez(file, **{name: getattr(calibration, name) for name in _CURVES})
    return StoredCalibration(calibration.name, _CALIBRATION_FORMAT, file.getvalue())


def calibration_of(stored: StoredCalibration) -> Calibration:
    """Return the calibration that was stored, or raise DamagedFrames."""
    if stored.format != _CALIBRATION_FORMAT:
        raise DamagedFrames(
            f"calibration {stored.name}: its format is {stored.format!r}, known is "
            f"{_CALIBRATION_FORMAT!r}; read it with the Strikemat that wrote it, or a newer one"
        )
    try:
        with np.load(io.BytesIO(stored.payload), allow_pickle=False) as file:
            scale, exponent, tare_siemens = (file[name] for name in _CURVES)
        return Calibration(scale, exponent, tare_siemens, stored.name)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, BadMat) as error:
        raise DamagedFrames(f"calibration {stored.name} is not what was stored: {error}") from error


def _without_none(tables: dict[str, Any]) -> dict[str, Any]:
    """Return the tables without what TOML cannot say: None, which is also what a missing key means."""
    kept: dict[str, Any] = {}
    for key, value in tables.items():
        if isinstance(value, dict):
            kept[key] = _without_none(value)
        elif isinstance(value, list | tuple):
            kept[key] = [_without_none(one) if isinstance(one, dict) else one for one in value]
        elif value is not None:
            kept[key] = value
    return kept
