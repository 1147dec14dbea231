#!/usr/bin/env python3
"""Writes the reference results of module 12, with PyTorch: golden.json.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py
"""
import json
import math
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "text" / "embedding"
cases = []


def number(value):
    return int(value) if value == int(value) else float(f"{value:.9g}")


def values(tensor):
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape, steps=4):
    """Random numbers with few digits: the JSON stays small, and sums are exact."""
    return (torch.rand(*shape) * 4 - 2).mul(steps).round().div(steps)


def embedding(name, count, dim, ids, padding=None):
    """Output and gradient of the table, dense and (coalesced) sparse."""
    ids = torch.tensor(ids)
    weight = rounded(count, dim)
    layer = nn.Embedding.from_pretrained(weight.clone(), freeze=False, padding_idx=padding)
    y = layer(ids)
    g = rounded(*y.shape)
    y.backward(g)
    sparse = nn.Embedding.from_pretrained(weight.clone(), freeze=False, padding_idx=padding, sparse=True)
    sparse(ids).backward(g)
    rows = sparse.weight.grad.coalesce()
    case(name, "embedding", {"padding": -1 if padding is None else padding}, [ids, weight, g],
         [y, layer.weight.grad, rows.indices()[0], rows.values()])


def sinusoid(count, dim):
    """As in PyTorch's tutorial on language models, in double precision."""
    position = torch.arange(count, dtype=torch.float64).unsqueeze(1)
    turn = torch.exp(torch.arange(0, dim, 2, dtype=torch.float64) * (-math.log(10000.0) / dim))
    table = torch.zeros(count, dim, dtype=torch.float64)
    table[:, 0::2] = torch.sin(position * turn)
    table[:, 1::2] = torch.cos(position * turn[: dim // 2])
    case(f"{count} positions, dim {dim}", "sinusoid", {}, [], [table])


def learned(name, shape, count, start):
    weight = rounded(count, shape[-1]).requires_grad_()
    x = rounded(*shape).requires_grad_()
    y = x + F.embedding(torch.arange(start, start + shape[-2]), weight)
    g = rounded(*y.shape)
    y.backward(g)
    case(name, "learned", {"start": start}, [x, weight, g], [y, x.grad, weight.grad])


def tied(name, ids, targets, count, dim):
    """A table at both ends and a layer between them: the loss and the gradients."""
    ids, targets = torch.tensor(ids), torch.tensor(targets)
    weight = rounded(count, dim).requires_grad_()
    mix = rounded(dim, dim).requires_grad_()
    logits = F.linear(F.linear(F.embedding(ids, weight), mix), weight)
    loss = F.cross_entropy(logits, targets)
    loss.backward()
    case(name, "tied", {}, [ids, targets, weight, mix], [logits, loss, weight.grad, mix.grad])


def rotary(name, shape, start):
    """Pairs of numbers as complex numbers, times e^(i angle)."""
    dim, length = shape[-1], shape[-2]
    x = rounded(*shape).double().requires_grad_()
    turn = 1.0 / 10000.0 ** (torch.arange(0, dim, 2, dtype=torch.float64) / dim)
    angle = torch.outer(torch.arange(start, start + length, dtype=torch.float64), turn)
    y = torch.view_as_real(torch.view_as_complex(x.reshape(*shape[:-1], -1, 2)) * torch.polar(torch.ones_like(angle), angle)).flatten(-2)
    g = rounded(*shape).double()
    y.backward(g)
    case(name, "rotary", {"start": start, "count": start + length}, [x, g], [y, x.grad])


torch.manual_seed(12)
embedding("a vector of ids", 5, 3, [0, 4, 2])
embedding("repeated ids in a batch", 4, 3, [[1, 1, 3], [0, 1, 3]])
embedding("one id", 3, 4, [2])
embedding("dim 1", 6, 1, [[5, 0, 5, 5]])
embedding("padding, looked up", 5, 3, [[1, 2, 0, 0], [3, 0, 0, 0]], padding=0)
embedding("padding, not looked up", 4, 2, [[1, 2], [2, 1]], padding=3)
embedding("nothing but padding", 3, 2, [[1, 1]], padding=1)
embedding("three axes", 7, 5, [[[6, 1], [1, 0]], [[2, 6], [6, 3]]])

for size in [(1, 2), (5, 4), (3, 1), (4, 7), (200, 6), (3, 65)]:
    sinusoid(*size)

learned("a batch from the beginning", (2, 3, 4), 5, 0)
learned("one sequence, in the middle", (2, 3), 6, 3)
learned("one token at the end", (2, 1, 3), 4, 3)
learned("as long as the table", (3, 2, 2, 2), 2, 0)

tied("five tokens", [0, 1, 2, 2], [1, 2, 4, 3], 5, 3)
tied("an id that is its own target", [1, 1], [1, 0], 3, 2)

rotary("a sequence", (4, 6), 0)
rotary("heads of a batch, after a cache of 9", (2, 2, 3, 4), 9)
rotary("one token", (1, 1, 1, 2), 5)
rotary("far out", (2, 8), 3000)

(OUT / "golden.json").write_text(json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases}, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
