"""Names and matching of ties, as the gold files mean them: lower case, no articles, no possessives, no punctuation."""
import re

SYMMETRIC = {"allied_with", "shares_ideology_with", "fights", "negotiates_with"}
DROP = re.compile(r"^(the|a|an|its|their|his|some|several|many|other|various)\s+", re.I)
PRONOUNS = set("it its they them their he him his she her this that these those both who which we us our one ones".split())


def norm(s):
    s = re.sub(r"'s\b|s'$", "", (s or "").replace("\u2019", "'").lower().strip())
    s = re.sub(r"\s+", " ", re.sub(r"[^\w\s]", " ", s)).strip()
    while DROP.match(s): s = DROP.sub("", s)
    return s


def names_of(text, antecedent):
    t = norm(text)
    if not antecedent: return {t} - {""}
    a = norm(antecedent)
    return {a} | ({t} if set(t.split()) & set(a.split()) else set()) - {""}


class Gold:
    """One annotated tie: sets of accepted names and types."""
    def __init__(self, g):
        self.ties, self.optional = set(g["tie"]), bool(g.get("optional"))
        self.s, self.o = ({norm(x) for x in g[k]} for k in ("subject", "object"))
        self.s, self.o = self.s - PRONOUNS or self.s, self.o - PRONOUNS or self.o
    def pair(self, s, o, both_ways): return bool(s & self.s and o & self.o) or (both_ways and bool(s & self.o and o & self.s))
    def fits(self, s, tie, o): return tie in self.ties and self.pair(s, o, tie in SYMMETRIC)


def score(found, gold):
    """(right, counted predictions, required) of [(names, tie, names)]: one to one, required first, said again or optional counts neither way."""
    of, unique = {}, []
    for f in found:
        if f not in unique: unique.append(f)
    def augment(i, edges, seen):
        for j in edges[i]:
            if j in seen: continue
            seen.add(j)
            if j not in of or augment(of[j], edges, seen):
                of[j] = i
                return True
        return False
    for optional in (False, True):
        edges = [[j for j, g in enumerate(gold) if g.optional == optional and g.fits(*f)] for f in unique]
        for i in range(len(unique)):
            if i not in of.values(): augment(i, edges, set())
    right = sum(not gold[j].optional for j in of)
    extra = sum(i not in of.values() and not any(g.fits(*f) for g in gold) for i, f in enumerate(unique))
    return right, right + extra, sum(not g.optional for g in gold)


def prf(tp, n, g):
    p, r = tp / n if n else 0.0, tp / g if g else 0.0
    return (2 * p * r / (p + r) if p + r else 0.0), p, r
