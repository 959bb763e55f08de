"""The key that signs the cookies."""

from pathlib import Path

import pytest

from clinic import Place
from commands.serve_access import access_to
from web import Access, BadSecret, kept_secret


def access(folder: Path, host: str = "127.0.0.1", **options: object) -> Access:
    wanted = {"require_log_in": False, "proxies": (), "secret_key_file": None} | options
    return access_to(Place.of(folder / "strikemat.sqlite"), host, **wanted)  # type: ignore[arg-type]


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "cookie.key"
    first = kept_secret(path)
    assert len(first) == 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept_secret(path) == first
    assert [one.name for one in path.parent.iterdir()] == ["cookie.key"]
    assert kept_secret(tmp_path / "other.key") != first


def test_a_key_that_others_may_read_or_that_is_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cookie.key"
    kept_secret(path)
    path.chmod(0o640)
    with pytest.raises(BadSecret, match=r"read by others \(mode 640\): chmod 600"):
        kept_secret(path)
    path.chmod(0o600)
    path.write_text("short\n")
    with pytest.raises(BadSecret, match="at least 32 bytes, got 5; delete it"):
        kept_secret(path)


def test_a_key_that_cannot_be_made_stops_only_servers_that_need_it(tmp_path: Path) -> None:
    (tmp_path / "cookie.key").mkdir()
    assert access(tmp_path).requires_log_in is False
    for options in ({"require_log_in": True}, {"proxies": ("127.0.0.1",)}):
        with pytest.raises(BadSecret, match="--secret-key-file"):
            access(tmp_path, **options)
    with pytest.raises(BadSecret):
        access(tmp_path, "0.0.0.0")
    key = tmp_path / "elsewhere"
    assert access(tmp_path, "0.0.0.0", secret_key_file=key).secret_key == key.read_bytes().strip()


def test_a_key_is_not_shown_where_access_is_printed(tmp_path: Path) -> None:
    made = access(tmp_path, require_log_in=True)
    assert made.secret_key.decode() not in repr(made)
