#!/usr/bin/env python3
"""Writes the weights file of the encoder (src/extract/encoder.h) from a trained model.

    pack.py STATE.pt META.json OUT.bin

STATE.pt is a torch state dict: a BertModel under "encoder." and the pair head of encoder.py. META.json holds {"ties": [names], "vocab":
[wordpieces in id order], "cls": id, "sep": id, "unk": id, "context": wordpieces of the sentence before} and, where heads do not have
64 numbers (32 in a model of 384), {"heads": n}. Matrices become 8-bit integers with one scale a row. The form of the file stands in
encoder_file.c.
"""
import hashlib, json, struct, sys
import numpy as np

MAGIC, VERSION, ALIGN, BLOCK, POSITIONS = b"UMBELENC", 3, 64, 16, 160

SIZE_AT = 64
SIDES = ("subject", "object", "subject_times", "object_times", "subject_look", "object_look")  # A, B, C, D, Q, R in encoder.h
WORDS = ("key", "value")  # K, V


def array(state, name):
    value = state[name]
    value = value.detach().cpu().float().numpy() if hasattr(value, "detach") else np.asarray(value)
    if not np.isfinite(value).all():
        raise SystemExit(f"{name} has numbers that are not finite")
    return np.ascontiguousarray(value, dtype=np.float32)


def quantise(rows):
    """Rows as integers in -127..127 and the scale of each row."""
    scale = (np.abs(rows).max(axis=1) / np.float32(127)).astype(np.float32)
    safe = np.where(scale > 0, scale, np.float32(1))
    return np.rint(rows / safe[:, None]).clip(-127, 127).astype(np.int8), scale


def gain_for(rows, norm_weight, norm_bias):
    """What to multiply the numbers of a layer norm by before they are rounded, so that a few large ones do not take the room of the
    rest: half of their spread goes over to the matrix (Xiao et al. 2023, SmoothQuant; the spread is guessed from the norm)."""
    spread = np.abs(norm_bias) + 3 * np.abs(norm_weight)
    most = np.abs(rows).max(axis=0)
    return np.sqrt(np.maximum(most, 1e-5) / np.maximum(spread, 1e-5)).astype(np.float32)


class Writer:
    def __init__(self):
        self.out = bytearray()

    def put(self, value):
        self.out += b"\0" * (-len(self.out) % ALIGN)
        self.out += value.tobytes()

    def floats(self, value):
        self.put(np.ascontiguousarray(value, dtype="<f4"))

    def matrix(self, rows, bias, gain=None):
        """Blocks of 16 rows; in a block four columns of each row after the other. An integer q stands as q + 128. Its input is
        multiplied by gain; lift is what an input of ones would give."""
        gain = np.ones(rows.shape[1], dtype=np.float32) if gain is None else gain
        q, scale = quantise(rows / gain)
        n_out, n_in = q.shape
        if n_out % BLOCK or n_in % BLOCK:
            raise SystemExit(f"a matrix of {n_out} x {n_in}: both must be multiples of {BLOCK}")
        blocks = q.reshape(n_out // BLOCK, BLOCK, n_in // 4, 4).transpose(0, 2, 1, 3)
        self.put((blocks.astype(np.int16) + 128).astype(np.uint8))
        self.floats(scale)
        self.floats(bias)
        self.floats(q.sum(axis=1) * scale.astype(float))
        self.floats(gain)

    def strings(self, texts):
        for text in texts:
            data = text.encode()
            if not 0 < len(data) < 256:
                raise SystemExit(f"a name of {len(data)} bytes: {text[:40]!r}")
            self.out += bytes([len(data)]) + data


def pack(state, meta):
    """The bytes of the file."""
    get = lambda name: array(state, name)
    words, positions = get("encoder.embeddings.word_embeddings.weight"), get("encoder.embeddings.position_embeddings.weight")
    n_hidden, n_ties, n_pair = words.shape[1], len(meta["ties"]), get("subject.weight").shape[0]
    n_query = get("key.weight").shape[0]
    n_layers = 1 + max(int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.layer."))
    n_inner = get("encoder.encoder.layer.0.intermediate.dense.weight").shape[0]
    n_heads = meta.get("heads") or n_hidden // (32 if n_hidden == 384 else 64)
    n_padded = -(-n_ties // BLOCK) * BLOCK
    if words.shape[0] != len(meta["vocab"]):
        raise SystemExit(f"{words.shape[0]} rows of word embeddings for {len(meta['vocab'])} wordpieces")
    if len(set(meta["vocab"])) != len(meta["vocab"]):
        raise SystemExit("a wordpiece stands twice in the vocabulary")
    positions = positions[:POSITIONS] + get("encoder.embeddings.token_type_embeddings.weight")[0]
    w = Writer()
    w.out += MAGIC + struct.pack("<14I", VERSION, n_hidden, n_heads, n_inner, n_layers, n_pair, n_query, meta.get("context", 0), n_ties, words.shape[0], len(positions),
                                 meta["cls"], meta["sep"], meta["unk"]) + struct.pack("<Q", 0)
    w.strings(meta["ties"])
    w.strings(meta["vocab"])
    q, scale = quantise(words)
    w.put((q.astype(np.int16) + 128).astype(np.uint8))
    w.floats(scale)
    w.floats(positions)
    norm = lambda name: (w.floats(get(name + ".weight")), w.floats(get(name + ".bias")))
    smooth = lambda rows, name: gain_for(rows, get(name + ".weight"), get(name + ".bias"))
    before = "encoder.embeddings.LayerNorm"
    norm(before)
    for i in range(n_layers):
        at = f"encoder.encoder.layer.{i}."
        parts = [at + "attention.self." + part for part in ("query", "key", "value")]
        rows = np.concatenate([get(part + ".weight") for part in parts])
        w.matrix(rows, np.concatenate([get(part + ".bias") for part in parts]), smooth(rows, before))
        w.matrix(get(at + "attention.output.dense.weight"), get(at + "attention.output.dense.bias"))
        norm(at + "attention.output.LayerNorm")
        rows = get(at + "intermediate.dense.weight")
        w.matrix(rows, get(at + "intermediate.dense.bias"), smooth(rows, at + "attention.output.LayerNorm"))
        w.matrix(get(at + "output.dense.weight"), get(at + "output.dense.bias"))
        before = at + "output.LayerNorm"
        norm(before)
    for names in (SIDES, WORDS):
        rows = np.concatenate([get(name + ".weight") for name in names])
        w.matrix(rows, np.concatenate([get(name + ".bias") for name in names]), smooth(rows, before))
    padded = lambda value: np.concatenate([value, np.zeros((n_padded - n_ties,) + value.shape[1:], dtype=np.float32)])
    w.floats(padded(get("ties.weight")).T)
    w.floats(padded(get("ties.bias")))
    w.out[SIZE_AT:SIZE_AT + 8] = struct.pack("<Q", len(w.out) + 32)
    return bytes(w.out) + hashlib.sha256(w.out).digest()


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    import torch
    state = torch.load(sys.argv[1], map_location="cpu", weights_only=True)
    with open(sys.argv[2], encoding="utf-8") as f:
        meta = json.load(f)
    data = pack(state, meta)
    with open(sys.argv[3], "wb") as f:
        f.write(data)
    print(f"{sys.argv[3]}: {len(data) / 1e6:.1f} MB, {len(meta['ties'])} ties, {len(meta['vocab'])} wordpieces")


if __name__ == "__main__":
    main()
