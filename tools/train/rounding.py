#!/usr/bin/env python3
"""What the encoder loses by 8 bits: its log-odds as C reads them from encoder.bin, against the same model in 32 bits.

    rounding.py --state STATE.pt --start MODEL_DIR [--own DIR] [--candidates BUILD/candidates] [--data data] GOLD_DIR

Over the documents that sentences.py keeps back. Prints the differences of log-odds, and tie F1 (precision/recall) of the encoder by itself over
thresholds, for the shared documents and our own, in 32 bits and in 8. Needs torch, transformers.
"""
import argparse, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np
import encoder
from sentences import TIES, candidate_lines, documents, sentences


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold"); a.add_argument("--state", required=True); a.add_argument("--start", required=True); a.add_argument("--own")
    a.add_argument("--candidates", default="build/release/candidates"); a.add_argument("--data", default="data"); a.add_argument("--context", type=int, default=0)
    a = a.parse_args()
    docs = {i: d for i, d in documents(a.gold, a.own).items() if d["kept"]}
    tok = encoder.BertTokenizerFast.from_pretrained(a.start)
    lines = list(candidate_lines(a.candidates, a.data, docs, os.devnull, "scores"))
    said = {(r["document"], r["sentence"]): r for r in lines if r.get("scores")}
    kept = [s for s in sentences(docs, lines, tok) if (s.doc, s.at) in said]
    full = encoder.predict(encoder.trained(a.start, a.state), kept, tok, a.context)
    rounded, apart = {}, []
    for s in kept:
        row, z = said[(s.doc, s.at)], np.full_like(full[(s.doc, s.at)], -20.0)
        for (i, j, ties), odds in zip(row["fit"], row["scores"]):
            at = (s.places[i].span, s.places[j].span)
            if not odds: continue
            z[at] = odds
            apart += [abs(odds[t] - full[(s.doc, s.at)][at][t]) for t in range(len(TIES)) if ties >> (t + 1) & 1 and max(odds[t], full[(s.doc, s.at)][at][t]) > -4]
        rounded[(s.doc, s.at)] = z
    apart = np.array(apart)
    print("%d sentences; log-odds above -4 differ by %.3f on average, %.3f in nineteen of twenty, %.3f at most" % (len(kept), apart.mean(), np.quantile(apart, 0.95), apart.max()))
    for part, shown in (("part a", {i: d for i, d in docs.items() if d.get("part") == "a"}), ("own", {i: d for i, d in docs.items() if d.get("part") != "a"})):
        for name, scores in (("32 bits", full), ("8 bits", rounded)):
            found = encoder.read([s for s in kept if s.doc in shown], scores, -4)
            print("%-6s %-7s %s" % (part, name, "  ".join("%.1f: %.3f (%.2f/%.2f)" % ((t,) + encoder.score(shown, found, t)) for t in (-1, -0.5, 0, 0.5, 1))))

if __name__ == "__main__":
    main()
