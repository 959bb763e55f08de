"""The nightly copy: whole, verified by the program, fourteen kept."""

import os
import subprocess
from pathlib import Path

from tests.hardware.pi.conftest import PI


def back_up(folder: Path, *name: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run backup.sh with a program that copies the store and ends with a status."""
    program = folder / "program"
    program.write_text(
        '#!/bin/sh\n[ "$1 $2" = "backup --data" ] || exit 2\n'
        + f'cat "$3/strikemat.sqlite" >"$4"\nexit {status}\n'
    )
    program.chmod(0o755)
    return subprocess.run(
        [PI / "backup.sh", folder, folder / "backups", *name],
        env={"PATH": os.environ["PATH"], "STRIKEMAT": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_last_fourteen_days_are_kept_and_what_has_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "strikemat.sqlite").write_text("sessions")
    (tmp_path / "backups").mkdir()
    old = [tmp_path / "backups" / f"2020-01-{day:02}.sqlite" for day in range(1, 20)]
    for path in (*old, tmp_path / "backups" / "before-0.1.0.sqlite"):
        path.write_text("old")
    assert back_up(tmp_path).returncode == 0
    left = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert len(left) == 15
    assert left[:13] == [path.name for path in old[6:]]
    assert left[14] == "before-0.1.0.sqlite"
    assert (tmp_path / "backups" / left[13]).read_text() == "sessions"


def test_a_copy_that_fails_leaves_the_earlier_ones(tmp_path: Path) -> None:
    (tmp_path / "strikemat.sqlite").write_text("sessions")
    assert back_up(tmp_path, "first").returncode == 0
    (tmp_path / "strikemat.sqlite").write_text("other")
    assert back_up(tmp_path, "first", status=2).returncode == 2
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["first.sqlite"]
    assert (tmp_path / "backups" / "first.sqlite").read_text() == "sessions"


def test_the_copy_of_a_damaged_store_is_kept_beside_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "strikemat.sqlite").write_text("sessions")
    assert back_up(tmp_path, "2020-01-01").returncode == 0
    (tmp_path / "strikemat.sqlite").write_text("damaged")
    assert back_up(tmp_path, "2020-01-01", status=1).returncode == 1
    kept = {path.name: path.read_text() for path in (tmp_path / "backups").iterdir()}
    assert kept == {"2020-01-01.sqlite": "sessions", "2020-01-01.damaged.sqlite": "damaged"}


def test_a_treadmill_without_sessions_has_nothing_to_copy(tmp_path: Path) -> None:
    done = back_up(tmp_path)
    assert (done.returncode, "no sessions yet" in done.stdout) == (0, True)
    assert not (tmp_path / "backups").exists()
