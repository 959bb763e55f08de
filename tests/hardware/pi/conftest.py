import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PI = Path(__file__).parents[3] / "hardware" / "pi"

#: The same for every test: what root's shell and systemd set differs from machine to machine.
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

Install = Callable[..., subprocess.CompletedProcess[str]]


def snapshot(tree: Path) -> dict[str, tuple[int, object]]:
    """Return every path below a folder with its mode, and its bytes or where it points."""
    found: dict[str, tuple[int, object]] = {}
    for path in sorted(tree.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[str(path.relative_to(tree))] = (0, path.readlink())
        else:
            content = path.read_bytes() if path.is_file() else None
            found[str(path.relative_to(tree))] = (stat.S_IMODE(mode), content)
    return found


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a folder with what a fresh Raspberry Pi OS has where the installation writes."""
    root = tmp_path / "card"
    for folder in ("boot/firmware/overlays", "etc/default", "etc/systemd/system", "etc/udev/rules.d"):
        (root / folder).mkdir(parents=True)
    for folder in ("opt", "usr/local/bin", "var/lib"):
        (root / folder).mkdir(parents=True)
    config = "# For more options see the documentation\ndtparam=audio=on\n[pi4]\narm_boost=1\n"
    (root / "boot/firmware/config.txt").write_text(config)
    (root / "boot/firmware/cmdline.txt").write_text("console=tty1 root=PARTUUID=1-02 rootwait\n")
    return root


@pytest.fixture
def install(card: Path) -> Install:
    """Return a function that runs install.sh on the card."""
    if shutil.which("dtc") is None:
        pytest.skip("dtc is not installed: apt install device-tree-compiler")

    def run(
        *options: str, script: Path = PI / "install.sh", path: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [script, "--root", card, *options],
            env=ENVIRONMENT | {"PATH": f"{path}:{ENVIRONMENT['PATH']}" if path else ENVIRONMENT["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
