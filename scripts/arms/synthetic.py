"""Signals that no microphone heard and no codec touched: they must pass as genuine.

SIGNALS maps the name of a file, `KIND__VARIANT`, to a command of SoX or to a function of this module that gives samples. Ten
seconds each where not said otherwise, the same samples at every run. `-R` dithers from a fixed seed, `-D` not at all.
"""

import hashlib
import math
import random
import wave
from array import array
from pathlib import Path

from .tools import run, words_of

SECONDS = 10
NOTES = (57, 60, 64, 69, 67, 64, 60, 62, 65, 69, 74, 72, 69, 65, 62, 59)  # MIDI numbers, a bar each of A minor and D minor


def hertz(note):
    return 440 * 2 ** ((note - 69) / 12)


def chip(rate):
    """Two pulse voices, a triangle in 16 steps and a shift-register noise at 4-bit volumes, sampled without a filter: a games console."""
    register, noise_phase, phases, samples = 1, 0.0, [0.0, 0.0, 0.0], array("h")
    for frame in range(SECONDS * rate):
        beat, inside = divmod(frame * 8 / rate, 1)
        note = NOTES[int(beat) % len(NOTES)]
        volume = 15 - int(inside * 11)
        for voice, pitch in enumerate((note + 12, note + 19, note - 12)):
            phases[voice] = (phases[voice] + hertz(pitch) / rate) % 1
        noise_phase += 7457 / rate
        while noise_phase >= 1:
            noise_phase -= 1
            register = register >> 1 | ((register ^ register >> 1) & 1) << 14
        drum = (register & 1) * max(0, 12 - int(inside * 40)) * (int(beat) % 2)
        pulses = (phases[0] < 0.25) * volume + (phases[1] < 0.5) * (volume // 2)
        step = int(phases[2] * 32)
        triangle = step if step < 16 else 31 - step
        samples.append((pulses * 2 + triangle * 3 + drum * 2 - 60) * 240)
    return 1, samples


def speech(rate):
    """Vowels of a gliding voice through three resonators, fricatives of filtered noise between them, pauses."""
    vowels = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
    dice, values, phase = random.Random(8), [], 0.0
    memory = [[0.0, 0.0] for _ in range(3)]
    for frame in range(SECONDS * rate):
        beat, inside = divmod(frame * 4 / rate, 1)
        is_fricative, is_pause = inside < 0.25, int(beat) % 6 == 5
        phase += (118 + 22 * math.sin(frame / rate * 2.1)) / rate
        pulse, phase = (1.0, phase - 1) if phase >= 1 else (0.0, phase)
        source = 0.25 * dice.uniform(-1, 1) if is_fricative else pulse + 0.004 * dice.uniform(-1, 1)
        value = source if is_fricative else 0.0
        for (width, weight), formant, state in zip(((60, 1.0), (90, 0.6), (130, 0.35)), vowels[int(beat) % 5], memory):
            radius = math.exp(-math.pi * width / rate)
            turn = math.cos(2 * math.pi * min(formant, rate * 0.45) / rate)
            state[1], state[0] = state[0], source + 2 * radius * turn * state[0] - radius * radius * state[1]
            value += 0.1 * weight * state[0]
        values.append(0.0 if is_pause else value)
    peak = max(map(abs, values))
    return 1, array("h", [round(value / peak * 20000) for value in values])


def impulses(rate, is_random):
    """Single full samples: ten a second, or at random places with random heights in two channels."""
    dice, samples = random.Random(3), array("h", bytes(SECONDS * rate * 4))
    for number in range(SECONDS * 10):
        for channel in range(2):
            place = dice.randrange(SECONDS * rate) if is_random else number * rate // 10
            samples[place * 2 + channel] = dice.randrange(-30000, 30000) if is_random else 30000
    return 2, samples


def steps_of_8_bit(rate):
    """A chord in 8-bit samples: the low byte is empty."""
    chord = [2 * math.pi * hertz(note) / rate for note in (57, 61, 64)]
    return 1, array("h", [round(sum(math.sin(step * frame) for step in chord) * 40) * 256 for frame in range(SECONDS * rate)])


def synth(what, effects="gain -6", rate=44100, bits=16, channels=2, options="-R"):
    return f"sox {options} -n -r {rate} -b {bits} -c {channels} {{out}} synth {SECONDS} {what} {effects}"


def computed(function, rate, *more):
    """A row for a signal that Python computes."""
    return function, rate, more


SIGNALS = {
    "tone__440": synth("sine 440"),
    "tone__440-undithered": synth("sine 440", options="-D"),
    "tone__1k-quiet": synth("sine 1000", "gain -60"),
    "tone__15k": synth("sine 15000"),
    "tone__1k-48k-24bit": synth("sine 1000", rate=48000, bits=24),
    "tone__chord": synth("sine 220 sine 277.18 sine 329.63 sine 440", "remix 1,2,3,4 remix 1 1 gain -6", channels=4).replace("-c 4", "-c 2"),
    "tone__tremolo": synth("sine 660", "tremolo 5 80 gain -6"),
    "sweep__log": synth("sine 20/20000"),
    "sweep__linear": synth("sine 0:22050"),
    "sweep__48k": synth("sine 20/23000", rate=48000),
    "sweep__quiet": synth("sine 20/20000", "gain -50"),
    "square__440": synth("square 440"),
    "square__100-undithered": synth("square 100.5", options="-D"),
    "square__sweep": synth("square 50/5000"),
    "saw__220": synth("sawtooth 220"),
    "triangle__330": synth("triangle 330"),
    "pluck__guitar": synth("pluck 147", "repeat 0 gain -3"),
    "noise__white": synth("whitenoise"),
    "noise__white-quiet": synth("whitenoise", "gain -66"),
    "noise__pink": synth("pinknoise"),
    "noise__brown": synth("brownnoise", "gain -12"),
    "noise__white-16k": synth("whitenoise", "sinc -16000 gain -6"),
    "noise__pink-20k": synth("pinknoise", "sinc -20000 gain -6"),
    "noise__mono": synth("whitenoise", channels=1),
    "noise__48k-24bit": synth("pinknoise", rate=48000, bits=24),
    "silence__digital": f"sox -D -n -r 44100 -b 16 -c 2 {{out}} trim 0 {SECONDS}",
    "silence__dithered": synth("sine 440", "gain -200"),
    "silence__dithered-24bit": synth("whitenoise", "gain -130", bits=24),
    "silence__shaped": synth("sine 440", "gain -200 dither -s"),
    "impulse__train": computed(impulses, 44100, False),
    "impulse__random": computed(impulses, 44100, True),
    "chip__44k": computed(chip, 44100),
    "chip__48k": computed(chip, 48000),
    "chip__22k": computed(chip, 22050),
    "padded__8-bit": computed(steps_of_8_bit, 44100),
    "speech__8k": computed(speech, 8000),
    "speech__16k": computed(speech, 16000),
    "speech__44k": computed(speech, 44100),
}


def recipe_of(name):
    """Changes where the signal may: with its command, or with anything in this module where Python computes it."""
    signal = SIGNALS[name]
    text = signal.encode() if isinstance(signal, str) else Path(__file__).read_bytes()
    return hashlib.sha256(text).hexdigest()[:16]


def write_signal(name, wav):
    signal = SIGNALS[name]
    if isinstance(signal, str):
        run(words_of(signal, out=wav))
        return
    function, rate, more = signal
    channels, samples = function(rate, *more)
    with wave.open(str(wav), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
