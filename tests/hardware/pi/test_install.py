"""The installation, on the files of a card: what it writes, that it can be repeated, cut off and undone."""

import shutil
import tomllib
from pathlib import Path

import pytest

from tests.hardware.pi.conftest import PI, Install, snapshot

ROOT = PI.parents[1]
NOTE = "opt/strikemat/folders"
CHANGED = ("config.txt", "cmdline.txt")


def well(install: Install, *options: str, **more: object) -> str:
    """Install, and return what was said; it must have succeeded."""
    done = install(*options, **more)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(
    card: Path, install: Install
) -> None:
    before = snapshot(card)
    said = well(install, "--dry-run", "--kiosk")
    assert snapshot(card) == before
    well(install, "--kiosk")
    written = {
        path for path in snapshot(card) if path not in before and "opt/strikemat" not in path
    }
    files = {path for path in written if (card / path).is_file() and not (card / path).is_symlink()}
    assert files == {
        str(Path(line.removeprefix("write ")).relative_to(card))
        for line in said.splitlines()
        if line.startswith("write ") and not line.endswith(CHANGED)
    }


def test_a_second_run_changes_nothing(card: Path, install: Install) -> None:
    assert "Reboot" in well(install, "--kiosk", "--cpu", "3")
    once = snapshot(card)
    said = well(install)
    assert snapshot(card) == once
    assert "write" not in said
    assert "Reboot" not in said


@pytest.mark.parametrize("last", ["\n", ""])
def test_removing_leaves_the_card_as_it_was(card: Path, install: Install, last: str) -> None:
    config = card / "boot/firmware/config.txt"
    config.write_text(config.read_text().rstrip("\n") + last)
    before = snapshot(card)
    well(install, "--kiosk", "--cpu", "3")
    assert snapshot(card) != before
    well(install, "--remove")
    assert snapshot(card) == before


def test_what_others_changed_since_stays_when_it_is_removed(card: Path, install: Install) -> None:
    config, cmdline = (card / "boot/firmware" / name for name in CHANGED)
    well(install)
    config.write_text("gpu_mem=64\n" + config.read_text() + "dtoverlay=vc4-kms-v3d\n")
    cmdline.write_text(cmdline.read_text().replace("rootwait", "rootwait quiet"))
    well(install, "--remove")
    assert config.read_text().startswith("gpu_mem=64\n# For more")
    assert config.read_text().endswith("arm_boost=1\ndtoverlay=vc4-kms-v3d\n")
    assert cmdline.read_text() == "console=tty1 root=PARTUUID=1-02 rootwait quiet\n"


def test_edited_settings_and_sessions_stay_until_they_are_purged(
    card: Path, install: Install
) -> None:
    well(install)
    settings = card / "etc/default/strikemat"
    settings.write_text(settings.read_text().replace("PORT=8000", "PORT=80"))
    edited = settings.read_text()
    (card / "var/lib/strikemat").mkdir()
    (card / "var/lib/strikemat/strikemat.sqlite").write_text("sessions")
    well(install)
    assert settings.read_text() == edited
    said = well(install, "--remove")
    assert "keep" in said
    assert settings.read_text() == edited
    assert (card / "var/lib/strikemat/strikemat.sqlite").exists()
    well(install, "--remove", "--purge")
    assert not settings.exists()
    assert not (card / "var/lib/strikemat").exists()


def test_the_boot_files_get_one_block_each_and_keep_the_rest(card: Path, install: Install) -> None:
    before = {name: (card / "boot/firmware" / name).read_text() for name in CHANGED}
    well(install)
    config, cmdline = ((card / "boot/firmware" / name).read_text() for name in CHANGED)
    assert config.startswith(before["config.txt"] + "# begin strikemat")
    # The filters of models end where the block ends: what others append later counts for all.
    assert config.endswith("[all]\n# end strikemat\n")
    assert cmdline == before["cmdline.txt"].rstrip("\n") + (
        " strikemat.begin spidev.bufsiz=65536 strikemat.end\n"
    )


def test_half_a_block_is_refused_and_not_guessed_at(card: Path, install: Install) -> None:
    well(install)
    config = card / "boot/firmware/config.txt"
    config.write_text(config.read_text().replace("# end strikemat\n", ""))
    kept = config.read_text()
    done = install("--remove")
    assert done.returncode == 1
    assert "has 1 lines '# begin strikemat' and 0 '# end strikemat'" in done.stderr
    assert config.read_text() == kept


def test_a_power_cut_at_any_rename_leaves_whole_files_and_the_next_run_completes_them(
    card: Path, install: Install, newer: Path, tmp_path: Path
) -> None:
    whole = {name: {(card / "boot/firmware" / name).read_text()} for name in CHANGED}
    reference = tmp_path / "reference"
    shutil.copytree(card, reference, symlinks=True)
    well(install, script=newer)
    done = snapshot(card)
    for name in CHANGED:
        whole[name].add((card / "boot/firmware" / name).read_text())
    for cut in (1, 8, 9, 10, 11, 12, 13, 14):
        shutil.rmtree(card)
        shutil.copytree(reference, card, symlinks=True)
        stub = mv_that_fails(tmp_path / f"{cut}", cut)
        assert install(script=newer, path=str(stub)).returncode != 0
        for name in CHANGED:
            assert (card / "boot/firmware" / name).read_text() in whole[name]
        well(install, script=newer)
        left = {path for path in snapshot(card) if path.endswith((".strikemat-new", ".new"))}
        assert not left
        now = snapshot(card)
        # The note of folders that were made may name one twice.
        assert now | {NOTE: done[NOTE]} == done


def mv_that_fails(folder: Path, after: int) -> Path:
    """Return a folder with an `mv` that does nothing from its so-and-so-many-th call on."""
    folder.mkdir()
    stub = folder / "mv"
    stub.write_text(
        f'#!/bin/sh\necho >>"{folder}/calls"\n'
        f'[ "$(wc -l <"{folder}/calls")" -lt {after} ] || exit 1\nexec {shutil.which("mv")} "$@"\n'
    )
    stub.chmod(0o755)
    return folder


def test_an_update_keeps_the_version_before_and_a_roll_back_returns_to_it(
    card: Path, install: Install, newer: Path
) -> None:
    current, previous = (card / "opt/strikemat" / name for name in ("current", "previous"))
    refused = install("--update")
    assert "nothing is installed" in refused.stderr
    well(install)
    first = str(current.readlink())
    assert "nothing to go back to" in install("--roll-back").stderr
    well(install, "--update", script=newer)
    assert str(current.readlink()).startswith("versions/99.")
    assert str(previous.readlink()) == first
    well(install, "--roll-back")
    assert str(current.readlink()) == first
    assert str(previous.readlink()).startswith("versions/99.")
    assert (current / "strikemat.py").is_file()


def test_only_two_versions_are_kept(card: Path, install: Install, newer: Path) -> None:
    well(install)
    for number in range(2):
        readme = newer.parents[2] / "README.md"
        readme.write_text(f"{number}")
        well(install, "--update", script=newer)
    kept = {path.name for path in (card / "opt/strikemat/versions").iterdir()}
    links = {str((card / "opt/strikemat" / name).readlink()) for name in ("current", "previous")}
    assert {f"versions/{name}" for name in kept} == links
    assert len(kept) == 2


def test_a_version_that_a_power_cut_left_half_built_is_built_again(
    card: Path, install: Install
) -> None:
    well(install)
    version = (card / "opt/strikemat/current").resolve()
    (version / "complete").unlink()
    (version / "strikemat.py").write_text("hal")
    assert "build version" in well(install)
    assert (version / "strikemat.py").read_text() == (ROOT / "strikemat.py").read_text()


def test_the_installed_version_has_every_package_and_can_remove_itself(
    card: Path, install: Install
) -> None:
    before = snapshot(card)
    well(install)
    version = card / "opt/strikemat/current"
    for package in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"][
        "packages"
    ]:
        assert (version / package.replace(".", "/") / "__init__.py").is_file()
    assert not list(version.resolve().rglob("__pycache__"))
    well(install, "--remove", script=version / "hardware/pi/install.sh")
    assert snapshot(card) == before


def test_the_kiosk_is_kept_by_a_later_run_and_taken_away_when_asked(
    card: Path, install: Install
) -> None:
    unit = card / "etc/systemd/system/strikemat-kiosk.service"
    well(install, "--kiosk")
    well(install)
    assert unit.exists()
    well(install, "--no-kiosk")
    assert not unit.exists()


def test_a_computer_that_is_no_raspberry_pi_keeps_its_boot_files(
    card: Path, install: Install
) -> None:
    shutil.rmtree(card / "boot")
    assert "not a Raspberry Pi" in well(install)
    assert not (card / "boot").exists()


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        (["--frobnicate"], "install: unknown option '--frobnicate'; see --help"),
        (
            ["--cpu", "all"],
            "install: --cpu must be a processor's number or none, got 'all'; see --help",
        ),
        (["--cpu"], "install: --cpu needs a value; see --help"),
        (["--remove", "--update"], "install: --remove and --update exclude each other; see --help"),
        (["--purge"], "install: --purge goes with --remove; see --help"),
        (["--root", "/nowhere"], "install: --root /nowhere: there is no such folder; see --help"),
    ],
)
def test_a_wrong_option_is_one_line_and_changes_nothing(
    card: Path, install: Install, options: list[str], answer: str
) -> None:
    before = snapshot(card)
    done = install(*options)
    assert (done.returncode, done.stderr) == (2, answer + "\n")
    assert snapshot(card) == before


def test_help_names_every_option(install: Install) -> None:
    said = well(install, "--help")
    script = (PI / "install.sh").read_text()
    for option in (
        "--update",
        "--roll-back",
        "--remove",
        "--purge",
        "--kiosk",
        "--cpu",
        "--dry-run",
    ):
        assert option in said
        assert option in script.partition("set -eu")[2]
    assert "set -eu" not in said
