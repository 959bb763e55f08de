"""The key that signs the cookies: made once, kept in a file that nobody else reads."""

import os
import secrets
from pathlib import Path

from web.errors import BadSecret

__all__ = ["kept_secret"]

_BYTES = 32
_PRIVATE = 0o600


def kept_secret(path: Path) -> bytes:
    """Return the key in a file; where there is no file, make one.

    Raises
    ------
    BadSecret
        When the file is too short, others may read it, or the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            secret = file.read(4096).strip()
    except OSError as error:
        raise BadSecret(
            f"{path} cannot be read or made: {error.strerror}; choose another with --secret-key-file"
        ) from error
    if mode & 0o077:
        raise BadSecret(f"{path} may be read by others (mode {mode & 0o777:o}): chmod 600 {path}")
    if len(secret) < _BYTES:
        raise BadSecret(
            f"{path} must hold at least {_BYTES} bytes, got {len(secret)}; delete it, and a new one is made"
        )
    return secret


def _make(path: Path) -> None:
    """Make the file with a new key, whole, unless there is one."""
    if path.exists():
        return
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE), "w") as file:
            file.write(secrets.token_hex(_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two servers that start at once, both must take the same key.
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        part.unlink(missing_ok=True)
