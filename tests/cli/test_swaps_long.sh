# What is read does not hang on which nation, religion or group is named: at most 5 % of the ties change when names are swapped.
. "$UMBEL_TREE/tests/cli/lib.sh"
expect 0 python3 "$UMBEL_TREE/tests/golden/swaps.py" --umbel "$UMBEL" "$UMBEL_TREE"/data/gold/own-{asia,panel,wire}.jsonl
cat out
finish
