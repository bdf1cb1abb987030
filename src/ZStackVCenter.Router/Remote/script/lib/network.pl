#!/usr/bin/perl
# Compares this machine's network with what a generation says. Needs perl-base and iproute2.
#   network.pl addresses              every address of every card but the loopback's: CARD ADDRESS/PREFIX, a line each
#   network.pl routes                 the routes that nobody but the kernel made
#   network.pl differences FOLDER CARDS PROTOCOL
#                                     where it differs from FOLDER, in the order of mending: KIND lacking|wrong|extra WORDS, a line each
#
# An extra address is one of our cards: those that FOLDER or the file CARDS names. Our routes carry the protocol number PROTOCOL.
use strict;
use warnings;

my ($what, $folder, $cards, $protocol) = @ARGV;
if ($what eq 'addresses') {
    print map { "$_\n" } sort { $a cmp $b } addresses();
} elsif ($what eq 'routes') {
    print map { "$_\n" } sort { $a cmp $b } machines_routes();
} else {
    my @wanted = lines("$folder/addresses");
    my %ours = map { ((split ' ')[0] => 1) } @wanted, lines($cards);
    my @addresses = addresses();
    my @routes = map { s/ *$//r } lines("$folder/routes");
    my @our_routes = routes('table', 'all', 'proto', $protocol);
    my @rules = map { as_shown($_) } lines("$folder/rules");
    my @actual_rules = rules();
    say_all('setting wrong', settings_wrong());
    say_all('link wrong', besides([lines("$folder/links")], [links_up()]));
    say_all('address lacking', besides(\@wanted, \@addresses));
    say_all('route lacking', besides(\@routes, [@our_routes, machines_routes()]));
    say_all('rule lacking', besides(\@rules, \@actual_rules));
    say_all('rule extra', besides(\@actual_rules, \@rules));
    say_all('route extra', besides(\@our_routes, \@routes));
    say_all('address extra', grep { $ours{ (split ' ')[0] } } besides(\@addresses, \@wanted));
    my ($name) = lines("$folder/hostname");
    my ($actual) = lines('/proc/sys/kernel/hostname');
    say_all('hostname wrong', $actual) if defined $name && $name ne $actual;
}

sub say_all { my $kind = shift; print map { "$kind $_\n" } @_ }

# Those of the first list that the second lacks.
sub besides {
    my ($all, $known) = @_;
    my %known = map { ($_ => 1) } @$known;
    return grep { !$known{$_} } @$all;
}

sub lines {
    my ($file) = @_;
    open my $in, '<', $file or return;
    chomp(my @lines = <$in>);
    return grep { /\S/ } @lines;
}

sub ip {
    open my $ip, '-|', 'ip', @_ or die "ip: $!\n";
    chomp(my @lines = <$ip>);
    return @lines;
}

sub addresses {
    return grep { !/^lo / } map { my @word = split ' '; "$word[1] $word[3]" } ip('-o', '-4', 'address', 'show');
}

sub routes { return map { s/ *$//r } ip('-4', 'route', 'show', @_) }

sub machines_routes { return grep { !/proto kernel/ } routes() }

# CARD MTU of the cards that are up.
sub links_up { return map { /^\d+: ([^:@]+)[^:]*: <[^>]*\bUP\b[^>]*> mtu (\d+) / ? "$1 $2" : () } ip('-o', 'link', 'show') }

# Rules in the words of "ip rule add", of the priorities that are not the kernel's own, nor charon's, which keeps its tunnels' routes in table 220.
sub rules {
    return grep { !/^priority (0|3276[67]) / && $_ ne 'priority 220 from all lookup 220' }
        map { /^(\d+):\s+(.*\S)/ ? "priority $1 $2" : () } ip('-4', 'rule', 'show');
}

# A wanted rule as the kernel shows it: "from all" is said, and a mark is hexadecimal.
sub as_shown {
    my ($rule) = @_;
    $rule =~ s/^(priority \d+) /$1 from all / unless $rule =~ / from /;
    $rule =~ s/ fwmark (\d+)(?= )/sprintf ' fwmark 0x%x', $1/e;
    return $rule;
}

# KEY = VALUE of the settings that have another value. A dash before a key: a kernel without it is no fault, as in sysctl.d(5).
sub settings_wrong {
    my @wrong;
    for (grep { !/^ *#/ } lines("$folder/sysctl.conf")) {
        my ($may_lack, $key, $value) = /^(-?)(\S+) = (.*)$/ or next;
        my $file = '/proc/sys/' . ($key =~ tr{.}{/}r);
        next if $may_lack && !-e $file;
        my ($actual) = lines($file);
        push @wrong, "$may_lack$key = $value" if ($actual // '') =~ tr/\t/ /r ne $value;
    }
    return @wrong;
}
