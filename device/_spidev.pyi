from device._bus import Bus

class SpidevBus(Bus):
    clock_hz: int
    def __init__(self, path: str, clock_hz: int) -> None: ...
