from device._bus import Bus
from device.codes import Codes
from device.description import Tile

class Tape:
    held_gil: int
    strayed: int
    def __init__(self, codes: Codes) -> None: ...
    @property
    def left(self) -> int: ...
    def rewind(self) -> None: ...

class TapeBus(Bus):
    def __init__(self, tape: Tape, tile: Tile) -> None: ...
