# kill -9 at 50 random moments of an addition, then the same again: the ledger equals one made without interruption.
# It is the ledger that is tried here, so frames read alone: the encoder is very slow under sanitizers.
. "$UMBEL_TREE/tests/cli/lib.sh"
python3 - <<'PY'
import json, random
random.seed(11)
groups = ["Karst Brigade", "Reed Front", "Ember Column", "Salt Militia", "Lantern Guard", "Harrow League"]
verbs = ["trained", "armed", "attacked", "funded", "sheltered", "denounced"]
with open("in.jsonl", "w") as f:
    for i in range(4000):
        a, b = random.sample(groups, 2)
        text = " ".join(f"The {a} {random.choice(verbs)} the {b} in {2000 + i % 30}." for _ in range(5)) + f" Report {i}."
        f.write(json.dumps({"id": str(i), "text": text, "source": f"Outlet {i % 7}"}) + "\n")
PY
digest() { "$UMBEL" check --ledger "$1" | sed -n 's/.*content \(.*\))/\1/p'; }
expect 0 "$UMBEL" add --frames-only --ledger whole.umbel in.jsonl
whole=$(digest whole.umbel)
[ -n "$whole" ] || fail "no digest"
start=$(date +%s%N)
"$UMBEL" add --frames-only --ledger timed.umbel in.jsonl >/dev/null
span=$((($(date +%s%N) - start) / 1000000))
killed=0
RANDOM=7
for round in $(seq 50); do
    rm -f cut.umbel cut.umbel-wal cut.umbel-shm
    for attempt in 1 2; do # interrupted twice, then completed
        "$UMBEL" add --frames-only --ledger cut.umbel in.jsonl >/dev/null 2>&1 &
        pid=$!
        sleep "$(awk -v r=$RANDOM -v s=$span 'BEGIN {printf "%.3f", r / 32768 * s / 1000}')"
        kill -9 $pid 2>/dev/null && killed=$((killed + 1))
        wait $pid 2>/dev/null
    done
    "$UMBEL" add --frames-only --ledger cut.umbel in.jsonl >/dev/null 2>err || { fail "round $round: $(cat err)"; continue; }
    [ "$(digest cut.umbel)" = "$whole" ] || fail "round $round: another content"
done
echo "killed $killed times in 50 rounds"
[ $killed -ge 50 ] || fail "too few were really interrupted"
finish
