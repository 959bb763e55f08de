# shellcheck shell=sh disable=SC2154  # root, dry, opt, here, kiosk, cpu and purge are install.sh's
# shellcheck disable=SC2034  # put_changed is boot.sh's
# Files that are written whole or not at all, and folders that are remembered to be removed again.

say() {
    echo "$*"
}

# Run a program, or say that it would be run.
run() {
    if [ -n "$dry" ]; then
        say "would run: $*"
    else
        "$@"
    fi
}

# The same for a program that says a page where a line would do; its errors are shown.
run_quietly() {
    if [ -n "$dry" ]; then
        say "would run: $*"
    else
        "$@" >/dev/null
    fi
}

# What is installed: mode, file beside install.sh, place.
files() {
    cat <<'LIST'
0644 strikemat.service etc/systemd/system/strikemat.service
0644 strikemat-backup.service etc/systemd/system/strikemat-backup.service
0644 strikemat-backup.timer etc/systemd/system/strikemat-backup.timer
0644 sysusers.conf etc/sysusers.d/strikemat.conf
0644 60-strikemat.rules etc/udev/rules.d/60-strikemat.rules
0644 journald.conf etc/systemd/journald.conf.d/strikemat.conf
0755 strikemat.sh usr/local/bin/strikemat
LIST
}

kiosk_files() {
    cat <<'LIST'
0644 strikemat-kiosk.service etc/systemd/system/strikemat-kiosk.service
0644 sysusers-kiosk.conf etc/sysusers.d/strikemat-kiosk.conf
LIST
}

cpu_file=etc/systemd/system/strikemat.service.d/cpu.conf
settings=etc/default/strikemat

# Make a folder with its parents, and note those that were missing: --remove takes them away when they are empty.
keep_folder() {
    [ ! -d "$1" ] || return 0
    keep_folder "$(dirname "$1")"
    [ -z "$dry" ] || return 0
    mkdir "$1"
    chmod 0755 "$1"
    [ ! -d "$opt" ] || echo "$1" >>"$opt/folders"
}

# put MODE FILE PLACE: PLACE holds FILE's bytes afterwards, and never half of them. Sets put_changed.
put() {
    put_changed=
    if [ -f "$3" ] && cmp -s "$2" "$3" && [ "$(stat -c %a "$3")" = "${1#0}" ]; then
        return 0
    fi
    put_changed=yes
    say "write $3"
    [ -z "$dry" ] || return 0
    keep_folder "$(dirname "$3")"
    cp "$2" "$3.strikemat-new"
    chmod "$1" "$3.strikemat-new" 2>/dev/null || true # the boot partition knows no modes
    replace "$3.strikemat-new" "$3"
}

# Put a file in another's place so that a power cut leaves the one or the other.
replace() {
    sync "$1"
    mv -f "$1" "$2"
    sync -f "$(dirname "$2")"
}

take_away() {
    [ -e "$1" ] || [ -L "$1" ] || return 0
    say "remove $1"
    [ -n "$dry" ] || rm -rf "$1"
}

install_files() {
    files | while read -r mode file place; do
        put "$mode" "$here/$file" "$root/$place"
    done
    # Yours from now on: an update leaves it alone.
    [ -e "$root/$settings" ] || put 0644 "$here/default" "$root/$settings"
}

install_kiosk() {
    case $kiosk in
        yes)
            kiosk_files | while read -r mode file place; do
                put "$mode" "$here/$file" "$root/$place"
            done
            ;;
        no) remove_kiosk ;;
    esac
}

has_kiosk() {
    [ "$kiosk" = yes ] || [ -e "$root/etc/systemd/system/strikemat-kiosk.service" ]
}

remove_kiosk() {
    disable_unit strikemat-kiosk.service
    kiosk_files | while read -r _ _ place; do take_away "$root/$place"; done
}

install_cpu() {
    case $cpu in
        as-is) ;;
        none) take_away "$root/$cpu_file" ;;
        *)
            new=$(mktemp)
            printf '[Service]\nCPUAffinity=%s\n' "$cpu" >"$new"
            put 0644 "$new" "$root/$cpu_file"
            rm -f "$new"
            ;;
    esac
}

remove_files() {
    { files; kiosk_files; } | while read -r _ _ place; do take_away "$root/$place"; done
    take_away "$root/$cpu_file"
    if [ -n "$purge" ] || cmp -s "$here/default" "$root/$settings"; then
        take_away "$root/$settings"
    elif [ -e "$root/$settings" ]; then
        say "keep $root/$settings, which was edited (--purge removes it)"
    fi
}

# Folders that were made here go when nothing is in them, the deepest first.
remove_folders() {
    made=
    [ ! -e "$opt/folders" ] || made=$(sort -r -u "$opt/folders")
    take_away "$opt"
    [ -z "$dry" ] || return 0
    for folder in $made; do
        rmdir "$folder" 2>/dev/null || true
    done
}

remove_all() {
    remove_kiosk
    stop_services
    unset_boot
    remove_files
    if [ -n "$purge" ]; then
        take_away "$root/var/lib/strikemat"
        take_away "$root/var/lib/strikemat-kiosk"
        remove_users
    elif [ -e "$root/var/lib/strikemat" ]; then
        say "keep $root/var/lib/strikemat: the sessions and their backups (--purge removes them)"
    fi
    remove_folders
    reload
}
