"""What nobody on or beside the belt may miss, apart from what the mat says of itself."""

import math
from collections import Counter
from collections.abc import Sequence

from analyzer import Step
from device import KINDS, Mat, Watch

__all__ = ["belt_warning", "mat_warnings", "off_mat_warning"]

#: Steps that the warning of a foot beside the mat looks back on, and how many of them must say so.
OFF_MAT_STEPS = 6
OFF_MAT_AGREE = 3

_OFF_MAT = "partly off the mat at its "

_REMEDIES = {
    "front": "run a little further back",
    "rear": "run a little further forward",
    "side": "run nearer to the middle",
}


def off_mat_warning(steps: Sequence[Step]) -> dict[str, str] | None:
    """Return the warning that several of the last steps were partly beside the mat, or None.

    Its `code` is `off-mat-front`, `off-mat-rear` or `off-mat-side`.
    """
    reasons = [step.incomplete_reason or "" for step in steps[-OFF_MAT_STEPS:]]
    edges = Counter(why.removeprefix(_OFF_MAT) for why in reasons if why.startswith(_OFF_MAT))
    if not edges or edges.total() < OFF_MAT_AGREE:
        return None
    edge = edges.most_common(1)[0][0]
    return {
        "code": f"off-mat-{edge}",
        "text": f"the last steps were {_OFF_MAT}{edge}",
        "remedy": _REMEDIES[edge],
    }


def belt_warning(belt_speed_m_s: float) -> dict[str, str] | None:
    """Return the warning that the belt's speed is unknown (NaN), or None."""
    if not math.isnan(belt_speed_m_s):
        return None
    return {
        "code": "belt-unknown",
        "text": "the belt speed is not known",
        "remedy": "connect the belt's speed sensor, or run until the prints tell it",
    }


def mat_warnings(watch: Watch | None, mat: Mat | None) -> list[dict[str, str]]:
    """Return what the mat's own readings and its tachometer's edges say is wrong."""
    found = (
        []
        if watch is None
        else [{"code": one.code, "text": one.text, "remedy": one.remedy} for one in watch.warnings]
    )
    belt_fault = getattr(mat, "belt_fault", None)
    line = None if belt_fault is None else belt_fault()
    if line is not None:
        text = str(line).partition("; ")[0]
        found.append(
            {"code": "tachometer-fault", "text": text, "remedy": KINDS["tachometer-fault"]}
        )
    return found
