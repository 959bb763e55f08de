"""What can go wrong with a mat or a recording, as one small tree."""


class DeviceError(Exception):
    """Anything that the mat or a recording refuses."""


class BadMat(DeviceError, ValueError):
    """The mat's name, description or setting is not one that exists."""


class BadRecording(DeviceError, ValueError):
    """A recording that cannot be trusted: a wrong shape, type, time or value."""


class RecordingNotFound(DeviceError, FileNotFoundError):
    """There is no recording at the path that was given."""
