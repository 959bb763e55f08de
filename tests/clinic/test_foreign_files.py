"""Backups and recordings that somebody prepared: refused, and nothing of theirs is run."""

import io
import pickle
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from clinic import (
    BadStore,
    NewSession,
    Place,
    Store,
    accounts,
    add_account,
    back_up,
    begin_sign_in,
    restore,
    signed_in,
)
from device import DeviceError, load_recording

GOOD = "tuba-lantern-9-moss"


@pytest.fixture
def backup(tmp_path: Path, make_session: Callable[..., NewSession]) -> Path:
    with Store(tmp_path / "old.sqlite") as store:
        store.end_session(store.begin_session(make_session()))
        back_up(store, tmp_path / "backup.sqlite")
    return tmp_path / "backup.sqlite"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "CREATE TRIGGER quiet AFTER INSERT ON audit BEGIN DELETE FROM audit; END",
            "trigger quiet",
        ),
        (
            "CREATE TRIGGER grow AFTER INSERT ON session BEGIN INSERT INTO account VALUES "
            "(9, 'eve', 'x', 'admin', 0, '', '', NULL); END",
            "trigger grow",
        ),
        ("CREATE VIEW spy AS SELECT * FROM runner_version", "view spy"),
        ("DROP TRIGGER audit_unchanging", "trigger audit_unchanging"),
    ],
)
def test_a_backup_with_code_of_its_own_is_refused(
    backup: Path, tmp_path: Path, statement: str, said: str
) -> None:
    with closing(sqlite3.connect(backup)) as file:
        file.execute(statement)
        file.commit()
    with pytest.raises(BadStore, match=f"changed by another program: {said}"):
        restore(backup, Place.of(tmp_path / "new.sqlite"))
    assert not (tmp_path / "new.sqlite").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE account",
        "DROP TABLE step",
        "ALTER TABLE session RENAME COLUMN mat_name TO x",
        "ALTER TABLE runner RENAME TO runners",
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_a_backup_with_other_tables_is_refused(
    backup: Path, tmp_path: Path, statement: str
) -> None:
    with closing(sqlite3.connect(backup)) as file:
        file.execute(statement)
        file.commit()
    with pytest.raises(BadStore):
        restore(backup, Place.of(tmp_path / "new.sqlite"))
    assert not (tmp_path / "new.sqlite").exists()


def test_a_backup_that_is_no_database_is_refused(tmp_path: Path) -> None:
    for number, content in enumerate(
        (b"", b"PK\x03\x04" * 50, b"SQLite format 3\x00" + b"\xff" * 9000)
    ):
        file = tmp_path / f"{number}.sqlite"
        file.write_bytes(content)
        if content:
            with pytest.raises(BadStore):
                restore(file, Place.of(tmp_path / "new.sqlite"))
            assert not (tmp_path / "new.sqlite").exists()


def test_a_link_in_the_place_of_a_backup_is_followed_to_a_copy_only(
    backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "link.sqlite").symlink_to(backup)
    with restore(tmp_path / "link.sqlite", Place.of(tmp_path / "new.sqlite")):
        pass
    assert not (tmp_path / "new.sqlite").is_symlink()
    assert (tmp_path / "new.sqlite").stat().st_mode & 0o077 == 0


def test_a_restored_backup_logs_nobody_in(tmp_path: Path) -> None:
    with Store(tmp_path / "old.sqlite") as store:
        key = begin_sign_in(store, add_account(store, "ada", GOOD, role="admin", who="test"))
        back_up(store, tmp_path / "backup.sqlite")
        assert signed_in(store, key) is not None
    with restore(tmp_path / "backup.sqlite", Place.of(tmp_path / "new.sqlite")) as store:
        assert [one.name for one in accounts(store)] == ["ada"]
        assert signed_in(store, key) is None


class Bomb:
    """Would write a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def npz(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return path


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def test_a_pickle_in_a_recording_is_not_unpacked(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    time = npy(np.arange(3.0))
    bombs = {
        "array": npy(np.array([Bomb(touched)], dtype=object)),
        "bare": pickle.dumps(Bomb(touched)),
        "lying": npy(np.zeros(3)).replace(b"'<f8'", b"'|O' ") + pickle.dumps(Bomb(touched)),
    }
    for name, bomb in bombs.items():
        with pytest.raises(DeviceError):
            load_recording(npz(tmp_path / f"{name}.npz", time_s=time, force_n=bomb))
    assert not touched.exists()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    pitches = {name: npy(np.float64(0.025)) for name in ("row_pitch_m", "col_pitch_m")}
    header = npy(np.zeros((2, 48, 8), np.float32))[:128]
    large = header.replace(b"(2, 48, 8)", b"(9**9, 8, 8)"[:10])
    for content in (large, header.replace(b"(2, 48, 8), ", b"(9999, 48,8)")):
        lie = npz(tmp_path / "lie.npz", time_s=npy(np.arange(2.0)), force_n=content, **pitches)
        with pytest.raises(DeviceError, match="force_n"):
            load_recording(lie)
    bomb = tmp_path / "bomb.npz"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("time_s.npy", npy(np.arange(2.0)))
        archive.writestr("row_pitch_m.npy", npy(np.float64(0.025)))
        archive.writestr("col_pitch_m.npy", npy(np.float64(0.05)))
        with archive.open("force_n.npy", "w", force_zip64=True) as member:
            zeros = bytes(2**24)
            for _ in range(260):
                member.write(zeros)
    assert bomb.stat().st_size < 30_000_000
    with pytest.raises(DeviceError, match="at most 4294967296 are read"):
        load_recording(bomb)


def test_a_recordings_member_names_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "paths.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../escaped.npy", npy(np.arange(2.0)))
    with pytest.raises(DeviceError, match="escaped"):
        load_recording(path)
    assert not list(tmp_path.parent.glob("escaped*"))
    shutil.rmtree(tmp_path)
