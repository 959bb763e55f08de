"""What each number on the pages means, in one or two sentences."""

__all__ = ["DEFINITIONS"]

#: By the name that the templates use. Sources stand in `docs/data.md`.
DEFINITIONS: dict[str, str] = {
    "cadence": (
        "Steps per minute: 60 divided by the median time from one landing to the next of the other foot."
    ),
    "contact_time": (
        "How long one foot is on the belt: from the moment its force rises above the contact threshold "
        "until it falls below. A higher threshold gives a shorter time."
    ),
    "flight_time": (
        "From one foot leaving the belt to the next foot landing. In walking there is none."
    ),
    "ball_first": (
        "Share of steps that landed on the ball of the foot first. Steps that were incomplete or unsure "
        "are left out."
    ),
    "belt_speed": "Speed of the belt as the treadmill or the recording reports it.",
    "strike_index": (
        "Where on the foot the pressure lay during the first 20 ms of contact: 0 % is the back of the heel, "
        "100 % the tip of the toes. Together with which end was loaded first it names the strike: at equal "
        "onset below 34 % heel, above 56 % ball, between them midfoot."
    ),
    "confidence": (
        "How sure the naming of the strike is, from 0 to 1. Where the evidence is thin the step is marked "
        "unsure instead of guessed."
    ),
    "print": (
        "Greatest force at each place of the footprint, at rest on the belt. The line is the path of the "
        "centre of pressure (the gait line); the ring is where the foot landed."
    ),
    "strip": (
        "One mark per step, newest at the right: upper row left foot, lower row right foot. Hollow marks "
        "are steps that the mat saw only in part."
    ),
}
