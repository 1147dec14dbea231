#!/usr/bin/env python3
"""Writes the reference results of module 08, golden.json, with PyTorch.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py

A trajectory is the parameter after each of ten steps with given gradients.
"""
import json
from pathlib import Path

import torch
from torch.optim import SGD, Adam, AdamW, lr_scheduler

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "optim"
STEPS = 10
cases = []


def values(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().double().flatten().tolist()}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape):
    """Random numbers with few digits, which a float holds exactly: the JSON stays small."""
    return (torch.rand(*shape) * 4 - 2).mul(64).round().div(64)


def start(shape):
    """A parameter, and gradients for ten steps: of very different sizes from number to number, some of them 0."""
    p = rounded(*shape)
    gradients = rounded(STEPS, *shape) * torch.logspace(-3, 1, p.numel(), base=2).reshape(shape)
    gradients[3] = 0
    return p, gradients


def run(kind, name, shape, **settings):
    p, gradients = start(shape)
    first = p.clone()
    p.requires_grad_()
    optimizer = {"sgd": SGD, "adam": Adam, "adamw": AdamW}[kind]([p], **settings)
    path = []
    for g in gradients:
        p.grad = g.clone()
        optimizer.step()
        path.append(p.detach().clone())
    args = dict(settings)
    if "betas" in args:
        args["beta1"], args["beta2"] = args.pop("betas")
    case(name, kind, args, [first, gradients], [torch.stack(path)])


def groups():
    """Two groups with settings of their own; the learning rate of the second is changed before every step."""
    (a, ga), (b, gb) = start((2, 3)), start((3,))
    firsts = [a.clone(), b.clone()]
    a.requires_grad_()
    b.requires_grad_()
    optimizer = SGD([{"params": [a], "lr": 0.1, "weight_decay": 0.01}, {"params": [b], "lr": 0.02}], lr=1, momentum=0.9)
    paths = [[], []]
    for i in range(STEPS):
        optimizer.param_groups[1]["lr"] = 0.02 / (i + 1)
        a.grad, b.grad = ga[i].clone(), gb[i].clone()
        optimizer.step()
        paths[0].append(a.detach().clone())
        paths[1].append(b.detach().clone())
    case("two groups", "groups", {}, [firsts[0], ga, firsts[1], gb], [torch.stack(path) for path in paths])


def schedule(name, op, args, make, steps, momentum=False):
    optimizer = SGD([torch.zeros(1)], lr=0.4, momentum=0.9)
    scheduler = make(optimizer)
    rates, momenta = [], []
    for i in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        momenta.append(optimizer.param_groups[0]["momentum"])
        optimizer.step()
        if i + 1 < steps:
            scheduler.step()
    outputs = [torch.tensor(rates, dtype=torch.float64)]
    case(name, op, args, [], outputs + ([torch.tensor(momenta, dtype=torch.float64)] if momentum else []))


def schedules():
    schedule("stairs of 3", "step", {"every": 3, "gamma": 0.5}, lambda o: lr_scheduler.StepLR(o, 3, 0.5), 11)
    schedule("stairs of 1", "step", {"every": 1, "gamma": 0.1}, lambda o: lr_scheduler.StepLR(o, 1, 0.1), 6)
    schedule("0.9 a step", "exponential", {"gamma": 0.9}, lambda o: lr_scheduler.ExponentialLR(o, 0.9), 20)
    schedule("cosine to 0", "cosine", {"steps": 10, "end": 0}, lambda o: lr_scheduler.CosineAnnealingLR(o, 10), 11)
    schedule("cosine to a tenth", "cosine", {"steps": 7, "end": 0.1},
             lambda o: lr_scheduler.CosineAnnealingLR(o, 7, eta_min=0.04), 8)
    schedule("warm-up, then cosine", "warm_up", {"warm": 5, "start": 0.2, "steps": 8},
             lambda o: lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, 0.2, 1, 5), lr_scheduler.CosineAnnealingLR(o, 8)], [5]), 14)
    for steps, rise in [(20, 0.3), (11, 0.3), (7, 0.5), (3, 0.3), (101, 0.05)]:
        schedule(f"one cycle of {steps}, rise {rise}", "one_cycle", {"steps": steps, "rise": rise, "start": 1 / 25, "end": 1 / 25 / 1e4},
                 lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.4, total_steps=steps, pct_start=rise), steps, momentum=True)
    schedule("one cycle from a tenth to a hundredth", "one_cycle", {"steps": 10, "rise": 0.4, "start": 0.1, "end": 0.01},
             lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.4, total_steps=10, pct_start=0.4, div_factor=10, final_div_factor=10),
             10, momentum=True)


def clipping():
    for limit in [1.0, 5.0, 100.0]:
        gradients = [rounded(2, 3) * 4, rounded(5), rounded(1)]
        parameters = [torch.zeros_like(g, requires_grad=True) for g in gradients]
        for p, g in zip(parameters, gradients):
            p.grad = g.clone()
        norm = torch.nn.utils.clip_grad_norm_(parameters, limit)
        case(f"norm {limit}", "clip_norm", {"limit": limit}, gradients, [p.grad for p in parameters] + [norm])
        for p, g in zip(parameters, gradients):
            p.grad = g.clone()
        torch.nn.utils.clip_grad_value_(parameters, limit / 2)
        case(f"value {limit / 2}", "clip_value", {"limit": limit / 2}, gradients, [p.grad for p in parameters])


torch.manual_seed(8)
run("sgd", "plain", (2, 3), lr=0.1)
run("sgd", "one number", (1,), lr=0.5)
run("sgd", "weight decay", (7,), lr=0.1, weight_decay=0.05)
run("sgd", "momentum", (2, 3), lr=0.1, momentum=0.9)
run("sgd", "momentum, one number", (1, 1), lr=0.01, momentum=0.5)
run("sgd", "momentum and dampening", (5,), lr=0.1, momentum=0.9, dampening=0.3)
run("sgd", "momentum and weight decay", (3, 1, 3), lr=0.05, momentum=0.8, weight_decay=0.1)
run("sgd", "Nesterov", (2, 3), lr=0.1, momentum=0.9, nesterov=True)
run("sgd", "Nesterov and weight decay", (17,), lr=0.2, momentum=0.9, nesterov=True, weight_decay=5e-4)
run("adam", "Adam", (2, 3), lr=0.1)
run("adam", "Adam, one number", (1,), lr=0.001)
run("adam", "Adam with other averages", (7,), lr=0.05, betas=(0.5, 0.9))
run("adam", "Adam with a large epsilon", (7,), lr=0.05, eps=0.1)
run("adam", "Adam with weight decay", (3, 1, 3), lr=0.02, weight_decay=0.1)
run("adamw", "AdamW", (2, 3), lr=0.1, weight_decay=0.01)
run("adamw", "AdamW with a strong decay", (17,), lr=0.05, weight_decay=0.5)
run("adamw", "AdamW without decay", (5,), lr=0.05, weight_decay=0)
groups()
schedules()
clipping()
OUT.mkdir(parents=True, exist_ok=True)
made_by = f"tinytorch-optim/src/test/python/make_golden.py, PyTorch {torch.__version__}"
(OUT / "golden.json").write_text(
    '{"made_by": "%s", "cases": [\n%s\n]}\n' % (made_by, ",\n".join(json.dumps(c) for c in cases)))
print(len(cases), "cases")
