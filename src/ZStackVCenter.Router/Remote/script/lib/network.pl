#!/usr/bin/perl
# Compares this machine's network with what a generation says. Needs perl-base and iproute2.
#   network.pl machine FOLDER         writes FOLDER/addresses, every address of every card but the loopback's, CARD ADDRESS/PREFIX a line, and
#                                     FOLDER/routes, the routes that nobody but the kernel made
#   network.pl differences FOLDER CARDS PROTOCOL
#                                     where it differs from FOLDER, in the order of mending: KIND lacking|wrong|extra WORDS, a line each
#
# An extra address is one of our cards: those that FOLDER or the file CARDS names. Our routes carry the protocol number PROTOCOL.
use strict;
use warnings;

my ($what, $folder, $cards, $protocol) = @ARGV;
my ($links, $addresses, $our_routes, $actual_rules, $routes) = look_around($protocol // 0);
if ($what eq 'machine') {
    write_lines("$folder/addresses", @$addresses);
    write_lines("$folder/routes", @$routes);
} else {
    my @wanted = lines("$folder/addresses");
    my %ours = map { ((split ' ')[0] => 1) } @wanted, lines($cards);
    my @routes = map { s/ *$//r } lines("$folder/routes");
    my @rules = map { as_shown($_) } lines("$folder/rules");
    say_all('setting wrong', settings_wrong());
    say_all('link wrong', besides([lines("$folder/links")], $links));
    say_all('address lacking', besides(\@wanted, $addresses));
    say_all('route lacking', besides(\@routes, [@$our_routes, @$routes]));
    say_all('rule lacking', besides(\@rules, $actual_rules));
    say_all('rule extra', besides($actual_rules, \@rules));
    say_all('route extra', besides($our_routes, \@routes));
    say_all('address extra', grep { $ours{ (split ' ')[0] } } besides($addresses, \@wanted));
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

sub write_lines {
    my ($file, @lines) = @_;
    open my $out, '>', $file or die "$file: $!\n";
    print $out map { "$_\n" } sort { $a cmp $b } @lines;
    close $out or die "$file: $!\n";
}

# What there is, asked of one ip: CARD MTU of the cards that are up; CARD ADDRESS/PREFIX; the routes with our number; the rules in the words of "ip rule
# add"; the main table's routes that the kernel did not make. Left out are the loopback, the kernel's own rules, and charon's, which keeps its tunnels'
# routes in table 220.
sub look_around {
    my ($protocol) = @_;
    pipe my $read, my $write or die "ip: $!\n";
    syswrite $write, "link show\naddress show\nroute show table all proto $protocol\nrule show\nroute show\n";
    close $write;
    open STDIN, '<&', $read or die "ip: $!\n";
    open my $ip, '-|', 'ip', '-o', '-4', '-batch', '-' or die "ip: $!\n";
    my (@links, @addresses, @ours, @rules, @others);
    my $routes = \@ours;
    while (<$ip>) {
        s/ *\n//;
        if (/^\d+: +(\S+) +inet (\S+)/) {
            push @addresses, "$1 $2" unless $1 eq 'lo';
        } elsif (/^\d+: ([^:@]+)[^:]*: <([^>]*)> mtu (\d+) /) {
            my ($card, $flags, $mtu) = ($1, $2, $3);
            push @links, "$card $mtu" if $flags =~ /\bUP\b/;
        } elsif (/^(\d+):\s+(.*)/) {
            # The rules lie between the two lists of routes.
            $routes = \@others;
            my $rule = "priority $1 $2";
            push @rules, $rule unless $rule =~ /^priority (0|3276[67]) / || $rule eq 'priority 220 from all lookup 220';
        } else {
            push @$routes, $_ unless /proto kernel/;
        }
    }
    close $ip or die "ip: it ended with $?\n";
    return \(@links, @addresses, @ours, @rules, @others);
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
