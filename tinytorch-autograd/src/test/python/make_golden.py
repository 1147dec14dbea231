#!/usr/bin/env python3
"""Writes the reference results of module 07, with PyTorch: functions put together from many operations, and their gradients.

Run with Debian's python3 (package python3-torch):

    /usr/bin/python3 src/test/python/make_golden.py

The functions are those of PyTorchTest.java, under the same names. Inputs of a case: those of the function, then the gradient
of its output. Outputs: its output, then the gradient of each input. Everything is computed in double precision.
"""
import json
from pathlib import Path

import torch

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "autograd"
cases = []


def values(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().double().flatten().tolist()}


def rounded(*shape):
    """Random numbers with few digits, which a float holds exactly: the JSON stays small."""
    return (torch.rand(shape, dtype=torch.float64) * 4 - 2).mul(64).round().div(64)


def case(op, function, *inputs):
    inputs = [x.clone().requires_grad_() for x in inputs]
    y = function(*inputs)
    g = rounded(*y.shape)
    y.backward(g)
    cases.append({"name": f"{op} of {', '.join(str(tuple(x.shape)) for x in inputs)}", "op": op, "args": {},
                  "inputs": [values(t) for t in inputs + [g]], "outputs": [values(y)] + [values(x.grad) for x in inputs]})


def attention(q, k, v):
    scores = q.matmul(k.transpose(-2, -1)) / 2
    e = (scores - scores.amax(-1, keepdim=True)).exp()
    return (e / e.sum(-1, keepdim=True)).matmul(v)


def layer_norm(x, gain, bias):
    centred = x - x.mean(-1, keepdim=True)
    variance = (centred * centred).mean(-1, keepdim=True)
    return centred / (variance + 1e-5).sqrt() * gain + bias


def perceptron(x, w1, b1, w2, b2):
    h = torch.clamp(x.matmul(w1.t()) + b1, min=0, max=6)
    z = h.matmul(w2.t()) + b2
    shifted = z - z.amax(1, keepdim=True)
    return shifted - shifted.exp().sum(1, keepdim=True).log()


def gates(x, y):
    return torch.tanh(x) * (torch.erf(y) + 1) / 2 + (x * x + 0.5).log() * (-y.abs()).exp() - (y * y * y - x ** 2)


def extremes(x, y):
    return torch.where(x > y, torch.maximum(x, y * 2), torch.minimum(x * x, y)) - x.amax(0) * y.amin((0, 1), keepdim=True)


def ties(x, y):
    return torch.maximum(x, y) * 3 + torch.minimum(x, y) + x.amax(1, keepdim=True) * y.amin(0, keepdim=True)


def moves(x, y):
    left = x[1:, ::2].transpose(0, 1).reshape(-1)
    right = y.flip(0).index_select(0, torch.tensor([2, 0, 2])).unsqueeze(1).expand(3, 2)
    joined = torch.cat([left, right.reshape(-1)], 0)
    return torch.stack([joined, joined * joined], 1).permute(1, 0)


def variance(x):
    return (x - x.mean(0)) ** 2 / x.var(1, unbiased=True, keepdim=True)


torch.manual_seed(7)
case("attention", attention, rounded(2, 3, 4), rounded(2, 5, 4), rounded(2, 5, 3))
case("attention", attention, rounded(1, 2), rounded(1, 2), rounded(1, 1))
case("layer_norm", layer_norm, rounded(2, 3, 5), rounded(5), rounded(5))
case("perceptron", perceptron, rounded(6, 4), rounded(5, 4), rounded(5), rounded(3, 5), rounded(3))
case("gates", gates, rounded(3, 1, 4), rounded(2, 1))
case("gates", gates, rounded(), rounded(2, 2))
case("extremes", extremes, rounded(4, 3), rounded(4, 3))
case("ties", ties, torch.tensor([[1., 2., 2.], [0., 2., -1.]], dtype=torch.float64), torch.tensor([[1., 0., 2.], [0., 0., 2.]], dtype=torch.float64))
case("moves", moves, rounded(3, 5), rounded(3))
case("variance", variance, rounded(4, 3))
OUT.mkdir(parents=True, exist_ok=True)
(OUT / "golden.json").write_text(json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases}).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
