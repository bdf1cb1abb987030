#!/usr/bin/perl
# Has the kernel take a ruleset, always in one transaction: the whole of it, or what differs from the one before. Needs perl-base and nft.
#   ruleset.pl RUN load FILE SHA          takes it, or says in nft's words why not; ends with 3 when the kernel has it already
#   ruleset.pl RUN differences FILE SHA   where the kernel's ruleset is another one: "lacks TEXT" or "besides TEXT", a line each
#   ruleset.pl RUN run                    takes nft's words from standard input that are no change of the ruleset, as the checker's
#
# The kernel counts transactions, so its number tells whether anybody has touched the ruleset since ours. RUN/ruleset.note holds the number
# after ours and the hash of what is loaded, RUN/ruleset.nft the text itself.
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

my %verbs = (load => \&load, differences => \&say_differences, run => \&run_words);
exit(($verbs{$verb} or die "no verb $verb\n")->());

# The whole is said again when nft does not take the difference: its words are then about the file.
sub load {
    if ($loaded eq $sha) {
        return SAME if $is_ours;
        return note() || SAME unless differences();
    }
    my ($delta, $gone) = $loaded ne $sha ? ruleset_delta(read_text("$run/ruleset.nft") // '', read_text($file)) : ();
    $is_ours && defined $delta && nft_text($delta) || load_whole() or return failed();
    end_flows($gone) if $gone;
    return note();
}

# Others' tables go, and so does what somebody put into ours: the router is wholly ours.
sub load_whole {
    my @tables = map { s/^table //r } split /\n/, listing('tables');
    # On the file's first line, so that nft's words name the file's lines.
    my $others = join '', map { "delete table $_; " } grep { $_ ne TABLE } @tables;
    nft_text($others . read_text($file)) or return 0;
    my @found = @tables ? differences() : ();
    return 1 unless @found;
    # Counters keep their counts from one ruleset to the next; those of what is gone, go.
    my @counters = map { /^besides counter (\S+)$/ ? $1 : () } @found;
    return nft_text(@counters == @found
        ? join '', map { "delete counter ${\TABLE} $_\n" } @counters
        : "delete table ${\TABLE}\ninclude \"$file\"\n");
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
