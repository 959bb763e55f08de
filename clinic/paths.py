"""Where the store lies when nobody says otherwise."""

import os
from pathlib import Path

__all__ = ["STORE_NAME", "default_store_path"]

STORE_NAME = "strikemat.sqlite"


def default_store_path(data_dir: str | Path | None = None) -> Path:
    """Return the store's file: in `data_dir`, else in the user's data folder.

    Parameters
    ----------
    data_dir : str or Path, optional
        Folder that was chosen by hand. Without it, `$XDG_DATA_HOME/strikemat`; the XDG Base Directory
        Specification sets `~/.local/share` where the variable is unset, empty or relative.
    """
    if data_dir is not None:
        return Path(data_dir).expanduser() / STORE_NAME
    home = Path(os.environ.get("XDG_DATA_HOME", ""))
    if not home.is_absolute():
        home = Path.home() / ".local" / "share"
    return home / "strikemat" / STORE_NAME
