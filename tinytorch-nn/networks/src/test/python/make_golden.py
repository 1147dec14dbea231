#!/usr/bin/env python3
"""Writes the reference results of module 05, with PyTorch: golden.json and two .safetensors files.

Run with Debian's python3 (packages python3-torch, python3-numpy):

    /usr/bin/python3 src/test/python/make_golden.py

The .safetensors files are put together byte by byte, as the format's description says; no library writes them.
"""
import json
import struct
from pathlib import Path

import torch
from torch import nn

OUT = Path(__file__).resolve().parent.parent / "resources" / "tinytorch" / "nn" / "network"
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
    return (torch.rand(*shape) * 4 - 2).mul(64).round().div(64)


def linear(name, shape, out, bias=True):
    layer = nn.Linear(shape[-1], out, bias=bias)
    with torch.no_grad():
        for p in layer.parameters():
            p.copy_(rounded(*p.shape))
    x = rounded(*shape).requires_grad_()
    y = layer(x)
    g = rounded(*y.shape)
    y.backward(g)
    parameters = list(layer.parameters())
    case(name, "linear", {}, [x, g] + parameters, [y, x.grad] + [p.grad for p in parameters])


def mlp(name, sizes, activation, shape):
    layers = []
    for i in range(len(sizes) - 1):
        layers += [nn.Linear(sizes[i], sizes[i + 1]), activation()]
    network = nn.Sequential(*layers[:-1])
    with torch.no_grad():
        for p in network.parameters():
            p.copy_(rounded(*p.shape) / 2)
    x = rounded(*shape).requires_grad_()
    y = network(x)
    g = rounded(*y.shape)
    y.backward(g)
    parameters = list(network.parameters())
    args = {"sizes": sizes, "activation": activation.__name__, "names": [n for n, _ in network.named_parameters()]}
    case(name, "mlp", args, [x, g] + parameters, [y, x.grad] + [p.grad for p in parameters])


def cross_entropy(name, logits, classes):
    logits = logits.clone().requires_grad_()
    loss = nn.CrossEntropyLoss()(logits, torch.tensor(classes))
    loss.backward()
    case(name, "cross_entropy", {}, [logits, torch.tensor(classes)], [loss, logits.grad])


def mean_squared_error(name, shape):
    prediction, target = rounded(*shape).requires_grad_(), rounded(*shape)
    loss = nn.MSELoss()(prediction, target)
    loss.backward()
    case(name, "mse", {}, [prediction, target], [loss, prediction.grad])


def initialisation():
    """What torch.nn.init asks its random generator for, caught on the way."""
    asked = []
    torch.Tensor.uniform_ = lambda tensor, a, b: asked.append(b)
    torch.Tensor.normal_ = lambda tensor, mean, std: asked.append(std)
    for shape in [[128, 784], [3, 5], [1, 1], [16, 3, 5, 5], [10, 4, 3]]:
        weight = torch.empty(shape)
        fans = nn.init._calculate_fan_in_and_fan_out(weight)
        case(f"fans {shape}", "fans", {"shape": shape}, [], [torch.tensor([float(f) for f in fans])])
        for gain in [1.0, 5 / 3]:
            nn.init.xavier_uniform_(weight, gain=gain)
            case(f"xavier_uniform_ {shape} gain {gain:.3f}", "xavier_uniform", {"shape": shape, "gain": gain}, [], [torch.tensor(asked.pop(), dtype=torch.double)])
            nn.init.xavier_normal_(weight, gain=gain)
            case(f"xavier_normal_ {shape} gain {gain:.3f}", "xavier_normal", {"shape": shape, "gain": gain}, [], [torch.tensor(asked.pop(), dtype=torch.double)])
        for mode in ["fan_in", "fan_out"]:
            nn.init.kaiming_normal_(weight, mode=mode, nonlinearity="relu")
            case(f"kaiming_normal_ {shape} {mode}", "kaiming_normal", {"shape": shape, "mode": mode}, [], [torch.tensor(asked.pop(), dtype=torch.double)])
            nn.init.kaiming_uniform_(weight, mode=mode, nonlinearity="relu")
            case(f"kaiming_uniform_ {shape} {mode}", "kaiming_uniform", {"shape": shape, "mode": mode}, [], [torch.tensor(asked.pop(), dtype=torch.double)])
    for name, param in [("sigmoid", None), ("tanh", None), ("relu", None), ("leaky_relu", 0.01), ("leaky_relu", 0.2), ("leaky_relu", 1.0)]:
        gain = nn.init.calculate_gain(name, param)
        case(f"gain {name} {param}", "gain", {"activation": name, "slope": param or 0.0}, [], [torch.tensor(float(gain), dtype=torch.double)])


def raw(tensor):
    """The numbers of a tensor as the format has them: row-major, lowest byte first."""
    if tensor.dtype == torch.bfloat16:
        return b"".join(struct.pack("<f", v)[2:] for v in tensor.float().flatten().tolist())
    return tensor.contiguous().numpy().astype(tensor.numpy().dtype.newbyteorder("<")).tobytes()


def safetensors(file, tensors, metadata):
    names = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = dict(sorted(metadata.items()))
    for name, tensor in tensors.items():
        bytes_ = raw(tensor)
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    text += b" " * (-len(text) % 8)
    (OUT / file).write_bytes(struct.pack("<Q", len(text)) + text + data)
    case(file, "safetensors", {"names": list(tensors), "metadata": metadata}, [], list(tensors.values()))


torch.manual_seed(5)
linear("a batch of four", (4, 3), 2)
linear("a batch of one", (1, 3), 5)
linear("no batch", (3,), 2)
linear("two leading axes", (2, 3, 4), 5)
linear("three leading axes", (2, 1, 2, 3), 2)
linear("no bias", (4, 3), 2, bias=False)
linear("one number in, one out", (3, 1), 1)
mlp("tanh, three linear layers", [3, 5, 4, 2], nn.Tanh, (4, 3))
mlp("relu, two linear layers", [4, 6, 3], nn.ReLU, (5, 4))
mlp("sigmoid, a batch of one", [2, 3, 1], nn.Sigmoid, (1, 2))
mlp("one linear layer", [3, 2], nn.Tanh, (2, 3))
cross_entropy("five examples of four classes", rounded(5, 4), [0, 3, 1, 1, 2])
cross_entropy("one example", rounded(1, 3), [2])
cross_entropy("large logits", torch.tensor([[1e4, -1e4, 0.0], [88.0, 89.0, 90.0], [-1e4, -1e4, -1e4]]), [0, 0, 2])
cross_entropy("a hopeless prediction", torch.tensor([[200.0, 0.0]]), [1])
cross_entropy("one class", torch.tensor([[3.0], [-2.0]]), [0, 0])
mean_squared_error("a matrix", (3, 2))
mean_squared_error("one number", (1,))
mean_squared_error("three axes", (2, 2, 3))
initialisation()
safetensors("reference.safetensors", {
    "0.bias": torch.tensor([1.5, -2.0, 0.1]),
    "0.weight": torch.tensor([[1.0, -0.0, 3.4028234663852886e38], [1e-45, float("inf"), float("nan")]]),
    "empty": torch.zeros(2, 0, 3),
    "scalar": torch.tensor(42.0),
    "stufe.\u00e4\u00f6\U0001d54f": torch.arange(6.0).reshape(1, 2, 3),
}, {"license": "MIT", "note": "a \"quoted\" text, \u00e4"})
safetensors("half.safetensors", {
    "z.bfloat16": torch.tensor([[1.5, -2.0, 3.0e38], [1e-40, float("inf"), 0.10009765625]]).to(torch.bfloat16),
    "a.float16": torch.tensor([1.5, -2.0, 65504.0, 6e-8, -float("inf"), 0.1]).to(torch.float16),
}, {})
(OUT / "golden.json").write_text(json.dumps({"made_by": "torch " + torch.__version__ + ", make_golden.py", "cases": cases}, indent=None).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), "cases")
