"""Units, rules and scripts, as the programs of others read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from device import load_description
from device.acquisition import PRIORITY
from hardware.circuit import CHIP_SELECT_GPIO
from tests.hardware.pi.conftest import PI

UNITS = sorted([*PI.glob("*.service"), *PI.glob("*.timer")])
TREADMILL = load_description("treadmill")


def need(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def test_systemd_finds_nothing_wrong_but_programs_that_are_not_installed_here(
    tmp_path: Path,
) -> None:
    for unit in UNITS:
        shutil.copy(unit, tmp_path)
    done = subprocess.run(
        [need("systemd-analyze"), "verify", "--man=no", *(tmp_path / unit.name for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    missing = re.compile(
        r"(strikemat[\w-]*\.service): Command (/opt/strikemat/\S+|/usr/bin/cage) is not exec"
    )
    complaints = [line for line in done.stderr.splitlines() if line.strip()]
    assert all(missing.match(line) for line in complaints), done.stderr


def test_shellcheck_finds_nothing_in_the_scripts() -> None:
    tools = PI.parents[1] / "tools"
    of_pi, of_tools = [*PI.glob("*.sh"), *PI.glob("lib/*.sh")], [*tools.rglob("*.sh")]
    done = subprocess.run(
        [need("shellcheck"), "--external-sources", *of_pi, *of_tools],
        capture_output=True,
        text=True,
        check=False,
        cwd=PI.parents[1],
    )
    assert not done.stdout
    assert len(of_pi) == 7
    assert len(of_tools) >= 7


def settings_of(unit: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (PI / unit).read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def test_the_service_may_do_what_the_scan_asks_for_and_is_watched() -> None:
    service = settings_of("strikemat.service")
    assert service["LimitRTPRIO"] == [str(PRIORITY)]
    assert "RestrictRealtime" not in service
    assert "PrivateDevices" not in service
    assert service["DeviceAllow"] == ["char-spi rw", "char-gpiochip rw"]
    assert (service["Type"], service["NotifyAccess"]) == (["notify"], ["all"])
    assert (service["Restart"], service["WatchdogSec"]) == (["on-failure"], ["20"])


def compiled(source: Path, into: Path) -> Path:
    subprocess.run(
        [need("dtc"), "-@", "-q", "-I", "dts", "-O", "dtb", "-o", into, source], check=True
    )
    return into


BASE = """
/dts-v1/;
/ {
    #address-cells = <1>; #size-cells = <1>;
    compatible = "raspberrypi,4-model-b", "brcm,bcm2711";
    gpio: gpio@7e200000 {
        reg = <0x7e200000 0xb4>; gpio-controller; #gpio-cells = <2>;
        spi0_pins: spi0_pins { brcm,pins = <9 10 11>; brcm,function = <4>; };
        spi0_cs_pins: spi0_cs_pins { brcm,pins = <8 7>; brcm,function = <1>; };
    };
    spi0: spi@7e204000 {
        reg = <0x7e204000 0x200>; #address-cells = <1>; #size-cells = <0>; status = "disabled";
        cs-gpios = <&gpio 8 1>, <&gpio 7 1>;
        spidev0: spidev@0 { compatible = "spidev"; reg = <0>; spi-max-frequency = <125000000>; };
        spidev1: spidev@1 { compatible = "spidev"; reg = <1>; spi-max-frequency = <125000000>; };
    };
};
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a Raspberry Pi's device tree, cut down to bus 0, with the overlay in it."""
    (tmp_path / "base.dts").write_text(BASE)
    base = compiled(tmp_path / "base.dts", tmp_path / "base.dtb")
    overlay = compiled(PI / "strikemat-spi0.dts", tmp_path / "strikemat-spi0.dtbo")
    merged = tmp_path / "merged.dtb"
    subprocess.run([need("fdtoverlay"), "-i", base, "-o", merged, overlay], check=True)
    return merged


def read(tree: Path, *what: str) -> list[str]:
    return subprocess.run(
        [need("fdtget"), *what[:-2], tree, *what[-2:]], check=True, capture_output=True, text=True
    ).stdout.split()


def test_the_overlay_gives_bus_0_the_chip_selects_that_the_carrier_wires(tree: Path) -> None:
    wired = [CHIP_SELECT_GPIO[tile.spi_device] for tile in TREADMILL.tiles]
    cells = [int(one) for one in read(tree, "/spi@7e204000", "cs-gpios")]
    assert cells[1::3] == wired
    assert cells[2::3] == [1, 1, 1]
    assert [int(one) for one in read(tree, "/gpio@7e200000/spi0_cs_pins", "brcm,pins")] == wired
    assert read(tree, "/spi@7e204000", "status") == ["okay"]


def test_each_chip_select_of_the_description_has_a_device_behind_it(tree: Path) -> None:
    selects = set()
    for node in ("spidev@0", "spidev@1", "spidev@2"):
        assert read(tree, f"/spi@7e204000/{node}", "compatible") == ["spidev"]
        selects.add(int(read(tree, f"/spi@7e204000/{node}", "reg")[0]))
    assert {f"/dev/spidev0.{select}" for select in selects} == {
        tile.spi_device for tile in TREADMILL.tiles
    }
    assert TREADMILL.circuit.clock_hz <= int(
        read(tree, "/spi@7e204000/spidev@2", "spi-max-frequency")[0]
    )


def test_the_block_for_config_txt_loads_every_bus_of_the_description() -> None:
    block = (PI / "config.txt.part").read_text()
    assert "dtoverlay=strikemat-spi0\n" in block
    assert TREADMILL.housekeeping is not None
    assert TREADMILL.housekeeping.spi_device == "/dev/spidev1.0"
    assert "dtoverlay=spi1-1cs\n" in block
    fixed = re.findall(r"\[(pi\w+)\]\ncore_freq=(\d+)\ncore_freq_min=(\d+)\n", block)
    assert [(model, int(most)) for model, most, _ in fixed] == [
        ("pi3", 400),
        ("pi02", 400),
        ("pi4", 500),
    ]
    assert all(most == least for _, most, least in fixed)
