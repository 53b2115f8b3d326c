"""Makes one arm of one track, or finds it made."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .catalogue import ARMS
from .steps import Codec, values_of
from .synthetic import recipe_of, write_signal
from .tools import flac_facts, lossy_kbps, run, wav_facts, words_of
from .treatments import EDITS


@dataclass(frozen=True)
class Made:
    path: Path
    kbps: float | None
    seconds: float


def read_note(made, recipe):
    """What is kept beside a track for a run that goes on; None where the track is missing or was made by another recipe."""
    try:
        note = json.loads(note_of(made).read_text())
        return Made(made, note["kbps"], note["seconds"]) if note["recipe"] == recipe and made.exists() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_of(made):
    return made.with_name(made.name + ".note")


def publish(folder, file, made, recipe, kbps, seconds):
    """Moves a finished track into place. The note goes first: a track without one is made again, a note without a track too."""
    note = Path(folder, "note")
    note.write_text(json.dumps({"recipe": recipe, "kbps": kbps, "seconds": round(seconds, 3)}))
    made.unlink(missing_ok=True)
    os.replace(note, note_of(made))
    os.replace(file, made)
    return Made(made, kbps, round(seconds, 3))


class Bench:
    """A track in work: its current WAV file in a temporary folder."""

    def __init__(self, folder, wav, name, sample):
        self.folder, self.wav, self.count, self.sample = Path(folder), wav, 0, sample
        self.odd = int.from_bytes(hashlib.sha256(name.encode(errors="surrogateescape")).digest()[:4], "big") % 2500 * 2 + 1

    def apply(self, commands, values, extension="wav"):
        """Runs `commands`, each on the file of the one before, the first on the track; gives the file of the last one."""
        file = self.wav
        for place, command in enumerate(commands, 1):
            self.count += 1
            out = self.folder / f"{self.count}.{extension if place == len(commands) else 'wav'}"
            run(words_of(command, **values, **{"in": file, "out": out}))
            file = out if "{out}" in command else file
        return file

    def step(self, step, sample):
        """Takes the track through a step; gives the bitrate of a codec."""
        facts = wav_facts(self.wav)
        values = values_of(facts, self.odd, step.seconds) | {"sample": sample or self.sample, "extra": self.folder / "extra"}
        if not isinstance(step, Codec):
            self.wav = self.apply(step.commands, values)
            return None
        self.wav = lossy = self.apply(step.commands, values, step.extension)
        self.wav = self.apply([step.decode], values)
        return round(lossy_kbps(lossy, facts.seconds), 1)


def make(arm, source, name, out):
    """One track of an arm under `out`; `name` is the path of `source` from its root."""
    facts, _, md5 = flac_facts(source)
    is_float = arm.steps[-1] == EDITS["float32"]
    made, recipe = out / arm.name / name, f"{arm.recipe}-{md5}"
    made = made.with_suffix(".wav") if is_float else made
    if found := read_note(made, recipe):
        return found
    made.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=made.parent, prefix=".making-") as folder:
        wav, steps, kbps = Path(folder, "source.wav"), list(arm.steps), None
        wishes = [getattr(step, "sample", "") for step in steps[1:]] + [""]
        # The base of a treatment may stand ready, at the depth of the source.
        base = ARMS.get(arm.base)
        ready = base and not wishes[0] and read_note(out / base.name / name, f"{base.recipe}-{md5}")
        if ready:
            steps, wishes, kbps = steps[1:], wishes[1:], ready.kbps
        run(["flac", "--silent", "--decode", "-o", str(wav), str(ready.path if ready else source)])
        bench = Bench(folder, wav, str(name), "pcm_s16le" if facts.bits <= 16 else "pcm_s24le")
        for step, wish in zip(steps, wishes):
            kbps = bench.step(step, wish) or kbps
        return finish(bench.wav, folder, made, recipe, kbps, is_float)


def make_signal(name, out):
    """One signal of the arm `synthetic`."""
    made, recipe = out / "synthetic" / f"{name}.flac", recipe_of(name)
    if found := read_note(made, recipe):
        return found
    made.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=made.parent, prefix=".making-") as folder:
        wav = Path(folder, "signal.wav")
        write_signal(name, wav)
        return finish(wav, folder, made, recipe, None, False)


def finish(wav, folder, made, recipe, kbps, is_float):
    seconds = wav_facts(wav).seconds
    if not is_float:
        flac = Path(folder, "made.flac")
        run(["flac", "--silent", "-5", "--no-padding", "-o", str(flac), str(wav)])
        wav = flac
    return publish(folder, wav, made, recipe, kbps, seconds)
