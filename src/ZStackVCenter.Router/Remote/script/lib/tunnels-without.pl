#!/usr/bin/perl
# Prints the connections of a swanctl.conf without some of its tunnels: tunnels-without.pl FILE ENDED, where ENDED has the lines of tunnels.pl,
# "ike NAME" and "child NAME". Needs perl-base only.
use strict;
use warnings;

my ($file, $ended) = @ARGV;
my %without;
open my $names, '<', $ended or die "$ended: $!\n";
while (my $line = <$names>) {
    $without{"$1 $2"} = 1 if $line =~ /^(ike|child) (\S+)$/;
}

my (@open, $left_out);
open my $in, '<', $file or die "$file: $!\n";
while (my $line = <$in>) {
    if ($line =~ /^\s*(\S+) \{$/) {
        push @open, $1;
        $left_out //= @open if @open == 1 && $open[0] eq 'secrets';
        $left_out //= @open if @open == 2 && $open[0] eq 'connections' && $without{"ike $1"};
        $left_out //= @open if @open == 4 && $open[2] eq 'children' && $without{"child $1"};
    }
    print $line unless defined $left_out;
    if ($line =~ /^\s*\}$/) {
        undef $left_out if defined $left_out && $left_out == @open;
        pop @open;
    }
}
