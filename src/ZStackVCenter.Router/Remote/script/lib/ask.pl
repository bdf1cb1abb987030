#!/usr/bin/perl
# Asks daemons; for what the shell has no words. Needs perl-base only.
#   ask.pl socket PATH WORDS        sends a line to a UNIX socket and prints all that comes back
#   ask.pl name ADDRESS             whether a name server answers at ADDRESS (any answer will do)
#   ask.pl bound ADDRESS PORT       whether a program waits for datagrams at the port, at ADDRESS or, for *, at any
#   ask.pl frontends PATH           whether haproxy, at its socket, has frontends and all are open
#   ask.pl free                     whether no program listens for connections at the ADDRESS PORT of each line of standard input; says where one does
#   ask.pl all                      whether the answer to each of these questions, on lines of standard input, is yes
use strict;
use warnings;

# Socket.pm has these too, and takes longer to load than the asking takes.
use constant { AF_UNIX => 1, AF_INET => 2, SOCK_STREAM => 1, SOCK_DGRAM => 2 };

my %questions = (name => \&name_server, bound => \&is_bound, frontends => \&frontends_open);
my %waiting;
alarm 3;
my ($what, @rest) = @ARGV;
if ($what eq 'socket') {
    my $answer = open_socket($rest[0], $rest[1]) or exit 1;
    print while <$answer>;
} elsif ($what eq 'all') {
    while (<STDIN>) {
        alarm 3;
        exit 1 unless ask(split ' ');
    }
} elsif ($what eq 'free') {
    my @taken = grep { is_taken(split ' ') } <STDIN>;
    print map { s/ (\d+)\n/:$1/r . ": cannot bind socket (Address already in use)\n" } @taken;
    exit(@taken ? 1 : 0);
} else {
    exit(ask($what, @rest) ? 0 : 1);
}

sub ask {
    my ($kind, @about) = @_;
    return ($questions{$kind} or die "no question $kind\n")->(@about);
}

sub open_socket {
    my ($path, $words) = @_;
    socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or return;
    connect($socket, pack 'S a108', AF_UNIX, $path) or return;
    syswrite $socket, "$words\n";
    shutdown $socket, 1;
    return $socket;
}

# A question for version.bind (class CH, type TXT), which dnsmasq answers itself without asking anybody.
sub name_server {
    my ($address) = @_;
    socket(my $socket, AF_INET, SOCK_DGRAM, 0) or return;
    bind($socket, at($address, 0)) && connect($socket, at($address, 53)) or return;
    send($socket, pack('n6', 4711, 0x0100, 1, 0, 0, 0) . "\7version\4bind\0" . pack('n2', 16, 3), 0) or return;
    defined recv($socket, my $answer, 512, 0) or return;
    return length $answer >= 12 && unpack('n', $answer) == 4711;
}

sub at {
    my ($address, $port) = @_;
    return pack 'S n C4 x8', AF_INET, $port, split /\./, $address;
}

# A socket that waits has the state 07 for datagrams and 0A for connections (proc(5)), and its address in the bytes of the machine.
sub is_bound {
    my ($address, $port) = @_;
    return has_socket('udp', '07', $address eq '*' ? '[0-9A-F]{8}' : hexadecimal($address), $port);
}

# A socket of IPv6 at every address has the ones of IPv4 too.
sub is_taken {
    my ($address, $port) = @_;
    return has_socket('tcp', '0A', hexadecimal($address) . '|0{8}', $port) || has_socket('tcp6', '0A', '0{32}', $port);
}

sub has_socket {
    my ($kind, $state, $at, $port) = @_;
    $port = sprintf '%04X', $port;
    return scalar grep { /^ *\d+: (?:$at):$port / } waiting($kind, $state);
}

# The table is read once for all questions: for each read the kernel goes through all that it has room for, which takes milliseconds.
sub waiting {
    my ($kind, $state) = @_;
    return @{ $waiting{$kind} //= do {
        open my $sockets, '<', "/proc/net/$kind" or return;
        [grep { /^ *\d+: \S+ \S+ $state / } <$sockets>];
    } };
}

sub hexadecimal { return sprintf '%08X', unpack 'L', pack 'C4', split /\./, $_[0] }

sub frontends_open {
    my ($path) = @_;
    my $answer = open_socket($path, 'show stat') or return;
    my @states = map { (split /,/)[17] } grep { /^[^,]*,FRONTEND,/ } <$answer>;
    return @states && !grep { $_ ne 'OPEN' } @states;
}
