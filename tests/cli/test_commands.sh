# The way through as a user goes it, on the invented samples.
. "$UMBEL_TREE/tests/cli/lib.sh"
karst=$UMBEL_TREE/samples/karst
expect 0 "$UMBEL" add --ledger k.umbel --names "$karst/names.tsv" "$karst"
has out "14 new documents"
has out "1 further sighting"
expect 0 "$UMBEL" add --ledger k.umbel --names "$karst/names.tsv" "$karst"
has out "0 new documents"
expect 0 "$UMBEL" check --ledger k.umbel
has out "in order"
expect 0 "$UMBEL" ties --ledger k.umbel "Basalt Front"
has out "Lantern Column"
expect 0 "$UMBEL" why --ledger k.umbel Sorvenia "Basalt Front"
has out "denied"
has out "Ministry of Foreign Affairs of Sorvenia"
expect 0 "$UMBEL" who --ledger k.umbel "the basalt-front"
has out "basalt-front"
expect 0 "$UMBEL" who --ledger k.umbel UKLA
expect 1 "$UMBEL" who --ledger k.umbel "Nobody at all"
expect 0 "$UMBEL" search --ledger k.umbel rifles Halden
has out "Halden"
expect 1 "$UMBEL" search --ledger k.umbel zebra
expect 0 "$UMBEL" hubs --ledger k.umbel
has out "Basalt Front"
has out "rank range"
expect 0 "$UMBEL" brief --ledger k.umbel --out b.html
has b.html "Content-Security-Policy"
has b.html "Basalt Front"
lacks b.html "<script"
expect 0 "$UMBEL" brief --ledger k.umbel --format markdown
has out "# "
# what the encoder alone found can be left out, and the brief says so
expect 0 "$UMBEL" export --ledger k.umbel --out all.jsonl
expect 0 "$UMBEL" export --ledger k.umbel --no-encoder --out less.jsonl
n=$(grep -c '"extractor":"encoder/' all.jsonl)
[ "$n" -gt 0 ] || fail "the encoder alone found nothing"
[ $(($(grep -c '"record":"statement"' all.jsonl) - $(grep -c '"record":"statement"' less.jsonl))) = "$n" ] || fail "--no-encoder leaves out other statements"
expect 0 "$UMBEL" brief --ledger k.umbel --no-encoder --out b.html
has b.html "without what only the encoder found"
# more wanted precision, fewer statements
expect 0 "$UMBEL" extract --precision 0.5 "$UMBEL_TREE"/samples/karst/*.md
cp out low.jsonl
expect 0 "$UMBEL" extract --precision 0.8 "$UMBEL_TREE"/samples/karst/*.md
[ "$(grep -c '"record":"statement"' low.jsonl)" -gt "$(grep -c '"record":"statement"' out)" ] || fail "a higher precision finds as much"
expect 2 "$UMBEL" extract --precision high x.txt
expect 2 "$UMBEL" extract --precision 0.3 "$UMBEL_TREE"/samples/karst/*.md
has err "0.50 to"
expect 2 "$UMBEL" extract --precision 0.8 --frames-only "$UMBEL_TREE"/samples/karst/*.md
for format in jsonl csv graphml; do expect 0 "$UMBEL" export --ledger k.umbel --format $format --out e.$format; done
python3 - <<'PY' || fail "an export does not parse"
import csv, json, xml.etree.ElementTree as ET
records = [json.loads(l) for l in open("e.jsonl", encoding="utf-8")]
kinds = {r["record"] for r in records}
assert {"source", "document", "actor", "name", "statement"} <= kinds, kinds
rows = list(csv.DictReader(open("e.csv", encoding="utf-8", newline="")))
assert len(rows) > 30 and all(int(r["sources"]) <= int(r["documents"]) <= int(r["statements"]) for r in rows)
g = ET.parse("e.graphml").getroot()
ns = "{http://graphml.graphdrawing.org/xmlns}"
nodes = {n.get("id") for n in g.iter(ns + "node")}
edges = list(g.iter(ns + "edge"))
assert edges and all(e.get("source") in nodes and e.get("target") in nodes for e in edges)
PY
expect 0 "$UMBEL" export --ledger k.umbel --without-text --out e.jsonl
lacks e.jsonl "A security official said"
expect 2 "$UMBEL" nonsense
expect 2 "$UMBEL" why --ledger k.umbel one
expect 2 "$UMBEL" ties --tie nonsense --ledger k.umbel
expect 4 "$UMBEL" ties --ledger absent.umbel
has err "umbel add"
expect 0 "$UMBEL" --help
expect 0 "$UMBEL" frames check
for c in add search extract who ties why hubs same different undo review brief export check diagnostics frames; do expect 0 "$UMBEL" $c --help; has out "Example:"; done
# the ledger of the record too
expect 0 "$UMBEL" add --ledger r.umbel "$UMBEL_TREE/samples/record"
expect 0 "$UMBEL" check --ledger r.umbel
finish
