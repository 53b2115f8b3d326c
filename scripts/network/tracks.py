"""What each track of tracks.csv is evidence of, what is held out, and how much it weighs. Standard library alone."""

import csv
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from arms.catalogue import SECOND
from arms.codecs import CODECS
from arms.manifest import SPLITS, origin_of

KINDS = ("codec", "encoder", "treatment")
# Held out together: what is learnt of one is known of the other.
KIN = {"he_aac": "aac", "eac3": "ac3"}
# Edits that no genuine track can show, so that they are no treatment.
SILENT = frozenset({"trim", "swap", "invert", "bits24", "float32"})


@dataclass(frozen=True)
class Track:
    path: str
    is_lossy: bool
    arm: str
    codecs: frozenset[str]  # the families that it went through
    encoders: frozenset[str]
    treatment: str  # what a genuine track can go through as well, empty for none
    source: str  # where the recording comes from: never in two splits
    name: str  # path of the source
    headroom: float | None
    split: str
    first_patch: int
    patches: int

    @property
    def base(self):
        """The encoder at its setting, or `genuine`, or `synthetic`."""
        return self.arm.partition("+")[0]

    def is_of(self, kind, name):
        """Whether it went through what is held out."""
        held = {"codec": self.codecs, "encoder": self.encoders, "source": {self.source}}
        held["treatment"] = {self.treatment, *self.treatment.split("+")}
        return name in held[kind]


def encoder_of(base):
    """The program that encodes an arm, as its command names it."""
    if base not in CODECS:
        return base.rpartition("-")[0] or base
    words = CODECS[base].commands[-1].split()
    if words[0] == "ffmpeg":
        return f"ffmpeg-{words[words.index('-c:a') + 1]}"
    return "fdk" if words[0] == "{he_aac}" else words[0]


def bases_of(arm):
    """The encoders at their settings that an arm went through."""
    head, *parts = arm.split("+")
    first = [] if head in ("genuine", "synthetic") else [head]
    return first + [SECOND[part] for part in parts if part in SECOND]


def treatment_of(arm):
    """The edits of an arm that a genuine one can show."""
    parts = [part for part in arm.split("+")[1:] if part not in SECOND and part not in SILENT]
    return "+".join("gain" if part == "gain-float" else part for part in parts)


def track_of(row, offset=0):
    """A track of a row; `offset` is the number of patches before its file."""
    if row["split"] not in SPLITS:
        raise ValueError(f"{row['path']}: no such split: {row['split']}")
    codecs = [row["codec"], row.get("earlier", "")]
    return Track(
        path=row["path"],
        is_lossy=row["label"] != "genuine",
        arm=row["arm"],
        codecs=frozenset(KIN.get(codec, codec) for codec in codecs if codec),
        encoders=frozenset(map(encoder_of, bases_of(row["arm"]))),
        treatment=treatment_of(row["arm"]),
        source=origin_of(row["source"]),
        name=row["source"],
        headroom=float(row["headroom"]) if row.get("headroom") else None,
        split=row["split"],
        first_patch=offset + int(row["first_patch"] or 0),
        patches=int(row["patches"] or 0),
    )


def read(folders):
    """Tracks with at least one patch, of several folders that `audiopro patches` wrote; raises ValueError where a source lies in
    two splits or a track would be counted twice."""
    tracks, offset = [], 0
    for folder in map(Path, folders):
        with open(folder / "tracks.csv", newline="", encoding="utf-8", errors="surrogateescape") as file:
            found = [track_of(row, offset) for row in csv.DictReader(file)]
        offset = max([offset, *(track.first_patch + track.patches for track in found)])
        tracks += found
    splits, seen = {}, set()
    for track in tracks:
        if splits.setdefault(track.source, track.split) != track.split:
            raise ValueError(f"{track.source} lies in the splits {splits[track.source]} and {track.split}")
        if (track.arm, track.name) in seen:
            raise ValueError(f"{track.arm} of {track.name} is there twice")
        seen.add((track.arm, track.name))
    return [track for track in tracks if track.patches]


def without(tracks, held):
    """Tracks that went through nothing of what is held out, a list of (kind, name)."""
    return [track for track in tracks if not any(track.is_of(kind, name) for kind, name in held)]


def folds(tracks, count):
    """The sources of the tuning split in `count` parts of about as many tracks each; raises ValueError where they are too few."""
    sources = sorted(grouped((track for track in tracks if track.split == "tune"), lambda track: track.source).items())
    if not 2 <= count <= len(sources):
        raise ValueError(f"{count} folds: from 2 to {len(sources)} can be made of {len(sources)} sources")
    parts = [[] for _ in range(count)]
    sizes = [0] * count
    for source, members in sorted(sources, key=lambda item: -len(item[1])):
        lightest = sizes.index(min(sizes))
        parts[lightest].append(source)
        sizes[lightest] += len(members)
    return parts


def grouped(tracks, key):
    groups = defaultdict(list)
    for track in tracks:
        groups[key(track)].append(track)
    return groups


def unpaired(tracks):
    """Treatments that only genuine or only lossy tracks went through: they would speak for one side by themselves."""
    groups = grouped(tracks, lambda track: track.treatment)
    return sorted(name for name, members in groups.items() if len({track.is_lossy for track in members}) < 2)


def weights(tracks):
    """The share of each track in training, in the order of `tracks`; they sum to 1.

    A treatment has the square root of its number of tracks, half of it genuine and half lossy; an arm in it the square root of
    its own; the sources of an arm share alike, and so do the tracks of a source. A treatment with one side weighs nothing.
    """
    lonely, shares = set(unpaired(tracks)), {}
    for treatment, members in grouped(tracks, lambda track: track.treatment).items():
        if treatment in lonely:
            continue
        for side in grouped(members, lambda track: track.is_lossy).values():
            arms = grouped(side, lambda track: track.arm).values()
            roots = sum(math.sqrt(len(arm)) for arm in arms)
            for arm in arms:
                sources = grouped(arm, lambda track: track.source).values()
                of_source = math.sqrt(len(members)) / 2 * math.sqrt(len(arm)) / roots / len(sources)
                shares |= {id(track): of_source / len(source) for source in sources for track in source}
    total = math.fsum(shares.values())
    if not total:
        raise ValueError("no treatment has both genuine and lossy tracks")
    return [shares.get(id(track), 0.0) / total for track in tracks]


def names_of(tracks, kind):
    """What can be held out one at a time: what lossy tracks went through; an encoder only where its codec has another one."""
    lossy = [track for track in tracks if track.is_lossy]
    if kind == "codec":
        return sorted(set().union(*(track.codecs for track in lossy)))
    if kind == "treatment":
        return sorted({track.treatment for track in tracks} - {""} - set(unpaired(tracks)))
    makers = defaultdict(set)
    for track in lossy:
        if len(track.codecs) == len(track.encoders) == 1:
            makers[next(iter(track.codecs))] |= track.encoders
    return sorted(set().union(*(names for names in makers.values() if len(names) > 1)))
