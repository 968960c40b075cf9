#!/bin/sh
# Tries bornage-monday with a sendmail of its own: Tests/Integrations/monday.sh PATH-OF-BORNAGE
#
# Each case says what must have been mailed and how the run must have ended; the first that differs ends it.
set -eu
bornage=$(realpath "$1")
script=$(realpath "$(dirname "$0")/../../Integrations/cron/bornage-monday")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir mails tree other

cat >sendmail <<'S'
#!/bin/sh
[ ! -e "$WORK/refuse" ] || exit 75
cat >"$WORK/mails/$(ls "$WORK/mails" | wc -l)"
S
cat >slow <<'S'
#!/bin/sh
[ "$1" != record ] || sleep 3
exec "$REAL" "$@"
S
chmod +x sendmail slow
WORK=$work REAL=$bornage
export WORK REAL
cat >tree/a.yaml <<'S'
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Data:
    Type: AWS::S3::Bucket
S
cp tree/a.yaml other/b.yaml
cat >conf <<S
MAIL_TO=team@example.org
SENDMAIL=$work/sendmail
STATE=$work/state
TREES=$work/trees
BORNAGE=$bornage
RECORD_OPTIONS='--context aws.region=eu-west-3'
S
printf 'one|%s/tree|team-a\ntwo|%s/other' "$work" "$work" >trees

# run NAME CODE SUBJECTS COMMAND...: SUBJECTS is what grep finds of each mail's subject, in their order.
run() {
  # The ledger tells scans of a tree apart by the second.
  sleep 1
  name=$1 code=$2 subjects=$3
  shift 3
  rm -f mails/*
  set +e
  "$@" >out 2>&1
  got=$?
  set -e
  found=$(for mail in mails/*; do [ ! -e "$mail" ] || grep -m1 '^Subject:' "$mail"; done |
    sed 's/^Subject: bornage[^:]*: //; s/^\(FAILED at [a-z-]*\).*/\1/; s/^[0-9]* open.*/report/; s/^NO SCAN.*/stale/' | paste -sd ' ')
  if [ "$got" != "$code" ] || [ "$found" != "$subjects" ]; then
    echo "monday.sh: $name: ended with $got, not $code, or mailed '$found', not '$subjects'" >&2
    cat out >&2
    exit 1
  fi
  echo "ok: $name"
}
monday() { sh "$script" conf; }

run "the first report" 0 report monday
run "the second one" 0 report monday
grep -q '^In-Reply-To: <bornage\.' mails/0
printf 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  X: [\n' >tree/bad.yaml
run "a tree that cannot be read whole" 3 "FAILED at record-one report" monday
rm tree/bad.yaml
sleep 1
run "mended" 0 report monday
mv state/ledger.db state/kept
run "a ledger that is gone" 2 "FAILED at ledger" monday
[ ! -e state/ledger.db ]
mv state/kept state/ledger.db
cp state/report.json kept.json
sed -i 's/one/ONE/' state/report.json
run "an earlier report that was altered" 2 "FAILED at report" monday
mv kept.json state/report.json
touch refuse
run "a sendmail that refuses" 75 "" monday
rm refuse
run "what waited goes first" 0 "report report" monday
sed -i "s|^BORNAGE=.*|BORNAGE=/nowhere/bornage|" conf
run "no bornage" 127 "FAILED at record-one FAILED at record-two FAILED at report" monday
sed -i "s|^BORNAGE=.*|BORNAGE=$bornage|" conf
sed -i 's|^RECORD_OPTIONS=.*|RECORD_OPTIONS="--policy no-such-policy"|' conf
run "a policy that is not there" 2 "FAILED at record-one FAILED at record-two report" monday
sed -i 's|^RECORD_OPTIONS=.*|RECORD_OPTIONS=|' conf
mv trees kept
run "no list of trees" 2 "FAILED at configuration" monday
mv kept trees

sed -i "s|^BORNAGE=.*|BORNAGE=$work/slow|" conf
killed() {
  sh "$script" conf >/dev/null 2>&1 &
  sleep 1
  kill -9 $!
  wait
}
killed 2>/dev/null || true
sleep 7
run "after a kill: said at once" 0 "FAILED at run" sh "$script" --after conf
run "said once" 0 "" sh "$script" --after conf
killed 2>/dev/null || true
sleep 7
sed -i "s|^BORNAGE=.*|BORNAGE=$bornage|" conf
run "after a kill: said by the next run" 137 "FAILED at run report" monday
echo "all cases of bornage-monday as they should be"
