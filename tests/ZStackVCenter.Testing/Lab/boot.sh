# Boots systemd in a machine of the laboratory, in namespaces of its own within the machine's, as a container manager does it
# (https://systemd.io/CONTAINER_INTERFACE). The network, the host name and the disk are the machine's.
# When the first process is killed, all that it started is gone at once, as in a power cut. The argument names its group of processes.
set -eu
group=/mnt/lab-$1
mountpoint -q /mnt || mount -t cgroup2 cgroup2 /mnt
mkdir "$group"
printf '%s\n' "$$" >"$group/cgroup.procs"
exec unshare --pid --mount --ipc --cgroup --fork --kill-child --propagation private bash -euc '
umount /mnt
mount -t proc proc /proc
mount -t tmpfs tmpfs /mnt
for name in null zero full random urandom tty; do
  : >"/mnt/$name"
  mount --bind "/dev/$name" "/mnt/$name"
done
ln -s /proc/self/fd /mnt/fd
mkdir /mnt/shm /mnt/pts
umount -l /dev
mount --move /mnt /dev
mount -t devpts -o newinstance,ptmxmode=0666 devpts /dev/pts
ln -s pts/ptmx /dev/ptmx
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
mkdir /run/lock
mount -o remount,bind,ro /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
exec env -i container=lab PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=multi-user.target'
