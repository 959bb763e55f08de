"""The doctor's look at the calibration: whether there is one, and how old it is."""

from datetime import datetime

from device.calibrating import CalibrationFolder
from device.description import MatDescription
from device.doctor.kinds import Finding, finding

__all__ = ["check_calibration"]

#: Sensors drift by some per cent in this time.
OLD_DAYS = 180


def check_calibration(
    description: MatDescription, folder: CalibrationFolder, now: datetime
) -> tuple[list[Finding], list[str]]:
    """Return what is wrong with the calibration in use at a time, and what there is to know of it.

    Raises
    ------
    BadCalibration
        If it is damaged, or of another mat.
    """
    record = folder.in_use(description.name)
    if record is None:
        text = f"{description.name}: no calibration is in use; forces are those of a nominal cell"
        return [finding("calibration-missing", "calibration", text)], []
    days = (now - record.made_at).days
    if days > OLD_DAYS:
        text = f"calibration {record.name} is {days} days old; {OLD_DAYS} are usual"
        return [finding("calibration-old", "calibration", text)], []
    return [], [f"calibration: {record.name}, {days} days old"]
