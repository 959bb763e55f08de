"""`strikemat backup`, `restore`, `verify`, `retention` and `runner`, as a person types them."""

import json
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from clinic import FrameChunk, NewSession, Store, default_store_path
from device import FrameBlock, MatGeometry
from strikemat import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A store with a session each of Anna and Ben, three years old."""
    monkeypatch.delenv("STRIKEMAT_DATABASE", raising=False)
    rng = np.random.default_rng(1)
    path = default_store_path(tmp_path / "data")
    with Store(path, clock=lambda: datetime(2023, 1, 1, tzinfo=UTC)) as store:
        for runner in ("Anna", "Ben"):
            session_id = store.begin_session(
                NewSession(
                    runner=runner,
                    mat_name="simulated",
                    mat_label="SIMULATED",
                    geometry=MatGeometry(4, 3, 0.025, 0.05),
                    frame_rate_hz=500.0,
                    runner_foot_length_m=0.26,
                    analyzer_version="1",
                )
            )
            force_n = rng.random((10, 4, 3)).astype(np.float32)
            block = FrameBlock(np.arange(10) / 500, force_n, np.zeros(10))
            store.append(session_id, chunks=[FrameChunk.pack(block)])
            store.end_session(session_id)
    return tmp_path / "data"


def run(*arguments: object, given: str = ""):
    return CliRunner().invoke(main, [str(one) for one in arguments], input=given)


def damage(folder):
    with sqlite3.connect(folder / "strikemat.sqlite") as file:
        file.execute("DROP TRIGGER raw_chunk_unchanging")
        file.execute("UPDATE raw_chunk SET sha256 = x'00' WHERE session_id = 2")
    file.close()


def test_a_backup_is_made_verified_and_restored(folder, tmp_path):
    done = run("backup", tmp_path / "b.sqlite", "--data", folder)
    assert (done.exit_code, done.stdout) == (
        0,
        f"{tmp_path / 'b.sqlite'} holds 2 sessions, 2 chunks of raw data, 0 steps.\n",
    )
    assert run("verify", tmp_path / "b.sqlite").stdout.endswith("All is as it was stored.\n")
    done = run("restore", tmp_path / "b.sqlite", "--data", tmp_path / "new")
    assert (done.exit_code, "holds 2 sessions now." in done.stdout) == (0, True)
    done = run("restore", tmp_path / "b.sqlite", "--data", tmp_path / "new")
    assert (done.exit_code, "say --replace" in done.stderr) == (2, True)
    assert run("restore", tmp_path / "b.sqlite", "--replace", "--data", folder).exit_code == 0


def test_damage_is_told_line_by_line_with_status_1(folder, tmp_path):
    assert run("verify", "--data", folder).exit_code == 0
    damage(folder)
    done = run("verify", "--data", folder)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert "session 2: chunk 0 (0.000 s to 0.018 s) does not match its SHA-256" in lines[0]
    assert "1 problems" in lines[1]
    assert run("backup", tmp_path / "b.sqlite", "--data", folder).exit_code == 1
    assert "damaged: session 2" in run("restore", tmp_path / "b.sqlite").stderr


def test_what_is_no_store_is_refused_with_status_2(tmp_path):
    (tmp_path / "notes").write_text("shopping list\n" * 100)
    done = run("verify", tmp_path / "notes")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "not a Strikemat store" in done.stderr
    assert "no such file" in run("verify", tmp_path / "none").stderr


def test_raw_data_go_only_when_asked(folder):
    def retention(*options):
        return run("retention", "--data", folder, *options).stdout

    assert retention("--prune") == "Raw data are kept for ever.\nRaw data of 0 sessions went.\n"
    assert retention("--days", 90) == "Raw data are kept 90 days.\n"
    assert "Raw data of 2 sessions would go." in retention("--dry-run")
    assert "session 2: 1 chunks" in retention("--prune")
    assert "0 sessions went" in retention("--prune")
    assert retention("--forever") == "Raw data are kept for ever.\n"
    assert run("retention", "--forever", "--days", 3, "--data", folder).exit_code == 2


def test_a_runner_is_listed_exported_and_erased(folder, tmp_path):
    listed = run("runner", "list", "--data", folder).stdout
    assert [line.split()[:3] for line in listed.splitlines()[1:]] == [
        ["1", "Anna", "1"],
        ["2", "Ben", "1"],
    ]
    done = run("runner", "export", "Anna", tmp_path / "anna.zip", "--data", folder)
    assert done.exit_code == 0
    sha256 = json.loads(zipfile.ZipFile(tmp_path / "anna.zip").read("manifest.json"))[
        "sha256_of_data"
    ]
    assert sha256 in done.stdout
    assert run("runner", "erase", "Anna", "--data", folder, given="n\n").exit_code == 1
    done = run("runner", "erase", "Anna", "--yes", "--receipt", tmp_path / "r", "--data", folder)
    assert json.loads(done.stdout)["sha256"] == sha256
    assert json.loads((tmp_path / "r").read_text())["counts"]["session"] == 1
    assert "Anna" not in run("runner", "list", "--data", folder).stdout
    assert json.loads(run("runner", "receipts", "--data", folder).stdout)[0]["runner_id"] == 1
    assert run("runner", "clean", "--data", folder).exit_code == 0


def test_an_unknown_runner_is_one_line(folder, tmp_path):
    for command in (("erase", "Zoe", "--yes"), ("export", "Zoe", tmp_path / "z.zip")):
        done = run("runner", *command, "--data", folder)
        assert done.exit_code == 2
        assert "has no runner 'Zoe'; `strikemat runner list`" in done.stderr


def test_the_database_is_chosen_by_the_environment(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("STRIKEMAT_DATABASE", f"sqlite:///{folder}/strikemat.sqlite")
    assert "Anna" in run("runner", "list").stdout
    monkeypatch.setenv("STRIKEMAT_DATABASE", "mysql://host/name")
    done = run("runner", "list")
    assert done.exit_code == 2
    assert "SQLite or PostgreSQL, got 'mysql'" in done.stderr
    Store(default_store_path(tmp_path / "other")).close()
    assert run("runner", "list", "--data", tmp_path / "other").exit_code == 0


def test_the_bench_records_measures_and_says_the_bounds():
    said = " ".join(run("bench", "store", "--minutes", 0.1, "--no-frames").stdout.split())
    assert "MB in two hours; bound 400 MB" in said
    assert "opening and reporting:" in said
    assert "every frame" not in said


@pytest.mark.parametrize(
    "words",
    [
        "verify",
        "backup copy.sqlite",
        "retention",
        "report 1 --pdf report.pdf",
        "export 1 frames.npz",
        "reanalyze",
        "runner list",
        "user list",
        "audit",
    ],
)
def test_who_only_looks_is_told_of_a_wrong_folder_and_gets_no_empty_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*words.split(), "--data", "mistyped"])
    assert result.exit_code == 2
    assert result.stderr == (
        "strikemat: mistyped/strikemat.sqlite: there is no store yet; name its folder with --data DIR, "
        "or let `strikemat serve` make one\n"
    )
    assert not list(tmp_path.iterdir())
