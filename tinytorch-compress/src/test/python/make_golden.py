#!/usr/bin/env python3
"""Writes the reference results of module 16's quantisation, with PyTorch and NumPy: golden.json.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py
"""
import json
from pathlib import Path

import numpy as np
import torch
from torch.ao.quantization.observer import MinMaxObserver
from torch.nn import functional as F

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "compress" / "quant"
cases = []


def values(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{v:.9g}") for v in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def per_tensor(name, x, scale, zero):
    q = torch.quantize_per_tensor(x, scale, zero, torch.qint8)
    case(name, "per_tensor", {"scale": scale, "zero": zero}, [x], [q.int_repr(), q.dequantize()])


def per_channel(name, x, scales, zeros, axis):
    q = torch.quantize_per_channel(x, torch.tensor(scales), torch.tensor(zeros), axis, torch.qint8)
    case(name, "per_channel", {"scales": scales, "zeros": zeros, "axis": axis}, [x], [q.int_repr(), q.dequantize()])


def affine(name, *numbers):
    x = torch.tensor(numbers)
    observer = MinMaxObserver(dtype=torch.qint8, qscheme=torch.per_tensor_affine, quant_min=-128, quant_max=127)
    observer(x)
    scale, zero = observer.calculate_qparams()
    case(name, "affine", {}, [x], [torch.stack([scale.double().flatten()[0], zero.double().flatten()[0]])])


def linear(name, rows, inputs, outputs):
    """What the layer computes: the product of what is left of input and weight."""
    x = torch.randn(rows, inputs)
    w = torch.randn(outputs, inputs) * torch.linspace(0.1, 3, outputs)[:, None]
    b = torch.randn(outputs)
    scales = (w.abs().amax(1).double() / 127).float().tolist()
    wq = torch.quantize_per_channel(w, torch.tensor(scales), torch.zeros(outputs, dtype=torch.long), 0, torch.qint8)
    scale, zero = 0.03125, -7
    xq = torch.quantize_per_tensor(x, scale, zero, torch.qint8)
    y = F.linear(xq.dequantize().double(), wq.dequantize().double(), b.double())
    case(name, "linear", {"scale": scale, "zero": zero}, [x, w, b], [y])


torch.manual_seed(16)
ties = torch.tensor([0.0, 0.25, 0.75, 1.25, 1.75, -0.25, -0.75, -1.25, 63.0, 64.0, 1000.0, -64.0, -65.0, -1000.0])
per_tensor("halves go to the even neighbour", ties, 0.5, 0)
per_tensor("even zero point", ties, 0.5, 10)
per_tensor("least zero point", torch.rand(4, 5) * 6, 0.0234375, -128)
per_tensor("random", torch.randn(5, 7) * 3, 0.0625, 11)
per_channel("rows", torch.randn(3, 5), [0.0625, 0.25, 0.015625], [0, 3, -20], 0)
per_channel("middle axis", torch.randn(2, 3, 4), [0.0625, 0.25, 0.015625], [0, 3, -20], 1)
per_channel("last axis", torch.randn(2, 2, 3), [0.125, 0.5, 0.03125], [-128, 127, 1], 2)
affine("both sides", -1.0, 0.5, 4.0)
affine("all positive", 2.0, 5.1)
affine("all negative", -3.0, -0.5)
affine("more below", -7.0, 0.3)
linear("linear", 3, 37, 5)

numbers = np.random.default_rng(16).normal(size=41).astype(np.float32)
case("percentiles", "percentile", {"percents": [0.5, 10, 50, 90, 99.5]}, [torch.from_numpy(numbers)],
     [torch.from_numpy(np.percentile(numbers.astype(np.float64), [0.5, 10, 50, 90, 99.5]))])

OUT.mkdir(parents=True, exist_ok=True)
with open(OUT / "golden.json", "w") as file:
    file.write(json.dumps({"made_by": f"PyTorch {torch.__version__}, NumPy {np.__version__}: src/test/python/make_golden.py",
                           "cases": cases}).replace('{"name"', '\n{"name"') + "\n")
