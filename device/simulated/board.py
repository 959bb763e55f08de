"""A whole modelled mat, electrically: every tile's chips and resistors on modelled SPI buses."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from device.bus_timing import BusTiming
from device.description import TILE_ROWS, MatDescription, Tile
from device.errors import BadMat
from device.simulated import faults as fault_kinds
from device.simulated._bus import SimulatedBus, SimulatedSpi
from device.simulated._chips import TileChips
from device.simulated._network import Network
from device.simulated.faults import Fault

__all__ = ["Board", "converter_edges_codes"]

CODES = 1024
NS = 1_000_000_000


class Board:
    """Tiles, wired as the description says, with the faults that were asked for.

    Parameters
    ----------
    description : MatDescription
        What is wired to what.
    timing : BusTiming
        Of all buses.
    faults : sequence of Fault
        What is broken.
    noise_codes : float
        Standard deviation of the noise at every converter's input, codes.
    ideal_converters : bool
        Whether the converters are without the non-linearity that their data sheet allows.
    seed : int
        Of noise, jitter and the converters' non-linearity.

    Attributes
    ----------
    buses : list of Bus
        One a tile.
    spis : list of SimulatedSpi
        One a physical bus, in the order of `description.buses`.
    """

    def __init__(
        self,
        description: MatDescription,
        timing: BusTiming,
        *,
        faults: Sequence[Fault] = (),
        noise_codes: float = 0.35,
        ideal_converters: bool = False,
        seed: int = 0,
    ) -> None:
        self._description = description
        random = np.random.default_rng(seed)
        self._chips = [
            TileChips(
                Network(
                    reference_ohm=description.circuit.reference_ohm,
                    row_driver_ohm=description.circuit.row_driver_ohm,
                ),
                converter_edges_codes(None if ideal_converters else random),
                noise_codes=noise_codes,
                seed=int(random.integers(2**32)),
            )
            for _ in description.tiles
        ]
        self.spis = [
            _spi([self._chips[tile] for tile in tiles], timing, random)
            for tiles in description.buses
        ]
        self.buses = [self._bus(tile) for tile in range(len(description.tiles))]
        for fault in faults:
            self.inject(fault)

    def set_load(self, siemens: NDArray[np.float64], *, first_ns: int, step_ns: int) -> None:
        """Set the conductance of each cell, shape (n, rows, cols), from `first_ns` on."""
        for index, (tile, chips) in enumerate(
            zip(self._description.tiles, self._chips, strict=True)
        ):
            rows = siemens[:, TILE_ROWS * index : TILE_ROWS * (index + 1)]
            wired = np.empty_like(rows)
            wired[:, np.array(tile.row_outputs)[:, None], np.array(tile.col_channels)] = rows
            chips.network.set_load(wired, first_ns=first_ns, step_ns=step_ns)

    def _bus(self, tile: int) -> SimulatedBus:
        for spi, tiles in zip(self.spis, self._description.buses, strict=True):
            if tile in tiles:
                path = self._description.tiles[tile].spi_device
                return SimulatedBus(spi, tiles.index(tile), f"simulated {path}")
        raise BadMat(f"tile {tile} is on no bus")

    def _place(self, row: int) -> tuple[Tile, Network, int]:
        """Return the tile, its network and the driver output of a row of the mat."""
        if not 0 <= row < self._description.geometry.rows:
            raise BadMat(f"row must be 0 to {self._description.geometry.rows - 1}, got {row}")
        index, within = divmod(row, TILE_ROWS)
        tile = self._description.tiles[index]
        return tile, self._chips[index].network, tile.row_outputs[within]

    def _column(self, tile: int, col: int) -> tuple[Network, int]:
        return self._chip(tile).network, self._channel(tile, col)

    def _channel(self, tile: int, col: int) -> int:
        channels = self._description.tiles[tile].col_channels
        if not 0 <= col < len(channels):
            raise BadMat(f"col must be 0 to {len(channels) - 1}, got {col}")
        return channels[col]

    def _chip(self, tile: int) -> TileChips:
        if not 0 <= tile < len(self._chips):
            raise BadMat(f"tile must be 0 to {len(self._chips) - 1}, got {tile}")
        return self._chips[tile]

    def inject(self, fault: Fault) -> None:
        """Break something, from now on.

        Raises
        ------
        BadMat
            If the mat has no such tile, row or column.
        """
        match fault:
            case fault_kinds.ConverterMissing(tile, code):
                self._chip(tile).lose_converter(high=code > 0)
            case fault_kinds.NoiseBurst(tile, noise_codes, begin_s, end_s):
                self._chip(tile).burst(
                    noise_codes, begin_ns=round(begin_s * NS), end_ns=round(end_s * NS)
                )
            case fault_kinds.ColumnOpen(tile, col):
                network, channel = self._column(tile, col)
                network.open_column(channel)
            case fault_kinds.ColumnsShorted(tile, col):
                network, channel = self._column(tile, col)
                self._channel(tile, col + 1)
                network.short_columns(channel)
            case fault_kinds.TachometerSlips():
                pass  # not on the board: the belt's business
            case _:
                self._break_row(fault)

    def repair(self) -> None:
        """Take away every fault, from now on."""
        for chips in self._chips:
            chips.repair()

    def _break_row(self, fault: Fault) -> None:
        match fault:
            case fault_kinds.RowOpen(row):
                _, network, output = self._place(row)
                network.open_row(output)
            case fault_kinds.RowsShorted(row):
                tile, network, output = self._place(row)
                if row % TILE_ROWS == TILE_ROWS - 1:
                    raise BadMat(f"row {row} is the last of its tile; short an earlier one")
                network.short_rows(output, tile.row_outputs[row % TILE_ROWS + 1])
            case fault_kinds.DriverStuck(row, level):
                _, network, output = self._place(row)
                network.stick_driver(output, high=level == "high")
            case fault_kinds.DeadCell(row, col):
                _, network, output = self._place(row)
                network.kill_cell(output, self._channel(row // TILE_ROWS, col))
            case fault_kinds.ShortedCell(row, col):
                _, network, output = self._place(row)
                network.short_cell(output, self._channel(row // TILE_ROWS, col))


def converter_edges_codes(random: np.random.Generator | None) -> NDArray[np.float64]:
    """Return the input from which on a converter says 0, 1, ..., 1023, in codes.

    Integral non-linearity typically 0.5, differential 0.25 codes, both below the data sheet's maximum
    of 1 (Microchip DS21295); none at all without `random`.
    """
    code = np.arange(CODES, dtype=np.float64)
    if random is None:
        return code
    x = code / (CODES - 1)
    bow, twist = random.uniform(-0.4, 0.4, 2)
    integral: NDArray[np.float64] = 4.0 * bow * x * (1.0 - x) + twist * np.sin(2.0 * np.pi * x)
    local = random.uniform(-0.125, 0.125, CODES)
    return code + integral + local


def _spi(chips: list[TileChips], timing: BusTiming, random: np.random.Generator) -> SimulatedSpi:
    return SimulatedSpi(
        chips,
        before_ns=timing.before_ns,
        after_ns=timing.after_ns,
        bit_ns=timing.bit_ns,
        idle_bits=timing.idle_bits,
        jitter_ns=timing.jitter_ns,
        delay_share=timing.delay_share,
        delay_ns=timing.delay_ns,
        seed=int(random.integers(2**32)),
    )
