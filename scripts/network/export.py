"""Writes the network as ONNX, node by node, and refuses what ONNX Runtime does not compute as the trainer does."""

import os
import time

import jax
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from . import model
from .patches import SHAPE
from .training import predict

OPSET, IR_VERSION = 17, 8
MOST_BYTES, MOST_PARAMETERS = 2_000_000, 300_000
TOLERANCE, CHECKED = 1e-4, 100


def graph_of(params):
    """Nodes and constants, weights folded."""
    folds = jax.device_get(model.folded(params))
    constants, nodes = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    now = node("Cast", ["patches"], "levels", to=TensorProto.FLOAT)
    now = node("Sub", [now, constant("centre", model.CENTRE)], "centred")
    now = node("Mul", [now, constant("scale", model.SCALE)], "scaled")
    for number, ((kernel, bias), layer) in enumerate(zip(folds["layers"], model.LAYERS)):
        weights = [constant(f"kernel{number}", kernel.transpose(3, 2, 0, 1)), constant(f"bias{number}", bias)]
        pads = [model.PAD[0][0], model.PAD[1][0], model.PAD[0][1], model.PAD[1][1]]
        now = node("Conv", [now, *weights], f"conv{number}", kernel_shape=layer.kernel, strides=layer.stride, pads=pads)
        if number == 0:
            now = node("Add", [now, constant("place", folds["place"].transpose(2, 0, 1)[None])], "placed")
        now = node("Relu", [now], f"relu{number}")
    now = node("Conv", [now, constant("head", folds["head"][None, :, None, None])], "map", kernel_shape=[1, 1])
    now = node("ReduceMean", [now], "mean", axes=[2, 3], keepdims=0)
    node("Add", [now, constant("bias", folds["bias"].reshape(1))], "logits")
    return nodes, constants


def model_of(params, seed, trained, version):
    """The ONNX model and its number of parameters."""
    nodes, constants = graph_of(params)
    frequencies, times = model.sizes()[-1]
    inputs = [helper.make_tensor_value_info("patches", TensorProto.UINT8, ["N", *SHAPE])]
    outputs = [
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 1]),
        helper.make_tensor_value_info("map", TensorProto.FLOAT, ["N", 1, frequencies, times]),
    ]
    graph = helper.make_graph(nodes, "audiopro-network", inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="audiopro train-network")
    made.ir_version = IR_VERSION
    facts = {"kind": "network", "patch_schema": "1", "version": str(version), "seed": str(seed), "trained": trained}
    helper.set_model_props(made, {f"audiopro.{name}": value for name, value in facts.items()})
    onnx.checker.check_model(made, full_check=True)
    counted = sum(int(np.prod(constant.dims)) for constant in constants if constant.name not in ("centre", "scale"))
    return made, counted


def session(path, threads=1):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(os.fspath(path), options, providers=["CPUExecutionProvider"])


def write(params, path, patches, seed, trained, version):
    """Writes the model, checked on real patches; gives facts for its card. Raises ValueError where a check fails."""
    made, counted = model_of(params, seed, trained, version)
    held = made.SerializeToString()
    if len(held) > MOST_BYTES or counted > MOST_PARAMETERS:
        raise ValueError(f"{len(held)} bytes and {counted} parameters: at most {MOST_BYTES} and {MOST_PARAMETERS} are allowed")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(held)
    try:
        facts = check(beside, params, patches)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return facts | {"bytes": len(held), "parameters": counted, "multiplications": model.multiplications()}


def check(path, params, patches):
    """Largest difference from the trainer on the patches, and how long a track takes on one core."""
    running = session(path)
    logits, spoken = running.run(["logits", "map"], {"patches": patches})
    difference = float(np.abs(logits[:, 0] - predict(params, patches)).max())
    bias = float(jax.device_get(params["bias"]))
    of_map = float(np.abs(spoken.mean((1, 2, 3)) + bias - logits[:, 0]).max())
    if not max(difference, of_map) <= TOLERANCE:
        raise ValueError(f"ONNX Runtime differs by {difference:.2g}, its map by {of_map:.2g}: {TOLERANCE:g} is allowed")
    track, times = np.resize(patches, (32, *SHAPE)), []
    for _ in range(12):
        began = time.process_time()
        running.run(["logits", "map"], {"patches": track})
        times.append(time.process_time() - began)
    return {"difference": difference, "checked": len(patches), "milliseconds": 1000 * sorted(times)[len(times) // 2]}
