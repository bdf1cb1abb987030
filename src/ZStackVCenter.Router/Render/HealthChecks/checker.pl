#!/usr/bin/perl
# Looks at the backends of UDP listeners, and keeps the map udp_instead of the ruleset: what the balancer sends to a dead backend goes to those
# of the same listener that are alive, shared among them by the balancer's own port. It needs nothing but perl-base, nft and conntrack.
#
#   checker.pl TARGETS STATUS [WORDS]
#
# TARGETS has a line for each backend of each listener: listener address port balancer's-port protocol check-port interval timeout healthy
# unhealthy card backend. The balancer names the backend by the port that is its own. A HUP reads it again.
# STATUS is written at each change: listener address up|down.
# WORDS: the program that takes nft's words from standard input; nft itself when there is none.
#
# tcp: a connection is accepted. udp: no datagram to the port is refused, and the host answers to ARP, which no guest's firewall stops. A host says only
# once a second that it refuses (icmp_ratelimit of icmp(7)), to whoever asked first: so what it says to the balancer counts as well, as one failure, and
# the next datagram waits until it may say so again.
# A backend counts as alive until it has failed as often as it must, so that a start of the router cuts nobody off.
use strict;
use warnings;
use Errno qw(EINPROGRESS EINTR);
use Fcntl qw(F_GETFL F_SETFL O_NONBLOCK);
use IO::Select;
use POSIX ();
use Socket;

use constant {
    MAP           => 'inet zstackvcenter udp_instead',
    REPEAT        => 30,        # seconds after which the map is filled again, should somebody have emptied it
    SILENCE       => 1.1,       # seconds for which a host may not repeat that it refuses
    RETRY         => 2,         # seconds after which it is tried again when nft refused
    AF_PACKET     => 17,
    ETH_P_ARP     => 0x0806,
    ETH_P_IP      => 0x0800,
    SIOCGIFADDR   => 0x8915,
    SIOCGIFHWADDR => 0x8927,
    SIOCGIFINDEX  => 0x8933,
};

my ($targets_file, $status_file, @nft) = @ARGV;
die "usage: checker.pl TARGETS STATUS [WORDS]\n" unless defined $status_file;
@nft = ('nft', '-f', '-') unless @nft;

my ($reload, $stop) = (1, 0);
$SIG{HUP}  = sub { $reload = 1 };
$SIG{TERM} = $SIG{INT} = sub { $stop = 1 };
$SIG{PIPE} = 'IGNORE';
$SIG{CHLD} = 'DEFAULT';

my %targets;      # line of the file => what is known of it
my %arp;          # card => { socket, index, hardware, address }
my %arp_answer;   # address => when it last answered
my %refused;      # "address port" => when ICMP last said that nobody listens there
my $icmp = open_icmp();
my $published = '';   # the elements of the map
my $published_at = -REPEAT() - 1;
my %was_down;     # "address port" that was dead at the last look
my $status = '';

until ($stop) {
    if ($reload) {
        read_targets();
        publish();
    }
    my $now = now();
    start_probe($_, $now) for grep { !$_->{probe} && $_->{next} <= $now } values %targets;
    wait_for_answers($now);
    end_probe($_) for grep { $_->{probe} && $_->{probe}{deadline} <= now() } values %targets;
    publish();
}

sub now {
    my $time = POSIX::strtod(first_word('/proc/uptime'));
    return $time;
}

sub first_word {
    my ($file) = @_;
    open(my $in, '<', $file) or die "$file: $!\n";
    my ($word) = split ' ', scalar <$in>;
    return $word;
}

sub read_targets {
    $reload = 0;
    my %wanted;
    if (open(my $in, '<', $targets_file)) {
        while (my $line = <$in>) {
            chomp $line;
            my @field = split ' ', $line;
            next unless @field == 12;
            my %target;
            @target{qw(listener address port name protocol check interval timeout healthy unhealthy card id)} = @field;
            $wanted{$line} = $targets{$line} || { %target, up => 1, streak => 0, next => 0, counted => 0 };
        }
    } else {
        warn "$targets_file: $!\n";
        return;
    }
    %targets = %wanted;
}

sub start_probe {
    my ($target, $now) = @_;
    $target->{next} = $now + $target->{interval};
    my $tcp = $target->{protocol} eq 'tcp';
    my $where = sockaddr_in($target->{check}, inet_aton($target->{address}));
    my $probe = { tcp => $tcp, started => $now, deadline => $now + $target->{timeout} };
    $target->{probe} = $probe;
    unless (socket($probe->{socket}, PF_INET, $tcp ? SOCK_STREAM : SOCK_DGRAM, 0)) {
        warn "socket: $!\n";
        delete $target->{probe};
        return;
    }
    no_waiting($probe->{socket});
    my $connected = connect($probe->{socket}, $where);
    if ($tcp) {
        return conclude($target, 0) unless $connected || $! == EINPROGRESS;
        return;
    }
    return conclude($target, 0) unless $connected;
    ask_arp($target);
    conclude($target, 0) unless defined send($probe->{socket}, '', 0);
}

# Waits until something answers, or until the next probe begins or ends.
sub wait_for_answers {
    my ($now) = @_;
    my $until = $now + 1;
    my ($reading, $writing) = (IO::Select->new, IO::Select->new);
    my %by_socket;
    for my $target (values %targets) {
        my $probe = $target->{probe};
        my $time = $probe ? $probe->{deadline} : $target->{next};
        $until = $time if $time < $until;
        next unless $probe;
        ($probe->{tcp} ? $writing : $reading)->add($probe->{socket});
        $by_socket{fileno $probe->{socket}} = $target;
    }
    $reading->add($_->{socket}) for values %arp;
    $reading->add($icmp) if $icmp;
    my $patience = $until - $now;
    $patience = 0.01 if $patience < 0.01;
    my ($readable, $writable) = IO::Select::select($reading, $writing, undef, $patience);
    for my $socket (@{ $writable || [] }) {
        my $target = $by_socket{fileno $socket} or next;
        conclude($target, unpack('i', getsockopt($socket, SOL_SOCKET, SO_ERROR)) == 0);
    }
    for my $socket (@{ $readable || [] }) {
        my $target = $by_socket{fileno $socket};
        if ($icmp && $socket == $icmp) {
            hear_icmp();
        } elsif (!$target) {
            hear_arp($socket);
        } else {
            # An answer is a sign of life; an error is ICMP's: the port is closed, or the host cannot be reached.
            defined recv($socket, my $answer, 65536, 0) ? conclude($target, 1) : conclude_refused($target);
        }
    }
}

# Nothing came in time: for TCP that is a failure; for UDP the host's answer to ARP decides, unless it refused somebody else.
sub end_probe {
    my ($target) = @_;
    my $probe = $target->{probe};
    return conclude($target, 0) if $probe->{tcp};
    my $refusal = last_refusal($target);
    return conclude_refused($target) if $refusal > $target->{counted} && $refusal > $probe->{started} - SILENCE;
    conclude($target, ($arp_answer{ $target->{address} } // -1) >= $probe->{started});
}

# A refusal counts once, and the host is asked again when it may speak again.
sub conclude_refused {
    my ($target) = @_;
    hear_icmp() if $icmp;
    $target->{counted} = last_refusal($target);
    my $may_speak = $target->{counted} + SILENCE;
    $target->{next} = $may_speak if $target->{next} < $may_speak;
    conclude($target, 0);
}

sub last_refusal {
    my ($target) = @_;
    my @ports = ($target->{check}, $target->{check} == $target->{port} ? $target->{name} : ());
    my ($last) = sort { $b <=> $a } map { $refused{"$target->{address} $_"} // 0 } @ports;
    return $last;
}

sub conclude {
    my ($target, $good) = @_;
    close $target->{probe}{socket};
    delete $target->{probe};
    if (!!$good == !!$target->{up}) {
        $target->{streak} = 0;
        return;
    }
    $target->{streak}++;
    return if $target->{streak} < ($good ? $target->{healthy} : $target->{unhealthy});
    $target->{up} = $good ? 1 : 0;
    $target->{streak} = 0;
}

sub ask_arp {
    my ($target) = @_;
    my $card = $arp{ $target->{card} } ||= open_arp($target->{card});
    if (!$card) {
        delete $arp{ $target->{card} };
        return;
    }
    my $request = pack('n n C C n a6 a4 a6 a4', 1, ETH_P_IP, 6, 4, 1,
        $card->{hardware}, $card->{address}, "\0" x 6, inet_aton($target->{address}));
    my $everybody = link_address($card->{index}, "\xff" x 6);
    # A card that was taken out and put back has another number: open it anew next time.
    delete $arp{ $target->{card} } unless defined send($card->{socket}, $request, 0, $everybody);
}

sub open_arp {
    my ($name) = @_;
    socket(my $socket, AF_PACKET, SOCK_DGRAM, unpack('S', pack('n', ETH_P_ARP))) or return undef;
    no_waiting($socket);
    socket(my $asking, PF_INET, SOCK_DGRAM, 0) or return undef;
    my $index    = card_fact($asking, $name, SIOCGIFINDEX,  'x16 i');
    my $hardware = card_fact($asking, $name, SIOCGIFHWADDR, 'x18 a6');
    my $address  = card_fact($asking, $name, SIOCGIFADDR,   'x20 a4');
    return undef unless defined $index && defined $hardware && defined $address;
    bind($socket, link_address($index, '')) or return undef;
    return { socket => $socket, index => $index, hardware => $hardware, address => $address };
}

sub card_fact {
    my ($socket, $name, $question, $form) = @_;
    my $request = pack('a16 x24', $name);
    return undef unless ioctl($socket, $question, $request);
    return unpack($form, $request);
}

sub link_address {
    my ($index, $hardware) = @_;
    return pack('S n i S C C a8', AF_PACKET, ETH_P_ARP, $index, 0, 0, length $hardware, $hardware);
}

sub hear_arp {
    my ($socket) = @_;
    while (defined recv($socket, my $frame, 256, 0)) {
        next if length $frame < 28;
        my ($operation, $sender) = unpack('x6 n x6 a4', $frame);
        $arp_answer{ inet_ntoa($sender) } = now() if $operation == 2;
    }
}

sub open_icmp {
    socket(my $socket, PF_INET, SOCK_RAW, 1) or return undef;
    no_waiting($socket);
    return $socket;
}

# A port that cannot be reached (RFC 792): the header of the datagram that could not is in the message.
sub hear_icmp {
    while (defined recv($icmp, my $packet, 2048, 0)) {
        my $at = 4 * (15 & ord $packet);
        next if length $packet < $at + 36 || unpack("x$at n", $packet) != 0x0303;
        my ($length, $protocol, $address) = unpack("x$at x8 C x8 C x6 a4", $packet);
        $at += 8 + 4 * ($length & 15);
        next if $protocol != 17 || length $packet < $at + 4;
        $refused{ inet_ntoa($address) . ' ' . unpack("x$at x2 n", $packet) } = now();
    }
    return if keys %refused < 10_000;
    my $old = now() - 60;
    delete @refused{ grep { $refused{$_} < $old } keys %refused };
}

sub publish {
    my $elements = join ",\n", stand_ins();
    my $now = now();
    if ($elements ne $published || $now - $published_at >= REPEAT) {
        my $text = 'flush map ' . MAP . "\n" . ($elements ? 'add element ' . MAP . " { $elements }\n" : '');
        if (nft($text)) {
            ($published, $published_at) = ($elements, $now);
        } else {
            $published_at = $now - REPEAT + RETRY;
        }
    }
    move_sessions();
    write_status();
}

# The elements: for each dead backend of a listener, the ports of the balancer in equal parts to those of the listener that are alive. Where all are
# dead nobody stands in.
sub stand_ins {
    my %listeners;
    push @{ $listeners{ $_->{listener} } }, $_ for sort { $a->{address} cmp $b->{address} } values %targets;
    return map {
        my @backends = @$_;
        my @alive = grep { $_->{up} } @backends;
        @alive ? map({ slices("$_->{address} . $_->{name}", @alive) } grep { !$_->{up} } @backends) : ();
    } @listeners{ sort keys %listeners };
}

# The ports that Linux gives out by itself are 32768 to 60999; the first and last part reach to the ends.
sub slices {
    my ($dead, @alive) = @_;
    my $width = int((61000 - 32768) / @alive) || 1;
    return map {
        my $first = $_ == 0 ? 0 : 32768 + $_ * $width;
        my $last = $_ == $#alive ? 65535 : 32768 + ($_ + 1) * $width - 1;
        "$dead . $first-$last : $alive[$_]{address} . $alive[$_]{port}";
    } 0 .. $#alive;
}

# Sessions that have begun go where the map says once the kernel has forgotten where they went.
sub move_sessions {
    my %down = map { ("$_->{address} $_->{port}" => 1) } grep { !$_->{up} } values %targets;
    for my $fresh (grep { !$was_down{$_} } keys %down) {
        my ($address, $port) = split ' ', $fresh;
        system("conntrack -D -p udp --reply-src $address --reply-port-src $port >/dev/null 2>&1");
    }
    %was_down = %down;
}

sub nft {
    my ($text) = @_;
    open(my $nft, '|-', @nft) or return 0;
    print $nft $text;
    return close $nft;
}

sub write_status {
    my $text = join '', sort map { "$_->{listener} $_->{address} " . ($_->{up} ? 'up' : 'down') . "\n" } values %targets;
    return if $text eq $status && -e $status_file;
    open(my $out, '>', "$status_file.new") or return;
    print $out $text;
    close $out and rename("$status_file.new", $status_file) and $status = $text;
}

sub no_waiting {
    my ($socket) = @_;
    fcntl($socket, F_SETFL, fcntl($socket, F_GETFL, 0) | O_NONBLOCK);
}
