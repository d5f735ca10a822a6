#!/usr/bin/env python3
"""Trains the judge of ties (data/judge.tsv, data/judge_trees.tsv) from annotated documents.

    judge.py --candidates BUILD/candidates [--own DIR] [--cross] [--out DIR] GOLD_DIR

GOLD_DIR holds *.jsonl in the form of data/gold; only documents of part "a" (and all of --own) are used. Three linear models
score a cue, a subject and an object, a fourth the whole candidate; boosted trees decide from their scores, which for training are
made out of fold. --cross prints cross-validated scores instead of writing tables. Needs numpy, scipy, scikit-learn, lightgbm; seeds are fixed.
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile
import numpy as np, scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
import lightgbm as lgb
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import matching
from sentences import candidate_lines, documents

SIDES_MAX, CUE_FLOOR, N = 5, -2.0, 26  # as in src/extract/judge.h
NAMES = ("cue subject object joint subject_rank subject_margin object_rank object_margin joint_margin n_pairs cue_joint_margin cue_cue_margin "
         "pair_joint_margin pair_cue_margin sentence_joint_margin sentence_cue_margin framed framed_else framed_turned strong listed verb "
         "subject_loose object_loose subject_reference object_reference").split()
REQUIRED, OPTIONAL = 1, 2


class Group:
    """One cue and tie: features, places, pairs with labels. Features are numbers of names."""
    def __init__(self, row, gold):
        self.doc, self.sentence, self.cue, self.tie = row["document"], row["sentence"], row["cue"], row["tie"]
        self.verb, self.strong, self.listed = row["verb"], row["strong"], row["listed"]
        self.features = ints(row["features"])
        self.places = row["places"]
        for p in self.places: p["s"], p["o"], p["names"] = ints(p["s"]), ints(p["o"]), matching.names_of(p["text"], p.get("antecedent"))
        at = {p["n"]: i for i, p in enumerate(self.places)}
        of_tie = [g for g in gold if self.tie in g.ties]
        self.pairs = []
        for a, b, same, other, turned, features in row["pairs"]:
            label = 0
            for g in of_tie:
                if g.pair(self.places[at[a]]["names"], self.places[at[b]]["names"], self.tie in matching.SYMMETRIC):
                    label = REQUIRED if not g.optional else max(label, OPTIONAL) if label != REQUIRED else label
            self.pairs.append((at[a], at[b], same, other, turned, ints(features), label))


def ints(v): return np.array(sorted(set(v)), dtype=np.int32)

def matrix(rows, index):
    """Rows of feature numbers to a sparse matrix over the columns that `index` gives (-1: none)."""
    lengths = np.array([len(r) for r in rows]); flat = index[np.concatenate(rows)] if len(rows) else np.zeros(0, int)
    keep = flat >= 0
    row = np.repeat(np.arange(len(rows)), lengths)[keep]
    return sp.csr_matrix((np.ones(len(row), dtype=np.float32), (row, flat[keep])), shape=(len(rows), int(index.max()) + 1))


class Linear:
    """Logistic regression with L2; features seen fewer than twice are left out."""
    def __init__(self, c, n_names, min_count=2): self.c, self.n, self.min_count = c, n_names, min_count
    def fit(self, rows, y, weight=None):
        count = np.bincount(np.concatenate(rows), minlength=self.n)
        used = count >= self.min_count
        self.index = np.where(used, np.cumsum(used) - 1, -1)
        m = LogisticRegression(C=self.c, max_iter=120, tol=1e-3).fit(matrix(rows, self.index), y, sample_weight=weight)
        self.b = float(m.intercept_[0])
        self.w = np.zeros(self.n); self.w[used] = m.coef_[0]
        return self
    def score(self, rows):
        if not len(rows): return np.zeros(0)
        lengths = np.array([len(r) for r in rows]); flat = self.w[np.concatenate(rows)]
        return np.add.reduceat(flat, np.concatenate(([0], np.cumsum(lengths)[:-1]))) + self.b


class Models:
    """The four linear models: cue, subject, object, and the whole candidate."""
    def __init__(self, n_names, c=(0.3, 0.1, 0.1)): self.n, self.c = n_names, c
    def fit(self, groups):
        cue, y, s, sy, o, oy = [], [], [], [], [], []
        for g in groups:
            good = [p for p in g.pairs if p[6]]
            cue.append(g.features); y.append(int(bool(good)))
            if not good: continue
            for k, side, rows, ys in ((0, "s", s, sy), (1, "o", o, oy)):
                positive = {p[k] for p in good}
                for i in sorted({p[k] for p in g.pairs}): rows.append(g.places[i][side]); ys.append(int(i in positive))
        self.cue = Linear(self.c[0], self.n).fit(cue, y)
        self.s = Linear(self.c[1], self.n).fit(s, sy)
        self.o = Linear(self.c[1], self.n).fit(o, oy)
        whole, wy, ww = [], [], []
        pick = random.Random(3)
        for g, _, _, _, _, kept in self.prune(groups):
            required = any(p[6] == REQUIRED for p in kept)
            for p in kept:
                if p[6] == OPTIONAL and required: continue
                if not p[6] and pick.random() > 0.2: continue
                whole.append(np.concatenate((g.features, g.places[p[0]]["s"], g.places[p[1]]["o"], p[5]))); wy.append(int(p[6] > 0)); ww.append(1.0 if p[6] else 5.0)
        self.joint = Linear(self.c[2], self.n).fit(whole, wy, ww)
        return self
    def prune(self, groups):
        groups = [g for g in groups if g.pairs]
        cues = self.cue.score([g.features for g in groups])
        for g, cue in zip(groups, cues):
            if cue < CUE_FLOOR: continue
            s = self.s.score([p["s"] for p in g.places]); o = self.o.score([p["o"] for p in g.places])
            ss = np.argsort(-s, kind="stable")[:SIDES_MAX]; os_ = np.argsort(-o, kind="stable")[:SIDES_MAX]
            rank_s = {int(k): i for i, k in enumerate(ss)}; rank_o = {int(k): i for i, k in enumerate(os_)}
            kept = [p for p in g.pairs if p[0] in rank_s and p[1] in rank_o]
            if kept: yield g, cue, (s, s[ss[0]], rank_s), (o, o[os_[0]], rank_o), None, kept
    def candidates(self, groups):
        """[(group, pair, numbers)] as src/extract/judge.c makes them."""
        out, w = [], self.joint.w
        for g, cue, (s, s0, rank_s), (o, o0, rank_o), _, kept in self.prune(groups):
            base = w[g.features].sum() + self.joint.b
            js = {a: w[g.places[a]["s"]].sum() for a in {p[0] for p in kept}}; jo = {a: w[g.places[a]["o"]].sum() for a in {p[1] for p in kept}}
            rows = []
            for p in kept:
                a, b = p[0], p[1]; v = np.zeros(N, dtype=np.float32)
                v[0:8] = cue, s[a], o[b], base + js[a] + jo[b] + w[p[5]].sum(), rank_s[a], s[a] - s0, rank_o[b], o[b] - o0
                v[16:26] = p[2], p[3], p[4], g.strong, g.listed, g.verb, g.places[a]["loose"], g.places[b]["loose"], g.places[a]["rank"], g.places[b]["rank"]
                rows.append(v)
            best = max(v[3] for v in rows)
            for p, v in zip(kept, rows):
                v[8], v[9] = v[3] - best, len(kept)
                out.append((g, p, v))
        for at, key in ((10, lambda g, p: (g.doc, g.sentence, g.cue)), (12, lambda g, p: (g.doc, g.sentence, g.places[p[0]]["n"], g.places[p[1]]["n"])), (14, lambda g, p: (g.doc, g.sentence))):
            best = collections.defaultdict(lambda: [-1e9, -1e9])
            for g, p, v in out:
                m = best[key(g, p)]; m[0] = max(m[0], v[3]); m[1] = max(m[1], v[0])
            for g, p, v in out:
                m = best[key(g, p)]; v[at], v[at + 1] = v[3] - m[0], v[0] - m[1]
        return out


def folds(ids, k, seed):
    ids = sorted(ids); random.Random(seed).shuffle(ids)
    return [set(ids[i::k]) for i in range(k)]

def trees(rows):
    x = np.array([v for _, p, v in rows if p[6] != OPTIONAL]); y = np.array([p[6] for _, p, v in rows if p[6] != OPTIONAL])
    return lgb.LGBMClassifier(n_estimators=160, num_leaves=12, learning_rate=0.05, min_child_samples=40, subsample=0.8, subsample_freq=1, colsample_bytree=0.8,
                              reg_lambda=1.0, random_state=1, n_jobs=2, verbose=-1, deterministic=True).fit(x, y)

def train(groups, n_names, inner=3):
    rows = []
    for f in folds({g.doc for g in groups}, inner, 2):
        rows += Models(n_names).fit([g for g in groups if g.doc not in f]).candidates([g for g in groups if g.doc in f])
    return Models(n_names).fit(groups), trees(rows)

def choose(rows, scores, threshold):
    """Keeps the better of two readings of the same words and pair (judge.c, keep_best)."""
    kept = collections.defaultdict(list)
    for (g, p, _), s in sorted(zip(rows, scores), key=lambda x: -x[1]):
        if s <= threshold: break
        a, b = g.places[p[0]], g.places[p[1]]
        me = (a["begin"], b["begin"])
        if any((x[0] == me or x[0] == me[::-1]) and (x[1] == g.tie or x[2] == g.cue) and x[3] == g.sentence for x in kept[g.doc]): continue
        kept[g.doc].append((me, g.tie, g.cue, g.sentence, a["names"], b["names"]))
    return {d: [(x[4], x[1], x[5]) for x in v] for d, v in kept.items()}

def report(docs, kept, out=sys.stdout, label=""):
    tally = collections.defaultdict(lambda: [0, 0, 0])
    for d in docs.values():
        tp, n, g = matching.score(kept.get(d["id"], []), d["rows"])
        t = tally[d["set"]]; t[0] += tp; t[1] += n; t[2] += g
    print(label, "  ".join("%s %.3f (%.2f/%.2f)" % ((s,) + matching.prf(*t)) for s, t in sorted(tally.items())), file=out, flush=True)

def write(folder, models, forest, names, threshold, note, join=None, gate=None, asked=(0.0, 0.0), precisions=None):
    own = models.cue.w + models.s.w + models.o.w
    if gate: own = own + gate.w
    with open(os.path.join(folder, "judge.tsv"), "w", encoding="utf-8") as w:
        w.write(note)
        w.write("feature\town\tjoint\n")
        for name, m in (("cue", models.cue), ("subject", models.s), ("object", models.o)): w.write("bias:%s\t%.4f\t0\n" % (name, m.b))
        w.write("bias:joint\t0\t%.4f\nbias:threshold\t%.4f\t%.4f\n" % ((models.joint.b,) + tuple(threshold)))
        if gate: w.write("bias:gate\t%.4f\t0\nbias:asked\t%.4f\t0\nbias:asked-caseless\t%.4f\t0\n" % ((gate.b,) + tuple(asked)))
        for k, v in sorted((join or {}).items()): w.write("join:%s\t%.4f\t%.4f\n" % ((k,) + v))
        for p, (joined, alone) in sorted((precisions or {}).items()): w.write("precision:0.%02d\t%.2f\t%.2f\n" % (p, joined, alone))
        for i in sorted(range(len(names)), key=lambda i: names[i]):
            a, b = own[i], models.joint.w[i]
            if (abs(a) >= 0.02 or abs(b) >= 0.02) and "\t" not in names[i] and names[i].count("|") <= 2: w.write("%s\t%.2g\t%.2g\n" % (names[i], a, b))
    with open(os.path.join(folder, "judge_trees.tsv"), "w", encoding="utf-8") as w:
        w.write(note)
        w.write("tree\tnode\ttest\tcut\tleft\tright\tvalue\n")
        for t, info in enumerate(forest.booster_.dump_model()["tree_info"]):
            nodes = []
            def add(x):
                me = len(nodes); nodes.append(None)
                if "leaf_value" in x and "split_feature" not in x: nodes[me] = (-1, 0, 0, 0, x["leaf_value"])
                else:
                    left = add(x["left_child"]); right = add(x["right_child"])
                    nodes[me] = (x["split_feature"], x["threshold"], left, right, 0)
                return me
            add(info["tree_structure"])
            for i, (test, cut, left, right, value) in enumerate(nodes): w.write("%d\t%d\t%d\t%.7g\t%d\t%d\t%.6g\n" % (t, i, test, cut, left, right, value))

def read(a):
    """Documents, groups of candidates, names of features."""
    docs, groups = documents(a.gold, a.own), []
    with tempfile.TemporaryDirectory() as t:
        for row in candidate_lines(a.candidates, a.data, docs, t + "/names"):
            if "tokens" not in row: groups.append(Group(row, docs[row["document"]]["rows"]))
        with open(t + "/names", encoding="utf-8") as f: names = f.read().split("\n")[:-1]
    print("%d documents, %d groups, %d pairs, %d of them ties, %d features" % (len(docs), len(groups), sum(len(g.pairs) for g in groups), sum(p[6] > 0 for g in groups for p in g.pairs), len(names)), file=sys.stderr)
    return docs, groups, names

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold"); a.add_argument("--candidates", default="build/release/candidates"); a.add_argument("--data", default="data")
    a.add_argument("--own"); a.add_argument("--cross", action="store_true"); a.add_argument("--out", default="data"); a.add_argument("--threshold", type=float, default=0.0); a.add_argument("--folds", type=int, default=3)
    a = a.parse_args()
    docs, groups, names = read(a)
    if a.cross:
        tested = {d for d in docs if docs[d].get("part") == "a"}; rows, scores = [], []
        for f in folds(tested, a.folds, 1):
            models, forest = train([g for g in groups if g.doc not in f], len(names))
            r = models.candidates([g for g in groups if g.doc in f])
            rows += r; scores += list(forest.predict(np.array([v for _, _, v in r]), raw_score=True))
        shown = {k: d for k, d in docs.items() if k in tested}
        for t in (0.6, 0.3, 0.0, -0.3, -0.6, -0.9): report(shown, choose(rows, scores, t), label="%5.1f " % t)
        return
    models, forest = train(groups, len(names))
    note = "# Trained by tools/train/judge.py on %d documents; figures in docs/extraction.md. Not edited by hand.\n" % len(docs)
    write(a.out, models, forest, names, (a.threshold, a.threshold), note)

if __name__ == "__main__":
    main()
