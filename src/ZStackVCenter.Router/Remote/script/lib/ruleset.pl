#!/usr/bin/perl
# Has the kernel take a ruleset, always in one transaction: the whole of it, or what differs from the one before. Needs perl-base and nft.
#   ruleset.pl RUN load FILE SHA          takes it, or says in nft's words why not; ends with 3 when the kernel has it already. What the ruleset before
#                                         let pass goes on until it is settled
#   ruleset.pl RUN settle FILE SHA        ends what only the ruleset before let pass
#   ruleset.pl RUN differences FILE SHA   where the kernel's ruleset is another one: "lacks TEXT" or "besides TEXT", a line each
#   ruleset.pl RUN run                    takes nft's words from standard input that are no change of the ruleset, as the checker's
#
# The kernel counts transactions, so its number tells whether anybody has touched the ruleset since ours. RUN/ruleset.note holds the number
# after ours and the hash of what is loaded, RUN/ruleset.nft the text itself; RUN/ruleset.settle holds nft's words for what is still to be settled, and
# RUN/ruleset.gone the elements whose flows are still to be ended, SET ELEMENT a line.
use strict;
use warnings;

use constant { TABLE => 'inet zstackvcenter', SAME => 3 };
# Socket.pm and Fcntl.pm have these too, and take longer to load than most of the work takes.
use constant { LOCK_EX => 2, SOCK_RAW => 3, AF_NETLINK => 16, NETLINK_NETFILTER => 12, GETGEN => 10 << 8 | 16, NLM_F_REQUEST => 1, GEN_ID => 1 };

my ($home) = $0 =~ m{^(.*)/};
require "$home/ruleset-text.pl";
require "$home/flows.pl";

my ($run, $verb, $file, $sha) = @ARGV;
open my $lock, '>>', "$run/ruleset.lock" or die "$run/ruleset.lock: $!\n";
flock $lock, LOCK_EX;
my ($noted, $loaded) = split ' ', read_text("$run/ruleset.note") // '0 -';
my $number = transactions();
my $is_ours = $noted == $number;
my $words = '';     # nft's last
my $taken = 0;      # our transactions since $number

my %verbs = (load => \&load, settle => \&settle, differences => \&say_differences, run => \&run_words);
exit(($verbs{$verb} or die "no verb $verb\n")->());

# The whole is said again when nft does not take the difference: its words are then about the file.
sub load {
    if ($loaded eq $sha) {
        return SAME if $is_ours;
        return note() || SAME unless differences();
    }
    my $before = $loaded ne $sha ? read_text("$run/ruleset.nft") // '' : '';
    my $after = read_text($file);
    my ($delta, $leftovers, $gone) = $before ne '' ? ruleset_delta($before, $after) : ();
    my $marks = marks_before($before, $after);
    my $is_delta = $is_ours && defined $delta && nft_text($delta . $marks);
    $is_delta || load_whole($marks) or return failed();
    my $rest = ($marks && 'flush set ' . TABLE . " marks_before\n") . ($is_delta ? $leftovers : '');
    my @flows = map { my $set = $_; map { "$set $_\n" } @{ $gone->{$set} } } sort keys %{ $gone // {} };
    write_text("$run/ruleset.gone", join '', @flows);
    $rest || @flows ? write_text("$run/ruleset.settle", $rest) : unlink "$run/ruleset.settle";
    return note();
}

# The words that let pass, for now, what the ruleset before has let pass.
sub marks_before {
    my ($before, $after) = map { /^\t\tct mark (0x[0-9a-f]+) accept$/m ? $1 : '' } @_;
    return $before eq '' || $after eq '' || $before eq $after ? '' : 'flush set ' . TABLE . ' marks_before' . "\nadd element " . TABLE . " marks_before { $before }\n";
}

# Somebody may have changed the ruleset since; the whole of it then has nothing left from before.
sub settle {
    my $rest = read_text("$run/ruleset.settle");
    return SAME unless defined $rest;
    $rest eq '' || nft_text($rest) || load_whole('') or return failed();
    my %gone;
    /^(\w+) (.*)$/ and push @{ $gone{$1} }, $2 for split /\n/, read_text("$run/ruleset.gone") // '';
    end_flows(\%gone);
    unlink "$run/ruleset.settle";
    return $is_ours ? note() : 0;
}

# Others' tables go, and so does what somebody put into ours: the router is wholly ours.
sub load_whole {
    my ($marks) = @_;
    my @tables = map { s/^table //r } split /\n/, listing('tables');
    # On the file's first line, so that nft's words name the file's lines.
    my $others = join '', map { "delete table $_; " } grep { $_ ne TABLE } @tables;
    my $text = read_text($file) . $marks;
    # What is there may be of another kind than what is wanted by that name; then nothing of it stays.
    nft_text($others . $text) or grep({ $_ eq TABLE } @tables) && nft_text("delete table ${\TABLE}; $others$text") or return 0;
    my @found = grep { $marks eq '' || !/^besides set marks_before: / } @tables ? differences() : () or return 1;
    return nft_text(ruleset_leftovers($text, @found) // "delete table ${\TABLE}\ninclude \"$file\"\n$marks");
}

sub say_differences {
    return 0 if $is_ours && $loaded eq $sha;
    my @found = differences();
    print map { "$_\n" } @found;
    note() if !@found && $loaded eq $sha;
    return 0;
}

sub run_words {
    nft_text(join '', <STDIN>) or return failed();
    ($sha, $file) = ($loaded, undef);
    return $is_ours ? note() : 0;
}

# How the kernel's ruleset differs from the file's, which a network of its own takes for the comparison.
sub differences {
    my $wanted = qx(unshare -n sh -ec 'nft -f "\$1"; nft -s list ruleset' sh '$file' 2>&1);
    return ("lacks all that can be compared: $wanted") if $?;
    return ruleset_differences($wanted, listing('ruleset'));
}

sub listing {
    my ($what) = @_;
    return scalar qx(nft -s list $what);
}

# Notes what the kernel now has. Where others' transactions came between ours, the number is none, and the next one who asks compares.
# What changes nothing, such as emptying what is empty, is no transaction.
sub note {
    my $now = transactions();
    if (defined $file) {
        write_text("$run/ruleset.nft", read_text($file)) if $loaded ne $sha;
    }
    write_text("$run/ruleset.note", ($now == $number || $now == $number + $taken ? $now : 0) . " $sha\n");
    return 0;
}

sub nft {
    my ($arguments) = @_;
    $words = qx(nft $arguments 2>&1);
    $taken++ if $? == 0;
    return $? == 0;
}

sub nft_text {
    my ($text) = @_;
    write_text("$run/ruleset.words", $text);
    my $is_taken = nft("-f $run/ruleset.words");
    $words =~ s{\Q$run\E/ruleset\.words}{nftables/ruleset.nft}g;
    return $is_taken;
}

sub failed {
    print $words;
    return 1;
}

# The number of the kernel's last transaction (nfnetlink, NFT_MSG_GETGEN).
sub transactions {
    socket my $netlink, AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER or die "netlink: $!\n";
    send $netlink, pack('L S S L L C C n', 20, GETGEN, NLM_F_REQUEST, 1, 0, 0, 0, 0), 0, pack('S S L L', AF_NETLINK, 0, 0, 0) or die "netlink: $!\n";
    recv $netlink, my $answer, 8192, 0;
    for (my $at = 20; $at + 4 <= length $answer;) {
        my ($length, $type) = unpack 'S S', substr $answer, $at, 4;
        return unpack 'N', substr $answer, $at + 4, 4 if $type == GEN_ID;
        $at += $length + 3 & ~3 or last;
    }
    die "netlink: the kernel does not say its generation of the ruleset\n";
}

sub read_text {
    my ($path) = @_;
    open my $in, '<', $path or return undef;
    local $/;
    return scalar <$in>;
}

sub write_text {
    my ($path, $text) = @_;
    open my $out, '>', "$path.new" or die "$path: $!\n";
    print $out $text;
    close $out and rename "$path.new", $path or die "$path: $!\n";
    return $text;
}
