"""Programs on the pretend board: builds the shim, runs them with it, tells what went over the wire."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.device.hardware.board import LOG_BYTES, Board, Chip, make_board

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
#: A Pi 4: what gpiozero and Blinka read to know the board.
PI_4_REVISION = 0xC03115


def needs(*tools: str) -> pytest.MarkDecorator:
    """Skip a test with a reason where a tool is absent; on the build server it must be there."""
    absent = [tool for tool in tools if shutil.which(tool) is None]
    skip = bool(absent) and os.environ.get("CI") != "true"
    return pytest.mark.skipif(skip, reason=f"{', '.join(absent)} not installed")


def needs_module(name: str) -> pytest.MarkDecorator:
    """Skip a test with a reason where a Python package is absent; on the build server it must be there."""
    # lgpio has no wheel for Python 3.13 and later; everywhere else CI must have it.
    may_lack = os.environ.get("CI") != "true" or (name == "lgpio" and sys.version_info >= (3, 13))
    skip = importlib.util.find_spec(name) is None and may_lack
    return pytest.mark.skipif(skip, reason=f"the Python module {name} is not installed")


def build_shim(folder: Path) -> Path:
    """Return the shim's library, built with the system's compiler."""
    library = folder / "shim.so"
    sources = sorted(str(path) for path in (HERE / "shim").glob("*.c"))
    warnings = ["-Wall", "-Wextra", "-Werror"]
    flags = ["-std=gnu11", "-O2", *warnings, "-fPIC", "-shared", "-fvisibility=default"]
    libraries = ["-ldl", "-lpthread", "-lm"]
    subprocess.run(["gcc", *flags, "-o", str(library), *sources, *libraries], check=True)
    return library


@dataclass
class PretendBoard:
    """A board on which a program can be run."""

    library: Path
    folder: Path
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        self.board = make_board(self.folder / "board")
        self._stand_in("proc/cpuinfo", f"Hardware\t: BCM2711\nRevision\t: {PI_4_REVISION:x}\n")
        revision = PI_4_REVISION.to_bytes(4, "big").decode("latin-1")
        self._stand_in("proc/device-tree/system/linux,revision", revision)
        self._stand_in("dev/gpiochip0", "")

    def fit(self, slot: int, kind: int, bus: int, select: int) -> Chip:
        """Put a chip on a chip select and return it."""
        chip: Chip = self.board.chips[slot]
        chip.kind, chip.bus, chip.select = kind, bus, select
        self._stand_in(f"dev/spidev{bus}.{select}", "")
        return chip

    def run(self, *arguments: str) -> str:
        """Run Python with these arguments on the board; return what it wrote, once it succeeded."""
        finished = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    def client(self, name: str, *arguments: str) -> str:
        """Run one of the programs in `clients`."""
        return self.run("-m", f"tests.device.hardware.clients.{name}", *arguments)

    def sent(self) -> list[bytes]:
        """Return what went out in each transfer."""
        return [bytes(entry.tx[: min(entry.length, LOG_BYTES)]) for entry in self._log()]

    def received(self) -> list[bytes]:
        """Return what came back in each transfer."""
        return [bytes(entry.rx[: min(entry.length, LOG_BYTES)]) for entry in self._log()]

    def settings(self) -> set[tuple[int, int, int, int]]:
        """Return every combination of mode, clock, word size and `cs_change` that was used."""
        return {
            (entry.mode, entry.speed_hz, entry.bits_per_word, entry.cs_change)
            for entry in self._log()
        }

    def _log(self) -> list[ctypes.Structure]:
        return list(self.board.log[: self.board.logged])

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LD_PRELOAD": str(self.library),
            "STRIKEMAT_BOARD": str(self.folder / "board"),
            "STRIKEMAT_ROOT": str(self.folder / "root"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _stand_in(self, path: str, text: str) -> None:
        file = self.folder / "root" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="latin-1")
