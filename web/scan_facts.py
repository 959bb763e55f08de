"""What a session must keep of a mat that scans, so that its codes can be computed again."""

from typing import Any, Protocol, runtime_checkable

from clinic import description_toml, stored_calibration
from device import Calibration, Mat, MatDescription

__all__ = ["scan_facts"]


@runtime_checkable
class _ScanningMat(Protocol):
    """A mat whose frames are computed from codes."""

    description: MatDescription
    calibration: Calibration


def scan_facts(mat: Mat) -> dict[str, Any]:
    """Return the fields of `clinic.NewSession` that only a mat that scans has."""
    if not isinstance(mat, _ScanningMat):
        return {}
    return {
        "mat_description_toml": description_toml(mat.description),
        "calibration": stored_calibration(mat.calibration),
    }
