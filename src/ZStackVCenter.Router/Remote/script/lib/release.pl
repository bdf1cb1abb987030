#!/usr/bin/perl
# Has a dnsmasq forget the leases of guests that it no longer has: leases here have no end, and a guest's name would stay known with its lease.
#   release.pl CARD SERVER HOSTS LEASES
# It is told in the guest's name (DHCPRELEASE, RFC 2131 §4.4.6). HOSTS has a line MAC,ADDRESS,… for each guest; LEASES is dnsmasq's own list. Needs
# perl-base only.
use strict;
use warnings;

use constant { AF_INET => 2, SOCK_DGRAM => 2, SOL_SOCKET => 1, SO_BINDTODEVICE => 25, SERVER_PORT => 67, COOKIE => "\x63\x82\x53\x63" };

my ($card, $server, $hosts, $leases) = @ARGV;
my %known = map { /^([0-9a-f:]+),([0-9.]+),/ ? ("$1 $2" => 1) : () } lines($hosts);
my $socket;
for (lines($leases)) {
    my (undef, $mac, $address, undef, $client) = split ' ';
    next if !defined $client || $known{"$mac $address"} || $mac !~ /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/;
    unless ($socket) {
        socket $socket, AF_INET, SOCK_DGRAM, 0 or die "release: $!\n";
        setsockopt $socket, SOL_SOCKET, SO_BINDTODEVICE, "$card\0" or die "release: $!\n";
    }
    send $socket, release($mac, $address, $client), 0, pack 'S n a4 x8', AF_INET, SERVER_PORT, address($server) or die "release: $!\n";
}

sub release {
    my ($mac, $address, $client) = @_;
    my $id = $client eq '*' ? '' : join '', map { chr hex } split /:/, $client;
    return pack('C4 N n2 a4 x12 a16 x192', 1, 1, 6, 0, int rand 2**32, 0, 0, address($address), pack 'H12', $mac =~ tr/://dr)
        . COOKIE . pack('C3', 53, 1, 7) . pack('C2 a4', 54, 4, address($server)) . ($id eq '' ? '' : pack 'C C/a', 61, $id) . "\xff";
}

sub address { return pack 'C4', split /\./, $_[0] }

sub lines {
    my ($file) = @_;
    open my $in, '<', $file or return;
    chomp(my @lines = <$in>);
    return @lines;
}
