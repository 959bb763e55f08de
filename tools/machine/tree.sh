# shellcheck shell=sh disable=SC2154  # suite and work are set by whoever reads this
# The files of a machine to install on: what a Raspberry Pi OS Lite has, as far as the installation is concerned.

mirror=http://deb.debian.org/debian

# machine_tools PROGRAM=PACKAGE...: install the packages of the programs that are missing here.
machine_tools() {
    missing=
    for pair in mmdebstrap=mmdebstrap "$@"; do
        command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"
    done
    [ -n "$missing" ] || return 0
    echo "Installing system packages:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# machine_tree PACKAGES...: unpack Debian into $work/tree, with these packages too.
machine_tree() {
    tree=$work/tree
    rm -rf "$tree"
    mkdir -p "$work"
    mmdebstrap --quiet --variant=apt --architectures=amd64 \
        --include="systemd-sysv,udev,dbus,procps,iproute2,ca-certificates,curl$(printf ',%s' "$@")" \
        "$suite" "$tree" $mirror
    mkdir -p "$tree/boot/firmware/overlays"
    echo strikemat-test >"$tree/etc/hostname"
    echo '127.0.0.1 localhost strikemat-test' >"$tree/etc/hosts"
    echo 'dtparam=audio=on' >"$tree/boot/firmware/config.txt"
    echo 'console=tty1 root=PARTUUID=1-02 rootwait' >"$tree/boot/firmware/cmdline.txt"
    # Whom this computer trusts, for networks that look into what they carry.
    cp /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
    printf '[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n' >"$tree/etc/pip.conf"
}
