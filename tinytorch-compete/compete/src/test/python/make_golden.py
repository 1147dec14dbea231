#!/usr/bin/env python3
"""Writes the reference results of module 17, golden.json, with PyTorch: rounding to two bytes, mixed products, averages of weights, recomputed statistics, steps of a GradScaler.

Run with Debian's python3 (package python3-torch):

    /usr/bin/python3 src/test/python/make_golden.py

The GradScaler is PyTorch's class: which optimizer steps, what is divided, when the scale is updated. Its two kernels exist for graphics cards alone in PyTorch 1.13; `CpuKernels` says in Python what
aten/src/ATen/native/cuda/AmpKernels.cu says.
"""
import json
import struct
from pathlib import Path

import torch
from torch import nn
from torch.cuda.amp import GradScaler, grad_scaler
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
    case("two norms, three batches", "statistics", {}, [batches] + state,
         [network[1].running_mean, network[1].running_var, network[4].running_mean, network[4].running_var, network[4].num_batches_tracked])


def mixed():
    """Products of bfloat16 numbers: inputs, weights and the result are rounded; so are the gradients."""
    x, w, b, g = rounded(5, 7) * 1.01, rounded(3, 7) * 1.03, rounded(3) * 1.07, rounded(5, 3) * 1.09
    for t in (x, w, b):
        t.requires_grad_()
    r = lambda t: t.to(torch.bfloat16).float()
    y = r(r(x) @ r(w).t() + r(b))
    y.backward(g)
    case("a linear layer", "mixed", {}, [x, w, b, g], [y, x.grad, w.grad, b.grad])


class CpuKernels:
    """What a GradScaler needs of a graphics card."""

    @staticmethod
    def check_and_unscale(gradients, found, factor):
        for gradient in gradients:
            if not torch.isfinite(gradient).all():
                found.fill_(1)
            gradient.mul_(factor)

    @staticmethod
    def update(scale, good, found, growth, backoff, interval):
        if found.item():
            scale.copy_((scale.double() * backoff).float())
            good.zero_()
            return scale
        good.add_(1)
        if good.item() == interval:
            larger = (scale.double() * growth).float()
            if torch.isfinite(larger):
                scale.copy_(larger)
            good.zero_()
        return scale


def scaler(name, init, growth, backoff, interval, gradients):
    """Two optimizers and one scale; gradients (steps, 2, 3), made larger already."""
    amp = GradScaler(init, growth, backoff, interval)
    amp._lazy_init_scale_growth_tracker(torch.device("cpu"))
    weights = [torch.zeros(3, requires_grad=True) for _ in range(2)]
    optimizers = [torch.optim.SGD([w], lr=1) for w in weights]
    scales, path = [], []
    for step in torch.tensor(gradients):
        for w, gradient in zip(weights, step):
            w.grad = gradient.clone()
        for optimizer in optimizers:
            amp.step(optimizer)
        amp.update()
        scales.append(amp._scale.item())
        path.append(torch.stack([w.detach().clone() for w in weights]))
    case(name, "scaler", {"scale": init, "growth": growth, "backoff": backoff, "interval": interval}, [torch.tensor(gradients)], [torch.tensor(scales), torch.stack(path)])


def scalers():
    grad_scaler.amp_definitely_not_available = lambda: False
    torch._amp_foreach_non_finite_check_and_unscale_ = CpuKernels.check_and_unscale
    torch._amp_update_scale_ = CpuKernels.update
    grad_scaler._MultiDeviceReplicator = type("One", (), {"__init__": lambda self, tensor: setattr(self, "tensor", tensor), "get": lambda self, device: self.tensor,
                                                          "_per_device_tensors": property(lambda self: {self.tensor.device: self.tensor})})
    inf, nan = float("inf"), float("nan")
    good, first, second, both = [[8, -4, 0], [2, 1, 3]], [[inf, 1, 1], [4, 4, 4]], [[4, 4, 4], [1, nan, 1]], [[-inf, 1, 1], [1, 1, nan]]
    scaler("too large at first", 65536.0, 2.0, 0.5, 2, [first, both, good, good, good, good])
    scaler("infinite in the second alone", 8.0, 2.0, 0.5, 2, [good, second, good, good, second, good])
    scaler("interval 3, broken by a bad step", 16.0, 2.0, 0.5, 3, [good, good, both, good, good, good, good, good])
    scaler("factors that are no powers of two", 1000.0, 1.7, 0.3, 1, [good, good, first, good, good, second])
    scaler("grows to the end of a float", 2.0 ** 125, 2.0, 0.5, 1, [good, good, good, good, both])


if __name__ == "__main__":
    torch.manual_seed(17)
    rounding()
    averages()
    statistics()
    mixed()
    scalers()
    OUT.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"made_by": f"make_golden.py, PyTorch {torch.__version__}", "cases": cases})
    (OUT / "golden.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")
    print(len(cases), "cases")
