"""The wiring of Raspberry Pi, carrier, tiles and sensors: pin table and diagram, from the circuit."""

from hardware.wiring.pins import PinUse, pin_table, pin_table_page

__all__ = ["PinUse", "pin_table", "pin_table_page"]
