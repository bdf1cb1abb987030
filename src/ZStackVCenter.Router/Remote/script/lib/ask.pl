#!/usr/bin/perl
# Asks a daemon something and prints its answer; for what the shell has no words. Needs perl-base only.
#   ask.pl socket PATH WORDS           sends a line to a UNIX socket and prints all that comes back
#   ask.pl name ADDRESS                whether a name server answers at ADDRESS (any answer will do)
use strict;
use warnings;
use IO::Socket::INET;
use IO::Socket::UNIX;

my ($what, @rest) = @ARGV;
alarm 3;

if ($what eq 'socket') {
    my ($path, $words) = @rest;
    my $socket = IO::Socket::UNIX->new(Peer => $path) or exit 1;
    print {$socket} "$words\n";
    shutdown $socket, 1;
    print while <$socket>;
} elsif ($what eq 'name') {
    # A question for version.bind (class CH, type TXT), which dnsmasq answers itself without asking anybody.
    my $socket = IO::Socket::INET->new(Proto => 'udp', PeerAddr => $rest[0], PeerPort => 53, LocalAddr => $rest[0]) or exit 1;
    $socket->send(pack('n6', 4711, 0x0100, 1, 0, 0, 0) . "\7version\4bind\0" . pack('n2', 16, 3)) or exit 1;
    defined $socket->recv(my $answer, 512) or exit 1;
    exit(length $answer >= 12 && unpack('n', $answer) == 4711 ? 0 : 1);
}
