"""What is on which pin where boards meet: carrier to tile, carrier to Raspberry Pi."""

from device import MatDescription

__all__ = ["CHIP_SELECT_GPIO", "SPI_GPIO", "TILE_CONNECTOR", "gpio_nets", "header_nets"]

#: Carrier to tile, 10 wires of ribbon cable: a ground beside every signal.
TILE_CONNECTOR = {
    "P1": "3V3",
    "P2": "GND",
    "P3": "SCLK",
    "P4": "GND",
    "P5": "MOSI",
    "P6": "GND",
    "P7": "MISO",
    "P8": "GND",
    "P9": "CS",
    "P10": "3V3",
}

#: Chip select of each SPI device, GPIO (BCM) number. The third on bus 0 is set by the overlay.
CHIP_SELECT_GPIO = {
    "/dev/spidev0.0": 8,
    "/dev/spidev0.1": 7,
    "/dev/spidev0.2": 25,
    "/dev/spidev1.0": 18,
}

#: Clock, out and in of each SPI bus, GPIO (BCM) numbers.
SPI_GPIO = {0: {"SCLK": 11, "MOSI": 10, "MISO": 9}, 1: {"SCLK": 21, "MOSI": 20, "MISO": 19}}

#: Pin of the 40-pin header that carries each GPIO.
_HEADER_PIN = {
    2: 3, 3: 5, 4: 7, 14: 8, 15: 10, 17: 11, 18: 12, 27: 13, 22: 15, 23: 16, 24: 18, 10: 19, 9: 21,
    25: 22, 11: 23, 8: 24, 7: 26, 0: 27, 1: 28, 5: 29, 6: 31, 12: 32, 13: 33, 19: 35, 16: 36, 26: 37,
    20: 38, 21: 40,
}  # fmt: skip

_SUPPLY_PINS = {1: "PI3V3", 17: "PI3V3", 2: "5V_IN", 4: "5V_IN"} | dict.fromkeys(
    (6, 9, 14, 20, 25, 30, 34, 39), "GND"
)


def gpio_nets(description: MatDescription) -> dict[int, str]:
    """Return the net on each GPIO that a mat uses."""
    nets = {gpio: f"SPI0_{signal}" for signal, gpio in SPI_GPIO[0].items()}
    for index, tile in enumerate(description.tiles):
        nets[CHIP_SELECT_GPIO[tile.spi_device]] = f"SPI0_CS{index}"
    if description.housekeeping is not None:
        nets |= {gpio: f"SPI1_{signal}" for signal, gpio in SPI_GPIO[1].items()}
        nets[CHIP_SELECT_GPIO[description.housekeeping.spi_device]] = "SPI1_CS"
    panel = description.panel
    if description.tachometer is not None:
        nets[description.tachometer.pin] = "HALL"
    fitted = (("BUTTON", panel.button_pin), ("LAMP", panel.lamp_pin), ("BUZZER", panel.buzzer_pin))
    return nets | {pin: name for name, pin in fitted if pin is not None}


def header_nets(description: MatDescription) -> dict[str, str | None]:
    """Return what is on each pin of the Raspberry Pi's header, `P1` to `P40`; None = nothing."""
    nets: dict[str, str | None] = {f"P{pin}": None for pin in range(1, 41)}
    nets |= {f"P{pin}": net for pin, net in _SUPPLY_PINS.items()}
    nets |= {f"P{_HEADER_PIN[gpio]}": net for gpio, net in gpio_nets(description).items()}
    return nets
