# Planted faults in the tables are seen by tools/check_data, and by the program, which names the line.
set -u
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir "$work/tools" && cp "$UMBEL_TREE/tools/check_data" "$work/tools/" && cp -r "$UMBEL_TREE/data" "$work/"
python3 "$work/tools/check_data" >/dev/null || { echo "the tables as they are fail"; exit 1; }
printf 'ttp\tgroup\tTwice\t\t\t\t\town\n' >>"$work/data/actors.tsv"
python3 "$work/tools/check_data" | grep -q 'actors.tsv:.*"ttp" stands on line' || { echo "a second row is not seen"; exit 1; }
UMBEL_DATA="$work/data" "$UMBEL" extract /dev/null 2>&1 | grep -q "actors.tsv:[0-9]*: the actor \"ttp\" has a row already" || { echo "the program does not name the line"; exit 1; }
cp "$UMBEL_TREE/data/actors.tsv" "$work/data/"
printf 'arms.x\tarms\tS [arm O\t\tno end\town\n' >>"$work/data/frames.tsv"
UMBEL_DATA="$work/data" "$UMBEL" extract /dev/null 2>&1 | grep -q "frames.tsv:[0-9]*: frame arms.x" || { echo "a broken frame is not named"; exit 1; }
echo "3 faults seen"
