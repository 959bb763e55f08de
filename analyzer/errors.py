"""What the analyzer refuses, as one small tree."""


class AnalyzerError(Exception):
    """Anything that the analyzer refuses."""


class BadSetting(AnalyzerError, ValueError):
    """A setting outside its bounds, or one that does not exist."""


class BadFrames(AnalyzerError, ValueError):
    """Frames that do not fit the mat, or whose time does not advance."""


class BeltSpeedUnknown(AnalyzerError, ValueError):
    """Frames without a belt speed: prints cannot be brought to rest."""
