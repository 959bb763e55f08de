from pathlib import Path

import pytest

from clinic import default_store_path


def test_the_store_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/anna")
    expected = Path("/home/anna/.local/share/strikemat/strikemat.sqlite")
    assert default_store_path() == expected
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert default_store_path() == expected


def test_the_data_folder_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")
    assert default_store_path() == Path("/srv/data/strikemat/strikemat.sqlite")


def test_a_folder_chosen_by_hand_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")
    assert default_store_path("here") == Path("here/strikemat.sqlite")
