# Accuracy is guarded here by the project's own sentences, and by the shared material where it is at hand.
. "$UMBEL_TREE/tests/cli/lib.sh"
golden=$UMBEL_TREE/tests/golden
python3 "$golden/score.py" --jsonl "$golden/ties.txt" >docs.jsonl || fail "the golden file does not read"
expect 0 "$UMBEL" extract docs.jsonl
cp out pred.jsonl
expect 0 python3 "$golden/score.py" "$golden/ties.txt" pred.jsonl --floor-f1 0.60 --floor-precision 0.75 --floor-attributes 0.85
cat out
if [ -d "${UMBEL_SHARED:-}/eval" ]; then
    expect 0 "$UMBEL" extract "$UMBEL_SHARED/seed/article.txt"
    cp out seed.jsonl
    expect 0 python3 "$UMBEL_SHARED/eval/score_ties.py" "$UMBEL_SHARED/seed/article.gold.jsonl" seed.jsonl
    python3 - <<'PY' || fail "the seed is read worse than it was"
import json
d = json.load(open("out")); print("seed:", d["tie"], d["accuracy"])
assert d["tie"]["tp"] >= 10 and d["tie"]["p"] >= 0.70 and min(d["accuracy"].values()) >= 0.8 and d["invalid"] == 0
PY
    expect 0 "$UMBEL" extract "$UMBEL_SHARED/eval/gold/dev.jsonl"
    cp out dev.jsonl
    for part in a b; do
        expect 0 python3 "$UMBEL_SHARED/eval/score_ties.py" "$UMBEL_SHARED/eval/gold/dev.jsonl" dev.jsonl --part $part
        python3 -c 'import json,sys; d=json.load(open("out")); print("dev", sys.argv[1], d["tie"]); assert d["tie"]["f1"] >= 0.45 and d["invalid"] == 0' $part || fail "dev part $part"
    done
else
    echo "shared material absent: seed and dev are skipped"
fi
finish
