"""What a runner hears and sees of the target just now."""

from typing import Any

from web.protocol_run import ProtocolRun
from web.target import Target

__all__ = ["feedback_facts", "sound_of"]

#: By measure of the target. The sounds are the browser's: `heel` a soft tick on a confident heel landing,
#: `onset` the same on a landing that is too sudden, `beat` a metronome.
_SOUNDS = {
    "ball_first_percent": "heel",
    "cadence_spm": "beat",
    "onset_steepness_per_s": "onset",
}


def sound_of(target: Target | None, rate_per_minute: float | None) -> str | None:
    """Return the sound that goes with a target, or with a beat that is asked for."""
    if rate_per_minute is not None:
        return "beat"
    return None if target is None else _SOUNDS.get(target.measure)


def feedback_facts(
    target: Target | None,
    run: ProtocolRun | None,
    *,
    beat_per_minute: float | None,
    is_paused: bool,
) -> dict[str, Any]:
    """Return `is_on`, `is_off_on_purpose`, `changes_in_s`, `sound`, `rate_per_minute`.

    Outside of a protocol there is feedback whenever there is a target or a beat; in one, when the schedule
    says so. While a session is paused nothing sounds.
    """
    stage = None if run is None else run.stage
    rate = beat_per_minute
    if stage is not None and stage.rate_per_minute is not None:
        rate = stage.rate_per_minute
    sound = sound_of(target, rate)
    if rate is None and target is not None and target.measure == "cadence_spm":
        rate = target.value
    is_wanted, changes_in_s = (True, None) if run is None else run.feedback()
    return {
        "is_on": is_wanted and not is_paused and sound is not None,
        "is_off_on_purpose": stage is not None and not is_wanted,
        "changes_in_s": changes_in_s,
        "sound": sound,
        "rate_per_minute": rate if sound == "beat" else None,
    }
