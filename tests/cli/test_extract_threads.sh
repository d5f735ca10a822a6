# umbel extract --threads: the same bytes for any number of threads, in the order of the documents.
# The long run leaves the encoder out, which sanitizers make very slow; the folder below has it.
. "$UMBEL_TREE/tests/cli/lib.sh"
python3 - <<'PY'
import json, random
random.seed(7)
groups = ["Karst Brigade", "Reed Front", "Ember Column", "Salt Militia", "Lantern Guard", "Harrow League", "Haqani Network", "Hakani Net"]
verbs = ["trained", "armed", "attacked", "funded", "denounced", "was said to shelter"]
with open("many.jsonl", "w") as f:
    for i in range(300):
        n = 400 if i % 97 == 5 else random.randrange(1, 12)  # some long, so that threads end out of order
        text = " ".join("The %s %s the %s near milestone %d." % (*random.sample(groups, 1), random.choice(verbs), random.choice(groups), k) for k in range(n))
        f.write(json.dumps({"id": "d%03d" % i, "text": text, "published": "2031-03-14"}) + "\n")
        if i % 100 == 50: f.write("not json\n")
PY
expect 3 "$UMBEL" extract --no-encoder --mentions --threads 1 many.jsonl
cp out one && cp err one.err
[ "$(wc -l <one)" -gt 3000 ] || fail "only $(wc -l <one) lines"
has one '"text":"Haqani Network","begin":4,"end":18,"kind":"group","actor":"haqqani-network"'
lacks one '"actor":"x-' # actors made from a name belong in a ledger
printf 'haqqani-network\tHaqqani Network\n' >names.tsv
seq 50000 | sed 's/.*/y&\tHeron Brigade &/' >>names.tsv # more than are compared
echo "The Haqani Network trained the Haqqani Network." >near.txt
expect 0 "$UMBEL" extract --no-encoder --names names.tsv --mentions near.txt
has out '"text":"Haqqani Network","begin":31,"end":46,"kind":"group","actor":"haqqani-network"'
has out '"text":"Haqani Network","begin":4,"end":18,"kind":"group","actor":null'
head -1000 names.tsv >few.tsv
expect 0 "$UMBEL" extract --no-encoder --names few.tsv --mentions near.txt
has out '"text":"Haqani Network","begin":4,"end":18,"kind":"group","actor":"haqqani-network"'
python3 - <<'PY' || fail "the documents are out of order"
import json
ids = [json.loads(x)["document"] for x in open("one")]
assert ids == sorted(ids) and len(set(ids)) == 300
PY
for n in 2 7 64; do
    expect 3 "$UMBEL" extract --no-encoder --mentions --threads $n many.jsonl
    cmp -s out one || fail "--threads $n prints other bytes"
    cmp -s err one.err || fail "--threads $n complains otherwise"
done
expect 3 "$UMBEL" extract --no-encoder --mentions many.jsonl
cmp -s out one || fail "the default prints other bytes"
expect 3 "$UMBEL" extract --no-encoder --mentions --threads 3 - <many.jsonl
cmp -s out one || fail "standard input prints other bytes"

# a folder, and several arguments
mkdir folder
for i in 1 2 3 4 5 6 7 8 9; do echo "The Karst Brigade trained the Reed Front near Menn, report $i said." >folder/$i.txt; done
expect 0 "$UMBEL" extract --threads 1 folder "$UMBEL_TREE/samples/karst"
cp out one
expect 0 "$UMBEL" extract --threads 4 folder "$UMBEL_TREE/samples/karst"
cmp -s out one || fail "a folder is printed otherwise"
[ "$(grep -c '"document":"[0-9].txt"' one)" = 9 ] || fail "the folder has $(grep -c '[0-9].txt' one) statements"

for n in 0 65 -1 x 2x ''; do expect 2 "$UMBEL" extract --threads "$n" folder; done
if [ -w /dev/full ]; then
    for n in 1 3; do
        "$UMBEL" extract --no-encoder --mentions --threads $n many.jsonl >/dev/full 2>err
        [ $? = 4 ] || fail "a full disk is not told of with $n threads"
    done
fi
finish
