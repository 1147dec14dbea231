#!/usr/bin/env python3
"""Writes the reference results of module 09 with PyTorch: golden.json.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py
"""
import json
from pathlib import Path

import torch
from torch import nn

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "train"
cases = []


def number(value):
    if value != value:
        return "nan"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    return value


def values(tensor):
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape):
    """Random numbers with few digits, which a float holds exactly: the JSON stays small."""
    return (torch.rand(*shape) * 8 - 4).mul(64).round().div(64)


def cross_entropy(name, logits, classes, smoothing, ignored=-100):
    logits = logits.clone().requires_grad_()
    loss = nn.CrossEntropyLoss(label_smoothing=smoothing, ignore_index=ignored)(logits, torch.tensor(classes))
    loss.backward()
    case(f"{name}, smoothing {smoothing}, ignore_index {ignored}", "cross_entropy", {"smoothing": smoothing, "ignored": ignored},
         [logits, torch.tensor(classes)], [loss, logits.grad])


def bce(name, logits, targets, weight):
    logits = logits.clone().requires_grad_()
    loss = nn.BCEWithLogitsLoss(pos_weight=torch.tensor(weight))(logits, targets)
    loss.backward()
    case(f"{name}, pos_weight {weight}", "bce", {"weight": weight}, [logits, targets], [loss, logits.grad])


def accuracy(name, scores, classes, k):
    """Of distinct scores: torch.topk promises nothing about equal ones."""
    top = scores.topk(k, dim=1).indices
    right = (top == torch.tensor(classes).unsqueeze(1)).any(dim=1).double().mean()
    case(f"{name}, k {k}", "accuracy", {"k": k}, [scores, torch.tensor(classes)], [right])


torch.manual_seed(9)
for smoothing in [0.0, 0.1, 0.5, 1.0]:
    cross_entropy("five examples of four classes", rounded(5, 4), [0, 3, 1, 1, 2], smoothing)
    cross_entropy("two of six ignored", rounded(6, 3), [0, -100, 1, -100, 2, 2], smoothing)
    cross_entropy("class 0 is padding", rounded(4, 3), [0, 1, 2, 0], smoothing, ignored=0)
    cross_entropy("one example", rounded(1, 3), [2], smoothing)
    cross_entropy("one class", rounded(2, 1), [0, 0], smoothing)
    cross_entropy("all ignored", rounded(2, 3), [-100, -100], smoothing)
    cross_entropy("large logits", torch.tensor([[1e4, -1e4, 0.0], [88.0, 89.0, 90.0], [-1e4, -1e4, -1e4]]), [0, 0, 2], smoothing)
cross_entropy("a masked class", torch.tensor([[1.0, float("-inf"), 2.0], [0.5, float("-inf"), -1.0]]), [0, 2], 0.0)
for weight in [1.0, 3.0, 0.25]:
    bce("a matrix", rounded(3, 2), torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), weight)
    bce("probabilities as targets", rounded(4), torch.tensor([0.25, 0.5, 0.75, 0.125]), weight)
    bce("large logits", torch.tensor([200.0, -200.0, 200.0, -200.0]), torch.tensor([1.0, 0.0, 0.0, 1.0]), weight)
    bce("one number", rounded(1, 1), torch.ones(1, 1), weight)
scores = torch.randperm(7 * 5).reshape(7, 5) / 8.0
for k in [1, 2, 4, 5]:
    accuracy("seven examples of five classes", scores, [0, 4, 2, 3, 1, 1, 0], k)
OUT.mkdir(parents=True, exist_ok=True)
(OUT / "golden.json").write_text(json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases}, indent=None).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
