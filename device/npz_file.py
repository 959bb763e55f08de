"""`.npz` files: nothing is believed before it is checked, nothing is half-written.

An `.npz` is a zip archive with one `.npy` array a key. Sizes are declared twice, in the archive's
directory and in each array's header. They must agree, and their sum must not exceed `MOST_BYTES`,
before an array is read: a small file cannot fill the memory.
"""

import math
import os
import secrets
import tokenize
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from device.errors import BadRecording, RecordingNotFound

__all__ = ["MOST_BYTES", "read_npz", "write_npz"]

#: The most that a recording's arrays may take, uncompressed: 45 minutes of 384 cells at 1 kHz.
MOST_BYTES = 4 * 2**30
_SUFFIX = ".npy"

# What the zip reader, the decompressor and the array reader raise on a damaged file.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    SyntaxError,
    tokenize.TokenError,
)

CheckKeys = Callable[[list[str], str], None]


def read_npz(path: Path, check_keys: CheckKeys) -> dict[str, NDArray[Any]]:
    """Return the arrays of an `.npz` file, by key.

    Parameters
    ----------
    path : Path
        The file.
    check_keys : callable
        Called with the keys and the file's name before an array is read; raises if they are wrong.

    Raises
    ------
    RecordingNotFound
        If there is no file at `path`.
    BadRecording
        If it cannot be read, is damaged, or its sizes contradict each other.
    """
    try:
        with path.open("rb") as file:
            return _read_arrays(file, path, check_keys)
    except FileNotFoundError:
        raise RecordingNotFound(f"{path}: there is no such recording") from None
    except IsADirectoryError:
        raise BadRecording(f"{path}: is a folder, expected an .npz file") from None
    except OSError as error:
        raise BadRecording(f"{path}: cannot be read: {error.strerror or error}") from error


def write_npz(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write arrays to an `.npz` file: whole or not at all; one that was there before is replaced.

    Raises
    ------
    RecordingNotFound
        If the folder does not exist.
    BadRecording
        If the disk refuses.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            np.savez_compressed(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except FileNotFoundError:
        raise RecordingNotFound(
            f"{path}: there is no folder {path.parent}; create it first"
        ) from None
    except OSError as error:
        raise BadRecording(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _read_arrays(file: IO[bytes], path: Path, check_keys: CheckKeys) -> dict[str, NDArray[Any]]:
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise BadRecording(
            f"{path}: is not an .npz recording, or was cut short ({error})"
        ) from error
    with archive:
        members = archive.infolist()
        check_keys([member.filename.removesuffix(_SUFFIX) for member in members], str(path))
        declared = sum(member.file_size for member in members)
        if declared > MOST_BYTES:
            raise BadRecording(
                f"{path}: would take {declared} bytes uncompressed, at most {MOST_BYTES} are read; "
                "split the recording"
            )
        return {
            member.filename.removesuffix(_SUFFIX): _read_array(archive, member, path)
            for member in members
        }


def _read_array(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> NDArray[Any]:
    key = member.filename.removesuffix(_SUFFIX)
    try:
        with archive.open(member) as file:
            shape, dtype, header_bytes = _read_header(file)
        if dtype.hasobject:
            raise BadRecording(
                f"{path}: {key} holds Python objects, which are never read; save numbers"
            )
        # Exact integers: a product of huge dimensions must not wrap around.
        promised = header_bytes + math.prod(shape) * dtype.itemsize
        if promised != member.file_size:
            raise BadRecording(
                f"{path}: {key} promises {promised} bytes for shape {shape}, "
                f"the archive holds {member.file_size}; the file is damaged"
            )
        with archive.open(member) as file:
            array: NDArray[Any] = np.lib.format.read_array(file, allow_pickle=False)
            return array
    except BadRecording:
        raise
    except _DAMAGE as error:
        raise BadRecording(f"{path}: {key} cannot be read: {_first_line(error)}") from error


def _read_header(file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any], int]:
    """Return the shape, type and header length that an array declares."""
    version = np.lib.format.read_magic(file)
    if version == (1, 0):
        shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    elif version == (2, 0):
        shape, _, dtype = np.lib.format.read_array_header_2_0(file)
    else:
        raise ValueError(f"array format {version[0]}.{version[1]} is not 1.0 or 2.0")
    if any(length < 0 for length in shape):
        raise ValueError(f"negative length in shape {shape}")
    return shape, dtype, file.tell()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
