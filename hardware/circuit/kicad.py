"""Netlists in KiCad's format (version E), for its board editor and for any other program that reads them."""

from hardware.circuit.netlist import Circuit

__all__ = ["kicad_netlist"]


def kicad_netlist(board: Circuit) -> str:
    """Return a board's netlist; the same board gives the same text."""
    lines = [
        '(export (version "E")',
        f'  (design (source {_quoted(board.name)}) (tool "strikemat"))',
    ]
    lines.append("  (components")
    for part in board.parts.values():
        lines.append(
            f"    (comp (ref {_quoted(part.reference)}) (value {_quoted(part.kind.value)})"
            f" (footprint {_quoted(part.kind.footprint)})"
            f' (libsource (lib "strikemat") (part {_quoted(part.kind.name)}) (description "")))'
        )
    lines.append("  )")
    lines.append("  (nets")
    for code, (net, pins) in enumerate(board.nets().items(), 1):
        lines.append(f"    (net (code {_quoted(str(code))}) (name {_quoted(net)})")
        lines += [
            f"      (node (ref {_quoted(place.part)}) (pin {_quoted(place.number)})"
            f" (pinfunction {_quoted(pin.name)}) (pintype {_quoted(pin.type.value)}))"
            for place, pin, _ in pins
        ]
        lines[-1] += ")"
    lines.append("  )")
    return "\n".join(lines) + "\n)\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
