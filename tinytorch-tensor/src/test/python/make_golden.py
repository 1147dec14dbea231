#!/usr/bin/env python3
"""Makes the golden files of module 02: what NumPy and PyTorch give, for src/test/resources/tinytorch/tensor/golden.

    python3 make_golden.py        (made with Python 3.11, NumPy 1.24.2, PyTorch 1.13.0; every file names its versions)

The files are the same in every run: all numbers come from one seed. Every input is a flat storage and the view through
which it is read ("views" in a case's args: shape, strides, offset), so that an operation meets transposed, sliced, reversed,
stretched (stride 0), size-1 and empty inputs, and a Java test can build them without calling what it tests.
"""
import itertools
import json
import pathlib
import platform

import numpy as np
import torch

OUT = pathlib.Path(__file__).parents[1] / "resources" / "tinytorch" / "tensor" / "golden"
MADE_BY = f"make_golden.py with Python {platform.python_version()}, NumPy {np.__version__}, PyTorch {torch.__version__}"
rng = np.random.default_rng(20)


class View:
    """A flat float32 storage, read through a shape, strides (in elements) and an offset."""

    def __init__(self, shape, strides, offset, kind, special=False):
        self.shape, self.strides, self.offset, self.kind = list(shape), list(strides), offset, kind
        reach = [(d - 1) * s for d, s in zip(shape, strides)] if 0 not in shape else []
        length = offset + sum(max(r, 0) for r in reach) + 1
        # Two decimals keep the files small; no zeros, so that log and division stay away from their poles.
        self.data = np.round(rng.uniform(-2, 2, length), 2).astype(np.float32)
        self.data[self.data == 0] = 0.5
        if special:
            self.data[rng.integers(0, length, max(1, length // 4))] = rng.choice(np.float32([np.nan, np.inf, -np.inf, 0.0]))

    def numpy(self):
        if 0 in self.shape:
            return np.zeros(self.shape, np.float32)
        start = self.data[self.offset:] if min(self.strides, default=0) >= 0 else self.data[self.offset:self.offset + 1]
        read = np.lib.stride_tricks.as_strided(start, self.shape, [4 * s for s in self.strides])
        return np.array(read, np.float32)

    def torch(self):
        return torch.from_numpy(self.numpy())

    def json(self):
        return {"shape": self.shape, "strides": self.strides, "offset": self.offset}


def row_major(shape):
    return [int(np.prod(shape[i + 1:], dtype=int)) for i in range(len(shape))]


def contiguous(*shape, special=False):
    return View(shape, row_major(shape), 0, "contiguous", special)


def transposed(*shape):
    return View(shape, row_major(shape[::-1])[::-1], 0, "transposed")


def sliced(*shape):
    return View(shape, row_major([d + 2 for d in shape]), 3, "sliced")


def stepped(*shape):
    return View(shape, [2 * s for s in row_major(shape)], 1, "step 2")


def backwards(*shape):
    return View(shape, [-s for s in row_major(shape)], int(np.prod(shape, dtype=int)) - 1, "backwards")


def stretched(axis, *shape):
    one = [1 if i == axis else d for i, d in enumerate(shape)]
    return View(shape, [0 if i == axis else s for i, s in enumerate(row_major(one))], 0, "stretched")


def layouts(*shape):
    return [contiguous(*shape), transposed(*shape), sliced(*shape), stepped(*shape), backwards(*shape), stretched(0, *shape)]


def number(x):
    x = np.float32(x)
    if np.isnan(x):
        return "nan"
    if np.isinf(x):
        return "inf" if x > 0 else "-inf"
    return int(x) if x == np.rint(x) and abs(x) < 1e6 else float(str(x))


def values(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "data": [number(v) for v in x.ravel()]}


class File:
    def __init__(self, name):
        self.name, self.cases = name, []

    def add(self, op, inputs, outputs, **args):
        outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
        told = ", ".join(f"{tuple(v.shape)} {v.kind}" for v in inputs)
        told += "".join(f", {k}={v}" for k, v in args.items())
        self.cases.append({"name": f"{op}({told})", "op": op, "args": args | {"views": [v.json() for v in inputs]},
                           "inputs": [values(v.data) for v in inputs], "outputs": [values(o) for o in outputs]})

    def write(self):
        OUT.mkdir(parents=True, exist_ok=True)
        lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in self.cases)
        text = '{"made_by":%s,"cases":[\n%s\n]}\n' % (json.dumps(MADE_BY), lines)
        (OUT / f"{self.name}.json").write_text(text)
        print(f"{self.name}.json: {len(self.cases)} cases, {len(text) / 1024:.1f} KiB")


def strides():
    f = File("strides")
    for v in layouts(2, 3, 2) + [contiguous(), contiguous(1), contiguous(0, 3), contiguous(2, 0), stretched(1, 3, 1, 2), transposed(1, 4), transposed(4, 1)]:
        x = v.numpy()
        index = [int(rng.integers(-d, d)) for d in v.shape] if x.size else None
        if index is None:
            continue
        # NumPy may call a read-only stretched axis contiguous only where its length is 1: its own flag is the reference.
        start = v.data[v.offset:v.offset + 1] if min(v.strides, default=0) < 0 else v.data[v.offset:]
        flag = np.lib.stride_tricks.as_strided(start, v.shape, [4 * s for s in v.strides]).flags.c_contiguous
        f.add("get", [v], x[tuple(index)], index=index, contiguous=bool(flag), row_major=row_major(v.shape))
    f.write()


def create():
    f = File("create")
    for start, stop, step in [(0, 5, 1), (1, 2, 0.1), (5, 0, -2), (0, 1, 0.25), (-1, 1, 0.5), (3, 3, 1), (2, 1, 1), (0, 1, 0.3), (10, 0, -2.5)]:
        f.add("arange", [], np.arange(start, stop, step).astype(np.float32), start=start, stop=stop, step=step)
    f.write()


UNARY = {"neg": torch.neg, "abs": torch.abs, "exp": torch.exp, "log": torch.log, "sqrt": torch.sqrt, "tanh": torch.tanh, "erf": torch.erf}
BINARY = {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum, "minimum": torch.minimum}
COMPARE = {"gt": torch.gt, "ge": torch.ge, "lt": torch.lt, "le": torch.le, "eq": torch.eq, "ne": torch.ne}


def elementwise():
    f = File("elementwise")
    corners = [contiguous(), contiguous(1, 1), contiguous(0, 3), contiguous(5, special=True)]
    kinds = [transposed(2, 3), sliced(3, 2), stepped(2, 2), backwards(2, 3), stretched(0, 2, 3)]
    for name, op in UNARY.items():
        for v in [kinds[len(name) % 5], kinds[(len(name) + 2) % 5]] + corners:
            f.add(name, [v], op(v.torch()))
    for exponent, v in itertools.product([2, 3, -1, 0.5, 0], [transposed(2, 3), contiguous(4, special=True)]):
        f.add("pow", [v], torch.pow(v.torch(), exponent), exponent=exponent)
    for low, high in [(-1, 1), (0, 0.5), (-10, -1)]:
        v = contiguous(6, special=True)
        f.add("clip", [v], torch.clip(v.torch(), low, high), low=low, high=high)
    for name, op in (BINARY | COMPARE).items():
        pairs = [(transposed(2, 3), contiguous(2, 3)), (sliced(2, 2), backwards(2, 2)), (stepped(1, 3), stretched(1, 1, 3)),
                 (contiguous(), contiguous()), (contiguous(2, 0), contiguous(2, 0)), (contiguous(6, special=True), contiguous(6, special=True))]
        for a, b in pairs:
            f.add(name, [a, b], op(a.torch(), b.torch()).float())
    for shape in [(2, 3), (), (0,), (1, 2)]:
        c = View(shape, row_major(shape), 0, "0 or 1")
        c.data = (c.data > 0).astype(np.float32)
        a, b = (transposed(*shape), sliced(*shape))
        f.add("where", [c, a, b], torch.where(c.torch() != 0, a.torch(), b.torch()))
    f.write()


def broadcast():
    f = File("broadcast")
    shapes = [((2, 3), (3,)), ((3,), (2, 3)), ((2, 1), (1, 3)), ((2, 1, 3), (4, 1)), ((), (2, 2)), ((1,), (0,)), ((0, 3), (1, 3)), ((2, 3), ()), ((1, 1, 1), (2,))]
    for (left, right), name in zip(shapes, itertools.cycle(BINARY | COMPARE)):
        op = (BINARY | COMPARE)[name]
        a, b = transposed(*left), stepped(*right)
        f.add(name, [a, b], op(a.torch(), b.torch()).float())
        a, b = sliced(*left), transposed(*right)
        f.add("sub", [a, b], torch.sub(a.torch(), b.torch()))
    for shape, target in [((3, 1), (2, 3, 4)), ((1,), (5,)), ((), (2, 2)), ((2, 3), (2, 3)), ((1, 3), (0, 3)), ((2, 1), (-1, 3))]:
        v = stepped(*shape)
        f.add("expand", [v], v.torch().expand(target), shape=list(target))
    a, b, c = contiguous(2, 1), contiguous(3), contiguous()
    f.add("where", [a, b, c], torch.where(a.torch() != 0, b.torch(), c.torch()))
    f.write()


def reduce():
    f = File("reduce")
    def named(name, x, axes, keep, correction=0):
        dims = tuple(axes) if axes else tuple(range(x.dim()))
        if not dims:
            return x if name != "var" else torch.var(x.reshape(1), unbiased=bool(correction))
        if name == "var":
            return torch.var(x, dims, unbiased=bool(correction), keepdim=keep)
        return {"sum": torch.sum, "mean": torch.mean, "max": torch.amax, "min": torch.amin}[name](x, dims, keepdim=keep)
    for name in ["sum", "mean", "max", "min", "var"]:
        for v, axes, keep in [(transposed(3, 4), [0], False), (sliced(3, 4), [1], True), (stepped(2, 3, 2), [1], False), (backwards(2, 3, 2), [0, 2], True),
                              (stretched(0, 3, 2), [0], False), (contiguous(2, 3, 2), [-1], False), (transposed(2, 3), [], False), (sliced(2, 3), [], True),
                              (contiguous(3, 1), [1], False), (contiguous(0, 2), [1], False), (contiguous(4), [0], True)]:
            args = {"correction": len(axes) % 2} if name == "var" else {}
            f.add(name, [v], named(name, v.torch(), axes, keep, args.get("correction", 0)), axes=axes, keep=keep, **args)
        if name in ("sum", "mean"):
            v = contiguous(0, 2)
            f.add(name, [v], named(name, v.torch(), [0], False), axes=[0], keep=False)
        if name != "var":
            v = contiguous(2, 3, special=True)
            f.add(name, [v], named(name, v.torch(), [1], False), axes=[1], keep=False)
    for v, axis in [(transposed(3, 4), 0), (sliced(3, 4), 1), (backwards(2, 3, 2), 1), (stepped(5), 0), (contiguous(2, 1), 1), (contiguous(0, 2), 1), (stretched(1, 2, 3), 1)]:
        f.add("argmax", [v], np.argmax(v.numpy(), axis), axis=axis)
    f.write()


def reshape():
    f = File("reshape")
    cases = [((2, 6), (3, 4)), ((2, 6), (12,)), ((2, 6), (2, 2, 3)), ((2, 3, 2), (6, 2)), ((2, 3, 2), (2, 6)), ((2, 3, 2), (2, -1)), ((4,), (2, 2)), ((1, 4), (4, 1)), ((2, 2), (1, 2, 1, 2, 1))]
    for shape, target in cases:
        for v in layouts(*shape):
            if v.kind == "backwards":
                viewable = None     # PyTorch has no negative strides
            else:
                base = torch.as_strided(torch.from_numpy(v.data), v.shape, v.strides, v.offset)
                try:
                    base.view(target)
                    viewable = True
                except RuntimeError:
                    viewable = False
            f.add("reshape", [v], v.torch().reshape(target), shape=list(target), viewable=viewable)
    for shape, target in [((), (1, 1)), ((1, 1), ()), ((0, 3), (3, 0)), ((2, 0), (0,))]:
        v = contiguous(*shape)
        f.add("reshape", [v], v.torch().reshape(target), shape=list(target), viewable=True)
    f.write()


def views():
    f = File("views")
    for order in [(0, 2, 1), (2, 0, 1), (-1, 0, 1), (0, 1, 2)]:
        for v in [sliced(2, 3, 2), stretched(1, 2, 3, 2)]:
            f.add("permute", [v], v.torch().permute([o % 3 for o in order]), order=list(order))
    for start, stop, step in [(1, 4, 1), (0, 6, 2), (-1, -7, -1), (4, 0, -2), (-3, 99, 1), (2, 2, 1), (3, 1, 1), (-99, 99, 3), (99, -99, -3), (5, 0, 1), (-2, 0, -2), (0, -1, 4)]:
        for v in [stepped(6), backwards(2, 6), transposed(2, 6)]:
            f.add("slice", [v], v.numpy()[..., start:stop:step], axis=-1, start=start, stop=stop, step=step)
    for v, axis, start, length in [(transposed(3, 4), 0, 1, 2), (backwards(3, 4), 1, 0, 4), (sliced(3, 4), -1, 3, 1), (contiguous(3, 0), 0, 3, 0)]:
        f.add("narrow", [v], v.torch().narrow(axis, start, length), axis=axis, start=start, length=length)
    for v, axis, index in [(transposed(3, 4), 0, 1), (sliced(3, 4), 1, -1), (stretched(0, 2, 3), 0, 1)]:
        f.add("select", [v], v.torch().select(axis, index), axis=axis, index=index)
    for v, axis in [(transposed(3, 2), 0), (contiguous(2, 1), 1), (contiguous(0, 2), 0)]:
        f.add("flip", [v], v.torch().flip(axis), axis=axis)
    f.write()


def join():
    f = File("join")
    for axis, shapes in [(0, [(2, 3), (1, 3)]), (1, [(2, 1), (2, 2), (2, 3)]), (-1, [(2, 2), (2, 0)]), (0, [(3,), (2,)]), (0, [(0, 2), (0, 2)])]:
        inputs = [kind(*s) for s, kind in zip(shapes, [transposed, sliced, backwards if 0 not in shapes[-1] else contiguous])]
        f.add("concat", inputs, torch.cat([v.torch() for v in inputs], axis), axis=axis)
    for axis, shape in [(0, (2, 3)), (1, (2, 3)), (-1, (2, 3)), (0, ()), (-2, (2,))]:
        inputs = [transposed(*shape), stepped(*shape)]
        f.add("stack", inputs, torch.stack([v.torch() for v in inputs], axis), axis=axis)
    for v, axis, indices in [(transposed(4, 2), 0, [3, 0, 3]), (sliced(2, 3), -1, [-1, 0]), (contiguous(2, 3), 1, []), (backwards(5), 0, [4, 4])]:
        f.add("index_select", [v], torch.from_numpy(np.take(v.numpy(), np.array(indices, int), axis)), axis=axis, indices=indices)
    for v, size, axis in [(transposed(5, 2), 2, 0), (sliced(2, 3), 1, -1), (contiguous(4), 9, 0), (contiguous(0, 2), 3, 0), (backwards(4, 2), 2, 0)]:
        f.add("split", [v], list(torch.split(v.torch(), size, axis)), axis=axis, size=size)
    f.write()


def matmul():
    f = File("matmul")
    shapes = [((2, 3), (3, 4)), ((1, 3), (3, 1)), ((1, 1), (1, 1)), ((3,), (3,)), ((3,), (3, 2)), ((2, 3), (3,)), ((2, 2, 3), (3, 2)), ((2, 3), (2, 3, 2)), ((2, 1, 2, 3), (3, 3, 2)),
              ((2, 2, 3), (3,)), ((3,), (2, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((0, 2, 3), (3, 2)), ((1, 2, 3), (3, 3, 1))]
    kinds = [contiguous, transposed, sliced, stepped, backwards]
    for at, (left, right) in enumerate(shapes):
        for l, r in [(at % 4, 1), (3 - at % 4, (at + 2) % 4), (1, 4 if 0 not in left + right else 0)]:
            a, b = kinds[l](*left), kinds[r](*right)
            f.add("matmul", [a, b], torch.matmul(a.torch(), b.torch()))
    a, b = stretched(0, 3, 2, 3), stretched(1, 3, 2)
    f.add("matmul", [a, b], torch.matmul(a.torch(), b.torch()))
    f.write()


for make in (strides, create, elementwise, broadcast, reduce, reshape, views, join, matmul):
    make()
