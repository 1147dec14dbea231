#!/usr/bin/env python3
"""Writes layers.json: names, state and flattened shapes as PyTorch has them. Run with a Python that has torch (made with 1.13):

    python3 tinytorch-nn/layers/src/test/python/make_golden.py

The case 'tree' is the network that TreeOfLayers builds in the tests, with a weight shared by two layers.
"""
import json
import pathlib

import torch
from torch import nn

RESOURCE = pathlib.Path(__file__).parents[1] / "resources/tinytorch/nn/layers.json"


class Unit(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n, n))
        self.register_buffer("mean", torch.zeros(n))
        self.bias = nn.Parameter(torch.zeros(n))


class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.query = Unit(n)
        self.gain = nn.Parameter(torch.ones(1))
        self.output = Unit(n)


class Tree(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.first = Unit(n)
        self.blocks = nn.ModuleList([Block(n), Block(n)])
        self.scale = nn.Parameter(torch.ones(n))
        self.register_buffer("steps", torch.zeros(1))
        self.last = Unit(n)
        self.last.weight = self.first.weight


def tensor(t):
    return {"shape": list(t.shape), "data": [float(str(v)) for v in t.flatten().numpy()]}


def main():
    tree = Tree(2)
    cases = [{"name": "tree", "op": "names", "inputs": [], "outputs": [], "args": {
        "parameters": [name for name, _ in tree.named_parameters()],
        "state": list(tree.state_dict()),
        "count": sum(p.numel() for p in tree.parameters())}}]
    for shape, start, end in [((2, 3, 4), 1, -1), ((2, 3, 4), 0, 1), ((2, 3, 4), 0, -1), ((2, 3, 4), 1, 1), ((2, 1, 2, 2), -3, -2), ((5,), 0, 0),
                              ((0, 3, 4), 1, 2), ((2, 0, 4), 1, 2)]:
        n = torch.Size(shape).numel()
        x = torch.arange(n, dtype=torch.float32).reshape(shape)
        cases.append({"name": f"flatten {shape} from {start} to {end}", "op": "flatten", "args": {"start": start, "end": end},
                      "inputs": [tensor(x)], "outputs": [tensor(nn.Flatten(start, end)(x))]})
    lines = ",\n".join("    " + json.dumps(c, separators=(",", ":"), allow_nan=False) for c in cases)
    RESOURCE.write_text('{"made_by": "make_golden.py, torch %s", "cases": [\n%s\n]}\n' % (torch.__version__.split("+")[0], lines))


main()
