#!/usr/bin/perl
# Says what a change of swanctl.conf ends: tunnels.pl OLD NEW prints "ike NAME" for each connection, and "child NAME" for each pair of
# networks, that is in OLD and is not in NEW, or is another one there. Needs perl-base only.
use strict;
use warnings;

my ($old, $new) = map { read_file($_) } @ARGV;
for my $what (sort keys %$old) {
    my ($kind, $name, $connection) = split ' ', $what;
    next if ($new->{$what} // '') eq $old->{$what};
    # A connection that ends takes its children along.
    next if $kind eq 'child' && ($new->{"ike $connection"} // '') ne ($old->{"ike $connection"} // '');
    print "$kind $name\n";
}

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
