# shellcheck shell=sh disable=SC2154  # root, dry, opt, kiosk and needs_reboot are install.sh's
# The running system: packages, users, services. Nothing of it is touched with --root.

packages='python3 python3-venv python3-dev gcc libc6-dev swig device-tree-compiler sudo'

is_live() {
    [ -z "$root" ] && [ -d /run/systemd/system ]
}

# A container has systemd and no udev.
has_udev() {
    is_live && [ -S /run/udev/control ]
}

install_packages() {
    [ -z "$root" ] || return 0
    wanted=$packages
    ! has_kiosk || wanted="$wanted cage chromium"
    missing=
    for one in $wanted; do
        dpkg-query -W -f '${db:Status-Abbrev}' "$one" 2>/dev/null | grep -q '^ii' || missing="$missing $one"
    done
    [ -n "$missing" ] || return 0
    say "install system packages:$missing"
    run_quietly env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    run_quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}

make_users() {
    [ -z "$root" ] || return 0
    run systemd-sysusers
    ! has_udev || run udevadm control --reload
    ! has_udev || run udevadm trigger --subsystem-match=spidev --subsystem-match=gpio
}

remove_users() {
    [ -z "$root" ] || return 0
    for one in strikemat strikemat-kiosk; do
        ! getent passwd "$one" >/dev/null || run userdel "$one"
    done
}

enable_unit() {
    command -v systemctl >/dev/null 2>&1 || return 0
    [ ! -e "$root/etc/systemd/system/$1" ] && [ -z "$dry" ] && return 0
    # shellcheck disable=SC2086  # nothing, or one word
    run systemctl --quiet ${root:+--root=$root} enable "$1"
}

disable_unit() {
    command -v systemctl >/dev/null 2>&1 || return 0
    [ -e "$root/etc/systemd/system/$1" ] || return 0
    ! is_live || run systemctl stop "$1"
    # shellcheck disable=SC2086  # nothing, or one word
    run systemctl --quiet ${root:+--root=$root} disable "$1"
}

reload() {
    is_live || return 0
    run systemctl daemon-reload
    run systemctl restart systemd-journald.service
    ! has_udev || run udevadm control --reload
}

start_services() {
    note_wants
    enable_unit strikemat.service
    enable_unit strikemat-backup.timer
    ! has_kiosk || enable_unit strikemat-kiosk.service
    is_live || return 0
    restart=yes
    ! is_up_to_date || restart=
    reload
    run systemctl start strikemat-backup.timer
    if [ -n "$needs_reboot" ]; then
        return 0 # without the bus the service would only fail
    fi
    if [ -z "$restart" ]; then
        say "strikemat.service runs as it should: left alone"
        return 0
    fi
    restart_service || undo_update
}

# Whoever runs the installation once more must not cut a session off.
is_up_to_date() {
    [ -z "$version_changed" ] && systemctl --quiet is-active strikemat.service &&
        [ "$(systemctl show --property NeedDaemonReload --value strikemat.service)" = no ]
}

# systemctl makes these; where they were missing, --remove takes them away again.
note_wants() {
    for target in multi-user timers; do
        keep_folder "$root/etc/systemd/system/$target.target.wants"
    done
}

stop_services() {
    disable_unit strikemat-backup.timer
    disable_unit strikemat.service
}

# Succeed when the service is up and its page answers.
restart_service() {
    is_live || return 0
    run systemctl restart strikemat.service || return 1
    [ -z "$dry" ] || return 0
    port=$(sed -n 's/^STRIKEMAT_PORT=//p' "$root/$settings" 2>/dev/null || true)
    "$opt/current/venv/bin/python" - "${port:-8000}" <<'PYTHON'
import sys
import time
import urllib.request

for attempt in range(30):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/", timeout=5).close()
        break
    except OSError:
        time.sleep(1)
else:
    sys.exit("install: the page does not answer")
PYTHON
}

undo_update() {
    before=$(readlink "$opt/previous" || true)
    if [ -n "$before" ] && [ "$before" != "$(readlink "$opt/current")" ]; then
        swap_versions
        systemctl restart strikemat.service || true
        fail "the new version did not start: back to $before; see journalctl -u strikemat"
    fi
    fail "Strikemat did not start; see journalctl -u strikemat"
}
