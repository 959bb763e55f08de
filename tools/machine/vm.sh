# shellcheck shell=sh disable=SC2154  # work is set by whoever reads this
# A virtual machine with a kernel and a disk of its own, which can be cut off like a computer whose plug is pulled.

ssh_port=${STRIKEMAT_VM_PORT:-22022}
cpus=${STRIKEMAT_VM_CPUS:-2}
# Without the host's processor (kvm) it is some fifteen times slower, and the same in all else.
accel=${STRIKEMAT_VM_ACCEL:-tcg}

machine_make() {
    machine_tools qemu-system-x86_64=qemu-system-x86 qemu-img=qemu-utils mkfs.ext4=e2fsprogs ssh=openssh-client
    [ ! -e "$work/made" ] || return 0
    machine_tree linux-image-amd64 openssh-server
    rm -f "$work/key" "$work/key.pub" "$work/base.raw"
    ssh-keygen -q -t ed25519 -N '' -f "$work/key"
    mkdir -p "$tree/root/.ssh" "$tree/etc/systemd/network"
    cp "$work/key.pub" "$tree/root/.ssh/authorized_keys"
    printf '[Match]\nName=en*\n[Network]\nDHCP=yes\n' >"$tree/etc/systemd/network/wired.network"
    rm -f "$tree/etc/resolv.conf"
    echo 'nameserver 10.0.2.3' >"$tree/etc/resolv.conf"
    echo '/dev/vda / ext4 defaults 0 1' >"$tree/etc/fstab"
    chroot "$tree" systemctl --quiet enable systemd-networkd ssh 2>/dev/null
    cp "$tree"/boot/vmlinuz-* "$work/vmlinuz"
    cp "$tree"/boot/initrd.img-* "$work/initrd"
    truncate -s 8G "$work/base.raw"
    mkfs.ext4 -q -d "$tree" "$work/base.raw"
    rm -rf "$tree"
    touch "$work/made"
}

machine_fresh() {
    rm -f "$work/disk.qcow2"
    qemu-img create -q -f qcow2 -b base.raw -F raw "$work/disk.qcow2"
}

machine_start() {
    qemu-system-x86_64 -accel "$accel" -cpu max -smp "$cpus" -m 2048 -display none -no-reboot -daemonize \
        -kernel "$work/vmlinuz" -initrd "$work/initrd" -append 'root=/dev/vda rw console=ttyS0 quiet' \
        -drive "file=$work/disk.qcow2,if=virtio" -serial "file:$work/console.log" -pidfile "$work/pid" \
        -nic "user,model=virtio-net-pci,hostfwd=tcp:127.0.0.1:$ssh_port-:22"
    machine_pid=$(cat "$work/pid")
    within 900 'the machine is up' 'systemctl is-system-running --wait >/dev/null || true'
}

inside() {
    ssh -i "$work/key" -p "$ssh_port" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
        -o LogLevel=ERROR -o ConnectTimeout=10 -o ServerAliveInterval=60 root@127.0.0.1 "$1"
}

# What had not left for the disk is gone.
machine_cut() {
    kill -9 "$machine_pid"
    machine_gone
}
