"""Accounts: names, passwords, roles, and who is the last that keeps them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clinic import (
    AccountNotFound,
    BadAccount,
    Store,
    account,
    accounts,
    add_account,
    audit_entries,
    begin_sign_in,
    disable_account,
    enable_account,
    end_sign_in,
    proven_account,
    remove_account,
    set_password,
    set_role,
    signed_in,
)
from clinic.passwords import is_outdated

GOOD = "tuba-lantern-9-moss"
OTHER = "gravel.Otter-7-violin"


def test_an_account_is_proven_by_its_password_only(store: Store) -> None:
    made = add_account(store, " Anna ", GOOD, role="coach", who="test")
    assert (made.name, made.role, made.disabled_utc) == ("anna", "coach", None)
    assert accounts(store) == [made] == [account(store, "ANNA")]
    assert proven_account(store, "Anna", GOOD) == made
    assert proven_account(store, "anna", OTHER) is None
    assert proven_account(store, "ben", GOOD) is None
    assert proven_account(store, "anna", "") is None


def test_the_password_is_nowhere_in_the_store(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        key = begin_sign_in(store, add_account(store, "anna", GOOD, role="admin", who="test"))
    content = b"".join(path.read_bytes() for path in tmp_path.glob("s.sqlite*"))
    assert b"$argon2id$" in content
    assert GOOD.encode() not in content
    assert key.encode() not in content


@pytest.mark.parametrize(
    ("password", "line"),
    [
        ("short", "10 to 128 characters, got 5"),
        ("x" * 129, "10 to 128 characters, got 129"),
        ("password123", "too easy to guess"),
        ("strikemat-anna", "too easy to guess"),
        ("qwertzuiop", "too easy to guess"),
        ("tuba-lantern\n9-moss", "control characters"),
    ],
)
def test_a_short_or_common_password_is_refused(store: Store, password: str, line: str) -> None:
    with pytest.raises(BadAccount, match=line):
        add_account(store, "anna", password, role="coach", who="test")
    assert accounts(store) == []


@pytest.mark.parametrize("name", ["", "a b", "a\nb", "x" * 41, "a/../b", "<b>", "anna\x00"])
def test_a_name_that_could_be_mistaken_is_refused(store: Store, name: str) -> None:
    with pytest.raises(BadAccount, match=r"name must have 1 to 40 letters"):
        add_account(store, name, GOOD, role="coach", who="test")


def test_a_name_is_taken_once_however_it_is_written(store: Store) -> None:
    add_account(store, "Zoë", GOOD, role="coach", who="test")
    with pytest.raises(BadAccount, match="already"):
        add_account(store, "zoe\u0308", GOOD, role="coach", who="test")


def test_a_password_is_the_same_however_the_keyboard_composes_it(store: Store) -> None:
    add_account(store, "anna", "Zoë-lantern-9-moss", role="coach", who="test")
    assert proven_account(store, "anna", "Zoe\u0308-lantern-9-moss") is not None


def test_an_unknown_role_or_account_is_refused(store: Store) -> None:
    with pytest.raises(BadAccount, match="viewer, coach, admin, got 'king'"):
        add_account(store, "anna", GOOD, role="king", who="test")  # type: ignore[arg-type]
    for change in (disable_account, enable_account, remove_account):
        with pytest.raises(AccountNotFound, match="strikemat user list"):
            change(store, "anna", who="test")


def test_the_only_admin_among_others_stays(store: Store) -> None:
    add_account(store, "ada", GOOD, role="admin", who="test")
    add_account(store, "anna", GOOD, role="viewer", who="test")
    for change in (disable_account, remove_account):
        with pytest.raises(BadAccount, match="'ada' is the only admin"):
            change(store, "ada", who="test")
    with pytest.raises(BadAccount, match="the only admin"):
        set_role(store, "ada", "coach", who="test")
    set_role(store, "anna", "admin", who="test")
    remove_account(store, "ada", who="test")
    remove_account(store, "anna", who="test")
    assert accounts(store) == []


def test_every_change_is_in_the_audit_log_without_the_password(store: Store) -> None:
    add_account(store, "anna", GOOD, role="viewer", who="ada")
    set_password(store, "anna", OTHER, who="ada")
    set_role(store, "anna", "coach", who="ada")
    disable_account(store, "anna", who="ada")
    enable_account(store, "anna", who="ada")
    remove_account(store, "anna", who="ada")
    entries = audit_entries(store, who="ada")
    assert [entry.action for entry in entries] == [
        "add account",
        "change password",
        "change role",
        "disable account",
        "enable account",
        "remove account",
    ]
    assert {entry.detail["account"] for entry in entries} == {"anna"}
    assert "otter" not in repr(entries).lower()


def test_a_log_in_holds_until_it_ends_or_the_account_changes(store: Store) -> None:
    anna = add_account(store, "anna", GOOD, role="viewer", who="test")
    first, second = begin_sign_in(store, anna), begin_sign_in(store, anna)
    assert first != second
    assert signed_in(store, first) == signed_in(store, second) == anna
    end_sign_in(store, first)
    assert signed_in(store, first) is None
    assert signed_in(store, second) == anna
    set_password(store, "anna", OTHER, who="test")
    assert signed_in(store, second) is None
    assert signed_in(store, "made up") is None


def test_a_clock_that_goes_back_does_not_lengthen_a_log_in(database: str | Path) -> None:
    times = [datetime(2026, 5, 4, 9, tzinfo=UTC)]
    with Store(database, clock=lambda: times[-1]) as store:
        anna = add_account(store, "anna", GOOD, role="viewer", who="test")
        key = begin_sign_in(store, anna)
        times.append(times[0] - timedelta(hours=13))
        assert signed_in(store, key) is None


def test_a_hash_of_older_settings_is_renewed_when_it_is_next_proven(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    monkeypatch.setattr("clinic.keeping_accounts.hash_password", weak.hash)
    anna = add_account(store, "anna", GOOD, role="viewer", who="test")
    key = begin_sign_in(store, anna)
    assert is_outdated(hash_of(store))
    assert proven_account(store, "anna", GOOD) is not None
    assert not is_outdated(hash_of(store))
    assert proven_account(store, "anna", GOOD) is not None
    assert signed_in(store, key) is not None


def hash_of(store: Store) -> str:
    with store.reading() as db:
        return str(db.connection().exec_driver_sql("SELECT password_hash FROM account").scalar())


def test_unknown_disabled_and_wrong_take_the_same_work(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who could tell them apart by time would learn who has an account."""
    add_account(store, "anna", GOOD, role="viewer", who="test")
    add_account(store, "ben", GOOD, role="viewer", who="test")
    disable_account(store, "ben", who="test")
    import clinic.passwords

    worked: list[str] = []

    class Watched:
        def verify(self, password_hash: str, password: str) -> bool:
            worked.append(password_hash.rpartition("$")[0].rpartition("$")[0])
            return bool(hasher.verify(password_hash, password))

        def hash(self, password: str) -> str:
            return str(hasher.hash(password))

    hasher = clinic.passwords._HASHER
    monkeypatch.setattr(clinic.passwords, "_HASHER", Watched())
    for name, password in (("anna", OTHER), ("ben", GOOD), ("nobody", GOOD), ("anna", "x" * 500)):
        assert proven_account(store, name, password) is None
    assert len(worked) == 4
    assert set(worked) == {"$argon2id$v=19$m=19456,t=2,p=1"}
