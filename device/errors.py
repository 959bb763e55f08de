"""What can go wrong with a mat or a recording, as one small tree."""


class DeviceError(Exception):
    """Anything that the mat or a recording refuses."""


class BadMat(DeviceError, ValueError):
    """The mat's name, description or setting is not one that exists."""


class BadDescription(BadMat):
    """A mat description with an unknown key, a missing one, or a value out of its bounds."""


class DescriptionNotFound(DeviceError, FileNotFoundError):
    """There is no mat description at the path that was given."""


class BadCalibration(BadMat):
    """A calibration that is damaged, of another mat, or cannot be made of what was measured."""


class CalibrationNotFound(DeviceError, FileNotFoundError):
    """There is no calibration of that name."""


class BusFailed(DeviceError, OSError):
    """The SPI bus cannot be opened, refused a transfer, or went away."""


class BadRecording(DeviceError, ValueError):
    """A recording that cannot be trusted: a wrong shape, type, time or value."""


class RecordingNotFound(DeviceError, FileNotFoundError):
    """There is no recording at the path that was given."""


class PinsUnavailable(DeviceError, OSError):
    """The board's pins, or one of them, cannot be had."""
