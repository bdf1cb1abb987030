#!/usr/bin/perl
# Says what a change of swanctl.conf ends: tunnels.pl OLD NEW prints "ike NAME" for each connection, and "child NAME" for each pair of
# networks, that is in OLD and is not in NEW, or is another one there; and "begin NAME" for each pair whose connection has another secret
# and is the same otherwise: to charon that is no change, and it would not start them. Needs perl-base only.
use strict;
use warnings;

my ($old, $new) = map { read_file($_) } @ARGV;
for my $what (sort keys %$old) {
    my ($kind, $name, $connection) = split ' ', $what;
    next if ($new->{$what} // '') eq $old->{$what};
    # A connection that ends takes its children along.
    next if $kind eq 'child' && ($new->{"ike $connection"} // '') ne ($old->{"ike $connection"} // '');
    print "$kind $name\n";
    if ($kind eq 'ike' && defined $new->{$what} && open_part($new->{$what}) eq open_part($old->{$what})) {
        print map { "begin $_\n" } sort map { /^child (\S+) \Q$name\E$/ ? $1 : () } keys %$new;
    }
}

# What is said of a connection without its secret.
sub open_part { join '', grep { !m{^secrets/} } split /^/m, $_[0] }

# What is said of each connection, its secret included, and of each child, by name.
sub read_file {
    my ($path) = @_;
    my (%said, @open);
    open my $in, '<', $path or die "$path: $!\n";
    while (my $line = <$in>) {
        $line =~ s/^\s+|\s+$//g;
        next if $line eq '' || $line =~ /^#/;
        if ($line =~ /^(\S+) \{$/) { push @open, $1; next }
        if ($line eq '}') { pop @open; next }
        my $what =
              @open > 3 && $open[2] eq 'children' ? "child $open[3] $open[1]"
            : @open > 1 && $open[0] eq 'secrets' ? 'ike ' . ($open[1] =~ s/^ike-//r)
            : @open > 1                           ? "ike $open[1]"
            :                                       next;
        $said{$what} .= join('/', @open) . " $line\n";
    }
    return \%said;
}
