#!/usr/bin/env python3
"""Joins the judge and the encoder, fits the gate, and writes the tables.

    join.py --state STATE.pt --start MODEL_DIR [--own DIR] [--candidates …] [--out DIR] [--threshold T T] [--dry] GOLD_DIR

Documents that sentences.py keeps back (neither the judge nor the encoder was trained on them) fit the join: log-odds of a tie from those
of the encoder, those of the trees, whether a frame says the same, and whether a side is a phrase that no list knows or a reference back;
where no listed word carries the tie, without the judge's part. The
gate, which says from the words of a sentence whether it states a tie, is fitted on the others but the single sentences; where it and the
best candidate together pass --asked, the encoder is asked: higher is faster and finds less. Prints figures on the
documents of part "a" that are kept back, cross-validated over four parts of them.
"""
import argparse, collections, json, os, sys, tempfile, zlib
import numpy as np
from sklearn.linear_model import LogisticRegression
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import encoder, judge, matching
from sentences import SYMMETRIC, T, TIES, candidate_lines, documents, sentences

SECOND = 1.0  # UMBEL_SECOND_TIE in src/extract/judge.h
MOST = 8.0    # UMBEL_JOINED_MOST in src/extract/weights.h
JOINED = "encoder trees framed subject-loose object-loose subject-back object-back subject-less object-less".split()  # enum umbel_joined
OF_JUDGE = ("trees", "framed")


class Row:
    """A tie that may be stated: by a listed word (cue, trees, framed) or by the encoder alone."""
    def __init__(self, s, a, b, t, z, cue=None, trees=0.0, framed=0.0):
        self.s, self.a, self.b, self.t, self.cue = s, a, b, t, cue
        p, q, cut = s.places[a], s.places[b], lambda odds: max(-MOST, min(MOST, odds))
        self.numbers = (cut(z), cut(trees), framed, float(p.loose), float(q.loose), p.rank > 0, q.rank > 0, p.rank > 1, q.rank > 1)


def rows_of(kept, scores, models, forest, groups):
    """Candidates of the judge with what the encoder says of them, then what only the encoder reads."""
    at, out, have = {(s.doc, s.at): s for s in kept}, [], set()
    candidates = models.candidates(groups)
    trees = forest.predict(np.array([v for _, _, v in candidates]), raw_score=True)
    for (g, p, v), score in zip(candidates, trees):
        s = at.get((g.doc, g.sentence))
        if s is None: continue
        a, b, t = g.places[p[0]]["n"], g.places[p[1]]["n"], T[g.tie]
        i, j = s.places[a].span, s.places[b].span
        out.append(Row(s, a, b, t, float(scores[(s.doc, s.at)][i, j, t]), g.cue, float(score), float(v[16])))
        have.add((s.doc, s.at, i, j, t))
    for s, a, b, t, z in encoder.read(kept, scores, -3.0):
        if (s.doc, s.at, s.places[a].span, s.places[b].span, t) not in have: out.append(Row(s, a, b, t, z))
    return out


def label(row, docs):
    """2 a stated tie, 1 an optional one, 0 none"""
    best = 0
    for g in docs[row.s.doc]["rows"]:
        if TIES[row.t] in g.ties and g.pair(row.s.places[row.a].names, row.s.places[row.b].names, row.t in SYMMETRIC): best = max(best, 1 if g.optional else 2)
    return best


ALONE = [i for i, n in enumerate(JOINED) if n not in OF_JUDGE]

def fit(x, y, listed): return [LogisticRegression(C=0.3, max_iter=2000).fit(x[(y != 1) & part][:, cols], y[(y != 1) & part] == 2) for part, cols in ((listed, range(len(JOINED))), (~listed, ALONE))]

def apply(models, x, listed):
    out = np.zeros(len(x))
    for m, part, cols in zip(models, (listed, ~listed), (range(len(JOINED)), ALONE)):
        if part.any(): out[part] = m.decision_function(x[part][:, cols])
    return out


def weights(with_word, alone):
    """{name: (weight where a listed word carries the tie, weight where none does)}"""
    out = {"constant": (with_word.intercept_[0], alone.intercept_[0])}
    for i, name in enumerate(JOINED): out[name] = (with_word.coef_[0][i], alone.coef_[0][ALONE.index(i)] if i in ALONE else 0.0)
    return out


def choose(rows, scores, threshold):
    """As keep_best in judge.c: the best tie of a pair of places, others where they pass the threshold well and stand on other words."""
    kept, of = collections.defaultdict(list), collections.defaultdict(list)
    for k in np.argsort(-scores):
        if scores[k] <= threshold: break
        r = rows[k]; pair = (r.s.doc, r.s.at) + tuple(sorted((r.s.places[r.a].span, r.s.places[r.b].span)))
        if any(t == r.t or (cue is not None and cue == r.cue) for t, cue in of[pair]) or (of[pair] and scores[k] <= threshold + SECOND): continue
        of[pair].append((r.t, r.cue)); kept[r.s.doc].append((r.s.places[r.a].names, TIES[r.t], r.s.places[r.b].names))
    return kept


def report(docs, rows, scores, name):
    for threshold in (0.4, 0.2, 0.0, -0.2, -0.4, -0.6, -0.8):
        kept, total = choose(rows, scores, threshold), collections.defaultdict(lambda: np.zeros(3))
        for i, d in docs.items():
            one = np.array(matching.score(kept.get(i, []), d["rows"])); total[d["set"]] += one; total["all"] += one
        print("%-8s %4.1f  %s" % (name, threshold, "  ".join("%s %.3f (%.2f/%.2f)" % ((k,) + matching.prf(*v)) for k, v in sorted(total.items()))), flush=True)


def wanted(docs, rows, joined, judged):
    """{precision: (threshold with the encoder, by the judge alone)}: the lowest from which on the precision over the documents stays as wanted."""
    grid = np.arange(-1.5, 3.01, 0.05)
    def thresholds(scores):
        reached = [matching.prf(*np.sum([matching.score(choose(rows, scores, t).get(i, []), d["rows"]) for i, d in docs.items()], axis=0))[1] for t in grid]
        return {p: next((float(t) for k, t in enumerate(grid) if min(reached[k:k + 6]) >= p / 100), None) for p in range(50, 100, 5)}
    with_encoder, alone = thresholds(joined), thresholds(judged)
    return {p: (with_encoder[p], alone[p]) for p in with_encoder if with_encoder[p] is not None and alone[p] is not None}


def gate(learn, n_names):
    """Linear model of the words of sentences that state a tie, over features met five times or more."""
    rows, y = [np.array(sorted(set(s.gate)), dtype=np.int32) for s in learn], [bool(s.bags) for s in learn]
    return judge.Linear(0.3, n_names, 5).fit(rows, y)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold"); a.add_argument("--state", required=True); a.add_argument("--start", required=True); a.add_argument("--candidates", default="build/release/candidates"); a.add_argument("--data", default="data")
    a.add_argument("--own"); a.add_argument("--out", default="data"); a.add_argument("--context", type=int, default=0); a.add_argument("--threshold", type=float, nargs=2, default=(-0.2, -0.2), metavar=("ENCODER", "JUDGE")); a.add_argument("--asked", type=float, nargs=2, default=(-4.0, 0.0), metavar=("CASED", "CASELESS")); a.add_argument("--dry", action="store_true")
    a = a.parse_args()
    tok, docs, groups, lines = encoder.BertTokenizerFast.from_pretrained(a.start), documents(a.gold, a.own), [], []
    with tempfile.TemporaryDirectory() as t:
        for row in candidate_lines(a.candidates, a.data, docs, t + "/names"):
            if "tokens" in row: lines.append(row)
            else: lines.append({k: row[k] for k in ("document", "tie", "pairs")}); groups.append(judge.Group(row, docs[row["document"]]["rows"]))
        with open(t + "/names", encoding="utf-8") as f: names = f.read().split("\n")[:-1]
    all_ = sentences(docs, lines, tok); del lines
    models, forest = judge.train([g for g in groups if not docs[g.doc]["kept"]], len(names))
    model = encoder.trained(a.start, a.state)
    kept = [s for s in all_ if docs[s.doc]["kept"]]
    rows = rows_of(kept, encoder.predict(model, kept, tok, a.context), models, forest, [g for g in groups if docs[g.doc]["kept"]])
    x, y, listed = np.array([r.numbers for r in rows]), np.array([label(r, docs) for r in rows]), np.array([r.cue is not None for r in rows])
    part = np.array([zlib.crc32(r.s.doc[::-1].encode()) % 4 for r in rows]); crossed = np.zeros(len(rows))
    for k in range(4): crossed[part == k] = apply(fit(x[part != k], y[part != k], listed[part != k]), x[part == k], listed[part == k])
    shown = {i: d for i, d in docs.items() if d["kept"] and d.get("part") == "a"}
    report(shown, rows, np.where(listed, x[:, 1], -9.0), "judge"); report(shown, rows, x[:, 0], "encoder"); report(shown, rows, crossed, "joined")
    with_word, alone = fit(x, y, listed)
    join = weights(with_word, alone)
    print(join)
    precisions = wanted(shown, rows, crossed, np.where(listed, x[:, 1], -9.0))
    print(precisions)
    words = gate([s for s in all_ if not docs[s.doc]["kept"] and docs[s.doc]["set"] != "own-single"], len(names))
    if a.dry: return
    meta = {"ties": TIES, "vocab": [w for w, _ in sorted(tok.get_vocab().items(), key=lambda w: w[1])], "cls": tok.cls_token_id, "sep": tok.sep_token_id, "unk": tok.unk_token_id, "heads": 12, "context": a.context}
    with open(os.path.join(a.out, "meta.json"), "w", encoding="utf-8") as w: json.dump(meta, w)
    note = "# Trained by tools/train/join.py on %d documents, joined on %d more; figures in docs/extraction.md. Not edited by hand.\n" % (sum(not d["kept"] for d in docs.values()), sum(d["kept"] for d in docs.values()))
    judge.write(a.out, models, forest, names, a.threshold, note, join, words, a.asked, precisions)

if __name__ == "__main__":
    main()
