# shellcheck shell=sh disable=SC2154  # root, dry and here are install.sh's
# shellcheck disable=SC2034  # needs_reboot too
# What is read at boot: config.txt, cmdline.txt and the overlay, all between markers and taken out again.

begin_line='# begin strikemat: written by hardware/pi/install.sh, which also removes it'
end_line='# end strikemat'
# A name with a dot that no module has is passed over by the kernel: it can mark a place in its command line.
words=' strikemat.begin spidev.bufsiz=65536 strikemat.end'

find_boot() {
    boot=
    for folder in "$root/boot/firmware" "$root/boot"; do
        if [ -f "$folder/config.txt" ]; then
            boot=$folder
            return 0
        fi
    done
    return 1
}

set_up_boot() {
    if ! find_boot; then
        say "no config.txt in /boot/firmware or /boot: not a Raspberry Pi, so its buses are left alone"
        return 0
    fi
    check_markers
    put_overlay
    work=$(mktemp -d)
    without_block "$boot/config.txt" >"$work/config.txt"
    # A last line without an end must not swallow the marker.
    [ -z "$(tail -c 1 "$work/config.txt")" ] || echo >>"$work/config.txt"
    {
        echo "$begin_line"
        cat "$here/config.txt.part"
        echo "$end_line"
    } >>"$work/config.txt"
    edit config.txt
    if [ -f "$boot/cmdline.txt" ]; then
        sed "s/ strikemat\.begin .* strikemat\.end//; 1s/\$/$words/" "$boot/cmdline.txt" >"$work/cmdline.txt"
        edit cmdline.txt
    fi
    rm -rf "$work"
}

# Put the new one in place, and keep the first old one beside it, for a card that no longer boots.
edit() {
    ! cmp -s "$work/$1" "$boot/$1" || return 0
    before=$boot/$1.before-strikemat
    mode=0$(stat -c %a "$boot/$1")
    [ -e "$before" ] || put "$mode" "$boot/$1" "$before"
    put "$mode" "$work/$1" "$boot/$1"
    needs_reboot=yes
}

put_overlay() {
    if ! command -v dtc >/dev/null 2>&1; then
        [ -n "$dry" ] || fail "dtc is missing: apt install device-tree-compiler"
        say "would compile strikemat-spi0.dtbo"
        return 0
    fi
    new=$(mktemp)
    dtc -@ -q -I dts -O dtb -o "$new" "$here/strikemat-spi0.dts"
    put 0755 "$new" "$boot/overlays/strikemat-spi0.dtbo"
    rm -f "$new"
    [ -z "$put_changed" ] || needs_reboot=yes
}

without_block() {
    sed "/^# begin strikemat/,/^$end_line/d" "$1"
}

# With one marker missing, what lies between them is anybody's guess.
check_markers() {
    begins=$(grep -c '^# begin strikemat' "$boot/config.txt") || true
    ends=$(grep -c "^$end_line" "$boot/config.txt") || true
    case $begins$ends in
        00 | 11) ;;
        *) fail "$boot/config.txt has $begins lines '# begin strikemat' and $ends '$end_line'; remove its block by hand" ;;
    esac
}

unset_boot() {
    find_boot || return 0
    check_markers
    work=$(mktemp -d)
    without_block "$boot/config.txt" >"$work/config.txt"
    give_back config.txt
    if [ -f "$boot/cmdline.txt" ]; then
        sed 's/ strikemat\.begin .* strikemat\.end//' "$boot/cmdline.txt" >"$work/cmdline.txt"
        give_back cmdline.txt
    fi
    rm -rf "$work"
    take_away "$boot/overlays/strikemat-spi0.dtbo"
}

# What was edited by others since stays; an end of line that was added does not.
give_back() {
    before=$boot/$1.before-strikemat
    if [ -e "$before" ] && [ "$(cat "$before")" = "$(cat "$work/$1")" ]; then
        cp "$before" "$work/$1"
    fi
    if ! cmp -s "$work/$1" "$boot/$1"; then
        put "0$(stat -c %a "$boot/$1")" "$work/$1" "$boot/$1"
        needs_reboot=yes
    fi
    take_away "$before"
}
