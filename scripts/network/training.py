"""Trains the network: Adam, a cosine, the best average of the weights on the calibration split; goes on from a checkpoint.

A batch depends on the seed and its number alone, so that a run that was stopped sees what it would have seen.
"""

import hashlib
import io
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import augment, metrics, model
from .tracks import weights

PEAK_RATE, WARM_UP, SMOOTHING, AVERAGE = 2e-3, 200, 0.03, 0.998
TIMED = 30  # steps from which the speed is read
PROBES = 6000  # patches of the calibration split that are looked at on the way
EVALUATIONS = 20
SAVE_SECONDS = 120


@dataclass(frozen=True)
class Plan:
    seed: int
    batch: int
    minutes: float
    steps: int | None  # read off the speed and the minutes where None
    work: Path
    held: tuple[tuple[str, str], ...] = ()


@dataclass
class State:
    params: object
    optimiser: object
    average: object
    best: object
    step: int = 0
    total: int = 0  # 0 while not known
    seconds: float = 0.0
    best_rank: list = field(default_factory=lambda: [-1.0, 0.0])  # AUC, then loss, of the calibration split
    best_step: int = 0
    curve: list = field(default_factory=list)

    ARRAYS = ("params", "optimiser", "average", "best")
    FIGURES = ("step", "total", "seconds", "best_rank", "best_step", "curve")


OPTIMISER = optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam(), optax.add_decayed_weights(1e-3))


def fresh(seed):
    params = model.initial(seed)
    return State(params, OPTIMISER.init(params), params, params)


def rate_at(step, total):
    """A warm-up that is the same whatever the total, so that the speed can be read in it; then half a cosine down to 0."""
    if step < WARM_UP or not total:
        return PEAK_RATE * min(1.0, (step + 1) / WARM_UP)
    return PEAK_RATE * (0.5 + 0.5 * np.cos(np.pi * min(1.0, (step - WARM_UP) / max(1, total - WARM_UP))))


@jax.jit
def advance(params, optimiser, average, key, patches, labels, pool, rate, keep):
    def loss(params):
        logits, _ = model.forward(params, augment.vary(key, patches, pool))
        return optax.sigmoid_binary_cross_entropy(logits, labels).mean()

    value, gradients = jax.value_and_grad(loss)(params)
    updates, optimiser = OPTIMISER.update(gradients, optimiser, params)
    params = jax.tree.map(lambda param, update: param - rate * update, params, updates)
    average = jax.tree.map(lambda old, new: keep * old + (1 - keep) * new, average, params)
    return params, optimiser, average, value


@jax.jit
def logits_of(params, patches):
    return model.forward(params, patches)[0]


def mark_of(tracks):
    """Changes with the tracks and with the network."""
    listed = [(track.path, track.arm, track.split, track.first_patch, track.patches) for track in tracks]
    return hashlib.sha256(json.dumps([repr(model.LAYERS), listed]).encode()).hexdigest()[:16]


def identity(tracks, plan):
    """Changes with anything that makes a checkpoint one of another run."""
    what = [plan.seed, plan.batch, sorted(plan.held), PEAK_RATE, SMOOTHING, mark_of(tracks)]
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:16]


def save(state, path, mark):
    """Writes a checkpoint beside and moves it into place."""
    trees = {name: jax.tree.leaves(getattr(state, name)) for name in State.ARRAYS}
    leaves = {f"{name}.{number}": leaf for name, tree in trees.items() for number, leaf in enumerate(tree)}
    figures = {name: getattr(state, name) for name in State.FIGURES} | {"mark": mark}
    held = io.BytesIO()
    np.savez(held, figures=np.frombuffer(json.dumps(figures).encode(), np.uint8), **jax.device_get(leaves))
    beside = path.with_suffix(".new")
    with open(beside, "wb") as file:
        file.write(held.getbuffer())
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def restore(path, mark, seed):
    """The state of a checkpoint, None where there is none; ValueError where it is of another run."""
    if not path.exists():
        return None
    state = fresh(seed)
    with np.load(path) as held:
        figures = json.loads(held["figures"].tobytes())
        if figures.pop("mark") != mark:
            raise ValueError(f"{path} is of another run (tracks, seed, batch or network): remove it, or name another --work")
        for name in State.ARRAYS:
            shape = jax.tree.structure(getattr(state, name))
            leaves = [jnp.asarray(held[f"{name}.{number}"]) for number in range(shape.num_leaves)]
            setattr(state, name, jax.tree.unflatten(shape, leaves))
    for name, value in figures.items():
        setattr(state, name, value)
    return state


class Batches:
    """Batches of the tuning split, one ahead."""

    def __init__(self, tracks, patches, plan):
        self.patches, self.plan = patches, plan
        self.tracks = [track for track in tracks if track.split == "tune"]
        self.upto = np.cumsum(weights(self.tracks))
        self.reader, self.waiting = ThreadPoolExecutor(1), None

    def read(self, step):
        dice = np.random.default_rng([self.plan.seed, 1, step])
        drawn = np.searchsorted(self.upto, dice.random(self.plan.batch) * self.upto[-1], side="right")
        tracks = [self.tracks[min(number, len(self.tracks) - 1)] for number in drawn]
        numbers = [track.first_patch + int(dice.integers(track.patches)) for track in tracks]
        labels = np.array([1 - SMOOTHING if track.is_lossy else SMOOTHING for track in tracks], np.float32)
        return self.patches.take(numbers), labels

    def take(self, step):
        """The batch of a step; that of the next one is read meanwhile."""
        ready = self.waiting[1].result() if self.waiting and self.waiting[0] == step else self.read(step)
        self.waiting = (step + 1, self.reader.submit(self.read, step + 1))
        return ready


class Probe:
    """Some patches of each track of the calibration split, by which the best weights are chosen."""

    def __init__(self, tracks, patches):
        everyone = [track for track in tracks if track.split == "calibrate"]
        heavy = [(track, weight) for track, weight in zip(everyone, weights(everyone)) if weight]
        self.tracks = heavy[:: -(-len(heavy) // PROBES)]
        each = max(1, min(8, PROBES // len(self.tracks)))
        self.places = [spread(track, each) for track, _ in self.tracks]
        self.seen = patches.take([number for place in self.places for number in place])

    def look(self, params):
        """Area under the curve and log loss of the tracks, weighted as in training."""
        logits = predict(params, self.seen)
        scores, at = [], 0
        for place in self.places:
            scores.append(float(logits[at : at + len(place)].mean()))
            at += len(place)
        sides = [[], []]
        total = loss = 0.0
        for (track, weight), score in zip(self.tracks, scores):
            sides[track.is_lossy].append((score, weight))
            loss += weight * float(np.logaddexp(0, -score if track.is_lossy else score))
            total += weight
        return metrics.auc(*sides), loss / total


def spread(track, most):
    """Numbers of at most `most` patches of a track, evenly over it."""
    count = min(most, track.patches)
    return [track.first_patch + (2 * number + 1) * track.patches // (2 * count) for number in range(count)]


def predict(params, patches, batch=128):
    found = np.empty(len(patches), np.float32)
    for start in range(0, len(patches), batch):
        part = patches[start : start + batch]
        whole = np.pad(part, ((0, batch - len(part)), (0, 0), (0, 0), (0, 0)))
        found[start : start + len(part)] = np.asarray(logits_of(params, whole))[: len(part)]
    return found


def clock(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


class Training:
    def __init__(self, tracks, patches, plan, say):
        self.plan, self.say = plan, say
        plan.work.mkdir(parents=True, exist_ok=True)
        self.path, self.mark = plan.work / "checkpoint.npz", identity(tracks, plan)
        self.state = restore(self.path, self.mark, plan.seed) or fresh(plan.seed)
        self.batches, self.probe = Batches(tracks, patches, plan), Probe(tracks, patches)
        self.pool, self.key = augment.hiss_pool(plan.seed), jax.random.key(plan.seed, impl="rbg")
        self.losses, self.here, self.since = [], 0, 0.0

    def run(self):
        """Trains to the end; False where the time was up before, and the same call goes on."""
        state, began, earlier = self.state, time.monotonic(), self.state.seconds
        state.total = state.total or self.plan.steps or 0
        limit = self.plan.minutes * 60 * (1 if self.plan.steps else 1.2)
        if state.step:
            self.say(f"goes on at step {state.step} of {state.total or 'a number yet to be found'}")
        saved = said = time.monotonic()
        try:
            while not state.total or state.step < state.total:
                self.one()
                now = time.monotonic()
                state.seconds = earlier + now - began
                if not state.total and self.here == TIMED:
                    state.total = self.steps_in_time()
                if state.total and (state.step % self.every() == 0 or state.step == state.total):
                    self.evaluate()
                elif now - said > 15:
                    self.progress()
                    said = now
                if now - saved > SAVE_SECONDS:
                    save(state, self.path, self.mark)
                    saved = now
                if now - began > limit and state.step < state.total:
                    self.say(f"time is up at step {state.step} of {state.total}: the same call goes on from here")
                    return False
            return True
        finally:
            save(state, self.path, self.mark)

    def every(self):
        return max(1, self.state.total // EVALUATIONS)

    def one(self):
        state = self.state
        patches, labels = self.batches.take(state.step)
        rate, keep = rate_at(state.step, state.total), min(AVERAGE, (state.step + 1) / (state.step + 10))
        key = jax.random.fold_in(self.key, state.step)
        now = (state.params, state.optimiser, state.average)
        done = advance(*now, key, patches, labels, self.pool, np.float32(rate), np.float32(keep))
        state.params, state.optimiser, state.average, loss = done
        state.step += 1
        if self.losses:
            jax.block_until_ready(self.losses[-1])  # one step ahead is enough
        self.losses.append(loss)
        self.here += 1
        if self.here == 2:  # the first step was compiled
            self.since = time.monotonic()

    def steps_in_time(self):
        """As many steps as fit into the minutes at the speed of the first ones, evaluations included."""
        a_step = (time.monotonic() - self.since) / (TIMED - 2)
        self.probe.look(self.state.average)
        began = time.monotonic()
        self.probe.look(self.state.average)
        a_look = time.monotonic() - began
        left = self.plan.minutes * 60 - self.state.seconds - a_look * (EVALUATIONS + 1)
        total = max(self.state.step + EVALUATIONS, self.state.step + int(left / a_step))
        self.say(f"{a_step * 1000:.0f} ms a step: {total} steps in {self.plan.minutes:g} minutes (--steps {total} repeats it)")
        return total

    def mean_loss(self):
        losses, self.losses = self.losses, []
        return float(np.mean([float(loss) for loss in losses])) if losses else float("nan")

    def evaluate(self):
        state, loss = self.state, self.mean_loss()
        area, calibration_loss = self.probe.look(state.average)
        rank = [round(area, 4), -calibration_loss]
        if rank > state.best_rank:
            state.best_rank, state.best_step = rank, state.step
            state.best = jax.tree.map(jnp.copy, state.average)
        point = {"step": state.step, "minutes": state.seconds / 60, "loss": loss}
        state.curve.append(point | {"auc": area, "calibration_loss": calibration_loss})
        best = " (best)" if state.best_step == state.step else ""
        self.say(f"{self.where()}: loss {loss:.4f}; calibration split: loss {calibration_loss:.4f}, AUC {area:.4f}{best}")

    def progress(self):
        recent = [float(loss) for loss in self.losses[-50:]]
        self.say(f"{self.where()}: loss {np.mean(recent):.4f}")

    def where(self):
        state = self.state
        a_step = (time.monotonic() - self.since) / (self.here - 2) if self.here > 2 else state.seconds / state.step
        left = a_step * (state.total - state.step)
        rest = f", {clock(left)} left" if state.total else ""
        return f"step {state.step} of {state.total or '?'}, {clock(state.seconds)}{rest}"
