#!/usr/bin/env bash
# What name matching reaches on half b of the public lists, which nothing was tuned on: bars below the figures of
# docs/names.md, so that a change that loses ground is seen.
. "$UMBEL_TREE/tests/cli/lib.sh"
[ -f "$UMBEL_SHARED/data/lists/un-2025-04.xml" ] || { echo "skipped: no lists in $UMBEL_SHARED"; exit 77; }
python3 "$UMBEL_TREE/tests/names/generate.py" "$UMBEL_SHARED" lists >/dev/null || fail "the names could not be made"
"$UMBEL_NAMES_ACCURACY" "$UMBEL_TREE/data" lists b >figures || fail "names_accuracy ended with an error"
cat figures
python3 - <<'CHECK' || fail "a measure is below its bar"
import json
f = {row["measure"]: row for row in map(json.loads, open("figures"))}
bars = [("alias", "first_right", 0.75, 1), ("alias", "precision_at_recall_0.60", 0.95, 1), ("script", "first_right", 0.85, 1), ("alerts", "alerts_a_thousand", 5, -1)]
bad = [f"{m} {k}: {f[m][k]}, bar {bar}" for m, k, bar, sign in bars if sign * f[m][k] < sign * bar]
print("\n".join(bad))
raise SystemExit(bool(bad))
CHECK
finish
