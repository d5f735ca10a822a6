"""Annotated documents, and their sentences as the encoder reads them, with the ties that each states."""
import collections, itertools, json, os, re, subprocess, tempfile, zlib
import matching

TIES = ("supports supplies_fighters hosts arms equips trains funds informs lends_bases guides_media allied_with affiliated_with member_of leads_umbrella "
        "shares_ideology_with splits_from merges_into succeeds fights attacks strikes opposes infiltrates recruits_in operates_in designates negotiates_with commits_to breaches upholds").split()
T = {t: i for i, t in enumerate(TIES)}
SYMMETRIC = {T[t] for t in matching.SYMMETRIC}
HEAD_ENDS = set("of in from at on for under near along across with who that which".split())  # words that end the head of a phrase
PIECES_OF_WORD = 12  # as in src/extract/pairs.c


def documents(gold, own):
    """{id: document} of part "a" of the gold folder and of all of `own`. A document has "set" (its file), "rows" (its ties, also as
    written), "kept" (kept back from training: one in five of part a, one in eight of the longer own texts)."""
    docs = {}
    for folder, parted in ((gold, True), (own, False)):
        for name in sorted(os.listdir(folder)) if folder else []:
            if not name.endswith(".jsonl"): continue
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for d in map(json.loads, filter(str.strip, f)):
                    if parted and d.get("part") != "a": continue
                    d["set"], hashed = name[:-6], zlib.crc32(d["id"].encode())
                    d["kept"] = hashed % 5 == 0 if parted else hashed % 8 == 0 and d["id"].startswith(("own2", "own4"))
                    d["rows"] = [matching.Gold(g) for g in d["gold"]]
                    docs[d["id"]] = d
    return docs


def in_capitals(docs):
    """Copies of some documents, and their ties, in capitals, as newswire has them: three stories in ten, one other text in ten."""
    out = {}
    for i, d in docs.items():
        if d.get("part") == "a" or d["kept"] or zlib.crc32(b"capitals" + i.encode()) % 10 >= (3 if d["set"].endswith("wire") else 1): continue
        gold = [dict(g, subject=[x.upper() for x in g["subject"]], object=[x.upper() for x in g["object"]]) for g in d["gold"]]
        out["capitals-" + i] = dict(d, id="capitals-" + i, text=d["text"].upper(), gold=gold, rows=[matching.Gold(g) for g in gold])
    return out


def candidate_lines(program, data, docs, names, *scores):
    """The rows that tools/train/candidates.c prints for the documents; `names` is the file that gets the names of features; with "scores"
    also what the encoder of `data` says."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as w:
        for d in docs.values(): w.write(json.dumps({k: d[k] for k in ("id", "text", "published", "source")}, ensure_ascii=False) + "\n")
        w.flush()
        run = subprocess.Popen([program, data, w.name, names, *scores], stdout=subprocess.PIPE)
        for line in run.stdout: yield json.loads(line)
        if run.wait() != 0: raise SystemExit("candidates failed")


class Place:
    def __init__(self, span, tokens, text, antecedent, loose, rank):
        self.span, self.tokens, self.text, self.loose, self.rank = span, tokens, text, loose, rank  # tokens: the first and the last
        self.names = frozenset(matching.names_of(text, antecedent or None))  # what it is called where a statement is matched
        self.words = self.names | {text.lower()}                             # and where a tie is looked for


class Sentence:
    """ids: wordpieces, names as the word for their kind. spans: first and last piece of each party, once; places: parties, which may share
    a span (antecedents). fits: {(place, place): bits of ties}. bags: the ties stated, each as the cells (span, span, tie) of which at
    least one says so, whether this is surely the sentence, and a key of the tie. ignored: cells that nothing is learnt from."""
    def __init__(self, row, tok, cache):
        self.doc, self.at, self.gate, self.before = row["document"], row["sentence"], row.get("gate", []), []
        self.ids, of, last = [], [], None
        for text, kind, mention in row["tokens"]:
            if mention >= 0:
                if mention != last: self.ids.append(tok.convert_tokens_to_ids(kind))
                of.append((len(self.ids) - 1, len(self.ids) - 1))
            else:
                if text not in cache: cache[text] = tok.encode(text, add_special_tokens=False)[:PIECES_OF_WORD] or [tok.unk_token_id]
                of.append((len(self.ids), len(self.ids) + len(cache[text]) - 1)); self.ids += cache[text]
            last = mention if mention >= 0 else None
        self.words = [(w, i) for i, w in enumerate(matching.norm(text) for text, _, _ in row["tokens"]) if w]
        self.spans, self.places = [], []
        for first, end, text, antecedent, _, loose, rank in row["spans"]:
            span = (of[first][0], of[end][1])
            if span not in self.spans: self.spans.append(span)
            self.places.append(Place(self.spans.index(span), (first, end), text, antecedent, loose, rank))
        self.fits = {(a, b): ties for a, b, ties in row["fit"]}
        self.listed = collections.defaultdict(set)  # pairs of places near a word that is listed for the tie
        self.bags, self.ignored, self.chosen = [], set(), set()


def places_of(s, names, written):
    """Places of the sentence that stand for a side of a tie: called by one of its names, or around the head of a phrase as it is written
    ("irregulars" of "irregulars of the coast", "Ahrar faction" of "Ahrar")."""
    called = {a for a, p in enumerate(s.places) if p.words & (names | written)}
    if called: return called
    for phrase in written:
        words = [w for w in map(matching.norm, re.findall(r"\w[\w\u2019'.-]*", phrase)) if w]
        n_head = next((i for i, w in enumerate(words) if i and w in HEAD_ENDS), len(words))
        for at in range(len(s.words) - len(words) + 1 if words else 0):
            if [w for w, _ in s.words[at:at + len(words)]] != words: continue
            head = s.words[at + n_head - 1][1]
            called |= {a for a, p in enumerate(s.places) if p.tokens[0] <= head <= p.tokens[1] and p.tokens[1] - p.tokens[0] <= len(words)}
    return called


def annotate(d, sentences):
    """Sets bags and ignored of the document's sentences. A tie belongs to the sentences where a listed word carries it, else to all where
    its sides stand together; where these are several, the encoder chooses later. Of a tie with a side that is no party anywhere nothing
    is learnt, neither that it is stated nor that it is not."""
    for g, raw in zip(d["rows"], d["gold"]):
        ties, found, halves = {T[t] for t in g.ties}, [], []
        both_ways = ties & SYMMETRIC
        for s in sentences:
            one, other = (places_of(s, names, {x.lower() for x in raw[k]}) for names, k in ((g.s, "subject"), (g.o, "object")))
            pairs = [(a, b, t) for a, b, t in itertools.product(one, other, ties)] + [(b, a, t) for a, b, t in itertools.product(one, other, both_ways)]
            pairs = [(a, b, t) for a, b, t in pairs if s.fits.get((a, b), 0) >> (t + 1) & 1]
            cells = {(s.places[a].span, s.places[b].span, t) for a, b, t in pairs}
            if cells: found.append((s, cells, any((a, b) in s.listed[t] for a, b, t in pairs)))
            elif one or other: halves.append((s, {s.places[a].span for a in one}, {s.places[b].span for b in other}))
        for s, cells, _ in found: s.ignored |= cells | {(b, a, t) for a, b, t in cells if t in SYMMETRIC}
        for s, one, other in halves if not found else []:
            every = set(range(len(s.spans)))
            s.ignored |= set(itertools.product(one or every, other or every, ties)) | set(itertools.product(other or every, one or every, both_ways))
        best = [f for f in found if f[2]] or found
        for s, cells, _ in best:
            if not g.optional: s.bags.append((sorted(cells), len(best) == 1, (d["id"], id(g))))


def sentences(docs, lines, tok):
    """The sentences with two parties or more, in the order of the documents."""
    of, cache = collections.defaultdict(list), {}
    for row in lines:
        if "tokens" in row: of[row["document"]].append(Sentence(row, tok, cache))
        else: of[row["document"]][-1].listed[T[row["tie"]]].update((a, b) for a, b, *_ in row["pairs"])
    for i, d in docs.items():
        of[i].sort(key=lambda s: s.at)
        for before, s in zip(of[i], of[i][1:]): s.before = before.ids
        annotate(d, of[i])
    return [s for i in docs for s in of[i] if len(s.spans) > 1 and s.fits]
