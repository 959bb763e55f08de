#!/bin/sh
# Install Strikemat in a Debian arm64 userland and run its tests there, on the processor of a Raspberry Pi 4
# as qemu emulates it (on an aarch64 machine: on the processor that is there).
#
#   tools/test-aarch64.sh [SUITE] [PYTEST ARGUMENTS]      SUITE: bookworm (Python 3.11) or trixie (3.13)
#
# Needs root: it mounts /proc and /dev in the userland, and teaches the kernel to start arm64 programs.
# Compiling under emulation takes the better part of an hour, so the userland's `cc` is Debian's cross
# compiler, which runs at full speed; all that it makes, and Python itself, runs as arm64.
#
# What does not work there, and is left out:
#   - Chromium: the tests marked `browser`
#   - anything that says how fast: emulation tells nothing of a Raspberry Pi's pace (the tests marked `pace`)
set -eu
suite=${1:-bookworm}
[ $# -eq 0 ] || shift
here=$(cd "$(dirname "$0")/.." && pwd)
work=$here/build/aarch64
root=$work/$suite
mirror=http://deb.debian.org/debian
case $suite in
    bookworm) gcc=12 ;;
    trixie) gcc=14 ;;
    *)
        echo "test-aarch64: unknown suite '$suite': bookworm or trixie" >&2
        exit 2
        ;;
esac
if [ "$(id -u)" -ne 0 ]; then
    echo "test-aarch64: must be root to mount /proc in the userland: run it with sudo" >&2
    exit 2
fi
started=$(date +%s)

# What every Debian has, for a userland that is unpacked and not installed, and what the project needs.
essential=base-files,base-passwd,bash,coreutils,dash,diffutils,findutils,grep,gzip,hostname,libc-bin,mawk
essential=$essential,passwd,procps,sed,tar,util-linux
packages=$essential,ca-certificates,git,libc6-dev,libstdc++6,make,python3,python3-dev,python3-venv

install_tools() {
    missing=
    command -v mmdebstrap >/dev/null 2>&1 || missing="$missing mmdebstrap"
    if [ "$(uname -m)" != aarch64 ]; then
        command -v qemu-aarch64-static >/dev/null 2>&1 || missing="$missing qemu-user-static"
        command -v update-binfmts >/dev/null 2>&1 || missing="$missing binfmt-support"
    fi
    [ -n "$missing" ] || return 0
    echo "Installing system packages:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

emulate() {
    [ "$(uname -m)" != aarch64 ] || return 0
    binfmt=/proc/sys/fs/binfmt_misc
    [ -e $binfmt/status ] || mount -t binfmt_misc binfmt_misc $binfmt
    [ -e $binfmt/qemu-aarch64 ] || update-binfmts --enable qemu-aarch64
}

unpack() {
    [ ! -e "$root/unpacked" ] || return 0
    rm -rf "$root"
    mkdir -p "$work"
    [ "$(uname -m)" != aarch64 ] || packages=$packages,gcc
    mmdebstrap --quiet --variant=extract --architectures=arm64 --include="$packages" "$suite" "$root" $mirror
    [ -e "$root/bin/sh" ] || ln -s dash "$root/bin/sh"
    [ "$(uname -m)" = aarch64 ] || lend_compiler
    touch "$root/unpacked"
}

# Put a compiler that runs at full speed and makes arm64 code where the userland's own would be.
lend_compiler() {
    mkdir -p "$root/opt"
    mmdebstrap --quiet --variant=extract --architectures=amd64 \
        --include="gcc-$gcc-aarch64-linux-gnu" "$suite" "$root/opt/gcc" $mirror
    # Where its parts look for their loader, for their libraries, and for those of arm64.
    mkdir -p "$root/lib64"
    ln -sfn /opt/gcc/usr/lib/x86_64-linux-gnu "$root/usr/lib/x86_64-linux-gnu"
    [ -L "$root/lib" ] || ln -sfn /opt/gcc/lib/x86_64-linux-gnu "$root/lib/x86_64-linux-gnu"
    ln -sfn /lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 "$root/lib64/ld-linux-x86-64.so.2"
    ln -sfn /opt/gcc/usr/aarch64-linux-gnu "$root/usr/aarch64-linux-gnu"
    for name in cc gcc aarch64-linux-gnu-gcc; do
        printf '#!/bin/sh\nexec /opt/gcc/usr/bin/aarch64-linux-gnu-gcc-%s "$@"\n' "$gcc" >"$root/usr/bin/$name"
        chmod +x "$root/usr/bin/$name"
    done
}

leave() {
    for place in dev proc; do
        if mountpoint -q "$root/$place"; then umount --recursive --lazy "$root/$place"; fi
    done
}

enter() {
    mkdir -p "$root/proc" "$root/dev" "$root/etc/ssl/certs" "$root/home/strikemat" "$root/root"
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    trap leave EXIT
    leave
    mount --bind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --make-rslave "$root/dev"
}

copy_project() {
    # What the project no longer has goes; what was installed and built there stays.
    find "$root/home/strikemat" -type f ! -path '*/.venv/*' ! -path '*/build/*' ! -path '*.egg-info/*' \
        ! -name '*.so' -delete
    git -C "$here" ls-files -z --cached --others --exclude-standard |
        tar -C "$here" --null --files-from=- --ignore-failed-read -cf - 2>/dev/null |
        tar -C "$root/home/strikemat" -xf -
}

inside() {
    chroot "$root" /usr/bin/env HOME=/root LANG=C.UTF-8 QEMU_CPU=cortex-a72 \
        PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_DISABLE_PIP_VERSION_CHECK=1 \
        PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin /bin/sh -c "cd /home/strikemat && $1"
}

install_tools
emulate
unpack
enter
copy_project
echo "Installing on $(inside 'uname -m; python3 --version' | tr '\n' ' ')($suite)"
inside 'make --silent .venv/installed'
inside '.venv/bin/strikemat --help >/dev/null'
# The tests' own packages alone: another editable install would build the extensions again.
inside '.venv/bin/python -c "
import tomllib
project = tomllib.load(open(\"pyproject.toml\", \"rb\"))[\"project\"]
print(*project[\"optional-dependencies\"][\"dev\"], sep=chr(10))" >.venv/dev.txt
.venv/bin/python -m pip install --quiet --requirement .venv/dev.txt'
installed=$(date +%s)
echo "Installed in $((installed - started)) s"
inside ".venv/bin/python -m pytest -n auto --dist loadfile -m 'not browser and not pace' $*"
echo "Tests took $(($(date +%s) - installed)) s"
