"""The folder of calibrations: versions are added, never changed; a word beside them says which is in use."""

import os
import re
import secrets
from dataclasses import replace
from pathlib import Path

from device.calibrating.file import record_from_text, record_to_text
from device.calibrating.record import CalibrationRecord
from device.calibration import Calibration, check_calibration, nominal_calibration
from device.description import MatDescription
from device.errors import BadCalibration, CalibrationNotFound

__all__ = ["CalibrationFolder"]

#: What may stand in place of a calibration's name.
LATEST, NONE = "latest", "none"
_SUFFIX = ".json"


class CalibrationFolder:
    """Calibrations of any number of mats in one folder.

    A version is called after its mat, with a number that grows: `treadmill-0003`. Its file appears whole or
    not at all, and is never written again.

    Parameters
    ----------
    path : Path
        The folder; made when the first calibration is added.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self, mat: str) -> list[str]:
        """Return the versions of a mat, oldest first."""
        pattern = re.compile(re.escape(_slug(mat)) + r"-(\d{4,})")
        found = [
            (int(match[1]), path.stem)
            for path in self.path.glob(f"*{_SUFFIX}")
            if (match := pattern.fullmatch(path.stem))
        ]
        return [name for _, name in sorted(found)]

    def all_names(self) -> list[str]:
        """Return the versions of all mats."""
        return sorted(path.stem for path in self.path.glob(f"*{_SUFFIX}"))

    def load(self, name: str) -> CalibrationRecord:
        """Return a calibration by its name.

        Raises
        ------
        CalibrationNotFound
            If there is none of that name.
        BadCalibration
            If it cannot be read, or is damaged.
        """
        path = self.path / f"{name}{_SUFFIX}"
        if path.parent != self.path or not path.is_file():
            known = ", ".join(self.all_names()) or "none yet: run strikemat calibrate"
            raise CalibrationNotFound(
                f"{self.path}: there is no calibration {name!r}; there are {known}"
            )
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadCalibration(f"{path}: cannot be read: {error}") from error
        record = record_from_text(text, name=str(path))
        if record.name != name:
            raise BadCalibration(
                f"{path}: names itself {record.name!r}; give the file that name again"
            )
        return record

    def add(self, record: CalibrationRecord) -> CalibrationRecord:
        """Keep a calibration as the next version of its mat; return it under its new name.

        Raises
        ------
        BadCalibration
            If the disk refuses.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            while True:
                names = self.names(record.mat)
                number = int(names[-1].rpartition("-")[2]) + 1 if names else 1
                name = f"{_slug(record.mat)}-{number:04d}"
                named = replace(record, calibration=replace(record.calibration, name=name))
                if self._create(f"{name}{_SUFFIX}", record_to_text(named)):
                    return named
        except OSError as error:
            raise BadCalibration(
                f"{self.path}: cannot be written: {error.strerror or error}"
            ) from error

    def chosen(self, mat: str) -> str:
        """Return what is in use for a mat: a version's name, `latest` or `none`."""
        try:
            return self._choice(mat).read_text("utf-8").strip() or LATEST
        except FileNotFoundError:
            return LATEST
        except (OSError, UnicodeDecodeError) as error:
            raise BadCalibration(f"{self._choice(mat)}: cannot be read: {error}") from error

    def choose(self, mat: str, wanted: str) -> None:
        """Put a version in use from now on; `latest` for always the newest, `none` for the nominal cell.

        Raises
        ------
        CalibrationNotFound, BadCalibration
            If there is no such version, it is of another mat, or the disk refuses.
        """
        if wanted not in (LATEST, NONE):
            _check_mat(self.load(wanted), mat)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            part = self._part(wanted + "\n")
            part.replace(self._choice(mat))
            self._sync()
        except OSError as error:
            raise BadCalibration(
                f"{self.path}: cannot be written: {error.strerror or error}"
            ) from error

    def in_use(self, mat: str, wanted: str | None = None) -> CalibrationRecord | None:
        """Return the calibration to apply to a mat; None if there is none, or `none` is wanted.

        Parameters
        ----------
        mat : str
            The mat's name.
        wanted : str, optional
            A version's name, `latest` or `none`; what was chosen by default.

        Raises
        ------
        CalibrationNotFound, BadCalibration
            If there is no such version, it is damaged, or of another mat.
        """
        wanted = wanted or self.chosen(mat)
        if wanted == NONE:
            return None
        if wanted == LATEST:
            names = self.names(mat)
            if not names:
                return None
            wanted = names[-1]
        record = self.load(wanted)
        _check_mat(record, mat)
        return record

    def calibration_for(
        self, description: MatDescription, wanted: str | None = None
    ) -> Calibration | None:
        """Return the calibration to apply to a described mat; None if it never had one.

        With `none`, that is the nominal cell's.

        Raises
        ------
        CalibrationNotFound, BadCalibration
            As of `in_use`; also if the calibration has other cells than the mat.
        """
        wanted = wanted or self.chosen(description.name)
        if wanted == NONE:
            return nominal_calibration(description)
        record = self.in_use(description.name, wanted)
        if record is None:
            return None
        check_calibration(record.calibration, description)
        return record.calibration

    def _choice(self, mat: str) -> Path:
        return self.path / f"{_slug(mat)}.use"

    def _create(self, name: str, text: str) -> bool:
        """Write a new file, whole; return False if there is one of that name."""
        part = self._part(text)
        try:
            os.link(part, self.path / name)
        except FileExistsError:
            return False
        finally:
            part.unlink()
        self._sync()
        return True

    def _part(self, text: str) -> Path:
        """Write text to a file that nobody looks for, down to the disk."""
        part = self.path / f".{secrets.token_hex(6)}.part"
        try:
            with part.open("x", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            part.unlink(missing_ok=True)
            raise
        return part

    def _sync(self) -> None:
        """Let the folder's new entries reach the disk too."""
        folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _check_mat(record: CalibrationRecord, mat: str) -> None:
    if record.mat != mat:
        raise BadCalibration(
            f"calibration {record.name} is of the mat {record.mat!r}, this is {mat!r}; choose another, or "
            "give the mat's description that name"
        )


def _slug(mat: str) -> str:
    """Return a mat's name as it may stand in a file's."""
    return re.sub(r"[^a-z0-9]+", "-", mat.lower()).strip("-") or "mat"
