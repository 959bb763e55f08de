# shellcheck shell=sh disable=SC2154  # work is set by whoever reads this
# A container with a systemd of its own on this computer's kernel: as fast as the computer. Cut off, all its
# processes die at once; files that they wrote are kept, which a computer whose plug is pulled does not promise.

machine_make() {
    machine_tools systemd-nspawn=systemd-container
    [ ! -e "$work/made" ] || return 0
    machine_tree
    rm -rf "$work/base"
    mv "$tree" "$work/base"
    touch "$work/made"
}

machine_fresh() {
    rm -rf "$work/root"
    cp -a "$work/base" "$work/root"
}

machine_start() {
    # No network of its own: it needs this computer's for apt and pip.
    systemd-nspawn --quiet --register=no --keep-unit --machine=strikemat-test --directory="$work/root" --boot \
        >"$work/console.log" 2>&1 </dev/null &
    machine_pid=$!
    until leader=$(pgrep -P "$machine_pid" 2>/dev/null) && [ -n "$leader" ]; do
        kill -0 "$machine_pid" 2>/dev/null || fail "the container does not start: $(tail -n 3 "$work/console.log")"
        sleep 1
    done
    within 120 'the machine is up' 'systemctl is-system-running --wait >/dev/null || true'
}

inside() {
    nsenter --target "$leader" --all --root /usr/bin/env --ignore-environment HOME=/root LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /bin/sh -c "cd /root && $1"
}

machine_cut() {
    # The first process of the container takes all others with it.
    kill -9 "$leader"
    machine_gone
}
