# The first process of a machine of the laboratory: a root of its own over the real one, then sleep until the tests are gone.
# Its standard input is a pipe from the test process: when that ends, however it ends, so does the machine with all that runs in it.
set -eu
name=$1
# Asked before /proc is the machine's own: the process id as the tests see it.
read -r pid _ </proc/self/stat

mount -t tmpfs machine /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
cd /mnt/root
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --rbind /dev dev
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mkdir -p run/lock
pivot_root . mnt
cd /
umount -l /mnt
rm -rf /var/lib/misc/dnsmasq.leases /etc/resolv.conf
: >/etc/resolv.conf
hostname "$name"
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$name" >/etc/hosts
ip link set lo up

printf 'ready %s\n' "$pid"
# bash reaps the orphans of daemons while it waits.
while read -r _; do :; done
