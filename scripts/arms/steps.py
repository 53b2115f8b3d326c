"""What happens to a track on its way to an arm: a codec or a treatment, each a few commands from one WAV file to another.

In a command stand {in} and {out}; {rate} and {other_rate} (48 kHz for a track at 44.1 and the reverse); {channels}; {sample}, the
name in FFmpeg of the sample format that the codec is decoded to; {odd}, an odd number below 5 000 that depends on the name of the
source alone; {start}, where a cut of the middle begins, in frames; {extra}, a file beside. A command without {out} is a preparation.
"""

from dataclasses import dataclass, replace

from .tools import HE_AAC

CD = frozenset({44100})
MPEG = frozenset({32000, 44100, 48000})


def programs_of(commands):
    return {command.split()[0] for command in commands}


def other_rate(rate):
    return 44100 if rate == 48000 else 48000


@dataclass(frozen=True)
class Step:
    commands: tuple[str, ...] = ()
    rates: frozenset[int] | None = None  # that it takes; all where None
    channels: frozenset[int] = frozenset({1, 2})
    seconds: float = 0  # the least that it takes
    rate_after: int | str | None = None  # as it was where None; "other" for the other one of 44.1 and 48 kHz
    channels_after: int | None = None

    def refuses(self, facts):
        """Why this step cannot take such a track, or None."""
        if facts.channels not in self.channels:
            return f"{facts.channels} channel{'s' * (facts.channels > 1)}"
        if self.rates and facts.rate not in self.rates:
            return f"{facts.rate} Hz"
        return "too short" if facts.seconds < self.seconds else None

    def after(self, facts):
        rate = other_rate(facts.rate) if self.rate_after == "other" else self.rate_after or facts.rate
        frames = facts.frames * rate // facts.rate
        return replace(facts, rate=rate, channels=self.channels_after or facts.channels, frames=frames)

    @property
    def all_commands(self):
        return self.commands


@dataclass(frozen=True)
class Codec(Step):
    """One encoder at one setting; `commands` end in the lossy file."""

    id: str = ""  # as in manifests
    extension: str = ""
    decode: str = "ffmpeg -nostdin -v error -y -threads 1 -i {in} -ac {channels} -c:a {sample} {out}"

    @property
    def all_commands(self):
        return *self.commands, self.decode


@dataclass(frozen=True)
class Treatment(Step):
    """One edit. `sample` asks the codec before it for another sample format than that of the source."""

    sample: str = ""


def values_of(facts, odd, cut_seconds=0):
    """What the names in a command stand for, but the files."""
    return {
        "he_aac": HE_AAC / "target" / "release" / "he-aac",
        "rate": facts.rate,
        "other_rate": other_rate(facts.rate),
        "channels": facts.channels,
        "odd": odd,
        "start": max(0, (facts.frames - int(cut_seconds * facts.rate)) // 2) | 1,
    }
