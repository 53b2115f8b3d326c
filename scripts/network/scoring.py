"""Scores of tracks by the exported network, and what is read off them."""

import csv
import os
from dataclasses import dataclass

from . import metrics
from .training import spread

COLUMNS = ("path", "label", "arm", "source", "split", "headroom", "patches", "mean", "spread", "share", "decile")


@dataclass(frozen=True)
class Scored:
    track: object
    features: tuple[float, float, float, float]  # mean, spread, share over 0, highest decile

    @property
    def score(self):
        return self.features[0]


def score(running, tracks, patches, most=32, at_once=256):
    """Every track by at most `most` of its patches, through ONNX Runtime."""
    places = [spread(track, most) for track in tracks]
    numbers = [number for place in places for number in place]
    logits = []
    for start in range(0, len(numbers), at_once):
        taken = patches.take(numbers[start : start + at_once])
        logits.extend(map(float, running.run(["logits"], {"patches": taken})[0][:, 0]))
    scored, at = [], 0
    for track, place in zip(tracks, places):
        scored.append(Scored(track, metrics.features(logits[at : at + len(place)])))
        at += len(place)
    return scored


def write(scored, path):
    """One line a track, for whoever wants to look closer."""
    beside = path.with_suffix(".new")
    with open(beside, "w", newline="", encoding="utf-8", errors="surrogateescape") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for item in scored:
            track, label = item.track, "transcode" if item.track.is_lossy else "genuine"
            head = [track.path, label, track.arm, track.name, track.split, track.headroom or "", track.patches]
            writer.writerow([*head, *(f"{value:.5f}" for value in item.features)])
    os.replace(beside, path)


def sides(scored):
    """Scores of the genuine and of the lossy ones."""
    return [item.score for item in scored if not item.track.is_lossy], [item.score for item in scored if item.track.is_lossy]


@dataclass(frozen=True)
class Figures:
    """What a group of lossy tracks shows beside genuine ones."""

    genuine: int
    lossy: int
    auc: float | None
    found: int  # above every genuine track of the report split
    found_by_calibration: int  # above every genuine track of the calibration split

    @classmethod
    def of(cls, genuine, lossy, bars):
        return cls(len(genuine), len(lossy), metrics.auc(genuine, lossy), *(metrics.above(lossy, bar) for bar in bars))


def held_out(running, kind, name, tracks, patches, most=8):
    """Figures of the report split for what a network has not seen: its lossy tracks against all genuine ones."""
    report = [track for track in tracks if track.split == "report"]
    wanted = [track for track in report if not track.is_lossy or track.is_of(kind, name)]
    scored = score(running, wanted, patches, most)
    genuine, lossy = sides(scored)
    top = metrics.bar(genuine)
    if kind == "treatment":  # against genuine tracks of the same treatment
        genuine, _ = sides([item for item in scored if item.track.is_of(kind, name)])
    return Figures.of(genuine, lossy, (top, top))
