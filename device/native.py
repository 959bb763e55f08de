"""Native recordings: raw codes, from which every frame can be computed again, bit for bit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.assembler import Assembler
from device.calibration import Calibration
from device.codes import ScanCodes
from device.description import MatDescription
from device.errors import BadRecording
from device.frames import FrameBlock
from device.recording import Recording

__all__ = ["NativeRecording", "join_blocks", "join_scans"]


@dataclass(frozen=True, slots=True, eq=False)
class NativeRecording:
    """What a mat's converters said, and all that is needed to make force of it.

    Parameters
    ----------
    description : MatDescription
        The mat.
    calibration : Calibration
        That was in use. Another may be put in its place: `dataclasses.replace`.
    scan : ScanCodes
        The codes, with row patterns, times and scan modes.
    belt_speed_m_s : ndarray of float64, shape (n,)
        Belt speed at each frame; NaN where it is not known.
    foot_length_m, body_mass_kg : float or None
        Of the runner, where known.
    name : str
        What the recording is called, for people.
    """

    description: MatDescription
    calibration: Calibration
    scan: ScanCodes
    belt_speed_m_s: NDArray[np.float64]
    foot_length_m: float | None = None
    body_mass_kg: float | None = None
    name: str = ""

    def frames(self) -> FrameBlock:
        """Compute every frame from the codes.

        Raises
        ------
        BadRecording
            If the codes do not make as many frames as there are belt speeds.
        """
        assembler = Assembler(self.description, self.calibration)
        assembler.states = self.scan.states
        block = assembler.replay(self.scan.codes, self.scan.ahead)
        made = 0 if block is None else len(block)
        if block is None or made != len(self.belt_speed_m_s):
            raise BadRecording(
                f"{self.name}: the codes make {made} frames, but there are "
                f"{len(self.belt_speed_m_s)} belt speeds; the recording is damaged"
            )
        return block.at_speed(self.belt_speed_m_s)

    def recording(self, *, name: str | None = None) -> Recording:
        """Return the recording of forces that the codes make, under another name if one is given."""
        block = self.frames()
        return Recording(
            geometry=self.description.geometry,
            time_s=block.time_s,
            force_n=block.force_n,
            belt_speed_m_s=block.belt_speed_m_s,
            foot_length_m=self.foot_length_m,
            body_mass_kg=self.body_mass_kg,
            name=self.name if name is None else name,
            calibration_name=self.calibration.name,
            row_time_s=block.row_time_s,
            mode=block.mode,
        )


def join_blocks(
    blocks: Iterable[FrameBlock],
    description: MatDescription,
    calibration: Calibration,
    *,
    foot_length_m: float | None = None,
    body_mass_kg: float | None = None,
    name: str = "",
) -> NativeRecording:
    """Return the native recording of consecutive whole blocks, as a mat's `read` gave them.

    Raises
    ------
    BadRecording
        If there is no block, or one has no codes.
    """
    listed = list(blocks)
    scans = [block.scan for block in listed]
    if not scans:
        raise BadRecording(f"{name}: a recording has at least one block of frames, got none")
    kept = [scan for scan in scans if scan is not None]
    if len(kept) != len(scans):
        raise BadRecording(
            f"{name}: {len(scans) - len(kept)} of {len(scans)} blocks have no raw codes; record whole "
            "blocks of a mat that scans"
        )
    return NativeRecording(
        description=description,
        calibration=calibration,
        scan=join_scans(kept),
        belt_speed_m_s=np.concatenate([block.belt_speed_m_s for block in listed]),
        foot_length_m=foot_length_m,
        body_mass_kg=body_mass_kg,
        name=name,
    )


def join_scans(scans: Sequence[ScanCodes]) -> ScanCodes:
    """Return the codes of consecutive blocks, at least one, as those of one block."""
    codes = np.concatenate([scan.codes for scan in scans])
    return ScanCodes(codes, scans[-1].ahead, scans[0].states)
