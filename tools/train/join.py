#!/usr/bin/env python3
"""Fits how the encoder and the trees of the judge are joined, on documents that neither was trained on, and writes the tables.

    join.py --state STATE.pt --start MODEL_DIR [--own DIR] [--candidates …] [--out DIR] [--precision P] GOLD_DIR

One document in five of part "a" (the same that encoder.py keeps back) is used for the join and for nothing else.
"""
import argparse, collections, json, os, sys, zlib
import numpy as np, torch
from sklearn.linear_model import LogisticRegression
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import judge, encoder, matching

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold"); a.add_argument("--state", required=True); a.add_argument("--start", required=True); a.add_argument("--candidates", default="build/release/candidates"); a.add_argument("--data", default="data")
    a.add_argument("--own"); a.add_argument("--out", default="data"); a.add_argument("--layers", type=int, default=6); a.add_argument("--threshold", type=float); a.add_argument("--dry", action="store_true")
    a = a.parse_args()
    docs, groups, names = judge.read(a)
    held = {i for i, d in docs.items() if d["set"] != "own" and zlib.crc32(i.encode()) % 5 == 0}
    models, forest = judge.train([g for g in groups if g.doc not in held], len(names))
    rows = models.candidates([g for g in groups if g.doc in held])
    trees = forest.predict(np.array([v for _, _, v in rows]), raw_score=True)
    tok = encoder.BertTokenizerFast.from_pretrained(a.start)
    for d in docs.values(): d["rows3"] = d["rows"]; d["rows"] = []
    sentences = {(s.doc, s.at): s for s in encoder.load(a, {i: docs[i] for i in held}, tok)}
    for d in docs.values(): d["rows"] = d["rows3"]
    model = encoder.PairModel(a.start, a.layers); model.load_state_dict(torch.load(a.state)); model.eval()
    scores = {}
    with torch.no_grad():
        for b in encoder.batches(list(sentences.values()), 32, None):
            ids, mask, pool, _, _ = encoder.tensors(b); p = model(ids, mask, pool).numpy()
            for i, s in enumerate(b): scores[(s.doc, s.at)] = p[i]
    def of(g, p):
        s = sentences[(g.doc, g.sentence)]
        return scores[(g.doc, g.sentence)][s.span_of[g.places[p[0]]["n"]], s.span_of[g.places[p[1]]["n"]], encoder.T[g.tie]]
    e = np.array([of(g, p) for g, p, _ in rows])
    x = np.stack([e, trees, np.array([v[16] for _, _, v in rows])], 1); y = np.array([p[6] for _, p, _ in rows])
    keep = y != judge.OPTIONAL
    m = LogisticRegression(C=1.0).fit(x[keep], y[keep] > 0)
    joined = m.decision_function(x)
    print("join: constant %.3f encoder %.3f trees %.3f framed %.3f" % ((m.intercept_[0],) + tuple(m.coef_[0])))
    shown = {i: docs[i] for i in held}
    for name, s in (("trees", trees), ("encoder", e), ("joined", joined)):
        for t in (1.0, 0.5, 0.0, -0.4, -0.8, -1.2): 
            kept = judge.choose(rows, s, t); judge.report(shown, kept, label="%s %4.1f" % (name, t))
            total = np.sum([matching.score(kept.get(i, []), docs[i]["rows"]) for i in held], axis=0); print("   all %.3f (%.2f/%.2f)" % matching.prf(*total), flush=True)
    meta = {"ties": encoder.TIES, "vocab": [w for w, _ in sorted(tok.get_vocab().items(), key=lambda x: x[1])], "cls": tok.cls_token_id, "sep": tok.sep_token_id, "unk": tok.unk_token_id, "heads": 12}
    if a.dry: return
    with open(os.path.join(a.out, "meta.json"), "w", encoding="utf-8") as w: json.dump(meta, w)
    note = "# Trained by tools/train/judge.py and join.py on %d documents, joined on %d more; figures in docs/extraction.md. Not edited by hand.\n" % (len(docs) - len(held), len(held))
    judge.write(a.out, models, forest, names, a.threshold or 0.0, note, dict(constant=m.intercept_[0], encoder=m.coef_[0][0], trees=m.coef_[0][1], framed=m.coef_[0][2]))

if __name__ == "__main__":
    main()
