"""What happens to patches in training that says nothing about the past: level, width, tone, hiss, one channel, a low pass.

Alike for genuine and lossy. Not flipped in time: pre-echo comes before its transient. Not shifted in frequency: where a codec
cuts is evidence, and the arms of another speed shift it as in life. No holes are made: a hole is evidence too.
"""

import jax
import jax.numpy as jnp
import numpy as np

SILENT = 255.0


def hiss_pool(seed, count=48):
    """Levels of white noise in half decibels above its mean: power of such a bin is exponential."""
    noise = np.random.default_rng([seed, 3]).exponential(size=(count, 480, 30))
    return jnp.asarray(20 * np.log10(noise + 1e-4), jnp.float32)


def vary(key, patches, pool):
    """Patches [N, 2, 480, 30] as float in half decibels below the peak, varied; still whole numbers from 0 to 255."""
    count = len(patches)
    keys = iter(jax.random.split(key, 14))

    def uniform(low, high):
        return jax.random.uniform(next(keys), (count, 1, 1, 1), minval=low, maxval=high)

    now = patches.astype(jnp.float32)
    is_silent = now >= SILENT
    place = jnp.linspace(-1, 1, 480)[None, None, :, None]
    tone = uniform(-10, 10) * place + uniform(-5, 5) * jnp.cos(jnp.pi * (uniform(0.5, 3) * place + uniform(0, 2)))
    width = uniform(-8, 8) * jnp.array([0.0, 1.0])[None, :, None, None]
    now = now + tone + width + uniform(-8, 8)
    # A low pass between 9 and 23 kHz that falls by 60 dB within 500 Hz, for one patch in eight.
    edge = jnp.where(uniform(0, 1) < 0.125, uniform(180, 460), 480.0)
    now = now + jnp.clip((jnp.arange(480.0)[None, None, :, None] - edge) * 12, 0, 120)
    now = jnp.where(is_silent, SILENT, now)
    # Hiss 60 to 125 dB under the peak, for one in three.
    floor = jnp.where(uniform(0, 1) < 0.33, uniform(120, 250), 400.0)
    picks = jax.random.randint(next(keys), (2, count), 0, len(pool))
    hiss = floor - jnp.stack([pool[picks[0]], pool[picks[1]]], 1)
    decay = np.log(10) / 20
    now = -jnp.logaddexp(-now * decay, -hiss * decay) / decay
    is_mono = jnp.logical_and(uniform(0, 1) < 0.08, jnp.array([False, True])[None, :, None, None])
    return jnp.round(jnp.clip(jnp.where(is_mono, SILENT, now), 0, 255))
