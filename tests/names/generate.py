#!/usr/bin/env python3
"""tests/names/generate.py SHARED OUT [--seed N] [--million N]

Names to measure matching with, made from the public lists in SHARED/data/lists (UN entities, OFAC SDN with its aliases).
Writes into OUT:

  listed.tsv     id TAB name: organisations and persons of the lists, one id an entry; UN and OFAC entries that share a name
                 (by its sound, brackets apart) are one
  organisations.tsv   the same, organisations alone
  alias.tsv      query TAB id TAB 1: each alias of an organisation, to be found without itself; shared.tsv those that another
                 entry bears too, letter for letter: no one can tell from the name who is meant
  perturbed.tsv  query TAB id TAB 0: listed names as others would spell them: other transliterations, slips, dropped and
                 turned words, initials
  unlisted.tsv   query TAB TAB 0: names that nobody on the lists bears, made of the same words
  script.tsv     query TAB id TAB 0: original-script names of the UN list; million.tsv holds their entries in Latin letters
  half.tsv       id TAB a|b: by organisation, never by name
  kind.tsv       id TAB 1|0: a person or an organisation
  million.tsv    (with --million N) the listed names and as many made ones as make N

All from one seed. Nothing of the lists but names and reference numbers is used."""
import argparse, collections, csv, hashlib, pathlib, random, re, unicodedata
import xml.etree.ElementTree as ET

SPELLINGS = [("q", "k"), ("k", "q"), ("ou", "u"), ("u", "ou"), ("u", "o"), ("o", "u"), ("ee", "i"), ("i", "ee"), ("i", "e"), ("e", "i"), ("a", "e"),
             ("sh", "ch"), ("kh", "h"), ("j", "dj"), ("dh", "d"), ("d", "dh"), ("th", "t"), ("w", "v"), ("v", "w"), ("y", "i"), ("i", "y"), ("ah", "a"), ("a", "ah"),
             ("aa", "a"), ("ai", "ay"), ("ay", "ai"), ("ei", "ay"), ("ss", "s"), ("mm", "m"), ("m", "mm"), ("ph", "f"), ("gh", "g"), ("z", "s"), ("x", "ks"), ("iy", "i")]
LEGAL = {"ltd", "limited", "co", "company", "llc", "inc", "corp", "corporation", "sal", "sarl", "sa", "gmbh", "plc", "offshore", "fze", "llp", "pjsc", "the"}
ARTICLES = ["al-", "el-", "al ", "ul-", ""]
KEYS = {"q": "wa", "w": "qe", "e": "wr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "a": "qs", "s": "ad", "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk",
        "k": "jl", "l": "ko", "z": "xs", "x": "zc", "c": "xv", "v": "cb", "b": "vn", "n": "bm", "m": "nk", "p": "ol"}


def fold(name):
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    text = re.sub("[\u2019'`\u02bf\u02be\u2018]", "", text)
    return [w for w in re.split(r"[\W_]+", text) if w]


def sounds(name):
    """What is left of a name when its spelling is taken away: two names of one sound may be one name."""
    words = []
    for word in fold(name):
        for a, b in (("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("c", "k"), ("dj", "j"), ("v", "w"), ("z", "s")):
            word = word.replace(a, b)
        bare = re.sub("[aeiouy]", "", word[1:])
        words.append(re.sub(r"(.)\1", r"\1", ("a" if word[0] in "aeiou" else word[0]) + bare).rstrip("h"))
    return " ".join(sorted(w for w in words if w not in ("al", "l")))


def read_lists(folder):
    """[(id, is_person, [names], [names in their own script])], entries of both lists that share a name joined."""
    entries = []
    for e in ET.parse(folder / "un-2025-04.xml").getroot().iter():
        if e.tag not in ("ENTITY", "INDIVIDUAL"):
            continue
        parts = [e.findtext(f) or "" for f in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")]
        names = [" ".join(" ".join(parts).split())]
        names += [" ".join((a.text or "").split()) for a in e.iter("ALIAS_NAME")]
        script = " ".join((e.findtext("NAME_ORIGINAL_SCRIPT") or "").split())
        entries.append(["un:" + e.findtext("REFERENCE_NUMBER"), e.tag == "INDIVIDUAL", [n for n in names if fold(n)], [script] if script else []])
    ofac = {}
    with open(folder / "ofac-sdn.csv", encoding="latin1", newline="") as f:
        for row in csv.reader(f):
            if len(row) > 3 and row[2].strip() in ("-0-", "individual"):
                person = row[2].strip() == "individual"
                if person or re.search("SDGT|FTO", row[3]):
                    ofac[row[0]] = ["ofac:" + row[0], person, [row[1]], []]
    with open(folder / "ofac-alt.csv", encoding="latin1", newline="") as f:
        for row in csv.reader(f):
            if len(row) > 3 and row[0] in ofac:
                ofac[row[0]][2].append(row[3])
    entries += ofac.values()
    return join(entries)


def join(entries):
    owner, first = list(range(len(entries))), {}

    def find(i):
        while owner[i] != i:
            i = owner[i]
        return i

    for i, (name_id, person, names, _) in enumerate(entries):
        for name in names:
            key = (person, sounds(re.sub(r"\([^)]*\)", "", name)))
            if len(key[1]) < 7 or " " not in key[1]:
                continue
            if key in first and entries[first[key]][0][:2] != name_id[:2]:
                owner[find(i)] = find(first[key])
            first.setdefault(key, i)
    joined = collections.OrderedDict()
    for i, entry in enumerate(entries):
        into = joined.setdefault(find(i), [entry[0], entry[1], [], []])
        have = {" ".join(fold(n)) for n in into[2]}
        for name in entry[2]:
            if " ".join(fold(name)) not in have:
                into[2].append(name)
                have.add(" ".join(fold(name)))
        into[3] += entry[3]
    return list(joined.values())


def slip(rng, word):
    if len(word) < 4:
        return word
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1:]
    if kind == 1:
        return word[:i] + word[i] + word[i:]
    if kind == 2:
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    return word[:i] + rng.choice(KEYS.get(word[i], "a")) + word[i + 1:]


def respell(rng, word, n=1):
    for _ in range(n):
        usable = [(a, b) for a, b in SPELLINGS if a in word[1:]]
        if not usable or len(word) < 4:
            break
        a, b = rng.choice(usable)
        i = rng.choice([m.start() for m in re.finditer(a, word) if m.start() > 0] or [0])
        if i:
            word = word[:i] + b + word[i + len(a):]
    return word


def perturb(rng, name, person):
    """The name as another clerk would write it: one or two changes, never none."""
    if person and "," in name:
        last, _, given = name.partition(",")
        name = given + " " + last if rng.random() < 0.7 else name
    words = [w for w in re.split(r"[\s,]+", name.lower()) if w]
    for _ in range(rng.choice((1, 1, 2))):
        kind = rng.choice(("spell", "spell", "spell", "slip", "slip", "drop", "turn", "initial", "article", "glue"))
        long_ones = [i for i, w in enumerate(words) if len(fold(w)) == 1 and len(w) > 3]
        if kind in ("spell", "slip") and long_ones:
            i = rng.choice(long_ones)
            words[i] = respell(rng, words[i], rng.choice((1, 2))) if kind == "spell" else slip(rng, words[i])
        elif kind == "drop" and len(words) > (3 if person else 2):
            if person:
                del words[rng.randrange(1, len(words) - 1)]
            else:
                weak = [i for i, w in enumerate(words) if w.strip(".") in LEGAL] or ([len(words) - 1] if len(words) > 3 else [])
                if weak:
                    del words[rng.choice(weak)]
        elif kind == "turn" and person and len(words) > 1:
            words = words[-1:] + words[:-1]
        elif kind == "initial" and person and len(words) > 2:
            words[1] = words[1][0] + "."
        elif kind == "article":
            words = [re.sub("^(al|el|ul)-", rng.choice(ARTICLES), w) for w in words]
        elif kind == "glue" and len(words) > 2:
            i = rng.randrange(len(words) - 1)
            if len(words[i]) <= 5:
                words[i:i + 2] = [words[i] + words[i + 1]]
    return " ".join(words).strip()


class Maker:
    """Names of nobody: words of the lists set together anew; of organisations only words that three entries share, since a
    word of one alone names it."""

    def __init__(self, rng, entries):
        self.rng = rng
        self.given, self.family, self.heads, self.middles, self.tails = [], [], [], [], []
        shared = collections.Counter(w for _, _, names, _ in entries for w in {w for n in names for w in fold(n)})
        for _, person, names, _ in entries:
            words = [w for w in re.split(r"[\s,]+", names[0].lower()) if len(fold(w)) == 1]
            if person and len(words) > 1:
                if "," in names[0]:
                    self.family.append(words[0])
                    self.given += words[1:]
                else:
                    self.given += words[:-1]
                    self.family.append(words[-1])
            elif not person and len(words) > 1:
                common = [shared[fold(w)[0]] >= 3 and "(" not in w for w in words]
                self.heads += words[:1] if common[0] else []
                self.middles += [w for w, c in zip(words[1:-1], common[1:-1]) if c]
                self.tails += words[-1:] if common[-1] else []

    def fresh(self, word, share):
        return respell(self.rng, word, 2) if self.rng.random() < share else word

    def person(self, share=0.0):
        n = self.rng.choice((1, 1, 2, 2, 3))
        return " ".join([self.fresh(self.rng.choice(self.given), share) for _ in range(n)] + [self.fresh(self.rng.choice(self.family), share)])

    def organisation(self, share=0.0):
        n = self.rng.choice((0, 1, 1, 2))
        words = [self.rng.choice(self.heads)] + [self.fresh(self.rng.choice(self.middles), share) for _ in range(n)] + [self.rng.choice(self.tails)]
        return " ".join(words)


def half(entry):
    return "ab"[int(hashlib.md5(entry[2][0].encode()).hexdigest(), 16) % 2]


def write(path, rows):
    with open(path, "w", encoding="utf-8") as f:
        for row in rows:
            f.write("\t".join(" ".join(str(cell).split()) for cell in row) + "\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("shared", type=pathlib.Path)
    p.add_argument("out", type=pathlib.Path)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--million", type=int, default=0)
    a = p.parse_args()
    rng = random.Random(a.seed)
    entries = read_lists(a.shared / "data/lists")
    a.out.mkdir(parents=True, exist_ok=True)
    write(a.out / "listed.tsv", ((e[0], n) for e in entries for n in e[2]))
    write(a.out / "organisations.tsv", ((e[0], n) for e in entries if not e[1] for n in e[2]))
    write(a.out / "half.tsv", ((e[0], half(e)) for e in entries))
    write(a.out / "kind.tsv", ((e[0], int(e[1])) for e in entries))
    bearers = collections.Counter(" ".join(fold(n)) for e in entries for n in e[2])
    aliases = [(n, e[0], 1) for e in entries if not e[1] for n in e[2][1:]]
    write(a.out / "alias.tsv", (row for row in aliases if bearers[" ".join(fold(row[0]))] == 1))
    write(a.out / "shared.tsv", (row for row in aliases if bearers[" ".join(fold(row[0]))] > 1))
    known = {" ".join(sorted(fold(n))) for e in entries for n in e[2]}
    rows = []
    for e in entries:
        for name in rng.sample(e[2], 1) if e[1] else rng.sample(e[2], min(2, len(e[2]))):
            query = perturb(rng, name, e[1])
            if " ".join(sorted(fold(query))) not in known:
                rows.append((query, e[0], 0))
    write(a.out / "perturbed.tsv", rows)
    known |= {sounds(n) for e in entries for n in e[2]}
    maker, rows = Maker(rng, entries), []
    while len(rows) < 10000:
        name = maker.person() if len(rows) % 2 else maker.organisation()
        if " ".join(sorted(fold(name))) not in known and sounds(name) not in known:
            rows.append((name, "", 0))
    write(a.out / "unlisted.tsv", rows)
    write(a.out / "script.tsv", ((s, e[0], 0) for e in entries for s in e[3]))
    if a.million:
        n, i = sum(len(e[2]) for e in entries), 0
        with open(a.out / "million.tsv", "w", encoding="utf-8") as f:
            for e in entries:
                for name in e[2]:
                    f.write(e[0] + "\t" + " ".join(name.split()) + "\n")
            while n < a.million:
                name = maker.person(0.3) if rng.random() < 0.7 else maker.organisation(0.3)
                f.write(f"made:{i}\t{name}\n")
                i += 1
                n += 1
    print(len(entries), "entries,", sum(len(e[2]) for e in entries), "names; seed", a.seed)


if __name__ == "__main__":
    main()
