#!/usr/bin/env python3
"""Writes activations.json: outputs and gradients of PyTorch's activations. Run with a Python that has torch (made with 1.13):

    python3 tinytorch-nn/activations/src/test/python/make_golden.py

Every case has the inputs x and dL/dy (random, so that no error of a gradient cancels) and the outputs y and dL/dx.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

RESOURCE = pathlib.Path(__file__).parents[1] / "resources/tinytorch/nn/activation/activations.json"
EXTREMES = [-math.inf, -1e4, -100.0, -20.0, -1.5, 0.0, 1.5, 20.0, 100.0, 1e4, math.inf, math.nan]


def numbers(tensor):
    def number(v):
        return "nan" if math.isnan(v) else ("inf" if v > 0 else "-inf") if math.isinf(v) else float(str(v))
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().flatten().numpy()]}


def case(name, op, f, x, **args):
    x = x.clone().requires_grad_(True)
    grad_output = (torch.randn(x.shape) * 100).round() / 100
    y = f(x)
    grad_input, = torch.autograd.grad(y, x, grad_output)
    return {"name": name, "op": op, "args": args, "inputs": [numbers(x), numbers(grad_output)],
            "outputs": [numbers(y), numbers(grad_input)]}


def main():
    torch.manual_seed(20260101)
    ordinary = (torch.randn(2, 3, 4) * 200).round() / 100
    extreme = torch.tensor(EXTREMES)
    rows = torch.tensor([[1e4, -1e4, 0.0, 9999.0], [-1e4, -1e4, -1e4, -1e4], [0.0, -math.inf, 1.0, 2.0],
                         [math.inf, 1.0, 2.0, 3.0], [math.nan, 1.0, 2.0, 3.0], [-math.inf] * 4])
    each = [("relu", F.relu, {}), ("sigmoid", torch.sigmoid, {}), ("tanh", torch.tanh, {}),
            ("gelu", F.gelu, {"approximate": "none"}),
            ("gelu", lambda x: F.gelu(x, approximate="tanh"), {"approximate": "tanh"})]
    for slope in (0.01, 0.25, -0.5, 2.0):
        each.append(("leaky_relu", lambda x, s=slope: F.leaky_relu(x, s), {"slope": slope}))
    cases = []
    for op, f, args in each:
        for kind, x in (("ordinary", ordinary), ("extreme", extreme)):
            cases.append(case(" ".join([op, kind] + [str(v) for v in args.values()]), op, f, x, **args))
    for op, f in (("softmax", F.softmax), ("log_softmax", F.log_softmax)):
        for axis in (0, 1, 2, -2):
            cases.append(case(f"{op} axis {axis}", op, lambda x: f(x, axis), ordinary, axis=axis))
        cases.append(case(f"{op} extreme rows", op, lambda x: f(x, 1), rows, axis=1))
    lines = ",\n".join("    " + json.dumps(c, separators=(",", ":"), allow_nan=False) for c in cases)
    RESOURCE.write_text('{"made_by": "make_golden.py, torch %s", "cases": [\n%s\n]}\n' % (torch.__version__.split("+")[0], lines))


main()
