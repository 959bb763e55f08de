"""A session that goes out as a file gives the same steps as in the store."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from clinic import Store, default_store_path
from strikemat import main
from tests.clinic.test_codes import recorded


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("options", [[], ["--codes"]])
def test_an_exported_session_gives_its_steps(tmp_path: Path, options: list[str]) -> None:
    recorded(default_store_path(tmp_path))
    file = tmp_path / "out.npz"
    assert run("export", 1, file, "--data", tmp_path, *options)[0] == 0
    status, told = run("analyze", file, "--json")
    assert status == 0
    with Store(default_store_path(tmp_path)) as store:
        stored = [step.to_dict() for step in store.steps(1)]
    found = json.loads(told)["steps"]
    assert [step["contact_s"] for step in found] == [step["contact_s"] for step in stored]
    assert [step["strike_index_percent"] for step in found] == [
        step["strike_index_percent"] for step in stored
    ]


def test_what_cannot_be_exported_is_one_line(tmp_path: Path) -> None:
    Store(default_store_path(tmp_path)).close()
    status, said = run("export", 7, tmp_path / "out.npz", "--data", tmp_path)
    assert (status, said) == (2, "strikemat: there is no session 7\n")
    status, said = run("export", 1, tmp_path / "out.csv", "--data", tmp_path)
    assert status == 2
    assert "FILE must end in .npz, got out.csv" in said
