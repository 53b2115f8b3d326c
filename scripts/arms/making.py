"""Makes one arm of one track, or finds it made."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .catalogue import ARMS
from .steps import Codec, values_of
from .synthetic import write_signal
from .tools import flac_facts, lossy_kbps, run, wav_facts, words_of


@dataclass(frozen=True)
class Made:
    path: Path
    kbps: float | None
    seconds: float


def stop_words(error):
    return str(error) or type(error).__name__


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

    def __init__(self, folder, wav, name, seconds, sample):
        self.folder, self.wav, self.count = Path(folder), wav, 0
        self.odd = int.from_bytes(hashlib.sha256(name.encode(errors="surrogateescape")).digest()[:4], "big") % 2500 * 2 + 1
        self.seconds, self.sample = seconds, sample

    def apply(self, commands, facts, extension="wav", **more):
        """Runs `commands` one after the other from the current file; the last one makes a file with `extension`."""
        file, values = self.wav, {**values_of(facts, self.odd), "sample": self.sample, "extra": self.folder / "extra", **more}
        for position, command in enumerate(commands):
            is_last = position == len(commands) - 1
            self.count += 1
            out = self.folder / f"{self.count}.{extension if is_last else 'wav'}"
            run(words_of(command, **{**values, "in": file, "out": out}))
            if "{out}" in command:
                file = out
        self.wav = file

    def step(self, step, sample):
        """Runs a step; gives the bitrate of a codec."""
        facts = wav_facts(self.wav)
        if not isinstance(step, Codec):
            self.apply(step.commands, facts, start=values_of(facts, self.odd, step.seconds)["start"])
            return None
        self.apply(step.commands, facts, step.extension)
        kbps = lossy_kbps(self.wav, facts.seconds)
        self.apply([step.decode], facts, sample=sample or self.sample)
        return kbps


def make(arm, source, name, out):
    """One track of an arm under `out`; `name` is the path of `source` from its root."""
    facts, _, md5 = flac_facts(source)
    is_float = any(getattr(step, "sample", "") == "pcm_f32le" for step in arm.steps[-1:])
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
        bench = Bench(folder, wav, str(name), facts.seconds, "pcm_s16le" if facts.bits <= 16 else "pcm_s24le")
        for step, wish in zip(steps, wishes):
            rate = bench.step(step, wish)
            kbps = round(rate, 1) if rate is not None else kbps
        return finish(bench.wav, folder, made, recipe, kbps, is_float)


def make_signal(name, out):
    """One signal of the arm `synthetic`."""
    made, recipe = out / "synthetic" / f"{name}.flac", write_signal.recipe(name)
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
