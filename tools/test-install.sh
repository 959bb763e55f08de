#!/bin/sh
# Run hardware/pi/install.sh for real, on a Debian with systemd and apt, with power cuts, updates and removal.
#
#   tools/test-install.sh [--vm] [SUITE]      SUITE: bookworm or trixie
#
# Needs root. In a container it takes as long as four installations: 50 minutes on two cores that many other jobs
# shared. With --vm it takes hours where the processor is emulated (STRIKEMAT_VM_ACCEL=kvm where /dev/kvm works), but has
# a kernel and a disk of its own: a cut then loses what had not been handed to the disk. What a card loses of what it
# was given is another matter.
#
# Both are x86-64 computers without the buses of a Raspberry Pi. Its start-up files are made up: that they are written
# and taken back is tested, what they do is not. Nor is the kiosk.
# shellcheck disable=SC2016  # what stands between ' ' is for the machine's shell
set -eu
kind=container
if [ "${1:-}" = --vm ]; then
    kind=vm
    shift
fi
suite=${1:-bookworm}
case $suite in
    bookworm | trixie) ;;
    *)
        echo "test-install: unknown suite '$suite': bookworm or trixie" >&2
        exit 2
        ;;
esac
if [ "$(id -u)" -ne 0 ]; then
    echo "test-install: must be root to make a machine: run it with sudo" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")/.." && pwd)
work=$here/build/install/$kind-$suite
started=$(date +%s)
machine_pid=
# A container shares this computer's ports.
port=${STRIKEMAT_TEST_PORT:-28461}
api=http://127.0.0.1:$port/api
page="curl --silent --fail --max-time 20 --output /dev/null http://127.0.0.1:$port/"
installer=/root/strikemat/hardware/pi/install.sh

good() {
    echo "$(($(date +%s) - started)) s: $*"
}

fail() {
    echo "test-install: $*" >&2
    [ -z "$machine_pid" ] || inside 'journalctl --no-pager -n 40 -u strikemat' >&2 || true
    exit 1
}

# within SECONDS WHAT COMMAND: the command succeeds in the machine before the time is up.
within() {
    until_s=$(($(date +%s) + $1))
    until inside "$3" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt $until_s ] || fail "not within $1 s: $2"
        sleep 3
    done
    good "$2"
}

machine_gone() {
    while kill -0 "$machine_pid" 2>/dev/null; do sleep 1; done
    machine_pid=
}

machine_shut_down() {
    inside 'systemctl poweroff' || true
    machine_gone
}

leave() {
    [ -z "$machine_pid" ] || machine_cut
}

# shellcheck source=tools/machine/tree.sh
. "$here/tools/machine/tree.sh"
# shellcheck source=tools/machine/container.sh
. "$here/tools/machine/$kind.sh"
trap leave EXIT
trap 'exit 1' HUP INT TERM

# What is in all places that the installation writes to: bytes, modes, owners, users. What apt's packages bring along is
# elsewhere, and the groups of the buses stay: others may be in them.
snapshot() {
    inside 'getent passwd
        for place in /boot /opt /srv /home /usr/local/bin /etc/default /etc/systemd /etc/sysusers.d /etc/udev \
            /var/lib/strikemat /var/lib/strikemat-kiosk; do
            [ ! -e $place ] || find $place -printf "%p %M %u %l\n" -type f -exec sha256sum {} + | sort
        done'
}

must() {
    inside "$2" || fail "$1"
    good "$1"
}

install() {
    inside "$installer $*" >"$work/said" 2>&1 || {
        cat "$work/said" >&2
        fail "install.sh${*:+ $*} ended with an error"
    }
    ! grep -i 'denied\|not found\|no such' "$work/said" >&2 || fail "install.sh${*:+ $*} says what it should not"
    good "install.sh${*:+ $*}"
}

copy_project() {
    inside 'rm -rf /root/strikemat; mkdir /root/strikemat'
    git -C "$here" ls-files -z --cached --others --exclude-standard |
        tar -C "$here" --null --files-from=- --ignore-failed-read -cf - 2>/dev/null |
        inside 'tar -C /root/strikemat -xf -'
}

first_installation() {
    snapshot >"$work/before"
    install
    grep -q Reboot "$work/said" || fail "a first installation must ask for a reboot"
    must 'service and timer are enabled' 'systemctl --quiet is-enabled strikemat.service strikemat-backup.timer'
    must 'the user has no login' 'getent passwd strikemat | grep -q nologin'
    must 'nothing more is wanted from apt' "! $installer --dry-run | grep -q 'would run: env'"
    inside "sed -i 's/^STRIKEMAT_PORT=.*/STRIKEMAT_PORT=$port/' /etc/default/strikemat"
    machine_shut_down
    machine_start
}

# This machine has no bus: the service must say so, keep trying, and never give up.
without_a_bus() {
    within 120 'the service tries again without a mat' \
        '[ "$(systemctl show --property NRestarts --value strikemat.service)" -ge 2 ]'
    must 'and names what is missing' 'journalctl -u strikemat | grep -q /dev/spidev0.0'
    inside "sed -i 's/^STRIKEMAT_MAT=.*/STRIKEMAT_MAT=ideal/' /etc/default/strikemat"
    within 300 'another mat in /etc/default is taken up' "systemctl restart strikemat && $page"
}

the_service() {
    must 'it runs as its user without any right' \
        'grep -q "CapEff:.0*$" /proc/$(systemctl show --property MainPID --value strikemat.service)/status &&
         [ "$(ps -o user= -p $(systemctl show --property MainPID --value strikemat.service))" = strikemat ]'
    must 'its data are its own' '[ "$(stat -c "%U %a" /var/lib/strikemat)" = "strikemat 700" ]'
    must 'the watchdog hears from it' 'watchdog() { systemctl show --property WatchdogTimestampMonotonic --value strikemat; }
        first=$(watchdog); for i in $(seq 40); do [ "$(watchdog)" = "$first" ] || exit 0; sleep 1; done; exit 1'
    must 'the log is kept below 100 MB' \
        'systemd-analyze cat-config systemd/journald.conf | grep -q SystemMaxUse=100M && [ -d /var/log/journal ]'
}

a_second_run() {
    record
    install
    ! grep -q '^write' "$work/said" || fail "a second run writes: $(grep '^write' "$work/said")"
    must 'a second run leaves the session alone' "[ \$($(with_frames recording)) -eq 1 ]"
}

# with_frames STATE: a command that prints how many sessions of that state have frames.
with_frames() {
    echo "curl --silent --fail $api/sessions | python3 -c 'import json, sys
print(sum(one[\"state\"] == \"$1\" and one[\"frame_count\"] > 200 for one in json.load(sys.stdin)[\"sessions\"]))'"
}

record() {
    inside "curl --silent --fail --json '{\"action\": \"start\", \"runner\": \"VM\"}' $api/session >/dev/null" ||
        fail 'no session could be started'
    within 240 'a session is recorded' "[ \$($(with_frames recording)) -eq 1 ]"
}

# interrupted N: so many sessions were cut off, and what they had is there.
interrupted() {
    within 300 "$1 cut off and kept" "[ \$($(with_frames interrupted)) -eq $1 ]"
}

# While the session of before is still recorded.
a_hang() {
    restarts=$(inside 'systemctl show --property NRestarts --value strikemat.service')
    # The worker that reads the mat, not its parent.
    inside 'kill -STOP $(pgrep -P $(systemctl show --property MainPID --value strikemat.service))'
    within 120 'systemd starts it again when it hangs' \
        "[ \$(systemctl show --property NRestarts --value strikemat.service) -gt $restarts ] && $page"
    interrupted 1
}

a_power_cut() {
    record
    machine_cut
    machine_start
    within 300 'the page answers after a power cut' "$page"
    interrupted 2
    must 'the sessions are whole' 'strikemat verify'
    must 'the log of before the cut is kept' 'journalctl -b -1 -u strikemat | grep -q .'
}

backups() {
    must 'a copy is made' 'systemctl start strikemat-backup.service && ls /var/lib/strikemat/backups/*-*-*.sqlite'
    must 'the nightly copy is due' 'systemctl list-timers strikemat-backup.timer | grep -q strikemat-backup.service'
}

an_update() {
    inside 'readlink /opt/strikemat/current' >"$work/first"
    inside 'echo >>/root/strikemat/README.md'
    # Cut off while it builds: what runs is the version before.
    inside "$installer --update >/dev/null 2>&1 &"
    within 300 'an update is being built' '[ $(ls -d /opt/strikemat/versions/*/venv | wc -l) -eq 2 ]'
    machine_cut
    machine_start
    within 300 'the version before runs after a cut in the update' "$page"
    [ "$(inside 'readlink /opt/strikemat/current')" = "$(cat "$work/first")" ] || fail 'the link moved'
    install --update
    [ "$(inside 'readlink /opt/strikemat/current')" != "$(cat "$work/first")" ] || fail 'the link did not move'
    must 'the new version answers' "$page"
    must 'the sessions were copied before' 'ls /var/lib/strikemat/backups/before-*.sqlite'
    interrupted 2
    install --roll-back
    [ "$(inside 'readlink /opt/strikemat/current')" = "$(cat "$work/first")" ] || fail 'it was not rolled back'
    must 'the version before answers' "$page"
}

a_broken_update() {
    inside "sed -i '1a raise SystemExit(\"broken on purpose\")' /root/strikemat/web/app.py"
    ! inside "$installer --update" >"$work/said" 2>&1 || fail 'a version that does not start was taken'
    grep -q "back to $(cat "$work/first")" "$work/said" || fail "it did not go back: $(cat "$work/said")"
    within 120 'a version that does not start is taken back by itself' "$page"
}

removal() {
    install --remove
    must 'the sessions stay' 'ls /var/lib/strikemat/strikemat.sqlite'
    must 'the service is gone' '! systemctl cat strikemat.service 2>/dev/null'
    install --remove --purge
    must 'so is the user' '! getent passwd strikemat'
    snapshot >"$work/after"
    diff "$work/before" "$work/after" >&2 || fail 'something of it was left'
    good 'nothing is left'
}

machine_make
machine_fresh
machine_start
copy_project
first_installation
without_a_bus
the_service
a_second_run
a_hang
a_power_cut
backups
an_update
a_broken_update
removal
machine_shut_down
echo "The installation holds on $suite, in $(($(date +%s) - started)) s"
