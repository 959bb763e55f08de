"""`strikemat user` and `strikemat audit`, as a person types them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from clinic import Store, default_store_path
from strikemat import main

GOOD = "tuba-lantern-9-moss"


def run(*arguments: object, given: str = "") -> Any:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=given)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty store."""
    monkeypatch.delenv("STRIKEMAT_DATABASE", raising=False)
    Store(default_store_path(tmp_path / "data")).close()
    return tmp_path / "data"


def test_the_first_account_makes_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STRIKEMAT_DATABASE", raising=False)
    done = run("user", "add", "anna", "--password-stdin", "--data", tmp_path / "new", given=GOOD)
    assert done.exit_code == 0
    assert default_store_path(tmp_path / "new").exists()


def test_a_password_is_asked_twice_and_not_shown(data: Path) -> None:
    done = run("user", "add", "anna", "--role", "admin", "--data", data, given=f"{GOOD}\n{GOOD}\n")
    assert done.exit_code == 0
    assert "anna may log in as admin." in done.stdout
    assert GOOD not in done.output
    done = run("user", "add", "ben", "--data", data, given=f"{GOOD}\nother-{GOOD}\n")
    assert done.exit_code == 1


def test_accounts_are_kept_on_the_command_line(data: Path) -> None:
    def user(*arguments: object, given: str = "") -> str:
        done = run("user", *arguments, "--data", data, given=given)
        assert done.exit_code == 0, done.output
        return str(done.stdout)

    assert "no account" in user("list")
    user("add", "Anna", "--role", "admin", "--password-stdin", given=GOOD + "\n")
    user("add", "ben", "--password-stdin", given=GOOD)
    assert user("role", "ben", "coach") == "ben is coach now.\n"
    user("disable", "ben")
    lines = [line.split() for line in user("list").splitlines()]
    assert [line[:2] + line[3:] for line in lines[1:]] == [
        ["anna", "admin", "may", "log", "in"],
        ["ben", "coach", "disabled"],
    ]
    user("enable", "ben")
    user("passwd", "ben", "--password-stdin", given="gravel.Otter-7-violin\n")
    assert user("remove", "ben") == "ben is removed.\n"


@pytest.mark.parametrize(
    ("arguments", "given", "line"),
    [
        (("add", "anna", "--password-stdin"), "short\n", "10 to 128 characters, got 5"),
        (("add", "an na", "--password-stdin"), GOOD, "1 to 40 letters, digits"),
        (("passwd", "zoe", "--password-stdin"), GOOD, "no account 'zoe'; `strikemat user list`"),
        (("remove", "zoe"), "", "no account 'zoe'"),
    ],
)
def test_what_is_refused_is_one_line(
    data: Path, arguments: tuple[str, ...], given: str, line: str
) -> None:
    done = run("user", *arguments, "--data", data, given=given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert line in done.stderr


def test_the_audit_log_is_listed_by_user_action_and_time(data: Path) -> None:
    for name in ("anna", "ben"):
        run("user", "add", name, "--password-stdin", "--data", data, given=GOOD)
    run("user", "disable", "ben", "--data", data)

    def audit(*options: object) -> list[dict[str, Any]]:
        done = run("audit", "--json", "--data", data, *options)
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.stdout.splitlines()]

    assert [one["action"] for one in audit()] == ["add account", "add account", "disable account"]
    assert [one["detail"]["account"] for one in audit("--action", "add account")] == ["anna", "ben"]
    assert [one["action"] for one in audit("--last", 1)] == ["disable account"]
    assert audit("--since", "2999-01-01") == audit("--who", "nobody") == audit("--runner", 7) == []
    assert "disable account" in run("audit", "--data", data).stdout
    assert "no such entry" in run("audit", "--session", 9, "--data", data).stdout
