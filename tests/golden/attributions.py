#!/usr/bin/env python3
"""Checks reported speech against tests/golden/attributions.txt.

    attributions.py --jsonl attributions.txt        the texts as documents for `umbel extract --attributions`
    attributions.py attributions.txt PRED.jsonl     every case: all its attributions, and no others

A case is a line of text, followed by indented lines: speaker | cue | content. Speaker and cue are the words printed; the
content must hold the words given and may hold "that" and signs besides. Cases are divided by blank lines; '#' begins a
comment.
"""
import json, re, sys

def read(path):
    cases = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            cases[-1]["want"].append([c.strip() for c in line.split("|")])
        else:
            cases.append({"id": "a%03d" % (len(cases) + 1), "text": line, "want": []})
    return cases

def plain(s):
    return re.sub(r"^that ", "", re.sub(r"[^\w\s]", "", s).strip())

def main():
    if sys.argv[1] == "--jsonl":
        for c in read(sys.argv[2]):
            print(json.dumps({"id": c["id"], "text": c["text"]}))
        return
    got = {}
    for line in open(sys.argv[2], encoding="utf-8"):
        p = json.loads(line)
        if "attribution" in p:
            got.setdefault(p["document"], []).append(p["attribution"])
    bad = 0
    for c in read(sys.argv[1]):
        raw, found = c["text"].encode(), []
        for a in got.get(c["id"], []):
            for part in (a["speaker"], a["cue"]):
                bad += part is not None and raw[part["begin"]:part["end"]] != part["text"].encode()
            content = raw[a["content"]["begin"]:a["content"]["end"]].decode()
            found.append([a["speaker"]["text"] if a["speaker"] else "-", a["cue"]["text"], plain(content)])
        want = [[s, cue, plain(content)] for s, cue, content in c["want"]]
        if sorted(found) != sorted(want):
            bad += 1
            print("wrong:", c["text"], "\n  want", want, "\n  got ", found)
    sys.exit(bad > 0)

main()
