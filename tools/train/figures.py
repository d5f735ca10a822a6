#!/usr/bin/env python3
"""Figures of the model card: recall and precision by tie type, certainty, speaker and finder, over gold files.

    figures.py [--part a|b] [--umbel PROGRAM] [--readers OPTION] GOLD.jsonl...

A required tie counts as found where a statement fits it (tie type, both sides); a statement counts as right where it fits any annotated
tie, required or optional. Values of a gold row that allows several count under the first.
"""
import argparse, collections, json, os, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import matching


def first(v): return v[0] if isinstance(v, list) else v


def statements(program, path, readers):
    out = collections.defaultdict(list)
    for line in subprocess.run([program, "extract"] + readers + [path], capture_output=True, text=True, check=True).stdout.splitlines():
        r = json.loads(line)
        if r.get("record") != "statement": continue
        names = [matching.names_of(r[k]["text"], (r[k].get("antecedent") or {}).get("text")) for k in ("subject", "object")]
        out[r["document"]].append((names[0], r["tie"], names[1], r))
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+"); a.add_argument("--part"); a.add_argument("--umbel", default="build/release/umbel"); a.add_argument("--readers", action="append", default=[])
    a = a.parse_args()
    found, right = (collections.defaultdict(lambda: [0, 0]) for _ in range(2))
    def count(of, keys, hit):
        for k in keys: of[k][0] += hit; of[k][1] += 1
    for path in a.gold:
        said = statements(a.umbel, path, a.readers)
        with open(path, encoding="utf-8") as f: docs = [d for d in map(json.loads, filter(str.strip, f)) if not a.part or d.get("part") == a.part]
        for d in docs:
            rows = [(matching.Gold(g), g) for g in d["gold"]]
            for gold, g in rows:
                if gold.optional: continue
                hit = any(gold.fits(*s[:3]) for s in said[d["id"]])
                count(found, [("tie", first(g["tie"])), ("certainty", first(g["certainty"])), ("speaker", first(g["speaker"])), ("polarity", first(g["polarity"])), ("all", "all")], hit)
            for s in said[d["id"]]:
                hit = any(gold.fits(*s[:3]) for gold, _ in rows)
                count(right, [("tie", s[1]), ("certainty", s[3]["certainty"]), ("speaker", s[3]["speaker"]["kind"]), ("polarity", s[3]["polarity"]), ("found by", s[3]["extractor"].split("/")[0]), ("all", "all")], hit)
    print("| | | recall | of | precision | of |\n|---|---|---|---|---|---|")
    for kind, value in sorted(set(found) | set(right), key=lambda k: (k[0], -found[k][1])):
        r, p = found[(kind, value)], right[(kind, value)]
        show = lambda x: "%.2f" % (x[0] / x[1]) if x[1] else "-"
        print("| %s | %s | %s | %d | %s | %d |" % (kind, value, show(r), r[1], show(p), p[1]))

if __name__ == "__main__":
    main()
