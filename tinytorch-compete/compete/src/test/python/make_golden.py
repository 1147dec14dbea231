#!/usr/bin/env python3
"""Writes the reference results of module 17, golden.json, with PyTorch: rounding to two bytes, mixed products, averages of weights, recomputed statistics.

Run with Debian's python3 (package python3-torch):

    /usr/bin/python3 src/test/python/make_golden.py

GradScaler is not among them: PyTorch has no kernels of it for the CPU. Its sequences are worked by hand in the tests, after the documented rule.
"""
import json
import struct
from pathlib import Path

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, update_bn

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "compete"
cases = []


def number(x):
    if x != x:
        return "nan"
    if x in (float("inf"), float("-inf")):
        return "inf" if x > 0 else "-inf"
    return x


def values(tensor):
    return {"shape": list(tensor.shape), "data": [number(x) for x in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args, "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape):
    """Random numbers with few digits, which a float holds exactly: the JSON stays small."""
    return (torch.rand(*shape) * 4 - 2).mul(64).round().div(64)


def floats(*bits):
    return [struct.unpack("f", struct.pack("I", b))[0] for b in bits]


def rounding():
    special = floats(0, 1, 0x3F808000, 0x3F818000, 0x3F808001, 0x3F807FFF, 0x7F7F7FFF, 0x7F7F8000, 0x7F7FFFFF, 0x00008000, 0x00018000, 0x7F800000, 0x7FC00000)
    halves = [1 + 2.0 ** -11, 1 + 3 * 2.0 ** -11, 2049.0, 2051.0, 65504.0, 65519.0, 65519.996, 65520.0, 1e6, 2.0 ** -14, 2.0 ** -24, 2.0 ** -25, 3 * 2.0 ** -25, 1.5 * 2.0 ** -25,
              2.0 ** -14 - 2.0 ** -25, 2.0 ** -14 - 2.0 ** -26, 1e-4, 3e-5]
    x = torch.tensor(special + halves + (torch.randn(40) * torch.logspace(-9, 6, 40)).tolist())
    x = torch.cat([x, -x])
    case("special and random numbers", "bfloat16", {}, [x], [x.to(torch.bfloat16)])
    case("special and random numbers", "float16", {}, [x], [x.to(torch.float16)])


def averages():
    """A model that is moved by hand, averaged by PyTorch's own class."""
    states = rounded(5, 6)
    model = nn.Linear(6, 1, bias=False)
    for name, decay, function in (("mean", 0, None), ("exponential", 0.75, lambda a, p, n: 0.75 * a + 0.25 * p)):
        averaged = AveragedModel(model, avg_fn=function)
        path = []
        for state in states:
            model.weight.data.copy_(state.reshape(1, 6))
            averaged.update_parameters(model)
            path.append(averaged.module.weight.detach().clone().flatten())
        case(name, "average", {"decay": decay}, [states], [torch.stack(path)])


def statistics():
    network = nn.Sequential(nn.Conv2d(1, 2, 3, padding=1, bias=False), nn.BatchNorm2d(2), nn.ReLU(), nn.Conv2d(2, 3, 3, padding=1, bias=False), nn.BatchNorm2d(3))
    for parameter in network.parameters():
        parameter.data.copy_(rounded(*parameter.shape))
    batches = rounded(3, 4, 1, 3, 3)
    state = [p.clone() for p in network.parameters()]
    update_bn([b for b in batches], network)
    case("two norms, three batches", "statistics", {}, [batches] + state, [network[1].running_mean, network[1].running_var, network[4].running_mean, network[4].running_var])


def mixed():
    """Products of bfloat16 numbers: inputs, weights and the result are rounded; so are the gradients."""
    x, w, b, g = rounded(5, 7) * 1.01, rounded(3, 7) * 1.03, rounded(3) * 1.07, rounded(5, 3) * 1.09
    for t in (x, w, b):
        t.requires_grad_()
    r = lambda t: t.to(torch.bfloat16).float()
    y = r(r(x) @ r(w).t() + r(b))
    y.backward(g)
    case("a linear layer", "mixed", {}, [x, w, b, g], [y, x.grad, w.grad, b.grad])


if __name__ == "__main__":
    torch.manual_seed(17)
    rounding()
    averages()
    statistics()
    mixed()
    OUT.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"made_by": f"make_golden.py, PyTorch {torch.__version__}", "cases": cases})
    (OUT / "golden.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")
    print(len(cases), "cases")
