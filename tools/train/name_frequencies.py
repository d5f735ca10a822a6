#!/usr/bin/env python3
"""tools/train/name_frequencies.py SHARED > data/namefreq.tsv

How often words stand in names of organisations and persons: counted over the UN and OFAC lists and UCDP's actors, each
entry once for each of its words. Words met fewer than three times are left out: they are rare, however rare. Nothing but
single words and their shares leaves the lists."""
import collections, csv, pathlib, re, sys, unicodedata
import xml.etree.ElementTree as ET

shared = pathlib.Path(sys.argv[1]) / "data"


def fold(name):
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    text = re.sub("[\u2019'`\u02bf\u02be\u2018\u02bc]", "", text)
    return [w for w in re.split(r"[\W_]+", text) if re.fullmatch("[a-z0-9]+", w)]


entries = collections.defaultdict(set)
root = ET.parse(shared / "lists/un-2025-04.xml").getroot()
for n, entry in enumerate(root.iter()):
    if entry.tag not in ("INDIVIDUAL", "ENTITY"):
        continue
    for field in entry.iter():
        if field.tag in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "ALIAS_NAME"):
            entries["un", n].update(fold(field.text or ""))
for file, column in (("ofac-sdn.csv", 1), ("ofac-alt.csv", 3)):
    with open(shared / "lists" / file, encoding="latin1", newline="") as f:
        for row in csv.reader(f):
            if len(row) > column:
                entries["ofac", row[0]].update(fold(row[column]))
with open(shared / "ucdp/ucdp-actor-221.csv", encoding="utf-8-sig", newline="") as f:
    for row in csv.DictReader(f):
        entries["ucdp", row["ActorId"]].update(fold(row["NameData"] + " " + row["NameOrigFull"]))
count = collections.Counter(w for words in entries.values() for w in words)
print("# Counted by tools/train/name_frequencies.py over", len(entries), "entries of the UN, OFAC and UCDP lists; see data/SOURCES.md. Not edited by hand.")
print("word\tshare")
for word, n in sorted(count.items(), key=lambda item: (-item[1], item[0])):
    if n >= 3:
        print(f"{word}\t{n / len(entries):.3g}")
