# Accuracy is guarded here by the project's own sentences, and by the shared material where it is at hand.
. "$UMBEL_TREE/tests/cli/lib.sh"
golden=$UMBEL_TREE/tests/golden
python3 "$golden/score.py" --jsonl "$golden/ties.txt" >docs.jsonl || fail "the golden file does not read"
expect 0 "$UMBEL" extract docs.jsonl
cp out pred.jsonl
expect 0 python3 "$golden/score.py" "$golden/ties.txt" pred.jsonl --floor-f1 0.90 --floor-precision 0.92 --floor-attributes 0.97
cat out
python3 "$golden/score.py" --jsonl "$golden/voices.txt" >docs.jsonl || fail "the voices do not read"
expect 0 "$UMBEL" extract --frames-only docs.jsonl
cp out pred.jsonl
expect 0 python3 "$golden/score.py" "$golden/voices.txt" pred.jsonl --errors --floor-f1 0.90 --floor-precision 0.95 --floor-attributes 0.97
cat out
expect 0 "$UMBEL" extract docs.jsonl
cp out pred.jsonl
expect 0 python3 "$golden/score.py" "$golden/voices.txt" pred.jsonl --floor-f1 0.85 --floor-precision 0.75 --floor-attributes 0.97
cat out
python3 "$golden/attributions.py" --jsonl "$golden/attributions.txt" >docs.jsonl || fail "the attributions do not read"
expect 0 "$UMBEL" extract --attributions docs.jsonl
cp out pred.jsonl
expect 0 python3 "$golden/attributions.py" "$golden/attributions.txt" pred.jsonl
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
    expect 0 "$UMBEL" extract "$UMBEL_SHARED/eval/gold/doubt.jsonl"
    cp out doubt.jsonl
    for part in a b; do
        expect 0 python3 "$UMBEL_SHARED/eval/score_ties.py" "$UMBEL_SHARED/eval/gold/doubt.jsonl" doubt.jsonl --part $part
        python3 -c 'import json,sys; a=json.load(open("out"))["accuracy"]; print("doubt", sys.argv[1], a); assert a["polarity"] >= 0.88 and a["certainty"] >= 0.85 and a["speaker"] >= 0.82' $part || fail "doubt part $part"
    done
    expect 0 "$UMBEL" extract --attributions "$UMBEL_SHARED/eval/polnear/dev.jsonl"
    cp out polnear.jsonl
    for part in a b; do
        expect 0 python3 "$UMBEL_SHARED/eval/score_polnear.py" "$UMBEL_SHARED/eval/polnear/dev.jsonl" polnear.jsonl --part $part
        python3 -c 'import json,sys; d=json.load(open("out")); print("polnear", sys.argv[1], d); assert d["cue_f1"] >= 0.70 and d["source_accuracy"] >= 0.85' $part || fail "reported speech part $part"
    done
else
    echo "shared material absent: seed, dev, doubt and polnear are skipped"
fi
finish
