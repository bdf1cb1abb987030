# What differs between two texts of our ruleset, and between two listings of the kernel's. Read by ruleset.pl.
use strict;
use warnings;

# What makes one ruleset of ours another: the words of nft, of elements, counters and rules; those that take away what counts; and of each flow set the
# elements that are gone. The words are undefined when the two are not alike enough.
sub ruleset_delta {
    my ($old, $new) = map { ruleset_parts($_) // return } @_;
    my %out = map { ($_ => []) } flow_sets();
    my %in;
    my %sets = (%{ $old->{elements} }, %{ $new->{elements} });
    for my $set (sort keys %sets) {
        my ($before, $after) = map { $_->{elements}{$set} // '' } $old, $new;
        ($out{$set}, $in{$set}) = map { [map { s/^\s+|\s+$//gr } @$_] } changed_lines($before, $after) if $before ne $after;
    }
    my %gone = map { ($_ => $out{$_}) } flow_sets();
    return (undef, '', \%gone) if $old->{declared} ne $new->{declared};

    my ($gone, $come) = changed_lines($old->{counters}, $new->{counters});
    return (undef, '', \%gone) if grep { !/^\tcounter \w+ \{ \}$/ } @$gone, @$come;
    my %was_flushed = map { ($_ => 1) } split /^/m, $old->{flushed};
    my @words = ("table inet zstackvcenter {\n", @$come, "}\n", grep { !$was_flushed{$_} } split /^/m, $new->{flushed});
    my %ranges = map { ($_ => 1) } $new->{declared} =~ /^\t(?:set|map) (\w+) \{.* flags interval; \}$/mg;
    my %counts = map { ($_ => 1) } counting_sets($new->{declared});
    my @rest;
    for my $set (sort keys %in) {
        my @keys = map { element_key($_) } @{ $out{$set} };
        if ($counts{$set}) {
            my %goes = map { ($_ => 1) } @keys;
            push @words, change('add', $set, @{ $in{$set} });
            # An element that has another name then counts for another one, from nothing.
            push @rest, change('delete', $set, @keys), change('add', $set, grep { $goes{ element_key($_) } } @{ $in{$set} });
        } elsif ($ranges{$set}) {
            # A set of ranges is filled anew: deleting and adding what overlaps in one transaction is not for every kernel.
            push @words, $new->{flushed} =~ /^(flush \w+ inet zstackvcenter $set\n)/m, change('add', $set, $new->{elements}{$set} // ());
        } else {
            push @words, change('delete', $set, @keys), change('add', $set, @{ $in{$set} });
        }
    }
    push @words, "flush table inet zstackvcenter\n", "table inet zstackvcenter {\n", $new->{rules}, "}\n" if $old->{rules} ne $new->{rules};
    push @rest, map { /counter (\S+)/ ? "delete counter inet zstackvcenter $1\n" : () } @$gone;
    return (join('', @words), join('', @rest), \%gone);
}

# The sets whose elements count.
sub counting_sets { return $_[0] =~ /^\tset (\w+) \{.* counter; \}$/mg }

sub element_key { return $_[0] =~ s/ (?::|comment) .*//sr }

# The words that bring what counts to the ruleset of a text, where its whole was loaded over another one: the differences that are left then.
# Undefined when something else differs.
sub ruleset_leftovers {
    my ($text, @found) = @_;
    my %counts = map { ($_ => 1) } counting_sets($text);
    my (@counters, %found);
    for (@found) {
        if (/^besides counter (\w+)$/) {
            push @counters, "delete counter inet zstackvcenter $1\n";
        } elsif (/^(lacks|besides) set (\w+): (.*) counter(?:$| (comment "\w+")$)/ && $counts{$2}) {
            push @{ $found{$1}{$2} }, $1 eq 'lacks' ? "$3 $4" : $3;
        } else {
            return undef;
        }
    }
    my ($in, $out) = map { $_ // {} } @found{qw(lacks besides)};
    return join '', map({ change('delete', $_, @{ $out->{$_} }) } sort keys %$out), map({ change('add', $_, @{ $in->{$_} }) } sort keys %$in), @counters;
}

sub change {
    my ($verb, $set, @elements) = @_;
    return @elements ? "$verb element inet zstackvcenter $set {" . join(',', @elements) . "}\n" : ();
}

# Of two long lists that are mostly the same, an item a line with or without a comma, the items that each has and the other lacks. Only what lies
# between the first difference and the last is taken apart.
sub changed_lines {
    my ($old, $new) = @_;
    ($old ^ $new) =~ /^\0*/;
    my $head = $+[0] ? 1 + rindex $old, "\n", $+[0] - 1 : 0;
    ($old, $new) = map { substr $_, $head } $old, $new;
    my ($old_end, $new_end) = map { scalar reverse $_ } $old, $new;
    ($old_end ^ $new_end) =~ /^\0*/;
    my $tail = $+[0] ? rindex $old_end, "\n", $+[0] - 1 : 0;
    return lines_that_differ(map { substr($_, 0, length($_) - $tail) =~ s/,$//mgr } $old, $new);
}

# The lines of each text that the other lacks.
sub lines_that_differ {
    my ($old, $new) = map { [split /^/m, $_] } @_;
    my %old = map { ($_ => 1) } @$old;
    my %new = map { ($_ => 1) } @$new;
    return ([grep { !$new{$_} } @$old], [grep { !$old{$_} } @$new]);
}

# The parts of a ruleset as the renderer writes it; undefined when it was written otherwise.
sub ruleset_parts {
    my ($text) = @_;
    my %part = (elements => {});
    my $at = 0;
    for (['', "table inet zstackvcenter {\n"], ['counters', "\tset "], ['declared', "}\nflush table inet zstackvcenter\n"],
        ['flushed', "table inet zstackvcenter {\n"], ['rules', "\n}\n"]) {
        my ($name, $end) = @$_;
        my $found = index $text, $end, $at;
        return undef if $found < 0 || $name eq '' && $found > 0;
        # The first set is the declarations' own.
        my $skip = $name eq 'counters' ? 0 : length $end;
        $part{$name} = substr $text, $at, $found - $at;
        $at = $found + $skip;
    }
    return undef if grep { !/^flush \w+ inet zstackvcenter \w+$/ } split /\n/, $part{flushed};
    $part{rules} .= "\n";
    while ($at < length $text) {
        my $open = index $text, "\n", $at;
        my $close = index $text, "\n}\n", $at;
        return undef if $close < 0 || substr($text, $at, $open - $at) !~ /^add element inet zstackvcenter (\w+) \{$/;
        $part{elements}{$1} = substr $text, $open + 1, $close - $open;
        $at = $close + 3;
    }
    return \%part;
}

# What the first listing has that the second lacks, and the other way round: "lacks TEXT", "besides TEXT".
sub ruleset_differences {
    my ($wanted, $actual) = map { listed($_) } @_;
    my @found;
    for my $place (sort keys %{ { %$wanted, %$actual } }) {
        my ($lacking, $besides) = lines_that_differ(map { join '', map { "$_\n" } @{ $_->{$place} || [] } } $wanted, $actual);
        push @found, "lacks $place" if !$actual->{$place};
        push @found, "besides $place" if !$wanted->{$place};
        next unless $actual->{$place} && $wanted->{$place};
        chomp(@$lacking, @$besides);
        push @found, map({ "lacks $place: $_" } @$lacking), map({ "besides $place: $_" } @$besides);
        push @found, "besides $place: another order or the same twice" if !@$lacking && !@$besides && "@{ $actual->{$place} }" ne "@{ $wanted->{$place} }";
    }
    return @found;
}

# What a listing has in each place, such as "map eip_in": the lines of a chain in their order, the elements of a set sorted. Others' tables are one
# place each. What the checker of the UDP backends says in its map is left out.
sub listed {
    my ($text) = @_;
    my (%has, $table, $place, $elements);
    for (split /\n/, $text) {
        if (/^table (\S+ \S+) \{/) {
            $table = $1;
            $place = $table eq 'inet zstackvcenter' ? undef : "table $table";
            $has{$place} = [] if defined $place;
        } elsif ($table ne 'inet zstackvcenter') {
            next;
        } elsif (/^\t((?:ct )?\w+ \S+) \{$/) {
            $has{ $place = $1 } = [];
        } elsif (defined $place && (defined $elements || s/^\t\telements = \{//)) {
            $elements = ($elements // '') . $_;
            next unless $elements =~ s/\}\s*$//;
            push @{ $has{$place} }, sort map { s/^\s+|\s+$//gr } split /,/, $elements if $place ne 'map udp_instead';
            undef $elements;
        } elsif (defined $place && /^\t\t(.*)$/) {
            push @{ $has{$place} }, $1;
        }
    }
    return \%has;
}

1;
