"""A lock that says whether some living process is recording into a store."""

import fcntl
import os
from pathlib import Path

from clinic.errors import StoreFailed

__all__ = ["RecordingLock"]


class RecordingLock:
    """Held by the one process that records into a store; the kernel lets go of it when that process dies.

    It is what tells a session that is being recorded from one that a crash left open.

    Parameters
    ----------
    path : Path
        File to lock; created when absent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Return True when the lock is ours now, False when somebody holds it.

        Raises
        ------
        StoreFailed
            When the file cannot be opened.
        """
        if self._file is not None:
            return False
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreFailed(f"{self._path} cannot be opened: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let go of the lock; harmless when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
