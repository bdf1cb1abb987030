#!/usr/bin/perl
# Tells the neighbours where an address now is: a gratuitous ARP request (RFC 5227 §3) for each line CARD ADDRESS/PREFIX of standard
# input, so that an address that moves here from another machine is reached at once. Needs perl-base only.
use strict;
use warnings;

# Socket.pm has these too, and takes longer to load than all of this takes.
use constant { AF_PACKET => 17, SOCK_DGRAM => 2, ETH_P_ARP => 0x0806, SIOCGIFHWADDR => 0x8927, SIOCGIFINDEX => 0x8933 };

my $socket;
my %cards;
while (<STDIN>) {
    my ($card, $address) = m{^(\S+) ([0-9.]+)/} or next;
    $socket or socket $socket, AF_PACKET, SOCK_DGRAM, unpack('S', pack 'n', ETH_P_ARP) or die "arp: $!\n";
    my ($index, $mac) = @{ $cards{$card} //= look_at($card) };
    my $everybody = pack 'S n i S C C a8', AF_PACKET, ETH_P_ARP, $index, 1, 0, 6, "\xff" x 6;
    my $ip = pack 'C4', split /\./, $address;
    send $socket, pack('n n C C n', 1, 0x0800, 6, 4, 1) . $mac . $ip . "\0" x 6 . $ip, 0, $everybody;
}

sub look_at {
    my ($card) = @_;
    my $request = pack 'a16 x24', $card;
    ioctl $socket, SIOCGIFINDEX, $request or die "$card: $!\n";
    my $index = unpack 'x16 i', $request;
    ioctl $socket, SIOCGIFHWADDR, $request = pack 'a16 x24', $card;
    return [$index, substr $request, 18, 6];
}
