"""The circuit as source: boards, rule check, netlists, drawings, parts list and proof by simulation."""

from hardware.circuit.carrier import carrier_circuit
from hardware.circuit.connectors import CHIP_SELECT_GPIO, SPI_GPIO, gpio_nets, header_nets
from hardware.circuit.kicad import kicad_netlist
from hardware.circuit.netlist import BadCircuit, Circuit
from hardware.circuit.rules import Problem, check_board, check_boards, check_mating
from hardware.circuit.tile import tile_circuit
from hardware.circuit.values import VALUES, Values, values_for

__all__ = [
    "CHIP_SELECT_GPIO",
    "SPI_GPIO",
    "VALUES",
    "BadCircuit",
    "Circuit",
    "Problem",
    "Values",
    "carrier_circuit",
    "check_board",
    "check_boards",
    "check_mating",
    "gpio_nets",
    "header_nets",
    "kicad_netlist",
    "tile_circuit",
    "values_for",
]
