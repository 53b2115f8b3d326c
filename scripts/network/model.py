"""The network: five strided convolutions and a linear map, whose mean over frequency and time is the log-odds.

No normalisation looks at a batch: the weights themselves are standardised (Brock et al. 2021, scaled weight standardisation),
which an export folds away. A learned bias a frequency tells the first layer where it is, for convolutions alone cannot.
"""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jax import lax

CENTRE, SCALE = 128.0, 1 / 128


@dataclass(frozen=True)
class Layer:
    kernel: tuple[int, int]  # frequency, time
    stride: tuple[int, int]
    channels: int


LAYERS = (
    Layer((6, 3), (4, 2), 24),  # 120 x 15
    Layer((3, 3), (2, 2), 32),  # 60 x 8
    Layer((3, 3), (2, 1), 48),  # 30 x 8
    Layer((3, 3), (2, 2), 64),  # 15 x 4
    Layer((3, 3), (1, 1), 96),  # 15 x 4
)
PAD = ((1, 1), (1, 1))  # for every layer, frequency and time
FREQUENCIES = 120  # of the first layer's output


def after(size, layer):
    """Number of frequencies and times after a layer."""
    return tuple((length + 2 - kernel) // stride + 1 for length, kernel, stride in zip(size, layer.kernel, layer.stride))


def sizes():
    """Number of frequencies and times after each layer."""
    found, now = [], (480, 30)
    for layer in LAYERS:
        now = after(now, layer)
        found.append(now)
    return found


def multiplications():
    """Multiplications of a patch."""
    inputs, total = 2, 0
    for layer, (frequencies, times) in zip(LAYERS, sizes()):
        total += frequencies * times * layer.channels * inputs * layer.kernel[0] * layer.kernel[1]
        inputs = layer.channels
    return total + sizes()[-1][0] * sizes()[-1][1] * inputs


def initial(seed):
    keys = jax.random.split(jax.random.key(seed), len(LAYERS) + 1)
    inputs, layers = 2, []
    for layer, key in zip(LAYERS, keys):
        kernel = jax.random.normal(key, (*layer.kernel, inputs, layer.channels), jnp.float32)
        layers.append({"kernel": kernel, "gain": jnp.full(layer.channels, 2**0.5), "bias": jnp.zeros(layer.channels)})
        inputs = layer.channels
    place = jnp.zeros((FREQUENCIES, 1, LAYERS[0].channels))
    head = jax.random.normal(keys[-1], (inputs,), jnp.float32) * inputs**-0.5
    return {"layers": layers, "place": place, "head": head, "bias": jnp.zeros(())}


def standardised(layer):
    """The kernel that is really convolved with: each filter without mean, of unit variance over its inputs, times its gain."""
    kernel = layer["kernel"]
    mean = kernel.mean((0, 1, 2), keepdims=True)
    inputs = kernel.shape[0] * kernel.shape[1] * kernel.shape[2]
    return (kernel - mean) * lax.rsqrt(kernel.var((0, 1, 2), keepdims=True) * inputs + 1e-6) * layer["gain"]


def folded(params):
    """What an export needs: each layer's kernel (frequency, time, in, out) and bias, the rest as it is."""
    layers = [(standardised(layer), layer["bias"]) for layer in params["layers"]]
    return {"layers": layers, "place": params["place"], "head": params["head"], "bias": params["bias"]}


def convolve(now, kernel, layer):
    """A convolution as one product of matrices: on a processor XLA takes a third longer for the gradients of its own."""
    frequencies, times = after(now.shape[1:3], layer)
    padded = jnp.pad(now, ((0, 0), *PAD, (0, 0)))
    step_f, step_t = layer.stride
    taps = [
        padded[:, f : f + step_f * (frequencies - 1) + 1 : step_f, t : t + step_t * (times - 1) + 1 : step_t]
        for f in range(layer.kernel[0])
        for t in range(layer.kernel[1])
    ]
    return jnp.concatenate(taps, -1) @ kernel.reshape(-1, layer.channels)


def forward(params, patches):
    """Logits [N] and map [N, frequency, time] of patches [N, 2, 480, 30] in half decibels below their peak."""
    folds = folded(params)
    now = (patches.astype(jnp.float32).transpose(0, 2, 3, 1) - CENTRE) * SCALE
    for number, ((kernel, bias), layer) in enumerate(zip(folds["layers"], LAYERS)):
        now = jax.nn.relu(convolve(now, kernel, layer) + bias + (folds["place"] if number == 0 else 0))
    spoken = now @ folds["head"]
    return spoken.mean((1, 2)) + folds["bias"], spoken


def parameters(params):
    return sum(leaf.size for leaf in jax.tree.leaves(params))
