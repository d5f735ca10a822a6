# Decisions as a user takes them: same, different, undo, review, and what questions make of them.
. "$UMBEL_TREE/tests/cli/lib.sh"
export LOGNAME=tester
cat >doc.txt <<'TXT'
Veshtia trained the Karst Brigade. Kelmara armed the Reed Front. Oradan funded the Salt Militia.
TXT
expect 0 "$UMBEL" add --ledger d.umbel --source Watch doc.txt
expect 1 "$UMBEL" review --ledger d.umbel
expect 0 "$UMBEL" ties --ledger d.umbel "Karst Brigade"
lacks out Kelmara
expect 0 "$UMBEL" export --ledger d.umbel --out before.jsonl
expect 0 "$UMBEL" same --ledger d.umbel --reason 'renamed in 2030' "Karst Brigade" "Reed Front"
has out "same: x-karst-brigade, x-reed-front"
id=$(cut -c1-8 out)
# what was said of either is said of the first
for name in "Karst Brigade" "Reed Front" x-reed-front; do
    expect 0 "$UMBEL" ties --ledger d.umbel "$name"
    has out Veshtia
    has out Kelmara
    lacks out "Reed Front"
done
expect 0 "$UMBEL" why --ledger d.umbel Kelmara "Karst Brigade"
has out "Kelmara armed the Reed Front." # the words stay as they are
expect 0 "$UMBEL" hubs --ledger d.umbel
lacks out "Reed Front"
expect 0 "$UMBEL" brief --ledger d.umbel --format markdown
expect 0 "$UMBEL" export --ledger d.umbel
python3 - <<'PY' || fail "the export does not follow the decision"
import json
rows = [json.loads(x) for x in open("out")]
ids = {r["id"] for r in rows if r["record"] == "actor"}
assert "x-karst-brigade" in ids and "x-reed-front" not in ids, ids
assert {r["text"] for r in rows if r["record"] == "name" and r["actor"] == "x-karst-brigade"} == {"Karst Brigade", "Reed Front"}
named = {s[side]["actor"] for s in rows if s["record"] == "statement" for side in ("subject", "object")}
assert "x-reed-front" not in named and named <= ids, named
PY
# who shows it
expect 0 "$UMBEL" who --ledger d.umbel "Reed Front"
has out "(group, x-karst-brigade)"
has out "also, by decision: Reed Front"
has out "renamed in 2030"
has out tester
expect 0 "$UMBEL" who --ledger d.umbel --json "Karst Brigade"
has out '"record":"decision"'
has out '"subject":["x-karst-brigade","x-reed-front"],"verdict":"same","reason":"renamed in 2030","decided_by":"tester"'
expect 0 "$UMBEL" who --ledger d.umbel Oradan
lacks out "renamed in 2030"
# taken twice, it is one
expect 0 "$UMBEL" same --ledger d.umbel "Reed Front" "Karst Brigade"
has out "decided before"
has out "$id"
# contradictions are refused, also by way of others, and say what stands against them
expect 2 "$UMBEL" different --ledger d.umbel "Karst Brigade" "Reed Front"
has err "umbel undo $id"
expect 0 "$UMBEL" different --ledger d.umbel --by 'desk 2' --reason 'they fought' "Salt Militia" "Karst Brigade"
apart=$(cut -c1-8 out)
expect 2 "$UMBEL" same --ledger d.umbel "Reed Front" "Salt Militia"
has err "umbel undo $apart"
has err "desk 2"
has err "they fought"
expect 2 "$UMBEL" same --ledger d.umbel "Reed Front" x-reed-front
expect 1 "$UMBEL" same --ledger d.umbel "Reed Front" "Nobody at all"
expect 2 "$UMBEL" same --ledger d.umbel "Reed Front"
expect 2 "$UMBEL" same --ledger d.umbel --by '' "Reed Front" Oradan
expect 4 "$UMBEL" same --ledger absent.umbel a b
[ ! -e absent.umbel ] || fail "a question made a ledger"
# review: a table, and lines of JSON
expect 0 "$UMBEL" review --ledger d.umbel
has out "$id"
has out "desk 2"
expect 0 "$UMBEL" review --ledger d.umbel --json
[ "$(wc -l <out)" = 2 ] || fail "review does not print two decisions"
expect 0 "$UMBEL" check --ledger d.umbel
# undone: as before, and the decision stays to be seen
expect 0 "$UMBEL" undo --ledger d.umbel "$id"
has out "undone"
expect 0 "$UMBEL" undo --ledger d.umbel --json "$id"
has out '"undone_at":"2'
expect 1 "$UMBEL" undo --ledger d.umbel 00000000
expect 2 "$UMBEL" undo --ledger d.umbel "${id:0:2}"
expect 0 "$UMBEL" export --ledger d.umbel --out after.jsonl
cmp -s before.jsonl after.jsonl || fail "the ledger reads otherwise than before the decision"
expect 0 "$UMBEL" who --ledger d.umbel "Reed Front"
has out "(group, x-reed-front)"
has out "renamed in 2030"
expect 0 env -u LOGNAME -u USER "$UMBEL" same --ledger d.umbel "Reed Front" Oradan # a further decision, and the other way round
expect 0 "$UMBEL" check --ledger d.umbel
# the actor that stands for another may be one of which nothing was said
printf '12,"HERON LEAGUE",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' >sdn.csv
: >alt.csv
expect 0 "$UMBEL" add --ledger d.umbel sdn.csv
expect 0 "$UMBEL" same --ledger d.umbel ofac-12 "Karst Brigade"
expect 0 "$UMBEL" ties --ledger d.umbel "Heron League"
has out Veshtia
has out "HERON LEAGUE"
lacks out "Karst Brigade"
expect 0 "$UMBEL" undo --ledger d.umbel "$("$UMBEL" review --ledger d.umbel | tail -1 | cut -c1-8)"
# decisions that contradict each other come only from outside: the later join is not followed, and review says so
python3 - <<'PY' || fail "the ledger cannot be written to"
import sqlite3
c = sqlite3.connect("d.umbel")
c.execute("UPDATE decision SET undone_at = NULL")
c.execute("UPDATE decision SET subject = 'x-salt-militia' || char(9) || 'x-karst-brigade' WHERE verdict = 'same' AND subject LIKE 'x-karst%'")
c.commit()
PY
expect 0 "$UMBEL" review --ledger d.umbel
has out "not followed"
expect 0 "$UMBEL" ties --ledger d.umbel "Karst Brigade"
lacks out Oradan
expect 3 "$UMBEL" check --ledger d.umbel # and the meddling shows
has out "bad-id"
for c in same different undo review; do expect 0 "$UMBEL" $c --help; has out "Example:"; done
finish
