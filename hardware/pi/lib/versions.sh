# shellcheck shell=sh disable=SC2154  # root, dry, opt, source and needs_reboot are install.sh's
# shellcheck disable=SC2034  # version_changed is system.sh's
# Two versions side by side, and a link that names the one in use.
#
#   /opt/strikemat/versions/VERSION-CHECKSUM/   source, venv/, and `complete` when all of it is there
#   /opt/strikemat/current, previous            links to two of them

# What a version is made of; hardware/pi comes along so that an installed version can be removed.
parts='analyzer clinic commands device web hardware/pi strikemat.py setup.py pyproject.toml README.md LICENSE'

pack() {
    # shellcheck disable=SC2086  # a list of words
    tar -C "$source" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
        --exclude=__pycache__ --exclude='*.so' -cf - $parts
}

name_version() {
    number=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$source/pyproject.toml")
    name=$number-$(pack | sha256sum | cut -c 1-8)
}

make_version() {
    name_version
    place=$opt/versions/$name
    if [ -e "$place/complete" ]; then
        say "version $name is there"
        return 0
    fi
    say "build version $name"
    [ -z "$dry" ] || return 0
    # What a power cut left half built.
    rm -rf "$place"
    keep_folder "$place"
    pack | tar -C "$place" -xf -
    [ -n "$root" ] || make_venv
    sync -f "$place"
    touch "$place/complete"
    sync -f "$place"
}

make_venv() {
    python3 -m venv "$place/venv"
    # Without PYPI=1 lgpio's source, the only one for Python 3.13, does not bring its C library along.
    PYPI=1 PIP_DISABLE_PIP_VERSION_CHECK=1 "$place/venv/bin/pip" install --quiet "${place}[pi]"
    rm -rf "$place/build" "$place"/*.egg-info
    "$place/venv/bin/strikemat" --version
}

# The link of that name points there afterwards, and at every moment before to where it pointed.
link() {
    say "$(basename "$2") -> $1"
    [ -z "$dry" ] || return 0
    ln -sfn "$1" "$2.new"
    mv -fT "$2.new" "$2"
    sync -f "$opt"
}

take_version() {
    now=$(readlink "$opt/current" || true)
    if [ "$now" != "versions/$name" ]; then
        [ -z "$now" ] || link "$now" "$opt/previous"
        link "versions/$name" "$opt/current"
        version_changed=yes
    fi
    drop_old_versions
}

drop_old_versions() {
    [ -z "$dry" ] || return 0
    for one in "$opt"/versions/*; do
        case versions/$(basename "$one") in
            "$(readlink "$opt/current")" | "$(readlink "$opt/previous" || true)") ;;
            *) take_away "$one" ;;
        esac
    done
}

# Newer versions may change the store's tables, which older ones then refuse: the copy is what to go back to.
back_up_before_update() {
    now=$(readlink "$opt/current" || true)
    if [ -n "$root$dry" ] || [ -z "$now" ] || [ "$now" = "versions/$name" ]; then
        return 0
    fi
    runuser -u strikemat -- "$opt/current/hardware/pi/backup.sh" /var/lib/strikemat \
        /var/lib/strikemat/backups "before-$name" || fail "the sessions could not be copied; nothing was changed"
}

roll_back() {
    now=$(readlink "$opt/current" || true)
    before=$(readlink "$opt/previous" || true)
    if [ -z "$before" ] || [ "$before" = "$now" ] || [ ! -e "$opt/$before/complete" ]; then
        fail "there is no version before ${now:-this}: nothing to go back to"
    fi
    swap_versions
    restart_service || fail "$before does not start either; see journalctl -u strikemat"
    say "If it says that the sessions are of a newer version: strikemat restore --replace" \
        "/var/lib/strikemat/backups/before-${now#versions/}.sqlite"
}

swap_versions() {
    now=$(readlink "$opt/current")
    before=$(readlink "$opt/previous")
    link "$before" "$opt/current"
    link "$now" "$opt/previous"
}
