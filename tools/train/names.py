#!/usr/bin/env python3
"""tools/train/names.py SHARED BUILD [OUT]

Trains data/namematch.tsv, the boosted trees behind p_match, on half a of the public lists and of the pairs in tests/golden,
and prints what it reaches on both halves. Needs numpy and lightgbm; BUILD has name_numbers (-DUMBEL_TRAIN=ON). One seed;
about five minutes on two cores."""
import hashlib, pathlib, random, subprocess, sys, tempfile

import lightgbm
import numpy

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SEED = 5
MORE_SEEDS = (8, 9)  # of further perturbed and unlisted names, for training alone
WEIGHTS = {"alias": 1, "perturbed": 1, "unlisted": 1.5, "others": 1.5, "exact": 1, "shared": 0, "script": 1, "person": 0.5, "more": 0.7, "same": 2, "apart": 6}
COVERED, ROW_COVERED = 15, 16  # places of these numbers, see src/identity/name_align.h
TREES = dict(objective="binary", num_leaves=31, learning_rate=0.06, min_data_in_leaf=120, lambda_l2=6, feature_fraction=0.5, bagging_fraction=0.8,
             bagging_freq=1, verbose=-1, num_threads=2, max_bin=127, deterministic=True)
ROUNDS = 200
FORESTS = (1, 2)  # seeds; their log-odds are averaged, which evens out what each has by chance


def rows(path):
    return [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#")]


def half_of(text):
    return "ab"[int(hashlib.md5(text.lower().encode()).hexdigest(), 16) % 2]


def generate(shared, folder, *options):
    subprocess.run([sys.executable, ROOT / "tests/names/generate.py", shared, folder, *options], check=True, stdout=subprocess.DEVNULL)


def queries(shared, work):
    """The table of names, [(kind, query, actor, without itself, half)], and the organisations."""
    generate(shared, work)
    half = dict(rows(work / "half.tsv"))
    listed, out = rows(work / "listed.tsv"), []
    for kind in ("alias", "shared", "perturbed", "script"):
        out += [(kind, q, actor, leave, half[actor]) for q, actor, leave in rows(work / f"{kind}.tsv")]
    out += [("unlisted", q, "", "0", "ab"[i // 2 % 2]) for i, (q, _, _) in enumerate(rows(work / "unlisted.tsv"))]
    out += [("exact", name, actor, "0", half[actor]) for actor, name in random.Random(SEED).sample(listed, 2500)]
    organisations = {actor for actor, is_person in rows(work / "kind.tsv") if is_person == "0"}
    first = set()
    for actor, name in listed:
        if actor in first and actor not in organisations and half[actor] == "a":
            out.append(("person", name, actor, "1", "a"))
        first.add(actor)
    for seed in MORE_SEEDS:
        generate(shared, work / str(seed), "--seed", str(seed))
        out += [("more", q, actor, leave, "a") for q, actor, leave in rows(work / str(seed) / "perturbed.tsv") if half[actor] == "a"]
        out += [("others", q, "", "0", "a") for q, _, _ in rows(work / str(seed) / "unlisted.tsv")]
    return listed, out, organisations


def pairs(kind):
    names, out = [], []
    for i, (listed, query, _, _) in enumerate(rows(ROOT / f"tests/golden/names_{kind}.tsv")[1:]):
        actor = f"{kind}:{i}"
        names += [(actor, name) for name in listed.split(" | ")]
        out.append((kind, query, actor, "0", half_of(listed.split(" | ")[0])))
    return names, out


def numbers(build, names, asked, work):
    """{query: [(is meant, actor, numbers)]}"""
    (work / "names.tsv").write_text("".join("\t".join(row) + "\n" for row in names), encoding="utf-8")
    text = "".join("\t".join(q[1:4]) + "\n" for q in asked)
    out = subprocess.run([build / "name_numbers", ROOT / "data", work / "names.tsv"], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    found = {}
    for line in out.splitlines():
        cells = line.split("\t")
        found.setdefault(int(cells[0]), []).append((cells[1] == "1", cells[3], numpy.array(cells[5:], dtype=numpy.float32)))
    return found


def examples(asked, found, half):
    x, y, w = [], [], []
    for i, (kind, _, actor, _, own) in enumerate(asked):
        for meant, other, f in found.get(i, []) if own == half and WEIGHTS[kind] else []:
            if kind in ("same", "apart") and not meant:
                continue
            # the other list's entry of the same organisation, that sharing a name did not join
            if not meant and actor and other[:2] != actor[:2] and f[COVERED] > 0.75 and f[ROW_COVERED] > 0.75:
                continue
            if kind == "others" and f[COVERED] < 0.4:  # nobody would take it for one
                continue
            x.append(f)
            y.append(meant and kind != "apart")
            w.append(WEIGHTS[kind])
    return numpy.array(x), numpy.array(y), numpy.array(w)


class Forests:
    def __init__(self, x, y, w):
        self.models = [lightgbm.train({**TREES, "seed": seed}, lightgbm.Dataset(x, y, weight=w), ROUNDS) for seed in FORESTS]

    def predict(self, x):
        return 1 / (1 + numpy.exp(-sum(m.predict(x, raw_score=True) for m in self.models) / len(self.models)))

    def trees(self):
        return [(tree["tree_structure"], 1 / len(self.models)) for m in self.models for tree in m.dump_model()["tree_info"]]


def answers(model, asked, found, half, kind):
    """[(p of the first, whether it is the one meant, p of the one meant)], best first"""
    out = []
    for i, q in enumerate(asked):
        if q[4] != half or q[0] != kind:
            continue
        candidates = found.get(i, [])
        p = model.predict(numpy.array([c[2] for c in candidates])) if candidates else []
        meant = [p[k] for k, c in enumerate(candidates) if c[0]]
        best = int(numpy.argmax(p)) if candidates else -1
        out.append((p[best], candidates[best][0], meant[0] if meant else 0) if candidates else (0, False, 0))
    return sorted(out, key=lambda a: -a[0])


def precision_at(found, recall):
    right = 0
    for n, (_, is_right, _) in enumerate(found, 1):
        right += is_right
        if right >= recall * len(found):
            return right / n
    return 0


def report(model, sets, half):
    print(f"half {half}:")
    for kinds in (("alias",), ("alias", "shared")):
        a = sorted((x for kind in kinds for x in answers(model, *sets["organisations"], half, kind)), key=lambda x: -x[0])
        print(f"  {'+'.join(kinds):12} {len(a):5} queries among organisations alone, first is right {sum(r for _, r, _ in a) / len(a):.3f}, precision at recall 0.60 {precision_at(a, 0.6):.3f}")
    for kind in ("alias", "exact", "script"):
        a = answers(model, *sets["lists"], half, kind)
        print(f"  {kind:9} {len(a):5} queries, first is right {sum(r for _, r, _ in a) / len(a):.3f}, precision at recall 0.60 {precision_at(a, 0.6):.3f}")
    unlisted = [p for p, _, _ in answers(model, *sets["lists"], half, "unlisted")]
    meant = sorted((m for _, _, m in answers(model, *sets["lists"], half, "perturbed")), reverse=True)
    threshold = meant[int(0.9 * len(meant))]
    alerts = 1000 * sum(p >= threshold for p in unlisted) / len(unlisted)
    print(f"  perturbed {len(meant):5} queries, recall 0.90 at p {threshold:.3f}: {alerts:.1f} alerts a thousand of {len(unlisted)} unlisted names")
    for per_thousand in (0.5, 1, 2, 5, 10, 20, 50):
        t = unlisted[int(per_thousand * len(unlisted) / 1000)]
        print(f"  alerts a thousand {per_thousand:4}: threshold {t:.3f}, recall of perturbed names {sum(m > t for m in meant) / len(meant):.3f}")
    for kind in ("same", "apart"):
        p = [m for _, _, m in answers(model, *sets[kind], half, kind)]
        print(f"  {kind:9} {len(p):5} pairs, p_match from 0.5: {sum(v >= 0.5 for v in p)}, from 0.9: {sum(v >= 0.9 for v in p)}")


def write(model, path):
    with open(path, "w", encoding="utf-8") as f:
        print("# Trained by tools/train/names.py on half a of the lists; figures in docs/names.md. Not edited by hand.", file=f)
        print("tree\tnode\ttest\tcut\tleft\tright\tvalue", file=f)
        for t, (root, share) in enumerate(model.trees()):
            nodes = []

            def walk(node):
                k = len(nodes)
                nodes.append(None)
                if "split_feature" in node:
                    left = walk(node["left_child"])
                    nodes[k] = (node["split_feature"], node["threshold"], left, walk(node["right_child"]), 0)
                else:
                    nodes[k] = (-1, 0, 0, 0, node["leaf_value"] * share)
                return k

            walk(root)
            for k, (test, cut, left, right, value) in enumerate(nodes):
                print(f"{t}\t{k}\t{test}\t{cut:.7g}\t{left}\t{right}\t{value:.6g}", file=f)


def main():
    shared, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "data/namematch.tsv"
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        listed, asked, organisations = queries(shared, work)
        own = [q for q in asked if q[0] in ("alias", "shared")]
        sets = {"lists": (asked, numbers(build, listed, asked, work)),
                "organisations": (own, numbers(build, [row for row in listed if row[0] in organisations], own, work))}
        for kind in ("same", "apart"):
            names, own = pairs(kind)
            sets[kind] = (own, numbers(build, names, own, work))
        parts = [examples(a, f, "a") for a, f in sets.values()]
        x, y, w = (numpy.concatenate([p[k] for p in parts]) for k in range(3))
        model = Forests(x, y, w)
        write(model, out)
        print(f"{len(y)} examples, {int(y.sum())} of one actor, seed {SEED}")
        for half in "ab":
            report(model, sets, half)


if __name__ == "__main__":
    main()
