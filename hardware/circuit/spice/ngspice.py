"""ngspice as a program that turns a deck into numbers."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["SpiceFailed", "ngspice_is_installed", "run_deck"]

TIMEOUT_S = 120
#: `name = 1.234e-01`, as print and meas write it.
_RESULT = re.compile(r"^\s*([\w()#.\[\]]+)\s*=\s*([-+0-9.eE]+)")


class SpiceFailed(RuntimeError):
    """ngspice is not there, or did not get through a deck."""


def ngspice_is_installed() -> bool:
    """Return whether ngspice can be run."""
    return shutil.which("ngspice") is not None


def run_deck(deck: str) -> dict[str, float]:
    """Return every `name = value` that ngspice printed for a deck, names in lower case.

    Raises
    ------
    SpiceFailed
        If ngspice is not installed, fails, or runs for more than two minutes.
    """
    if not ngspice_is_installed():
        raise SpiceFailed("ngspice is not installed; install it with: apt install ngspice")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.cir"
        path.write_text(deck, "ascii")
        try:
            ended = subprocess.run(  # nosec B603 B607  # the one that is installed
                ["ngspice", "-b", "-n", path.name],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SpiceFailed(f"ngspice ran for more than {TIMEOUT_S} s and was stopped") from error
    text = ended.stdout + ended.stderr
    wrong = re.search(r"^.*(?:\berror\b|singular|aborted|failed).*$", text, re.I | re.M)
    if wrong:
        raise SpiceFailed(f"ngspice: {wrong.group(0).strip()}")
    matches = (_RESULT.match(line) for line in text.splitlines())
    found = {match[1].lower(): float(match[2]) for match in matches if match}
    if not found:
        raise SpiceFailed(f"ngspice ended with status {ended.returncode} and printed no result")
    return found
