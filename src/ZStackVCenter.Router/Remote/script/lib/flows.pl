# Ends the flows through translations and listeners that a ruleset no longer has. Read by ruleset.pl.
#
# TCP is left to the rules, which reset it and so tell both ends. What is no TCP has no end of its own: a program that goes on sending from its port
# keeps the kernel's entry alive, which leads where it led. Without the entry its next packet is a new flow, of the rules that now are.
use strict;
use warnings;

use constant { CTNETLINK_DELETE => 1 << 8 | 2, NLM_F_ACKED => 5, NESTED => 0x8000 };

# The sets whose elements lead flows somewhere.
sub flow_sets { return qw(eip_pairs snat_guest_pairs snat_pairs port_forward range_forward listeners) }

# Ends what went through these elements: for each of the sets, those that are gone.
sub end_flows {
    my ($gone) = @_;
    return unless grep { @$_ } values %$gone;
    $gone->{$_} //= [] for flow_sets();
    my %eip = map { ($_ => 1) } @{ $gone->{eip_pairs} };
    my %snat = map { ($_ => 1) } @{ $gone->{snat_guest_pairs} };
    my %port = map { ($_ => 1) } @{ $gone->{port_forward} }, @{ $gone->{listeners} };
    my @networks = map { m{^([0-9.]+)(?:/(\d+))? \. (\S+)} ? [number($1), mask($2 // 32), $3] : () } @{ $gone->{snat_pairs} };
    my @ranges = map { /^(\S+) \. (\w+) \. (\d+)(?:-(\d+))? : (\S+)/ ? [$1, $2, $3, $4 // $3, $5] : () } @{ $gone->{range_forward} };
    for (grep { !/^tcp / } qx(conntrack -L -f ipv4 2>/dev/null)) {
        my ($protocol) = /^(\w+)/;
        my @ends = /\b(?:src|dst)=([0-9.]+)/g;
        next unless @ends == 4;
        my ($source, $target, $back, $to) = @ends;
        my ($from_port, $to_port, $guest_port) = /\bsport=(\d+) dport=(\d+).* sport=(\d+) dport=\d+/;
        $to_port //= 0;
        delete_flow($_, $source, $target) if $eip{"$target . $back"} || $snat{"$source . $to"}
            || $port{"$target . $protocol . $to_port"} || $port{"$target . $protocol . $to_port : $back . " . ($guest_port // 0)}
            || grep { (number($source) & $_->[1]) == $_->[0] && $_->[2] eq $to } @networks
            or grep { $_->[0] eq $target && $_->[1] eq $protocol && $_->[2] <= $to_port && $to_port <= $_->[3] && $_->[4] eq $back } @ranges;
    }
}

sub number { return unpack 'N', address($_[0]) }

sub address { return pack 'C4', split /\./, $_[0] }

sub mask { return $_[0] ? 0xffffffff << 32 - $_[0] & 0xffffffff : 0 }

# Deletes the entry that conntrack shows as this line, by the direction in which it began (ctnetlink).
sub delete_flow {
    my ($line, $source, $target) = @_;
    my ($protocol) = $line =~ /^\w+ +(\d+) /;
    my @more = $line =~ /sport=(\d+) dport=(\d+)/ ? (attribute(2, pack 'n', $1), attribute(3, pack 'n', $2))
        : $line =~ /type=(\d+) code=(\d+) id=(\d+)/ ? (attribute(4, pack 'n', $3), attribute(5, pack 'C', $1), attribute(6, pack 'C', $2))
        :                                            ();
    my $tuple = attribute(1 | NESTED, attribute(1, address($source)) . attribute(2, address($target)))
        . attribute(2 | NESTED, join '', attribute(1, pack 'C', $protocol), @more);
    my $body = pack('C C n', 2, 0, 0) . attribute(1 | NESTED, $tuple);
    socket my $netlink, AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER or return;
    send $netlink, pack('L S S L L', 16 + length $body, CTNETLINK_DELETE, NLM_F_ACKED, 1, 0) . $body, 0, pack('S S L L', AF_NETLINK, 0, 0, 0);
    recv $netlink, my $answer, 4096, 0;
}

sub attribute {
    my ($type, $value) = @_;
    return pack('S S a*', 4 + length $value, $type, $value) . "\0" x (-length($value) & 3);
}

1;
