# Events as a user sees them, and their accuracy on the project's own passages where the scorer is at hand.
. "$UMBEL_TREE/tests/cli/lib.sh"
golden=$UMBEL_TREE/tests/golden/events.jsonl
cat >doc.jsonl <<'JSON'
{"id":"one","published":"2031-05-14","text":"Gunmen of the Heron League ambushed a convoy near Velm on Tuesday and killed at least four soldiers. The Heron League attacked Orada twice in 2019."}
JSON
expect 0 "$UMBEL" extract doc.jsonl
lacks out '"record":"event"'
expect 0 "$UMBEL" extract --events doc.jsonl
has out '"record":"event"'
python3 - <<'PY' || fail "the event is not as it should be"
import json
rows = [json.loads(x) for x in open("out")]
text = json.loads(open("doc.jsonl").read())["text"]
event = next(r for r in rows if r["record"] == "event")
assert event["type"] == "attack" and event["date"] == "2031-05-13" and event["place"]["text"] == "Velm", event
assert event["killed"] == {"low": 4, "best": 4, "high": None} and event["wounded"] is None, event
assert event["sides"]["forces"]["killed"]["low"] == 4, event
for p in event["by"] + event["on"] + [event["place"]]:
    assert text.encode()[p["begin"]:p["end"]].decode() == p["text"], p
assert any(p["text"] == "Heron League" for p in event["by"]), event
pointing = [r for r in rows if r["record"] == "statement" and r["attributes"].get("event")]
assert pointing and all(r["attributes"]["event"] == event["id"] for r in pointing), rows
PY
expect 0 "$UMBEL" extract --events "$golden"
cp out first
expect 0 "$UMBEL" extract --events "$golden"
cmp -s out first || fail "two runs differ"
if [ -f "${UMBEL_SHARED:-}/eval/score_events.py" ]; then
    for part in a b; do
        grep "\"part\": \"$part\"" "$golden" >gold.jsonl
        expect 0 python3 "$UMBEL_SHARED/eval/score_events.py" gold.jsonl first
        python3 - $part <<'PY' || fail "events are read worse than they were, part $part"
import json, sys
d = json.load(open("out")); print("events", sys.argv[1], d)
assert d["f1"] >= 0.80 and d["among_found"]["killed"] >= 0.80 and d["among_found"]["place"] >= 0.80, d
PY
    done
else
    echo "shared material absent: the accuracy of events is skipped"
fi
finish
