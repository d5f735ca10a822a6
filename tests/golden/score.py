#!/usr/bin/env python3
"""Scores statements against tests/golden/ties.txt.

    score.py --jsonl ties.txt                       the texts as documents for `umbel extract`
    score.py ties.txt PRED.jsonl [--floor-f1 F] [--floor-precision P] [--floor-attributes A] [--errors]

ties.txt: a case is a line of text, followed by indented lines of what it states:
    subject [or subject] | tie [or tie] | object [or object] | polarity certainty speaker
A line that begins with '?' instead is optional: it counts neither when found nor when missed. Cases are divided by blank lines;
'#' begins a comment. Symmetric ties match either way round. Every quote must stand at its offsets.
"""
import json, re, sys

SYMMETRIC = {"allied_with", "shares_ideology_with", "fights", "negotiates_with"}

def read(path):
    cases = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            cases.append({"id": "g%03d" % (len(cases) + 1), "text": line, "ties": []})
            continue
        body = line.strip()
        optional = body.startswith("?")
        cells = [c.strip() for c in body.lstrip("? ").split("|")]
        if len(cells) != 4:
            sys.exit("%s: not four cells: %s" % (path, line))
        names = [[n.strip() for n in c.split(" or ")] for c in cells[:3]]
        cases[-1]["ties"].append({"s": names[0], "t": names[1], "o": names[2], "a": cells[3].split(), "optional": optional})
    return cases

def plain(s):
    s = re.sub(r"[’']s$", "", s.strip())
    return re.sub(r"^(the|a|an|its|their)\s+", "", s.lower())

def side(p):
    names = {plain(p["text"])}
    if p.get("antecedent"):
        names = {plain(p["antecedent"]["text"])} | ({plain(p["text"])} if set(plain(p["text"]).split()) & set(plain(p["antecedent"]["text"]).split()) else set())
    return names

def stands(text, quote):
    return text.encode()[quote["begin"]:quote["end"]] == quote["text"].encode()

def fits(g, p):
    s, o = side(p["subject"]), side(p["object"])
    gs, go = {plain(x) for x in g["s"]}, {plain(x) for x in g["o"]}
    return p["tie"] in g["t"] and (bool(s & gs and o & go) or (p["tie"] in SYMMETRIC and bool(s & go and o & gs)))

def main():
    args = sys.argv[1:]
    if args[0] == "--jsonl":
        for c in read(args[1]):
            print(json.dumps({"id": c["id"], "text": c["text"], "published": "2031-01-15"}))
        return
    floor = {k: float(args[args.index("--floor-" + k) + 1]) if "--floor-" + k in args else 0.0 for k in ("f1", "precision", "attributes")}
    got = {}
    for line in open(args[1], encoding="utf-8"):
        p = json.loads(line)
        if "tie" in p:
            got.setdefault(p["document"], []).append(p)
    tp = extra = missed = right = bad_quotes = 0
    for c in read(args[0]):
        open_ties = list(c["ties"])
        for p in got.get(c["id"], []):
            bad_quotes += not all(stands(c["text"], q) for q in [p["passage"], p["subject"], p["object"]] + p["cues"])
            hit = next((g for g in open_ties if fits(g, p)), None)
            if hit:
                open_ties.remove(hit)
                if not hit["optional"]:
                    tp += 1
                    right += sum(a == b for a, b in zip(hit["a"], (p["polarity"], p["certainty"], p["speaker"]["kind"])))
            elif not any(fits(g, p) for g in c["ties"]):
                extra += 1
                if "--errors" in args: print("extra ", c["id"], p["subject"]["text"], p["tie"], p["object"]["text"], "|", c["text"])
        for g in open_ties:
            if not g["optional"]:
                missed += 1
                if "--errors" in args: print("missed", c["id"], g["s"][0], g["t"][0], g["o"][0], "|", c["text"])
    precision = tp / (tp + extra) if tp + extra else 0.0
    recall = tp / (tp + missed) if tp + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    attributes = right / (3 * tp) if tp else 0.0
    print("golden: precision %.2f recall %.2f F1 %.2f attributes %.2f, %d quotes that do not stand" % (precision, recall, f1, attributes, bad_quotes))
    sys.exit(bad_quotes > 0 or f1 < floor["f1"] or precision < floor["precision"] or attributes < floor["attributes"])

main()
