#!/usr/bin/env python3
"""10,000 strings and what the reference WordPiece tokenizer makes of them, for tests/unit/extract/test_wordpieces.c.

    wordpieces.py MODEL_DIR >tests/oracle/wordpieces.txt

One string a line: its UTF-8 in hexadecimal, a tab, the ids. Words of the vocabulary cut, joined and marked; letters of every script,
marks, symbols, controls, separators: those that Unicode 3.2 classed as today, and emoji; on others versions differ. MODEL_DIR: the folder
of the starting model (tools/train/README.md). Needs transformers; the seed is fixed.
"""
import random, sys, unicodedata
from transformers import BertTokenizerFast

RANGES = [(0x21, 0x7e), (0xa0, 0x24f), (0x250, 0x36f), (0x370, 0x3ff), (0x400, 0x52f), (0x530, 0x5ff), (0x600, 0x6ff), (0x700, 0x8ff), (0x900, 0xdff), (0xe00, 0x109f), (0x10a0, 0x11ff), (0x1200, 0x13ff),
          (0x1400, 0x1bff), (0x1e00, 0x1fff), (0x2000, 0x2bff), (0x2c00, 0x2fff), (0x3000, 0x4dbf), (0x4e00, 0x9fff), (0xa000, 0xd7ff), (0xe000, 0xfaff), (0xfb00, 0xffff), (0x10000, 0x1ffff), (0x20000, 0x2fa1f), (0x0, 0x1f)]


def is_old(c): return "Cn" != unicodedata.ucd_3_2_0.category(c) == unicodedata.category(c) or 0x1f300 <= ord(c) < 0x1f650


def strings(rng, vocab):
    words = [w for w in vocab if w.isascii() and not w.startswith(("[", "##"))]
    letter = lambda: chr(rng.randint(*rng.choice(RANGES)))
    while True:
        kind = rng.randrange(5)
        if kind == 0: s = "".join(rng.choice(words) for _ in range(rng.randint(1, 3)))
        elif kind == 1: s = rng.choice(words).title() + rng.choice("-'.,_/&" "\u2019\u2013\u00a0\u200d\u0301\u0327\u00ad") + rng.choice(words).upper()
        elif kind == 2:
            low, high = rng.choice(RANGES); s = "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 8)))
        elif kind == 3: s = "".join(letter() for _ in range(rng.randint(1, 6)))
        else:
            w = list(rng.choice(words))
            for _ in range(rng.randint(1, 2)): w.insert(rng.randint(0, len(w)), letter())
            s = "".join(w)
        if all(is_old(c) and not 0xd800 <= ord(c) < 0xe000 for c in s): yield unicodedata.normalize(rng.choice(("NFC", "NFD")), s) if rng.random() < 0.3 else s


def main():
    tok, rng = BertTokenizerFast.from_pretrained(sys.argv[1]), random.Random(1)
    source, seen = strings(rng, sorted(tok.get_vocab())), set()
    while len(seen) < 10000:
        s = next(source)
        if s in seen or "[" in s: continue
        seen.add(s)
        print("%s\t%s" % (s.encode().hex(), " ".join(map(str, tok.encode(s, add_special_tokens=False)))))

if __name__ == "__main__":
    main()
