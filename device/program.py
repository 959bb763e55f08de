"""Which Strikemat this is: what is written on files and pages that it makes."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["program_version"]


def program_version() -> str:
    """Return the version of the program, `?` where it runs without being installed.

    Numbers depend on the analyzer's version (`analyzer.VERSION`), which is counted by itself.
    """
    try:
        return version("strikemat")
    except PackageNotFoundError:
        return "?"
