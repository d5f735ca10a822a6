#!/usr/bin/env python3
"""A second, slow implementation of the encoder in numpy, and the files that tests/unit/extract/test_encoder.c compares with.

    encoder_tiny.py            writes encoder_tiny.bin and encoder_tiny.txt beside this script
    encoder_tiny.py --seeds    writes the seeds of the fuzz target too

The arithmetic follows the model's definition row by row with the same 8-bit roundings, in double precision. Where torch and
transformers are installed, the model without roundings is compared with theirs.
"""
import hashlib, math, pathlib, struct, sys
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tools" / "train"))
import pack

PIECES = ("[PAD] [UNK] [CLS] [SEP] the group ##s al - ' qa ##ida ##id ##a attack ##ed u . s 1 , 200 \u4e2d \u6587 caf ##e o \u1112 "
          "##\u1161 ##\u11ab a ##aa \u03c3 ##\u03bf ##\u03c3 ? strasse stra \u00df ##e\u00df # ##b ##c mali ##an army base").split()
TIES = ["attacks", "commands", "trains"]


def model(seed, hidden, heads, inner, layers, pair, pieces, ties, positions):
    rng = np.random.default_rng(seed)
    draw = lambda *shape, by=0.2: (rng.standard_normal(shape) * by).astype(np.float32)
    state = {"encoder.embeddings.word_embeddings.weight": draw(len(pieces), hidden, by=1),
             "encoder.embeddings.position_embeddings.weight": draw(positions, hidden),
             "encoder.embeddings.token_type_embeddings.weight": draw(2, hidden)}
    def norm(name):
        state[name + ".weight"], state[name + ".bias"] = 1 + draw(hidden), draw(hidden)
    def dense(name, n_out, n_in):
        state[name + ".weight"], state[name + ".bias"] = draw(n_out, n_in, by=1.5 / math.sqrt(n_in)), draw(n_out)
    norm("encoder.embeddings.LayerNorm")
    for i in range(layers):
        at = f"encoder.encoder.layer.{i}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            dense(at + "attention." + part, hidden, hidden)
        norm(at + "attention.output.LayerNorm")
        dense(at + "intermediate.dense", inner, hidden)
        dense(at + "output.dense", hidden, inner)
        norm(at + "output.LayerNorm")
    for name in ("subject", "object", "subject_times", "object_times", "value"):
        dense(name, pair, hidden)
    for name in ("subject_look", "object_look", "key"):
        dense(name, 16, hidden)
    dense("ties", len(ties), pair)
    return state, {"ties": ties, "vocab": pieces, "cls": 2, "sep": 3, "unk": 1, "heads": heads, "context": 5}


class Slow:
    """The model with 8-bit roundings or, for the comparison with torch, without."""
    def __init__(self, state, meta, rounded=True):
        self.s, self.heads, self.rounded = state, meta["heads"], rounded

    def weight(self, rows):
        if not self.rounded:
            return rows.astype(float)
        q, scale = pack.quantise(rows)
        return q.astype(float) * scale.astype(float)[:, None]

    def times(self, rows, x, gain=1):
        if not self.rounded:
            return x @ self.weight(rows).T
        x = x * np.asarray(gain, dtype=float)
        middle = (x.max(axis=1, keepdims=True) + x.min(axis=1, keepdims=True)) / 2
        scale = (x.max(axis=1, keepdims=True) - x.min(axis=1, keepdims=True)) / 254
        q = np.rint((x - middle) / np.where(scale > 0, scale, 1))
        return (q * scale + middle) @ self.weight(rows / gain).T

    def dense(self, name, x, after=None):
        """`after`: the norm whose output x is; `name` may be several, which share their gain."""
        names = name if isinstance(name, tuple) else (name,)
        rows = np.concatenate([self.s[n + ".weight"] for n in names])
        gain = pack.gain_for(rows, self.s[after + ".weight"], self.s[after + ".bias"]) if after else np.float32(1)
        return self.times(rows, x, gain) + np.concatenate([self.s[n + ".bias"] for n in names])

    def norm(self, name, x):
        x = x - x.mean(axis=1, keepdims=True)
        return x / np.sqrt((x * x).mean(axis=1, keepdims=True) + 1e-12) * self.s[name + ".weight"] + self.s[name + ".bias"]

    @staticmethod
    def gelu(x):
        return x * 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))

    def run(self, ids):
        s, n = self.s, len(ids)
        x = self.weight(s["encoder.embeddings.word_embeddings.weight"])[ids]
        x = self.norm("encoder.embeddings.LayerNorm", x + s["encoder.embeddings.position_embeddings.weight"][:n]
                      + s["encoder.embeddings.token_type_embeddings.weight"][0])
        before = "encoder.embeddings.LayerNorm"
        layers = 1 + max(int(k.split(".")[3]) for k in s if k.startswith("encoder.encoder."))
        for i in range(layers):
            at = f"encoder.encoder.layer.{i}."
            q, k, v = np.split(self.dense(tuple(at + "attention.self." + part for part in ("query", "key", "value")), x, before), 3, axis=1)
            d, mixed = x.shape[1] // self.heads, np.zeros_like(x)
            for h in range(0, x.shape[1], d):
                a = q[:, h:h + d] @ k[:, h:h + d].T / math.sqrt(d)
                a = np.exp(a - a.max(axis=1, keepdims=True))
                mixed[:, h:h + d] = a / a.sum(axis=1, keepdims=True) @ v[:, h:h + d]
            x = self.norm(at + "attention.output.LayerNorm", x + self.dense(at + "attention.output.dense", mixed))
            y = self.dense(at + "output.dense", self.gelu(self.dense(at + "intermediate.dense", x, at + "attention.output.LayerNorm")))
            before = at + "output.LayerNorm"
            x = self.norm(before, x + y)
        self.last = before
        return x

    def pairs(self, hidden, spans):
        """Scores [spans, spans, ties] and, of each pair, the token it looks at most."""
        x = np.stack([hidden[a:b + 1].mean(axis=0) for a, b in spans])
        pair, query = self.s["subject.weight"].shape[0], self.s["key.weight"].shape[0]
        a, b, c, d, q, r = np.split(self.dense(pack.SIDES, x, self.last), np.cumsum([pair] * 4 + [query]), axis=1)
        key, value = np.split(self.dense(pack.WORDS, hidden, self.last), [query], axis=1)
        looks = ((q @ key.T)[:, None] + (r @ key.T)[None]) / math.sqrt(query)
        weight = np.exp(looks - looks.max(axis=2, keepdims=True))
        weight /= weight.sum(axis=2, keepdims=True)
        m = self.gelu(a[:, None] + b[None] + c[:, None] * d[None] + weight @ value)
        return m @ self.s["ties.weight"].T.astype(float) + self.s["ties.bias"], looks.argmax(axis=2)


def against_torch(state, meta, ids):
    try:
        import torch
        from transformers import BertConfig, BertModel
    except ImportError:
        return print("torch or transformers is not installed: not compared")
    words = state["encoder.embeddings.word_embeddings.weight"]
    bert = BertModel(BertConfig(vocab_size=words.shape[0], hidden_size=words.shape[1], num_hidden_layers=2, num_attention_heads=meta["heads"],
                                intermediate_size=state["encoder.encoder.layer.0.intermediate.dense.weight"].shape[0], layer_norm_eps=1e-12,
                                max_position_embeddings=state["encoder.embeddings.position_embeddings.weight"].shape[0]), add_pooling_layer=False)
    missing = bert.load_state_dict({k.removeprefix("encoder."): torch.tensor(v) for k, v in state.items() if k.startswith("encoder.")}, strict=False)
    assert not missing.unexpected_keys, missing
    with torch.no_grad():
        theirs = bert.eval()(torch.tensor([ids])).last_hidden_state[0].numpy()
    error = np.abs(Slow(state, meta, rounded=False).run(ids) - theirs).max()
    rounding = np.abs(Slow(state, meta).run(ids) - theirs).mean()
    print(f"against torch: at most {error:.1e} without roundings; mean {rounding:.1e} with them")
    assert error < 1e-5


def seal(body):
    body = bytearray(body)
    body[pack.SIZE_AT:pack.SIZE_AT + 8] = struct.pack("<Q", len(body) + 32)
    return bytes(body) + hashlib.sha256(body).digest()


def huge():
    """Weights that are finite but lead to numbers that are not."""
    state, meta = model(4, 16, 1, 16, 1, 16, ["[P]", "[U]", "[C]", "[S]"], ["a"], 3)
    state["encoder.embeddings.LayerNorm.bias"][:] = 3e38
    return pack.pack(state, meta)


def seeds(folder):
    small = lambda seed, **k: pack.pack(*model(seed, **{**dict(hidden=16, heads=1, inner=16, layers=1, pair=16, ties=["a"], positions=3,
                                                             pieces=["[P]", "[U]", "[C]", "[S]", "a", "##b"]), **k}))
    plain = small(1)
    def changed(at, value):
        body = bytearray(plain[:-32])
        body[at:at + len(value)] = value
        return seal(body)
    files = [plain, small(2, heads=2, positions=5), small(3, inner=32, ties=["a", "b"], pieces=["[P]", "[U]", "[C]", "[S]", "é", "##中"]),
             plain[:len(plain) // 2], b"UMBELENC", changed(8, struct.pack("<I", pack.VERSION + 1)), changed(16, struct.pack("<I", 3)),
             changed(74, b"\xff"), changed(72 + 2 + 4 * 4, b"\x01[\x01["), changed(len(plain) - 32 - 64, struct.pack("<f", math.nan)),
             huge()]
    for i, data in enumerate(files):
        (folder / f"{i:02d}").write_bytes(data)


def main():
    state, meta = model(7, hidden=32, heads=4, inner=48, layers=2, pair=16, pieces=PIECES, ties=TIES, positions=24)
    (HERE / "encoder_tiny.bin").write_bytes(pack.pack(state, meta))
    slow, rng, out = Slow(state, meta), np.random.default_rng(11), []
    for n in (1, 2, 5, 8, 13, 24):
        ids = [2] + [int(i) for i in rng.integers(4, len(PIECES), n - 1)]
        spans = [tuple(sorted(int(i) for i in rng.integers(0, n, 2))) for _ in range(min(n, 8))]
        hidden = slow.run(ids)
        scores, best = slow.pairs(hidden, spans)
        lines = [[n], ids, [len(spans)], [i for span in spans for i in span], [f"{v:.6f}" for v in hidden.ravel()],
                 [f"{v:.6f}" for v in scores.ravel()], best.ravel()]
        out += [" ".join(map(str, line)) for line in lines]
    (HERE / "encoder_tiny.txt").write_text("\n".join(out) + "\n")
    against_torch(state, meta, ids)
    if "--seeds" in sys.argv:
        seeds(HERE.parent.parent / "fuzz" / "corpus" / "encoder")


if __name__ == "__main__":
    main()
