#!/usr/bin/env python3
"""Fine-tunes the small encoder that scores ties between the parties of a sentence.

    encoder.py --start MODEL_DIR [--layers N] [--from STATE.pt] --candidates BUILD/candidates [--own DIR] [--epochs N] [--everything] --out STATE.pt GOLD_DIR

Starts from the lower layers of a small pretrained encoder (from_onnx.py makes its folder), or goes on from a state. Names are replaced by a word for their kind before
the encoder sees them; wordpieces are hidden at random, and the words for groups, forces and organizations exchanged, so that it learns to
do without them. The embeddings of words stay as they were: a word not met in training keeps its place among those that were.
Some texts are read in capitals as well. Of the sentences that state no tie each pass takes a share (--empty); those of part "a", the
nearest to what is read, come several times (--shared).
Documents that sentences.py keeps back are used for choosing and joining only, unless --everything. A checkpoint is written after each
epoch, and a run resumes from it. Needs torch, transformers; seeds are fixed.
"""
import argparse, collections, math, os, random, sys, time
os.environ["HF_HUB_OFFLINE"] = "1"
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from transformers import BertModel, BertTokenizerFast
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import matching
from sentences import TIES, candidate_lines, documents, in_capitals, sentences

PIECES_MAX = 117  # of the sentence itself
KINDS = "person group country forces organization city agreement people object groups foreign".split()  # pairs.c
EXCHANGED = "group forces organization groups".split()


class PairModel(nn.Module):
    """The pair head of src/extract/encoder.h on a BERT."""
    def __init__(self, start, layers=0, p=192, q=64):
        """start: folder of the pretrained model; layers: how many of its layers, from below (0: all)"""
        super().__init__()
        self.encoder = BertModel.from_pretrained(start, add_pooling_layer=False)
        if layers: self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        h = self.encoder.config.hidden_size
        self.subject, self.object = nn.Linear(h, p), nn.Linear(h, p)
        self.subject_times, self.object_times = nn.Linear(h, p), nn.Linear(h, p)
        self.subject_look, self.object_look, self.key, self.value = nn.Linear(h, q), nn.Linear(h, q), nn.Linear(h, q), nn.Linear(h, p)
        self.ties = nn.Linear(p, len(TIES)); nn.init.constant_(self.ties.bias, -4.0)
        self.drop, self.q = nn.Dropout(0.2), q
    def forward(self, ids, mask, pool):
        """ids, mask [b, n]; pool [b, k, n] rows that average the tokens of a span -> log-odds [b, k, k, ties]"""
        with torch.autocast("cpu", dtype=torch.bfloat16): hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = hidden.float(); x = self.drop(torch.bmm(pool, hidden)); keys = self.key(hidden).transpose(1, 2)
        look = (torch.bmm(self.subject_look(x), keys)[:, :, None] + torch.bmm(self.object_look(x), keys)[:, None]) / math.sqrt(self.q)
        weight = look.masked_fill(mask[:, None, None] == 0, -1e9).softmax(-1)
        b, k, _, n = weight.shape
        read = torch.bmm(weight.view(b, k * k, n), self.value(hidden)).view(b, k, k, -1)
        m = self.subject(x)[:, :, None] + self.object(x)[:, None] + self.subject_times(x)[:, :, None] * self.object_times(x)[:, None] + read
        return self.ties(self.drop(F.gelu(m)))


def trained(start, path):
    """The model of a state that main() wrote."""
    state = torch.load(path)
    model = PairModel(start, 1 + max(int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.layer.")))
    model.load_state_dict(state)
    return model


def length(s, context): return min(len(s.ids), PIECES_MAX) + (min(len(s.before), context) + 1 if context else 0)

def batches(list_, size, rng, context):
    """Batches of like length, in a fixed order without rng."""
    order = sorted(list_, key=lambda s: length(s, context) + (rng.random() * 8 if rng else 0))
    out = [order[i:i + size] for i in range(0, len(order), size)]
    if rng: rng.shuffle(out)
    return out

def allowed(s, k):
    """[k, k, ties] 1 where the kinds of the parties allow the tie"""
    bits = np.zeros((k, k), np.int64)
    for (a, b), ties in s.fits.items(): bits[s.places[a].span, s.places[b].span] |= ties
    return (bits[:, :, None] >> np.arange(1, len(TIES) + 1) & 1).astype(np.float32)

def tensors(batch, tok, context):
    """ids, mask, pool, and [b, k, k, ties] 1 where a tie that is not stated would be wrong."""
    rows = []
    for s in batch:
        before = s.before[-context:] + [tok.sep_token_id] if context else []
        rows.append((len(before) + 1, [tok.cls_token_id] + before + s.ids[:PIECES_MAX] + [tok.sep_token_id]))
    n, k, b = max(len(r) for _, r in rows), max(len(s.spans) for s in batch), len(batch)
    ids, mask, pool = torch.zeros(b, n, dtype=torch.long), torch.zeros(b, n, dtype=torch.long), torch.zeros(b, k, n)
    wrong = torch.zeros(b, k, k, len(TIES))
    for i, (s, (at, row)) in enumerate(zip(batch, rows)):
        ids[i, :len(row)] = torch.tensor(row); mask[i, :len(row)] = 1; last = len(row) - 2
        for j, (first, end) in enumerate(s.spans):
            first, end = min(first + at, last), min(end + at, last); pool[i, j, first:end + 1] = 1.0 / (end + 1 - first)
        wrong[i] = torch.from_numpy(allowed(s, k))
        for c in s.ignored: wrong[(i,) + c] = 0
    return ids, mask, pool, wrong

def hide(ids, tok, share):
    """Hides a share of the wordpieces that are no names, and exchanges kinds of names."""
    kinds, exchanged = (torch.tensor(tok.convert_tokens_to_ids(x)) for x in (KINDS, EXCHANGED))
    draw = torch.rand(ids.shape)
    ids[(ids > 999) & ~torch.isin(ids, kinds) & (draw < share)] = tok.mask_token_id
    hit = torch.isin(ids, exchanged) & (draw < share)
    ids[hit] = exchanged[torch.randint(0, len(EXCHANGED), (int(hit.sum()),))]

def stated(z, batch):
    """- log of the chance that at least one cell of each stated tie is read"""
    cells, bag, n = [], [], 0
    for i, s in enumerate(batch):
        for bag_cells, sure, key in s.bags:
            if not sure and key not in s.chosen: continue
            cells += [(i,) + c for c in bag_cells]; bag += [n] * len(bag_cells); n += 1
    if not n: return z.new_zeros(())
    none = torch.zeros(n).index_add_(0, torch.tensor(bag), F.logsigmoid(-z[tuple(torch.tensor(cells).T)]))
    return -torch.log(-torch.expm1(none.clamp(max=-1e-6))).sum()

def predict(model, list_, tok, context):
    """{(document, sentence): log-odds [k, k, ties]}"""
    model.eval(); out = {}
    with torch.no_grad():
        for batch in batches(list_, 32, None, context):
            z = model(*tensors(batch, tok, context)[:3]).numpy()
            for i, s in enumerate(batch): out[(s.doc, s.at)] = z[i, :len(s.spans), :len(s.spans)].copy()
    return out

def choose(model, list_, tok, context):
    """Of the sentences that may state a tie, the one that the model reads it from."""
    unsure = [s for s in list_ if any(not b[1] for b in s.bags)]
    scores, best = predict(model, unsure, tok, context), {}
    for s in unsure:
        for cells, sure, key in s.bags:
            top = max(scores[(s.doc, s.at)][c] for c in cells)
            if not sure and (key not in best or top > best[key][0]): best[key] = (top, s)
        s.chosen = set()
    for key, (_, s) in best.items(): s.chosen.add(key)

def read(list_, scores, floor):
    """[(sentence, place, place, tie, log-odds)] above the floor; of a reference back the likeliest antecedent, as judge.c takes it."""
    out = []
    for s in list_:
        z = scores[(s.doc, s.at)]; best = collections.defaultdict(list)
        for (a, b), ties in s.fits.items(): best[(s.places[a].span, s.places[b].span)].append((s.places[a].rank % 9 + s.places[b].rank % 9, a, b, ties))
        for i, j, t in np.argwhere(z > floor):
            fit = [x for x in best[(i, j)] if x[3] >> (int(t) + 1) & 1]
            if fit: out.append((s,) + min(fit)[1:3] + (int(t), float(z[i, j, t])))
    return out

def score(docs, found, threshold):
    """F1, precision, recall over the documents; one tie a pair of places."""
    of, taken = collections.defaultdict(list), set()
    for s, a, b, t, z in sorted(found, key=lambda x: -x[4]):
        key = (s.doc, s.at, min(a, b), max(a, b))
        if z > threshold and key not in taken: taken.add(key); of[s.doc].append((s.places[a].names, TIES[t], s.places[b].names))
    return matching.prf(*np.sum([matching.score(of[i], d["rows"]) for i, d in docs.items()], axis=0))

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold"); a.add_argument("--start", required=True); a.add_argument("--layers", type=int, default=0); a.add_argument("--from", dest="state"); a.add_argument("--candidates", default="build/release/candidates"); a.add_argument("--data", default="data"); a.add_argument("--own")
    a.add_argument("--epochs", type=int, default=6); a.add_argument("--lr", type=float, default=2e-4); a.add_argument("--hide", type=float, default=0.08); a.add_argument("--context", type=int, default=0); a.add_argument("--empty", type=float, default=0.35); a.add_argument("--shared", type=int, default=3)
    a.add_argument("--everything", action="store_true"); a.add_argument("--threads", type=int, default=2); a.add_argument("--out", required=True)
    a = a.parse_args()
    torch.manual_seed(1); torch.set_num_threads(a.threads); rng = random.Random(1)
    tok, docs = BertTokenizerFast.from_pretrained(a.start), documents(a.gold, a.own)
    docs.update(in_capitals(docs))
    all_ = sentences(docs, candidate_lines(a.candidates, a.data, docs, os.devnull), tok)
    kept_docs = {i: d for i, d in docs.items() if d["kept"]}
    kept, learn = [s for s in all_ if s.doc in kept_docs], [s for s in all_ if a.everything or s.doc not in kept_docs]
    print("%d sentences to learn from with %d ties, %d kept back" % (len(learn), sum(len(s.bags) for s in learn), len(kept)), flush=True)
    stating, empty = [s for s in learn if s.bags], [s for s in learn if not s.bags]
    stating += [s for s in stating if docs[s.doc].get("part") == "a"] * (a.shared - 1)
    n_empty = int(len(empty) * a.empty)
    model = trained(a.start, a.state) if a.state else PairModel(a.start, a.layers)
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    opt = torch.optim.AdamW([{"params": body, "lr": a.lr}, {"params": head, "lr": a.lr * 8}], weight_decay=0.01)
    per, first, start = -(-(len(stating) + n_empty) // 32), 0, time.time(); total = per * a.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda i: min(1, (i + 1) / (0.06 * total)) * max(0.02, 1 - i / total))
    if os.path.exists(a.out + ".part"):
        c = torch.load(a.out + ".part"); model.load_state_dict(c["model"]); opt.load_state_dict(c["opt"]); schedule.load_state_dict(c["schedule"]); first = c["epoch"]
    for epoch in range(first, a.epochs):
        lost = 0.0
        if a.state or epoch >= 2: choose(model, stating, tok, a.context)
        model.train()
        for i, batch in enumerate(batches(stating + rng.sample(empty, n_empty), 32, rng, a.context)):
            ids, mask, pool, wrong = tensors(batch, tok, a.context); hide(ids, tok, a.hide)
            z = model(ids, mask, pool)
            loss = ((F.softplus(z) * wrong).sum() + stated(z, batch)) / len(batch)
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 1.0); opt.step(); schedule.step(); lost += loss.item()
            if i % 50 == 0: print("epoch %d %d/%d loss %.3f %.0f s" % (epoch, i, per, lost / (i + 1), time.time() - start), flush=True)
        found = read(kept, predict(model, kept, tok, a.context), -2.5)
        best = max(score(kept_docs, found, t / 4) + (t / 4,) for t in range(-6, 5))
        print("epoch %d: loss %.3f; kept back F1 %.3f P %.2f R %.2f at %.2f; %.0f s" % ((epoch, lost / per) + best + (time.time() - start,)), flush=True)
        torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1}, a.out + ".part")
        torch.save(model.state_dict(), a.out)

if __name__ == "__main__":
    main()
