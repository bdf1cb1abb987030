#!/usr/bin/perl
# Asks a daemon something and prints its answer; for what the shell has no words. Needs perl-base only.
#   ask.pl socket PATH WORDS           sends a line to a UNIX socket and prints all that comes back
#   ask.pl name ADDRESS                whether a name server answers at ADDRESS (any answer will do)
use strict;
use warnings;
use Socket;

my ($what, @rest) = @ARGV;
alarm 3;

if ($what eq 'socket') {
    my ($path, $words) = @rest;
    socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or exit 1;
    connect($socket, pack_sockaddr_un($path)) or exit 1;
    syswrite $socket, "$words\n";
    shutdown $socket, 1;
    print while <$socket>;
} elsif ($what eq 'name') {
    # A question for version.bind (class CH, type TXT), which dnsmasq answers itself without asking anybody.
    my $address = inet_aton($rest[0]) or exit 1;
    socket(my $socket, AF_INET, SOCK_DGRAM, 0) or exit 1;
    bind($socket, pack_sockaddr_in(0, $address)) or exit 1;
    connect($socket, pack_sockaddr_in(53, $address)) or exit 1;
    send($socket, pack('n6', 4711, 0x0100, 1, 0, 0, 0) . "\7version\4bind\0" . pack('n2', 16, 3), 0) or exit 1;
    defined recv($socket, my $answer, 512, 0) or exit 1;
    exit(length $answer >= 12 && unpack('n', $answer) == 4711 ? 0 : 1);
}
