"""What can go wrong with the clinic's store, as one small tree."""


class ClinicError(Exception):
    """Anything that the store refuses or cannot do."""


class BadSession(ClinicError, ValueError):
    """A session's runner, note or measure is not one that can be stored."""


class BadAccount(ClinicError, ValueError):
    """An account's name, role or password is not one that can be stored."""


class AccountNotFound(ClinicError, LookupError):
    """There is no account with the name that was given."""


class CannotCompare(BadSession):
    """Two sets of steps cannot be compared; `code` says why: `"itself"`, `"recording"` or `"phase"`."""

    def __init__(self, code: str, line: str) -> None:
        super().__init__(line)
        self.code = code


class BadStore(ClinicError, ValueError):
    """The file is not a store, or was written by a newer Strikemat."""


class DamagedFrames(ClinicError, ValueError):
    """Stored frames do not match their checksum, or are out of order."""


class SessionNotFound(ClinicError, LookupError):
    """There is no session with the number that was given."""


class StepNotFound(ClinicError, LookupError):
    """A session has no step with the number that was given."""


class StoreBusy(ClinicError, RuntimeError):
    """A session is being recorded already."""


class StoreFailed(ClinicError, OSError):
    """The disk refused to open, read or write the store."""


class BadWording(ClinicError, ValueError):
    """The texts of a language cannot be read."""


class UnknownText(ClinicError, LookupError):
    """A text is asked for that no language has, or that lacks a value."""


class RunnerNotFound(ClinicError, LookupError):
    """There is no runner with the name or number that was given."""


class BadProtocol(ClinicError, ValueError):
    """A protocol or its schedule is not one that can be run."""
