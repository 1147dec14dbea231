#!/usr/bin/env python3
"""Writes the reference results of module 14, with PyTorch: golden.json and nanogpt.safetensors.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py
"""
import json
import math
import struct
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "text" / "transformer"
cases = []


def number(value):
    return int(value) if value == int(value) else float(f"{value:.7g}")


def values(tensor):
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape, size=2.0, steps=4):
    """Random numbers with few digits: the JSON stays small."""
    return (torch.rand(*shape) * 2 * size - size).mul(steps).round().div(steps)


def gelu(x, approximate):
    """This version of PyTorch has both; the formula says which is meant."""
    if approximate == "tanh":
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))
    return F.gelu(x)


class Norm(nn.Module):
    def __init__(self, width, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width)) if bias else None

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-5)


class Attention(nn.Module):
    def __init__(self, width, heads, context, bias, mask):
        super().__init__()
        self.heads = heads
        self.c_attn = nn.Linear(width, 3 * width, bias=bias)
        self.c_proj = nn.Linear(width, width, bias=bias)
        self.mask = torch.tril(torch.ones(1, 1, context, context))
        if mask:   # older versions of nanoGPT save it under this name
            self.register_buffer("bias", self.mask)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = (z.view(b, t, self.heads, d // self.heads).transpose(1, 2) for z in self.c_attn(x).split(d, 2))
        scores = (q @ k.transpose(2, 3) / math.sqrt(d // self.heads)).masked_fill(self.mask[:, :, :t, :t] == 0, float("-inf"))
        return self.c_proj((scores.softmax(3) @ v).transpose(1, 2).reshape(b, t, d))


class FeedForward(nn.Module):
    def __init__(self, width, bias, approximate):
        super().__init__()
        self.approximate = approximate
        self.c_fc = nn.Linear(width, 4 * width, bias=bias)
        self.c_proj = nn.Linear(4 * width, width, bias=bias)

    def forward(self, x):
        return self.c_proj(gelu(self.c_fc(x), self.approximate))


class Block(nn.Module):
    def __init__(self, width, heads, context, bias, approximate, mask=False):
        super().__init__()
        self.ln_1, self.attn = Norm(width, bias), Attention(width, heads, context, bias, mask)
        self.ln_2, self.mlp = Norm(width, bias), FeedForward(width, bias, approximate)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class GPT(nn.Module):
    def __init__(self, vocabulary, context, layers, heads, width, bias, approximate, mask=False):
        super().__init__()
        self.transformer = nn.ModuleDict({
            "wte": nn.Embedding(vocabulary, width), "wpe": nn.Embedding(context, width),
            "h": nn.ModuleList(Block(width, heads, context, bias, approximate, mask) for _ in range(layers)), "ln_f": Norm(width, bias)})
        self.lm_head = nn.Linear(width, vocabulary, bias=False)
        self.lm_head.weight = self.transformer["wte"].weight

    def forward(self, ids):
        t = self.transformer
        x = t["wte"](ids) + t["wpe"](torch.arange(ids.shape[1]))
        for block in t["h"]:
            x = block(x)
        return self.lm_head(t["ln_f"](x))


def fill(layer):
    """Weights with few digits, larger than those a GPT starts with, so that every part matters."""
    with torch.no_grad():
        for name, p in layer.named_parameters():
            norm = name.split(".")[-2].startswith("ln_") if "." in name else False
            p.copy_(rounded(*p.shape, size=0.5, steps=16) + (1 if norm and name.endswith("weight") else 0))
    return layer


def norm(name, shape, eps=1e-5, offset=0.0, scale=1.0, tolerance=2e-5):
    """Where eps decides a rounding of the input is multiplied by 1 / sqrt(eps) = 316: such cases have a larger tolerance."""
    x = (rounded(*shape) * scale + offset).requires_grad_()
    w, b = rounded(shape[-1]).requires_grad_(), rounded(shape[-1]).requires_grad_()
    y = F.layer_norm(x, shape[-1:], w, b, eps)
    g = rounded(*shape)
    y.backward(g)
    case(name, "norm", {"eps": eps, "tolerance": tolerance}, [x, w, b, g], [y, x.grad, w.grad, b.grad])


def layer(name, op, args, made, shape):
    fill(made)
    names = [n for n, _ in made.named_parameters()]
    weights = [p.detach().clone() for p in made.parameters()]
    x = rounded(*shape).requires_grad_()
    y = made(x)
    g = rounded(*y.shape)
    y.backward(g)
    case(name, op, {**args, "names": names}, [x, g] + weights, [y, x.grad] + [p.grad for p in made.parameters()])


def gpt(name, sizes, batch, tokens):
    model = fill(GPT(**sizes))
    ids = torch.randint(sizes["vocabulary"], (batch, tokens))
    ids[0, -1] = ids[0, 0]   # a token twice: its gradient is a sum
    targets = torch.randint(sizes["vocabulary"], (batch, tokens))
    logits = model(ids)
    loss = F.cross_entropy(logits.view(-1, sizes["vocabulary"]), targets.view(-1))
    loss.backward()
    named = dict(model.named_parameters())   # a shared tensor once, by its first name
    case(name, "gpt", {**sizes, "names": list(named)}, [ids, targets] + [p.detach() for p in named.values()],
         [logits, loss] + [p.grad for p in named.values()])
    return model


def save(path, tensors):
    """The format of safetensors, which Debian has no package for: length, JSON, numbers."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in sorted(tensors.items()):
        content = tensor.detach().contiguous().numpy().astype(numpy.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


torch.manual_seed(14)
norm("rows", (2, 3, 5))
norm("one row", (7,))
norm("one number a row: only the shift is left", (3, 1), tolerance=1e-3)
norm("large eps", (3, 4), eps=0.5)
norm("far from 0", (4, 6), offset=100.0, tolerance=1e-4)
norm("tiny numbers, where eps decides", (2, 4), scale=2.0 ** -10)
norm("equal numbers", (2, 4), scale=0.0, offset=3.0, tolerance=1e-3)

for approximate in ["none", "tanh"]:
    layer(f"feed-forward, {approximate}", "feed-forward", {"gelu": approximate}, FeedForward(3, True, approximate), (2, 2, 3))
layer("block", "block", {"heads": 2, "bias": True}, Block(4, 2, 5, True, "none"), (2, 5, 4))
layer("block without bias", "block", {"heads": 1, "bias": False}, Block(2, 1, 3, False, "none"), (1, 3, 2))

gpt("two layers", dict(vocabulary=7, context=5, layers=2, heads=2, width=4, bias=True, approximate="none"), 2, 5)
gpt("without bias, by tanh, shorter than the context", dict(vocabulary=5, context=6, layers=1, heads=1, width=4, bias=False, approximate="tanh"), 2, 3)

OUT.mkdir(parents=True, exist_ok=True)
# A state dict as torch.compile and an older nanoGPT leave it: with a prefix, masks among the buffers, and the shared table under both names.
model = fill(GPT(vocabulary=6, context=4, layers=2, heads=2, width=4, bias=True, approximate="none", mask=True))
save(OUT / "nanogpt.safetensors", {"_orig_mod." + name: tensor for name, tensor in model.state_dict().items()})
ids = torch.tensor([[5, 0, 3, 3], [1, 2, 4, 0]])
case("nanogpt.safetensors", "saved", {}, [ids], [model(ids)])

(OUT / "golden.json").write_text(json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases},
                                            separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
