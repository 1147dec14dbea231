#!/usr/bin/env python3
"""Writes the reference results of module 16's pruning, sparse products, factorisation and distillation, with PyTorch: golden.json of each package.

Run with Debian's python3 (package python3-torch):

    /usr/bin/python3 src/test/python/make_smaller_golden.py
"""
import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import prune

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "compress"
cases = {}


def values(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{v:.9g}") for v in tensor.detach().double().flatten().tolist()]}


def case(package, name, op, args, inputs, outputs):
    cases.setdefault(package, []).append({"name": name, "op": op, "args": args,
                                          "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def two_layers():
    first, second = nn.Linear(7, 5), nn.Linear(5, 3)
    with torch.no_grad():
        second.weight.mul_(3)
    return first, second


def layer_wise(name, amount):
    layers = two_layers()
    before = [layer.weight.clone() for layer in layers]
    for layer in layers:
        prune.l1_unstructured(layer, "weight", amount=amount)
    case("prune", name, "layer_wise", {"sparsity": amount}, before, [layer.weight_mask for layer in layers])


def over_all(name, amount):
    layers = two_layers()
    before = [layer.weight.clone() for layer in layers]
    prune.global_unstructured([(layer, "weight") for layer in layers], pruning_method=prune.L1Unstructured, amount=amount)
    case("prune", name, "global", {"sparsity": amount}, before, [layer.weight_mask for layer in layers])


def sparse(name, rows, inner, columns, keep):
    a = torch.randn(rows, inner) * (torch.rand(rows, inner) < keep)
    b = torch.randn(inner, columns)
    csr = a.to_sparse_csr()
    case("sparse", name, "csr", {}, [a, b], [csr.crow_indices(), csr.col_indices(), csr.values(), a.double() @ b.double()])


def svd(name, a):
    u, s, vt = torch.linalg.svd(a.double(), full_matrices=False)
    rank = max(1, len(s) // 2)
    case("lowrank", name, "svd", {"rank": rank}, [a], [s, (u[:, :rank] * s[:rank]) @ vt[:rank]])


def distillation(name, n, classes, temperature, alpha, size):
    student = (torch.randn(n, classes, dtype=torch.double) * size).requires_grad_()
    teacher = torch.randn(n, classes, dtype=torch.double) * size
    truth = torch.randint(classes, (n,))
    soft = F.kl_div(F.log_softmax(student / temperature, 1), F.softmax(teacher / temperature, 1), reduction="batchmean")
    loss = alpha * temperature ** 2 * soft + (1 - alpha) * F.cross_entropy(student, truth)
    loss.backward()
    targets = torch.cat([truth[:, None].double(), teacher], 1)
    case("distill", name, "distillation", {"temperature": temperature, "alpha": alpha}, [student, targets], [loss, student.grad])


torch.manual_seed(16)
layer_wise("half", 0.5)
layer_wise("most", 0.9)
over_all("half of all", 0.5)
over_all("most of all", 0.85)
sparse("tenth", 6, 11, 5, 0.1)
sparse("half", 5, 9, 17, 0.5)
sparse("row", 3, 8, 1, 0.4)
svd("tall", torch.randn(9, 4))
svd("wide", torch.randn(4, 7))
svd("square", torch.randn(6, 6))
svd("steep", torch.randn(8, 5) @ torch.diag(torch.tensor([100.0, 10, 1, 0.1, 0.01])) @ torch.randn(5, 5))
distillation("usual", 5, 10, 4.0, 0.9, 3)
distillation("soft alone", 3, 4, 2.0, 1.0, 1)
distillation("hard alone", 3, 4, 2.0, 0.0, 1)
distillation("no temperature", 4, 3, 1.0, 0.5, 1)
distillation("large logits", 2, 3, 8.0, 0.7, 200)

for package, found in cases.items():
    folder = RESOURCES / package
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "golden.json", "w") as file:
        file.write(json.dumps({"made_by": f"PyTorch {torch.__version__}: src/test/python/make_smaller_golden.py",
                               "cases": found}).replace('{"name"', '\n{"name"') + "\n")
