#!/usr/bin/env bash
# Debian 12's Miller (miller 6.6.0-2+b3), on a bank's list of payouts whose amounts are filled with zeros on the left,
# all twelve digits wide but the last, which somebody typed. The five amounts add up to 4989000.
#
# Expected: an amount is a number or it is not. Its manual says that digits with a zero in front are text unless -O is
# given; then a sum, which takes numbers only, stops or shows an error, as $a + 0 does ("(error)").
# Seen: stats1 counts all five lines, adds up the one without zeros, and gives that one as the mean as well; merge-fields
# writes the sum 0 on every padded line. int() does convert the text, but from octal:
# 000000600000 becomes 196608 and 000000089000 an error, while float() gives 600000. With -O the whole list is octal
# where it can be and decimal where it has an 8 or 9. Every call exits 0 and writes nothing on standard error.
# Output:
#   stats1: count 5, sum 600000, mean 600000
#   stats1 -O: count 5, sum 1909608
#   merge-fields, sums: 0 0 0 0 600000
#   int: 196608 53248 (error) 970752 600000
#   float: 600000 150000 89000 3550000 600000
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
command -v mlr >/dev/null || { apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends miller >/dev/null; }
dpkg-query -W miller
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT; cd "$D"
printf '%s\n' nomor,jumlah 1,000000600000 2,000000150000 3,000000089000 4,000003550000 5,600000 > payouts.csv
run() { mlr --icsv --onidx "$@" payouts.csv 2>> errors | xargs; }
{
  run stats1 -a count,sum,mean -f jumlah | awk '{ print "stats1: count " $1 ", sum " $2 ", mean " $3 }'
  run -O stats1 -a count,sum -f jumlah | awk '{ print "stats1 -O: count " $1 ", sum " $2 }'
  echo "merge-fields, sums: $(run merge-fields -a sum -f jumlah -o all then cut -f all_sum)"
  echo "int: $(run put -q 'print int($jumlah)')"
  echo "float: $(run put -q 'print float($jumlah)')"
} | tee seen
[ ! -s errors ]
diff seen - <<'T'
stats1: count 5, sum 600000, mean 600000
stats1 -O: count 5, sum 1909608
merge-fields, sums: 0 0 0 0 600000
int: 196608 53248 (error) 970752 600000
float: 600000 150000 89000 3550000 600000
T
