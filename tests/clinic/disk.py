"""A disk that the tests can fill and cut the power of: see `disk_shim.c`."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

__all__ = ["Operation", "ShimmedDisk", "build_shim", "disk_after_cut", "read_log"]

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("disk_shim.c")
#: What a disk writes whole or not at all.
SECTOR_BYTES = 512


def build_shim(folder: Path) -> Path:
    """Compile the shim and return the library."""
    library = folder / "disk_shim.so"
    flags = ["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that was done to a file: `"write"`, `"truncate"`, `"sync"` or `"unlink"`."""

    kind: str
    path: str
    offset: int
    data: bytes


class ShimmedDisk:
    """A folder whose files are watched while a program of ours uses them."""

    def __init__(self, library: Path, folder: Path) -> None:
        self.folder, self.log, self.full = folder / "disk", folder / "log", folder / "full"
        self.folder.mkdir()
        self._library = library

    def run(self, code: str) -> str:
        """Run Python code, its first argument the folder, its second the switch; return what it printed."""
        environment = os.environ | {
            "LD_PRELOAD": str(self._library),
            "DISK_SHIM_FOLDER": str(self.folder),
            "DISK_SHIM_LOG": str(self.log),
            "DISK_SHIM_FULL": str(self.full),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", code, str(self.folder), str(self.full)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout


def read_log(path: Path) -> list[Operation]:
    """Return what was done, in order."""
    found, text = [], path.read_bytes()
    at = 0
    while at < len(text):
        end = text.index(b"\n", at)
        kind, name, offset, length = text[at:end].decode().rsplit(" ", 3)[-4:]
        at = end + 1 + int(length)
        found.append(Operation(kind, name, int(offset), text[end + 1 : at]))
    return found


@dataclass
class _File:
    """What the disk surely has of a file, and what it may have."""

    safe: bytearray = field(default_factory=bytearray)
    is_safe: bool = False
    pending: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        for operation in self.pending:
            _apply(self.safe, operation)
        self.pending.clear()
        self.is_safe = True

    def after_cut(self, random: Random) -> bytes | None:
        """Return what is found after the power came back; None = the file is not there."""
        if not self.is_safe and random.random() < 0.5:
            return None
        content = bytearray(self.safe)
        share = random.choice((0.0, 0.5, 1.0))
        for operation in self.pending:
            if operation.kind == "unlink":
                if random.random() < share:
                    return None
            elif operation.kind == "truncate":
                if random.random() < share:
                    _apply(content, operation)
            else:
                for start in range(0, len(operation.data), SECTOR_BYTES):
                    if random.random() < share:
                        part = operation.data[start : start + SECTOR_BYTES]
                        _apply(content, Operation("write", "", operation.offset + start, part))
        return bytes(content)


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.kind == "truncate":
        del content[operation.offset :]
    end = operation.offset + len(operation.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[operation.offset : end] = operation.data


def disk_after_cut(operations: Sequence[Operation], random: Random) -> dict[str, bytes]:
    """Return the files that may be found when the power failed after these operations.

    What was flushed is there. Of what was written since, any sectors may be there and any missing, whatever
    the order in which they were written; a file that was never flushed may be missing.
    """
    files: dict[str, _File] = {}
    for operation in operations:
        name = Path(operation.path).name
        if operation.kind == "sync":
            files.setdefault(name, _File()).sync()
        else:
            files.setdefault(name, _File()).pending.append(operation)
            if operation.kind == "unlink":
                # A later file of that name is another file; the folder's order is kept by every file system
                # with a journal.
                files[name] = _File()
    found = {name: file.after_cut(random) for name, file in files.items()}
    return {name: content for name, content in found.items() if content is not None}
