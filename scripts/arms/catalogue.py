"""Every arm by name: `CODEC`, `CODEC+TREATMENT...`, `genuine+TREATMENT...`, `synthetic`."""

import hashlib
from dataclasses import dataclass
from fnmatch import fnmatchcase

from .codecs import CODECS
from .steps import Codec, Step, programs_of
from .synthetic import SIGNALS
from .treatments import CUTS, EDITS, PASTS, RATES, STUDIO, TREATMENTS

BASES = ("lame-320", "aac-256", "opus-256", "vorbis-q8")
SECOND = {"second-aac": "aac-256", "second-mp3": "lame-256", "second-vorbis": "vorbis-q6", "second-opus": "opus-192"}
# What moves or covers the grid of a codec, so that other traces must tell.
BLIND = ("speed-sox", "pitch-sox", "lowpass16")
# Bases for what leaves no grid, at headrooms from ample to none.
PAST_BASES = (
    *("lame-128", "lame-192", "lame-320", "lame-v0", "aac-128", "aac-256", "aac-fdk-256"),
    *("opus-128", "opus-256", "vorbis-q5", "vorbis-q8", "mp2-256"),
)
CHAINS = (
    "gain+other-rate-soxr",
    "gain+other-rate-src",
    "eq+trim+mono",
    "limit+other-rate-sox",
    "trim+eq-limit",
    "roundtrip48+eq-limit",
    "other-rate-swr+second-mp3",
    "second-aac+gain",
    "fade+invert",
)
# Not for genuine tracks: trim, swap and invert leave them as they are, and a change of container is no sound.
GENUINE = [name for name in {**EDITS, **RATES, **CUTS, **STUDIO} if name not in ("trim", "swap", "invert", "gain-float", "bits24", "float32")]
GENUINE += PASTS
# Chains of CHAINS without what a genuine track doesn't show.
GENUINE_CHAINS = ("gain+other-rate-soxr", "roundtrip48+eq-limit", "gain+other-rate-src", "eq+mono", "limit+other-rate-sox")


@dataclass(frozen=True)
class Arm:
    name: str
    steps: tuple[Step, ...]

    @property
    def base(self):
        """The arm that this one begins with, or None."""
        head, _, rest = self.name.partition("+")
        return head if rest and head != "genuine" else None

    @property
    def treatment(self):
        return self.name.partition("+")[2]

    @property
    def codecs(self):
        return [step.id for step in self.steps if isinstance(step, Codec)]

    @property
    def is_synthetic(self):
        return self.name == "synthetic"

    @property
    def programs(self):
        """Names of the programs that it runs."""
        commands = [command for step in self.steps for command in step.all_commands]
        commands += [signal for signal in SIGNALS.values() if isinstance(signal, str)] if self.is_synthetic else []
        names = {"flac"} | programs_of(commands) | ({"ffprobe"} if self.codecs else set())
        return {"he-aac" if name == "{he_aac}" else name for name in names}

    @property
    def recipe(self):
        """Changes where a command does: a file made by another one is made anew."""
        text = "\n".join(command for step in self.steps for command in (*step.all_commands, getattr(step, "sample", "")))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def refuses(self, facts):
        """Why it cannot be made from such a track, or None."""
        for step in self.steps:
            if reason := step.refuses(facts):
                return reason
            facts = step.after(facts)
        return None


def arm_of(name):
    head, *rest = name.split("+")
    steps = [] if head in ("genuine", "synthetic") else [CODECS[head]]
    steps += [CODECS[SECOND[part]] if part in SECOND else TREATMENTS[part] for part in rest]
    return Arm(name, tuple(steps))


def names():
    edits = [*EDITS, *RATES, *SECOND, *CUTS, *BLIND, *CHAINS]
    yield from CODECS
    yield from (f"genuine+{part}" for part in (*GENUINE, *GENUINE_CHAINS))
    yield "synthetic"
    yield from (f"{base}+{part}" for part in edits for base in BASES)
    # The rest of a studio on lossy tracks too: a treatment that only genuine ones went through would speak for them.
    yield from (f"{base}+{part}" for part in STUDIO if part not in BLIND for base in BASES)
    yield from (f"{base}+{part}" for part in PASTS for base in PAST_BASES)


ARMS = {name: arm_of(name) for name in names()}


def select(patterns):
    """Arms named by a comma list of names or globs, in the order of the catalogue; an unknown one raises ValueError."""
    globs = [pattern for pattern in patterns.split(",") if pattern]
    for pattern in globs:
        if not any(fnmatchcase(name, pattern) for name in ARMS):
            raise ValueError(f"no such arm: {pattern}; --list names them")
    return [arm for name, arm in ARMS.items() if any(fnmatchcase(name, pattern) for pattern in globs)]
