#!/usr/bin/env python3
"""Writes the reference results of module 10, with PyTorch: golden.json.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py
"""
import itertools
import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "nn" / "spatial"
cases = []


def number(value):
    if value != value:
        return "nan"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    return int(value) if value == int(value) else float(f"{value:.9g}")


def values(tensor):
    return {"shape": list(tensor.shape), "data": [number(v) for v in tensor.detach().double().flatten().tolist()]}


def case(name, op, args, inputs, outputs):
    cases.append({"name": name, "op": op, "args": args,
                  "inputs": [values(t) for t in inputs], "outputs": [values(t) for t in outputs]})


def rounded(*shape, steps=4):
    """Random numbers with few digits: the JSON stays small, and sums of products are exact."""
    return (torch.rand(*shape) * 4 - 2).mul(steps).round().div(steps)


def conv(name, shape, out, kernel, bias=True, stride=(1, 1), padding=(0, 0), dilation=(1, 1), groups=1):
    x = rounded(*shape).requires_grad_()
    w = rounded(out, shape[1] // groups, *kernel).requires_grad_()
    b = rounded(out).requires_grad_() if bias else None
    y = F.conv2d(x, w, b, stride, padding, dilation, groups)
    g = rounded(*y.shape)
    y.backward(g)
    args = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    parameters = [w, b] if bias else [w]
    case(name, "conv", args, [x, g] + parameters, [y, x.grad] + [p.grad for p in parameters])


def pool(name, op, shape, kernel, stride, padding=(0, 0), dilation=(1, 1), count_padding=True, x=None):
    x = (rounded(*shape) if x is None else x).requires_grad_()
    if op == "max_pool":
        y = F.max_pool2d(x, kernel, stride, padding, dilation)
    else:
        y = F.avg_pool2d(x, kernel, stride, padding, count_include_pad=count_padding)
    g = rounded(*y.shape)
    y.backward(g)
    args = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "count_padding": count_padding}
    case(name, op, args, [x, g], [y, x.grad])


def adaptive(shape, size):
    x = rounded(*shape).requires_grad_()
    y = F.adaptive_avg_pool2d(x, size)
    g = rounded(*y.shape)
    y.backward(g)
    case(f"{shape[2]} x {shape[3]} to {size[0]} x {size[1]}", "adaptive_avg_pool", {"size": size}, [x, g], [y, x.grad])


def norm(name, shape, affine=True, momentum=0.1, eps=1e-5, batches=1, train=True, offset=0.0):
    """Some batches in training, the last of them (or one in evaluation) with a gradient."""
    layer = nn.BatchNorm2d(shape[1], eps=eps, momentum=momentum, affine=affine)
    with torch.no_grad():
        for p in layer.parameters():
            p.copy_(rounded(*p.shape))
    before = [rounded(*shape) + offset for _ in range(batches - 1)]
    for b in before:
        layer(b)
    layer.train(train)
    x = (rounded(*shape) + offset).requires_grad_()
    y = layer(x)
    g = rounded(*y.shape)
    y.backward(g)
    parameters = list(layer.parameters())
    args = {"affine": affine, "momentum": momentum, "eps": eps, "train": train, "before": len(before)}
    case(name, "norm", args, [x, g] + parameters + before,
         [y, x.grad] + [p.grad for p in parameters] + [layer.running_mean, layer.running_var, layer.num_batches_tracked])


def unfold(name, shape, kernel, stride, padding, dilation):
    x = rounded(*shape)
    y = F.unfold(x, kernel, dilation, padding, stride)
    g = rounded(*y.shape)
    folded = F.fold(g, shape[2:], kernel, dilation, padding, stride)
    args = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    case(name, "unfold", args, [x, g], [y, folded])


class BasicBlock(nn.Module):
    """As torchvision's (which Debian does not have): He and others, "Deep Residual Learning for Image Recognition"."""

    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o)
        self.conv2, self.bn2 = nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)
        self.downsample = nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o)) if stride > 1 or i != o else nn.Identity()

    def forward(self, x):
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + self.downsample(x))


def vgg(channels, size, widths, classes):
    layers = []
    for i, o in zip([channels] + widths, widths):
        layers += [nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(widths[-1] * (size >> len(widths)) ** 2, classes))


def network(name, op, layer, shape, args, train=True):
    """A layer with random parameters and statistics; the output in training or evaluation."""
    state = {n: rounded(*t.shape) if t.dtype == torch.float32 else t for n, t in layer.state_dict().items()}
    state = {n: t.abs() + 0.5 if n.endswith("running_var") else t for n, t in state.items()}
    layer.load_state_dict(state)
    state = {n: t.clone() for n, t in state.items()}
    x = rounded(*shape)
    layer.train(train)
    case(name, op, {**args, "train": train, "names": list(state)}, [x] + list(state.values()), [layer(x)])


torch.manual_seed(10)
for stride, padding, dilation, groups in itertools.product([1, 2], [0, 1, 2], [1, 2], [1, 2]):
    conv(f"stride {stride}, padding {padding}, dilation {dilation}, groups {groups}", (1, 2 * groups, 5, 6), 2, (3, 3), padding == 1,
         (stride, stride), (padding, padding), (dilation, dilation), groups)
conv("different down and across", (2, 2, 7, 5), 3, (2, 3), True, (1, 3), (1, 0), (3, 1), 1)
conv("a batch of three", (3, 2, 5, 5), 3, (3, 3), True, padding=(1, 1))
conv("depthwise", (2, 3, 5, 4), 3, (3, 3), False, padding=(1, 1), groups=3)
conv("depthwise, two outputs a channel", (1, 3, 4, 5), 6, (2, 2), True, groups=3)
conv("1 x 1", (2, 3, 3, 5), 4, (1, 1), True)
conv("1 x 1, stride 2", (2, 3, 5, 5), 4, (1, 1), False, stride=(2, 2))
conv("1 x 1, groups 2", (2, 4, 3, 3), 2, (1, 1), True, groups=2)
conv("one pixel, one place", (1, 1, 1, 1), 1, (1, 1), True)
conv("one pixel in the padding's middle", (1, 2, 1, 1), 2, (3, 3), True, padding=(1, 1))
conv("as large as the image", (2, 2, 3, 5), 2, (3, 5), False)
conv("stride larger than the kernel", (1, 2, 7, 7), 2, (2, 2), True, stride=(3, 3))
conv("padding larger than the kernel", (1, 1, 3, 3), 2, (2, 2), True, padding=(3, 3))
conv("5 x 5 as wide as before", (1, 2, 5, 3), 2, (5, 5), False, padding=(2, 2))
conv("3 x 3, dilation 2, as wide as before", (1, 2, 5, 3), 2, (3, 3), False, padding=(2, 2), dilation=(2, 2))

pool("2 x 2", "max_pool", (2, 3, 4, 6), (2, 2), (2, 2))
pool("2 x 2 on odd sizes", "max_pool", (2, 2, 5, 7), (2, 2), (2, 2))
pool("3 x 3, stride 2, padding 1", "max_pool", (2, 2, 5, 6), (3, 3), (2, 2), (1, 1))
pool("3 x 3, stride 1, padding 1", "max_pool", (1, 2, 5, 5), (3, 3), (1, 1), (1, 1))
pool("dilation 2", "max_pool", (1, 2, 7, 6), (2, 3), (1, 1), (1, 1), (2, 2))
pool("different down and across", "max_pool", (2, 1, 5, 7), (3, 2), (1, 3), (1, 0))
pool("one pixel", "max_pool", (2, 3, 1, 1), (1, 1), (1, 1))
pool("all equal", "max_pool", (1, 1, 5, 5), (3, 3), (2, 2), (1, 1), x=torch.ones(1, 1, 5, 5))
pool("all negative, with padding", "max_pool", (1, 1, 3, 3), (3, 3), (1, 1), (1, 1), x=-rounded(1, 1, 3, 3).abs() - 1)
pool("2 x 2", "avg_pool", (2, 3, 4, 6), (2, 2), (2, 2))
pool("2 x 2 on odd sizes", "avg_pool", (2, 2, 5, 7), (2, 2), (2, 2))
pool("3 x 3, stride 2, padding 1", "avg_pool", (2, 2, 5, 6), (3, 3), (2, 2), (1, 1))
pool("3 x 3, stride 2, padding 1, not counted", "avg_pool", (2, 2, 5, 6), (3, 3), (2, 2), (1, 1), count_padding=False)
pool("different down and across", "avg_pool", (2, 1, 5, 7), (4, 2), (1, 3), (2, 1))
pool("different down and across, not counted", "avg_pool", (2, 1, 5, 7), (4, 2), (1, 3), (2, 1), count_padding=False)
for size in [(1, 1), (2, 3), (3, 2), (5, 7), (4, 4), (8, 9)]:
    adaptive((2, 2, 5, 7), size)

norm("training", (3, 4, 3, 5))
norm("training, third batch", (2, 3, 4, 3), batches=3)
norm("training without affine", (2, 3, 3, 3), affine=False)
norm("training, momentum 0.3 and eps 0.1", (2, 2, 3, 3), momentum=0.3, eps=0.1, batches=2)
norm("training, one pixel", (4, 3, 1, 1))
norm("training, one image", (1, 3, 3, 3))
norm("training, far from 0", (2, 2, 5, 5), offset=100.0)
norm("evaluation of a new layer", (2, 3, 3, 3), train=False)
norm("evaluation after two batches", (2, 3, 3, 5), batches=3, train=False)
norm("evaluation without affine", (2, 2, 3, 3), batches=2, affine=False, train=False)

unfold("3 x 3", (2, 2, 4, 5), (3, 3), (1, 1), (0, 0), (1, 1))
unfold("3 x 3 as wide as before", (2, 2, 4, 5), (3, 3), (1, 1), (1, 1), (1, 1))
unfold("stride 2, padding 1", (1, 2, 5, 6), (3, 3), (2, 2), (1, 1), (1, 1))
unfold("dilation 2, padding 2", (1, 2, 5, 3), (3, 2), (1, 2), (2, 1), (2, 2))
unfold("padding larger than the image", (1, 1, 1, 2), (3, 3), (1, 1), (3, 3), (1, 1))

network("the shape stays, training", "block", BasicBlock(2, 2, 1), (2, 2, 4, 5), {"in": 2, "out": 2, "stride": 1})
network("the shape stays, evaluation", "block", BasicBlock(2, 2, 1), (1, 2, 4, 5), {"in": 2, "out": 2, "stride": 1}, train=False)
network("stride 2 and more channels, training", "block", BasicBlock(2, 3, 2), (2, 2, 5, 4), {"in": 2, "out": 3, "stride": 2})
network("stride 2 and more channels, evaluation", "block", BasicBlock(2, 3, 2), (2, 2, 5, 4), {"in": 2, "out": 3, "stride": 2}, train=False)
network("two blocks, training", "vgg", vgg(2, 8, [3, 4], 3), (3, 2, 8, 8), {"channels": 2, "size": 8, "widths": [3, 4], "classes": 3})
network("one block, evaluation", "vgg", vgg(1, 4, [2], 2), (2, 1, 4, 4), {"channels": 1, "size": 4, "widths": [2], "classes": 2}, train=False)

(OUT / "golden.json").write_text(json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases}, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
