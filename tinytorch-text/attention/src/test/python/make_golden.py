#!/usr/bin/env python3
"""Writes the reference results of module 13, with PyTorch: golden.json.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py
"""
import json
import math
from pathlib import Path

import torch
from torch import nn

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "text" / "attention"
cases = []


def number(value):
    return int(value) if value == int(value) else float(f"{value:.9g}")


def values(tensor):
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape, steps=4):
    """Random numbers with few digits: the JSON stays small, and sums of products are exact."""
    return (torch.rand(*shape) * 4 - 2).mul(steps).round().div(steps)


def lower(queries, keys):
    return torch.ones(queries, keys).tril(keys - queries)


def weights(q, k, allowed):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if allowed is not None:
        scores = scores.masked_fill(allowed == 0, -math.inf)
    return scores.softmax(-1)


def attention(name, q_shape, k_shape, width, allowed=None, causal=False, factor=1):
    """Scaled dot-product attention, put together by hand: torch 1.13 has no function for it."""
    q, k = (rounded(*q_shape) * factor).requires_grad_(), (rounded(*k_shape) * factor).requires_grad_()
    v = rounded(*k_shape[:-1], width).requires_grad_()
    w = weights(q, k, allowed)
    y = w @ v
    g = rounded(*y.shape)
    y.backward(g)
    inputs = [q, k, v, g] + ([] if allowed is None else [allowed])
    case(name, "attention", {"causal": causal}, inputs, [w, y, q.grad, k.grad, v.grad])


class CausalSelfAttention(nn.Module):
    """The attention of GPT-2, without dropout, in the names of its parameters."""

    def __init__(self, width, heads, bias):
        super().__init__()
        self.c_attn, self.c_proj, self.heads = nn.Linear(width, 3 * width, bias), nn.Linear(width, width, bias), heads

    def forward(self, x, present=None):
        b, t, d = x.shape
        q, k, v = (part.view(b, t, self.heads, d // self.heads).transpose(1, 2) for part in self.c_attn(x).chunk(3, -1))
        allowed = lower(t, t) if present is None else lower(t, t) * present[:, None, None, :]
        return self.c_proj((weights(q, k, allowed) @ v).transpose(1, 2).reshape(b, t, d))


def fill(layer):
    with torch.no_grad():
        for p in layer.parameters():
            p.copy_(rounded(*p.shape))
    return layer


def causal(name, shape, heads, bias=True, present=None):
    layer = fill(CausalSelfAttention(shape[2], heads, bias))
    x = (rounded(*shape) / 2).requires_grad_()
    y = layer(x, present)
    g = rounded(*y.shape)
    y.backward(g)
    state = dict(layer.named_parameters())
    case(name, "self", {"heads": heads, "names": list(state), "present": present is not None},
         [x, g] + list(state.values()) + ([] if present is None else [present]), [y, x.grad] + [p.grad for p in state.values()])


def multi_head(name, batch, queries, keys, q_in, k_in, v_in, heads, allowed=None, present=None):
    """As torch.nn.MultiheadAttention, whose packed bias (and weights, where all lengths are equal) are cut into three. Its masks are True where nothing may be seen."""
    layer = fill(nn.MultiheadAttention(q_in, heads, kdim=k_in, vdim=v_in, batch_first=True))
    q, k, v = rounded(batch, queries, q_in).requires_grad_(), rounded(batch, keys, k_in).requires_grad_(), rounded(batch, keys, v_in).requires_grad_()
    y, _ = layer(q, k, v, attn_mask=None if allowed is None else allowed == 0, key_padding_mask=None if present is None else present == 0)
    g = rounded(*y.shape)
    y.backward(g)

    def named(get):
        packed = layer.in_proj_weight is not None
        matrices = get(layer.in_proj_weight).chunk(3) if packed else [get(layer.q_proj_weight), get(layer.k_proj_weight), get(layer.v_proj_weight)]
        pairs = zip(["q_proj", "k_proj", "v_proj"], matrices, get(layer.in_proj_bias).chunk(3))
        state = {f"{n}.{kind}": t for n, w, b in pairs for kind, t in (("weight", w), ("bias", b))}
        return {**state, "out_proj.weight": get(layer.out_proj.weight), "out_proj.bias": get(layer.out_proj.bias)}

    state = named(lambda p: p)
    masks = ([] if allowed is None else [allowed]) + ([] if present is None else [present])
    case(name, "multi_head", {"heads": heads, "names": list(state), "allowed": allowed is not None, "present": present is not None},
         [q, k, v, g] + list(state.values()) + masks, [y, q.grad, k.grad, v.grad] + list(named(lambda p: p.grad).values()))


torch.manual_seed(13)
attention("one sequence", (3, 4), (5, 4), 2)
attention("one token", (1, 3), (1, 3), 3)
attention("a batch", (2, 3, 4), (2, 5, 4), 3)
attention("heads", (2, 3, 4, 2), (2, 3, 4, 2), 2)
attention("causal", (2, 2, 5, 3), (2, 2, 5, 3), 3, lower(5, 5), True)
attention("causal, after three in the cache", (1, 2, 2, 3), (1, 2, 5, 3), 3, lower(2, 5), True)
attention("causal, one query", (2, 1, 1, 4), (2, 1, 6, 4), 4, lower(1, 6), True)
attention("causal, values of another length", (1, 2, 7, 2), (1, 2, 7, 2), 3, lower(7, 7), True)
attention("not causal, longer than a block", (1, 2, 5, 2), (1, 2, 9, 2), 2)
attention("large scores", (2, 2, 3, 4), (2, 2, 3, 4), 2, factor=16)
attention("padding", (2, 2, 3, 4), (2, 2, 4, 4), 4, torch.tensor([[1., 1, 1, 0], [1, 1, 0, 0]]).view(2, 1, 1, 4))
attention("a mask of its own for every sequence", (2, 2, 2, 4), (2, 2, 3, 4), 4,
          torch.tensor([[[[1., 0, 1], [0, 1, 0]]], [[[1, 1, 1], [0, 0, 1]]]]))

causal("one head", (1, 4, 3), 1)
causal("two heads", (2, 5, 4), 2)
causal("three heads, without bias", (2, 3, 6), 3, bias=False)
causal("as many heads as numbers", (1, 3, 4), 4)
causal("one token", (3, 1, 4), 2)
causal("padded at the end", (2, 4, 4), 2, present=torch.tensor([[1., 1, 1, 1], [1, 1, 0, 0]]))

multi_head("self-attention in size", 2, 4, 4, 4, 4, 4, 2)
multi_head("from other tokens", 2, 3, 5, 4, 3, 2, 2)
multi_head("with a mask", 1, 3, 4, 6, 6, 5, 3, allowed=torch.tensor([[1., 0, 1, 1], [0, 1, 0, 0], [1, 1, 1, 0]]))
multi_head("with padding", 2, 2, 3, 4, 4, 4, 1, present=torch.tensor([[1., 1, 0], [1, 1, 1]]))

OUT.mkdir(parents=True, exist_ok=True)
text = json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases}, separators=(",", ":"))
(OUT / "golden.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
