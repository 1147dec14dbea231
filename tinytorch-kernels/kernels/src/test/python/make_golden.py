#!/usr/bin/env python3
"""Writes fused/golden.json: what PyTorch makes of the operations that module 15 fuses, and of their gradients. Run with a Python that has torch (made with 1.13):

    /usr/bin/python3 tinytorch-kernels/kernels/src/test/python/make_golden.py

Gradients are for a random dL/dy, so that no error cancels.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

RESOURCE = pathlib.Path(__file__).parents[1] / "resources/tinytorch/kernels/fused/golden.json"
EXTREMES = [-math.inf, -1e4, -100.0, -20.0, -5.0, -1.5, -0.0, 0.0, 0.0009765625, 1.5, 5.0, 20.0, 100.0, 1e4, math.inf, math.nan]
STEPS = 5


def numbers(tensor):
    def number(v):
        return "nan" if math.isnan(v) else ("inf" if v > 0 else "-inf") if math.isinf(v) else float(str(v))
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().flatten().numpy()]}


def rounded(*shape):
    """Random numbers with few digits, which a float holds exactly: the JSON stays small."""
    return (torch.randn(*shape) * 64).round() / 64


def case(name, op, f, inputs, **args):
    """The output of f and the gradients of all inputs. The last input of the case is dL/dy."""
    inputs = [x.clone().requires_grad_(True) for x in inputs]
    y = f(*inputs)
    grad_output = rounded(*y.shape)
    gradients = torch.autograd.grad(y, inputs, grad_output)
    return {"name": name, "op": op, "args": args, "inputs": [numbers(x) for x in inputs] + [numbers(grad_output)],
            "outputs": [numbers(y)] + [numbers(x) for x in gradients]}


def cross_entropy(name, logits, classes):
    logits = logits.clone().requires_grad_(True)
    loss = F.cross_entropy(logits, torch.tensor(classes), ignore_index=-100)
    gradient, = torch.autograd.grad(loss, logits)
    return {"name": name, "op": "cross_entropy", "args": {"classes": classes}, "inputs": [numbers(logits)],
            "outputs": [numbers(loss), numbers(gradient)]}


def adam(name, n, lr, betas, eps, decay):
    p = rounded(n)
    gradients = rounded(STEPS, n) * torch.logspace(-3, 3, n)
    gradients[2] = 0
    first = p.clone()
    p.requires_grad_()
    optimizer = torch.optim.AdamW([p], lr=lr, betas=betas, eps=eps, weight_decay=decay)
    for g in gradients:
        p.grad = g.clone()
        optimizer.step()
    state = optimizer.state[p]
    return {"name": name, "op": "adam", "args": {"lr": lr, "beta1": betas[0], "beta2": betas[1], "eps": eps, "decay": decay},
            "inputs": [numbers(first), numbers(gradients)], "outputs": [numbers(p), numbers(state["exp_avg"]), numbers(state["exp_avg_sq"])]}


def main():
    torch.manual_seed(15)
    extremes = torch.tensor(EXTREMES)
    rows = torch.tensor([[1e4, -1e4, 0.0, 9999.0], [-1e4, -1e4, -1e4, -1e4], [0.0, -math.inf, 1.0, 2.0],
                         [math.inf, 1.0, 2.0, 3.0], [math.nan, 1.0, 2.0, 3.0], [-math.inf] * 4])
    cases = [case("(37,)", "relu_add", lambda a, b: F.relu(a + b), [rounded(37), rounded(37)]),
             case("extremes", "relu_add", lambda a, b: F.relu(a + b), [extremes, torch.zeros(16)])]
    gelu = lambda x, b: F.gelu(x + b, approximate="tanh")
    for shape in (3, 4), (2, 17), (4, 33):
        cases.append(case(f"{shape}", "bias_gelu", gelu, [rounded(*shape), rounded(shape[1])]))
        cases.append(case(f"{shape}", "softmax", lambda x: F.softmax(x, -1), [4 * rounded(*shape)]))
        norm = lambda x, w, b: F.layer_norm(x, x.shape[1:], w, b, 1e-5)
        cases.append(case(f"{shape}", "layer_norm", norm, [rounded(*shape), rounded(shape[1]), rounded(shape[1])], eps=1e-5))
    cases.append(case("extremes", "bias_gelu", gelu, [extremes[None], torch.zeros(16)]))
    cases.append(case("extremes", "softmax", lambda x: F.softmax(x, -1), [rows]))
    norm = lambda x, w, b: F.layer_norm(x, x.shape[1:], w, b, 0.1)
    cases.append(case("large eps, equal numbers", "layer_norm", norm, [torch.full((2, 5), 3.0), rounded(5), rounded(5)], eps=0.1))
    cases.append(cross_entropy("(3, 4)", rounded(3, 4), [3, 0, 2]))
    cases.append(cross_entropy("(4, 33), one ignored", 4 * rounded(4, 33), [32, -100, 0, 31]))
    cases.append(cross_entropy("large logits", rows[:2], [1, 2]))
    cases.append(adam("AdamW", 21, 0.1, (0.9, 0.999), 1e-8, 0.01))
    cases.append(adam("AdamW with other averages", 21, 0.02, (0.5, 0.9), 1e-3, 0))
    lines = ",\n".join("    " + json.dumps(c, separators=(",", ":"), allow_nan=False) for c in cases)
    RESOURCE.write_text('{"made_by": "make_golden.py, torch %s", "cases": [\n%s\n]}\n' % (torch.__version__.split("a")[0], lines))


main()
