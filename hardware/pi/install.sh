#!/bin/sh
# Set up a Raspberry Pi as a Strikemat: buses, pins, user, service, backups. See README.md beside this file.
#
#   sudo hardware/pi/install.sh [--kiosk|--no-kiosk] [--cpu N|none]   install, or bring up to date
#   sudo hardware/pi/install.sh --update         the same, but only where it is installed already
#   sudo hardware/pi/install.sh --roll-back      back to the version before
#   sudo hardware/pi/install.sh --remove [--purge]   undo it; --purge: sessions, settings and user too
#
# --dry-run says what would be done. --root DIR works on the files of a tree (a mounted card) and runs nothing in it.
# It may be run again at any time, and is safe to interrupt: files are written aside and renamed into place.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=hardware/pi/lib/files.sh
. "$here/lib/files.sh"
# shellcheck source=hardware/pi/lib/boot.sh
. "$here/lib/boot.sh"
# shellcheck source=hardware/pi/lib/versions.sh
. "$here/lib/versions.sh"
# shellcheck source=hardware/pi/lib/system.sh
. "$here/lib/system.sh"

usage() {
    sed -n '2,/^set -eu$/{/^set/d;s/^# \{0,1\}//p}' "$0"
}

fail() {
    echo "install: $*" >&2
    exit "${status:-1}"
}

refuse() {
    status=2 fail "$*; see --help"
}

source=$(cd "$here/../.." && pwd)
root=
dry=
what=install
kiosk=as-is
cpu=as-is
purge=
while [ $# -gt 0 ]; do
    case $1 in
        --update | --remove | --roll-back)
            [ "$what" = install ] || refuse "--$what and $1 exclude each other"
            what=${1#--}
            ;;
        --kiosk) kiosk=yes ;;
        --no-kiosk) kiosk=no ;;
        --purge) purge=yes ;;
        --dry-run) dry=yes ;;
        --cpu | --root)
            [ $# -ge 2 ] || refuse "$1 needs a value"
            if [ "$1" = --cpu ]; then cpu=$2; else root=$2; fi
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) refuse "unknown option '$1'" ;;
    esac
    shift
done
case $cpu in
    as-is | none | [0-9] | [0-9][0-9]) ;;
    *) refuse "--cpu must be a processor's number or none, got '$cpu'" ;;
esac
[ -z "$purge" ] || [ "$what" = remove ] || refuse "--purge goes with --remove"
if [ -n "$root" ]; then
    [ -d "$root" ] || refuse "--root $root: there is no such folder"
    root=$(cd "$root" && pwd)
    [ "$root" != / ] || root=
fi
[ -n "$root$dry" ] || [ "$(id -u)" -eq 0 ] || refuse "must be root; run it with sudo"

opt=$root/opt/strikemat
needs_reboot=
version_changed=

install_all() {
    install_packages
    keep_folder "$opt/versions"
    install_files
    install_kiosk
    install_cpu
    make_users
    set_up_boot
    make_version
    back_up_before_update
    take_version
    start_services
}

case $what in
    install) install_all ;;
    update)
        [ -L "$opt/current" ] || refuse "--update: nothing is installed in $opt; run it without --update"
        install_all
        ;;
    roll-back) roll_back ;;
    remove) remove_all ;;
esac
if [ -n "$dry" ]; then
    say "Nothing was changed."
elif [ -n "$needs_reboot" ]; then
    say "Reboot for the buses to change: sudo reboot"
fi
