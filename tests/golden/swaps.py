#!/usr/bin/env python3
"""Swapping the names of nations, religions and groups must not change what is read.

    swaps.py --umbel PROGRAM [--most SHARE] [--show N] DOCUMENTS.jsonl...

Reads the documents as they are and with names exchanged (tests/golden/swaps.tsv: two names of one kind a line, each put where the other
stands, in every form; a nation's not inside a longer name), and compares the ties, either name counting as the other. Prints the share
of ties that only one of the readings has, by kind of name, and fails where it is above --most (0.05).
"""
import argparse, collections, json, os, re, subprocess, sys, tempfile


def table(path):
    """{kind: {name: other name}}"""
    out = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip(): continue
            kind, *forms = line.rstrip("\n").split("\t")
            for form in forms:
                a, b = form.split("=")
                assert a not in out[kind] and b not in out[kind], form
                out[kind][a], out[kind][b] = b, a
    return out


BEFORE = re.compile(r"[A-Z][\w'-]*\s(?:in\s|of\s|in\sthe\s|of\sthe\s|and\s)?$")
AFTER = re.compile(r"\s(?:and\s)?[A-Z]|-|'s\s[A-Z]")


def exchange(text, names, whole):
    """`whole`: not where the name is part of a longer one ("Islamic State in Iraq", "Free Syrian Army")."""
    def other(m):
        inside = whole and (BEFORE.search(text[:m.start()]) or AFTER.match(text[m.end():]))
        return m.group(1) if inside else names[m.group(1)]
    return re.sub(r"(?<![\w'-])(%s)(?!\w)" % "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)), other, text)


def ties(program, docs):
    """{document: {(subject, tie, object)}}"""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as w:
        for d in docs: w.write(json.dumps(d, ensure_ascii=False) + "\n")
        w.flush()
        run = subprocess.run([program, "extract", w.name], capture_output=True, text=True, check=True)
    out = collections.defaultdict(set)
    for line in run.stdout.splitlines():
        r = json.loads(line)
        if r.get("record") == "statement": out[r["document"]].add((r["subject"]["text"], r["tie"], r["object"]["text"]))
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("documents", nargs="+"); a.add_argument("--umbel", required=True); a.add_argument("--most", type=float, default=0.05); a.add_argument("--show", type=int, default=0)
    a = a.parse_args()
    docs = []
    for path in a.documents:
        with open(path, encoding="utf-8") as f: docs += [{k: d.get(k) for k in ("id", "text", "published", "source")} for d in map(json.loads, filter(str.strip, f))]
    plain, bad = ties(a.umbel, docs), False
    for kind, names in sorted(table(os.path.join(os.path.dirname(os.path.abspath(__file__)), "swaps.tsv")).items()):
        whole, either = kind == "nation", {x: min(x, y) for x, y in names.items()}
        changed = [dict(d, text=exchange(d["text"], names, whole)) for d in docs]
        hit = [d["id"] for d, c in zip(docs, changed) if d["text"] != c["text"]]
        read = ties(a.umbel, [c for d, c in zip(docs, changed) if d["text"] != c["text"]])
        n = differ = 0
        for i in hit:
            one, other = ({tuple(exchange(x, either, False) for x in t) for t in said} for said in (plain[i], read[i]))
            n += len(one | other); differ += len(one ^ other)
            if a.show > 0 and one != other: print(i, "only as written:", sorted(one - other), "only exchanged:", sorted(other - one)); a.show -= 1
        share = differ / n if n else 0.0
        print("%-10s %4d documents, %5d ties, %4d in one reading only: %.3f" % (kind, len(hit), n, differ, share))
        bad = bad or share > a.most or n == 0
    sys.exit(bad)

if __name__ == "__main__":
    main()
