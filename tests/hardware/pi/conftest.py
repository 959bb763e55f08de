import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PI = ROOT / "hardware" / "pi"

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
    for folder in (
        "boot/firmware/overlays",
        "etc/default",
        "etc/systemd/system",
        "etc/udev/rules.d",
    ):
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

    # Waiting for the disk is what a real card needs and a test does not.
    quick = card.parent / "quick"
    quick.mkdir()
    (quick / "sync").write_text("#!/bin/sh\n")
    (quick / "sync").chmod(0o755)

    def run(
        *options: str, script: Path = PI / "install.sh", path: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [script, "--root", card, *options],
            env=ENVIRONMENT | {"PATH": f"{path or quick}:{quick}:{ENVIRONMENT['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Return a second checkout, with another version."""
    made = tmp_path / "newer"
    made.mkdir()
    for name in ("analyzer", "clinic", "commands", "device", "web"):
        (made / name).mkdir()
        shutil.copy(ROOT / name / "__init__.py", made / name)
    for name in ("strikemat.py", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, made)
    shutil.copytree(PI, made / "hardware" / "pi")
    text = (ROOT / "pyproject.toml").read_text()
    (made / "pyproject.toml").write_text(text.replace('version = "', 'version = "99.', 1))
    return made / "hardware" / "pi" / "install.sh"
