"""The wiring between Raspberry Pi, carrier, tiles and sensors: pin table and diagram, from circuit and description."""

from hardware.wiring.pins import PinUse, pin_table, pin_table_page

__all__ = ["PinUse", "pin_table", "pin_table_page"]
