#!/usr/bin/env python3
"""The encoder against the same model in onnxruntime, one thread each, in one run.

    peer_encoder.py STATE.pt MODEL_DIR build/release/bench/bench_encoder data/encoder.bin [SECONDS]

STATE.pt: what tools/train/encoder.py wrote; MODEL_DIR: the folder it started from. Sentences of 30 wordpieces, as bench_encoder reads them;
onnxruntime runs the body alone (ours too), in 32 bits and with weights and activations in 8 bits, one sentence a run and sixteen. Prints
sentences a second, and our fastest kernels over its fastest. Needs torch, transformers, onnx, onnxscript, onnxruntime.
"""
import json, os, subprocess, sys, tempfile, time
os.environ["HF_HUB_OFFLINE"] = "1"
import numpy as np, onnxruntime, torch
from onnxruntime.quantization import quantize_dynamic
from transformers import BertModel

TOKENS = 30


def speed(path, batch, limit):
    o = onnxruntime.SessionOptions(); o.intra_op_num_threads = o.inter_op_num_threads = 1
    s = onnxruntime.InferenceSession(path, o, providers=["CPUExecutionProvider"])
    row = np.array([[(i * 7919 + 2000) % 30522 for i in range(TOKENS)]] * batch, dtype=np.int64)
    x = {"ids": row, "mask": np.ones_like(row)}
    for _ in range(3): s.run(None, x)
    n, start = 0, time.process_time()
    while time.process_time() - start < limit: s.run(None, x); n += batch
    return n / (time.process_time() - start)


class Body(torch.nn.Module):
    def __init__(self, model): super().__init__(); self.model = model
    def forward(self, ids, mask): return self.model(input_ids=ids, attention_mask=mask).last_hidden_state


def main():
    state, start, bench, weights = sys.argv[1:5]
    limit = float(sys.argv[5]) if len(sys.argv) > 5 else 2.0
    body = {k[len("encoder."):]: v for k, v in torch.load(state).items() if k.startswith("encoder.")}
    model = BertModel.from_pretrained(start, add_pooling_layer=False, attn_implementation="eager").eval()
    model.encoder.layer = model.encoder.layer[:1 + max(int(k.split(".")[2]) for k in body if k.startswith("encoder.layer."))]
    model.load_state_dict(body)
    ours = [json.loads(l) for l in subprocess.run([bench, weights, str(limit)], capture_output=True, text=True, check=True).stdout.splitlines()]
    with tempfile.TemporaryDirectory() as t:
        ids, peers = torch.ones(1, TOKENS, dtype=torch.long), {}
        for batch in (1, 16):
            b = ids.repeat(batch, 1)
            torch.onnx.export(Body(model), (b, torch.ones_like(b)), "%s/%d.onnx" % (t, batch), input_names=["ids", "mask"], dynamo=False)
            quantize_dynamic("%s/%d.onnx" % (t, batch), "%s/%d.int8.onnx" % (t, batch))
            peers["32 bits, %d a run" % batch] = speed("%s/%d.onnx" % (t, batch), batch, limit)
            peers["8 bits, %d a run" % batch] = speed("%s/%d.int8.onnx" % (t, batch), batch, limit)
    for o in ours: print(json.dumps({"umbel": o["kernels"], "sentences_per_second": o["sentences_per_second"]}))
    for name, n in peers.items(): print(json.dumps({"onnxruntime " + onnxruntime.__version__: name, "sentences_per_second": round(n)}))
    print(json.dumps({"ratio": round(max(o["sentences_per_second"] for o in ours) / max(peers.values()), 2)}))

if __name__ == "__main__":
    main()
