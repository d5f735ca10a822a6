#!/usr/bin/env python3
"""Every sentence of samples/record names a record that exists. Exit 77 where the shared data is absent."""
import csv, os, pathlib, re, sys
tree = pathlib.Path(__file__).resolve().parents[2]
shared = pathlib.Path(os.environ.get("UMBEL_SHARED", tree / ".." / "shared")) / "data"
if not shared.is_dir():
    print("SKIP: shared data absent"); sys.exit(77)

def ids(name, column):
    return {r[column] for r in csv.DictReader(open(shared / "ucdp" / name, encoding="utf-8-sig"))}

known = {"UCDP ESD 18.1, row ": ids("ucdp-esd-ay-181.csv", "id"), "UCDP Actor 22.1, ": ids("ucdp-actor-221.csv", "ActorId"),
         "UCDP Dyadic 24.1, ": ids("Dyadic_v24_1.csv", "dyad_id"), "UCDP Non-State 22.1, ": ids("ucdp-nonstate-221.csv", "dyad_id"),
         "UN ": set(re.findall(r"<REFERENCE_NUMBER>([^<]+)<", (shared / "lists" / "un-2025-04.xml").read_text(encoding="utf-8")))}
esd = {r["id"]: r for r in csv.DictReader(open(shared / "ucdp" / "ucdp-esd-ay-181.csv", encoding="utf-8-sig"))}
MARK = re.compile(r"\[([^\]]+)\]\.$")
bad = n = 0
for path in sorted((tree / "samples" / "record").glob("[0-9]*.md")):
    for number, line in enumerate(path.read_text(encoding="utf-8").split("---\n", 2)[2].splitlines(), 1):
        n += 1
        m = MARK.search(line)
        prefix = m and next((p for p in known if m.group(1).startswith(p)), None)
        if not m or not prefix or m.group(1)[len(prefix):] not in known[prefix]:
            print(f"{path.name}: sentence {number}: no such record: {line}"); bad += 1
        elif prefix.startswith("UCDP ESD"):
            row = esd[m.group(1)[len(prefix):]]
            if row["ext_count"] != "1" or row["year"] not in line:
                print(f"{path.name}: sentence {number}: not the year of a row with one supporter: {line}"); bad += 1
print(f"{n} sentences, {bad} without a record")
sys.exit(1 if bad else 0)
