# umbel eval: figures worked out by hand on five documents of our own, and the public scorers on the shared material.
. "$UMBEL_TREE/tests/cli/lib.sh"
own=$UMBEL_TREE/tests/golden/eval
shared=${UMBEL_SHARED:-}

# figure SET MEASURE PART: its value in the file out
figure() {
    python3 - "$@" <<'PY'
import json, sys
for x in open("out"):
    s = json.loads(x)
    if s["record"] == "score" and s["set"] == sys.argv[1] and s["measure"] == sys.argv[2]: print(s[sys.argv[3]])
PY
}
is() { [ "$(figure "$1" "$2" "$3")" = "$4" ] || fail "$1 $2 of $3 is $(figure "$1" "$2" "$3"), not $4"; }

expect 0 "$UMBEL" eval --json "$own"
is gold/own tie.p a 1.0
is gold/own full.f1 a 0.5 # own-2 is certain in the text, probable in gold
is gold/own recall.certainty:probable a 0.0
is gold/own accuracy.certainty a 0.5
is gold/own tie.p b 0.6667 # own-3 has an answer and no gold
is gold/own tie.r b 0.5 # own-4 lacks what its text does not say; the optional row of own-5 counts neither way
is gold/own accuracy.polarity b 1.0 # the affirmed row of own-4 is matched, not the denied one before it
is gold/own tie.f1 all 0.7273
is gold/own tie.f1 rows_all 6
is gold/own pair.r b 0.6667
is gold/own full.f1 all 0.5455
is gold/own false_a_document b 1.0
is gold/own tie.f1 difference 0.4286
is gold/own tie.f1 finding True
is mmp/own reachable a 1.0
is mmp/own reachable b 0.0
is mmp/own accuracy a 0.5
is mmp/own found b 0.0
is re3d/own FightingAgainst.f1 a 1.0 # gold counts characters and has the pair the other way round
is re3d/own AlliesOf.r a 0.0
is re3d/own actors.r a 1.0
is muc4/own organisations.p a 0.5
is muc4/own organisations.r a 0.5
is polnear/own cue.r rows_a 1
expect 0 "$UMBEL" eval --json --threads 1 "$own"
cp out one
expect 0 "$UMBEL" eval --json --threads 5 "$own"
cmp -s one out || fail "the figures depend on the number of threads"

# the table, the choice of sets and parts, the errors
expect 0 "$UMBEL" eval --errors 9 "$own"
has out "finding"
expect 0 "$UMBEL" eval --part b --errors 9 --sets ties "$own"
has out "missed Ember Column | hosts | Salt Militia"
has out "extra Karst Brigade | arms | Reed Front"
lacks out "mmp"
expect 0 "$UMBEL" eval --gold "$own/mmp/own.jsonl" --errors 0
has out "macro_f1"

# what is missing or damaged
expect 4 "$UMBEL" eval "$work/nowhere"
has err "there is no gold here"
mkdir -p set/gold
cp "$own/gold/own.jsonl" set/gold/own.jsonl
printf '{"id":"x"}\n[1]\nnot json\n{"id":"y","text":"The Reed Front rests.","gold":7}\n' >>set/gold/own.jsonl
expect 3 "$UMBEL" eval --json set
has err "mmp is passed over"
has err "line 8 is not JSON"
is gold/own tie.f1 all 0.7273
expect 2 "$UMBEL" eval --sets tie "$own"
expect 2 "$UMBEL" eval --part c "$own"
expect 3 "$UMBEL" eval --gold "$UMBEL_TREE/README.md"

if [ ! -d "$shared/eval" ]; then
    echo "shared material absent: the public scorers are not compared"
    [ $n_failed -eq 0 ] && exit 77
    finish
fi
# frames alone: what is compared is the scoring, and sanitizers make the encoder very slow
expect 0 "$UMBEL" eval --frames-only --json "$shared/eval"
cp out ours.jsonl
SHARED=$shared python3 - <<'PY' || fail "umbel eval and the public scorers differ"
import glob, json, os, subprocess, sys
shared, umbel = os.environ["SHARED"], os.environ["UMBEL"]
ours = {}
for x in open("ours.jsonl"):
    s = json.loads(x); ours[s["set"], s["measure"]] = s
bad = n = 0
def compare(kind, name, part, theirs):
    """Every number of the scorer's answer against ours under the same name."""
    global bad, n
    def walk(prefix, v):
        global bad, n
        if isinstance(v, dict):
            for k, w in v.items(): walk(prefix + [k], w)
            return
        at = ".".join(prefix)
        at = at.replace("recall_of_value.", "recall.").replace("cue_p", "cue.p").replace("cue_r", "cue.r").replace("cue_f1", "cue.f1")
        if kind == "events" and at in ("p", "r", "f1"): at = "event." + at
        if name.startswith("muc4") and at in ("p", "r", "f1"): at = "organisations." + at
        if (name, at) not in ours: return
        if isinstance(v, str): a, b = v.split("/"); v = int(a) / int(b) if int(b) else None
        mine = ours[name, at].get(part)
        n += 1
        if (mine or 0) != (v or 0) and abs((mine or 0) - (v or 0)) > 0.001: bad += 1; print(name, part, at, "ours", mine, "theirs", v)
    walk([], theirs)
def run(*a): return subprocess.run(a, capture_output=True, text=True, check=True).stdout
def score(kind, data, name, flags=()):
    rows = data
    if kind == "muc":
        rows = "muc.jsonl"; open(rows, "w").write(run(sys.executable, shared + "/eval/score_muc.py", "--input", data))
    open("pred.jsonl", "w").write(run(umbel, "extract", "--frames-only", *flags, rows))
    parts = [(), ("--part", "a"), ("--part", "b")] if not name.startswith("seed") and kind != "events" else [()]
    for part in parts:
        answer = run(sys.executable, shared + "/eval/score_%s.py" % kind, data, "pred.jsonl", *part)
        compare(kind, name, part[1] if part else "all", json.loads(answer))
for f in sorted(glob.glob(shared + "/eval/gold/*.jsonl")): score("ties", f, "gold/" + os.path.basename(f)[:-6])
everything = open("gold.jsonl", "w")
for f in sorted(glob.glob(shared + "/eval/gold/*.jsonl")): everything.write(open(f).read())
everything.close()
score("ties", "gold.jsonl", "gold")
score("ties", shared + "/seed/article.gold.jsonl", "seed/article")
score("mmp", shared + "/eval/mmp/dev.jsonl", "mmp/dev")
score("re3d", shared + "/eval/re3d/dev.jsonl", "re3d/dev", ["--mentions"])
score("muc", shared + "/eval/muc4/dev.jsonl", "muc4/dev")
score("muc", shared + "/eval/muc4/train.jsonl", "muc4/train")
golden = os.environ["UMBEL_TREE"] + "/tests/golden/events.jsonl"
if os.path.exists(golden): score("events", golden, "golden/events", ["--events"])
if "--attributions" in run(umbel, "extract", "--help"):
    score("polnear", shared + "/eval/polnear/dev.jsonl", "polnear/dev", ["--attributions"])
print(n, "figures compared,", bad, "differ")
sys.exit(bad > 0 or n < 500)
PY
finish
