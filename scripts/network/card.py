"""The model card: what the network was made from, how it learned, and what it finds on sources that it never saw."""

import csv
import os
from collections import Counter

from . import metrics
from .scoring import Figures, sides
from .tracks import grouped, unpaired

USES = {"tune": "trains", "calibrate": "chooses the best weights", "report": "is only measured"}
HEAD = "| {} | tracks | AUC | found at no genuine track accused | found over the bar of the calibration split |"
DASHES = "|---|---|---|---|---|"


def licences_of(manifest):
    """Licence of each file name of a corpus; a source's are those of its files."""
    if manifest is None:
        return {}
    with open(manifest, newline="", encoding="utf-8") as file:
        return {row["file"]: row["licence"] for row in csv.DictReader(file)}


def area(value):
    return "" if value is None else f"{value:.3f}"


def share(part, whole):
    return f"{part} of {whole}" if whole else "none"


def row(name, figures):
    found = (share(count, figures.lossy) for count in (figures.found, figures.found_by_calibration))
    return f"| {name} | {figures.lossy} | {area(figures.auc)} | {' | '.join(found)} |"


def data(tracks, held):
    lines = ["| use | genuine tracks | lossy tracks | sources | patches |", "|---|---|---|---|---|"]
    groups = grouped(tracks, lambda track: track.split)
    for split in (split for split in USES if split in groups):
        members = groups[split]
        count = Counter(track.is_lossy for track in members)
        sources, patches = len({track.source for track in members}), sum(track.patches for track in members)
        lines.append(f"| {USES[split]} | {count[False]} | {count[True]} | {sources} | {patches} |")
    tuned = [track for track in tracks if track.split == "tune"]
    lonely = [name for name in unpaired(tuned) if name]
    arms, treatments = len({track.arm for track in tracks}), len({track.treatment for track in tracks} - {""})
    lines += [
        "",
        f"{arms} arms of `scripts/make-arms`, {treatments} treatments among them. A treatment weighs as the square root of its "
        "number of tracks, half of it genuine and half lossy; so does an arm in it; sources of an arm and tracks of a source "
        "weigh the same.",
    ]
    if lonely:
        lines += ["", f"Not trained on, for want of the other side, but measured: {', '.join(lonely)}."]
    if held:
        lines += ["", f"**Held out of training**: {', '.join(f'{kind} {name}' for kind, name in held)}."]
    return lines


def curve(state):
    lines = [
        "By 8 patches a track at most, weighted as in training. The step that ranks best here is taken, so the figures of this split "
        "flatter, and so do its readings where a forest is calibrated by them.",
        "",
        "| step | minutes | loss in training | loss, calibration split | AUC, calibration split |",
        "|---|---|---|---|---|",
    ]
    for point in state.curve:
        best = " (taken)" if point["step"] == state.best_step else ""
        figures = f"{point['loss']:.4f} | {point['calibration_loss']:.4f} | {point['auc']:.4f}{best}"
        lines.append(f"| {point['step']} | {point['minutes']:.1f} | {figures} |")
    return lines


def figures(scored):
    """The tables of the report split."""
    report = [item for item in scored if item.track.split == "report"]
    calibration, _ = sides([item for item in scored if item.track.split == "calibrate"])
    genuine, lossy = sides(report)
    bars = (metrics.bar(genuine), metrics.bar(calibration))
    whole = Figures.of(genuine, lossy, bars)
    accused = metrics.above(genuine, bars[1])
    lines = [
        f"{whole.genuine} genuine tracks and {whole.lossy} lossy ones, by the mean log-odds of their patches. "
        f"AUC: {area(whole.auc)}. With the bar on the highest genuine track ({bars[0]:.2f}), {share(whole.found, whole.lossy)} "
        f"lossy ones are found. A bar that was set on the calibration split ({bars[1]:.2f}) finds "
        f"{share(whole.found_by_calibration, whole.lossy)} and accuses {share(accused, whole.genuine)} genuine ones. The tables "
        "use these two bars.",
        "",
        "### By encoder, untreated",
        "",
        "AUC against every genuine track, treated or not.",
        "",
        HEAD.format("encoder"),
        DASHES,
    ]

    def add(groups):
        for name, members in groups:
            lines.append(row(name, Figures.of(genuine, sides(members)[1], bars)))

    liars = [item for item in report if item.track.is_lossy]
    plain = [item for item in liars if "+" not in item.track.arm]
    add(sorted(grouped(plain, lambda item: item.track.base).items()))
    lines += ["", "### By treatment", ""]
    lines += ["AUC against genuine tracks of the same treatment: what the treatment itself shows counts for nothing.", ""]
    lines += ["| treatment | genuine tracks | highest of them | lossy tracks | AUC | found | found, calibration |"]
    lines += ["|---|---|---|---|---|---|---|"]
    for name, members in sorted(grouped(report, lambda item: item.track.treatment).items()):
        honest, false = sides(members)
        these = Figures.of(honest, false, bars)
        top = f"{max(honest):.2f}" if honest else ""
        found = f"{share(these.found, these.lossy)} | {share(these.found_by_calibration, these.lossy)}"
        lines.append(f"| {name or 'none'} | {len(honest)} | {top} | {len(false)} | {area(these.auc)} | {found} |")
    lines += ["", "### By headroom", ""]
    lines += ["The bitrate of the original's FLAC over the lossy one's; AUC against every genuine track."]
    for title, group in (("untreated", plain), ("treated", [item for item in liars if item.track.treatment])):
        told = [item for item in group if item.track.headroom is not None]
        known = grouped(told, lambda item: metrics.band_of(item.track.headroom))
        lines += ["", HEAD.format(f"headroom, {title}"), DASHES]
        add([(name, known[name]) for name, _, _ in metrics.BANDS if name in known])
    worst = sorted((item for item in report if not item.track.is_lossy), key=lambda item: -item.score)[:10]
    lines += ["", "### Genuine tracks that score highest", "", "| log-odds | arm | track |", "|---|---|---|"]
    return lines + [f"| {item.score:.2f} | {item.track.arm} | {item.track.name} |" for item in worst]


def held_out(results):
    """`results`: a list of dicts of what scripts/train-network --leave-one-out wrote, the one without anything held out first."""
    if not results:
        return ["Not run."]
    base = next((result for result in results if result["kind"] == "none"), None)
    lines = [
        f"A training each ({(base or results[0])['steps']} steps), which never met what stands in the first column, on the lossy "
        "tracks of the report split that went through it, by 8 patches a track; beside it the same training with everything.",
        "",
        "| held out | lossy tracks | AUC | found at no genuine track accused | AUC, not held out | found, not held out |",
        "|---|---|---|---|---|---|",
    ]
    for result in results:
        if result["kind"] == "none":
            continue
        other = (base or {}).get("figures", {}).get(f"{result['kind']} {result['name']}")
        mine = f"{result['lossy']} | {area(result['auc'])} | {share(result['found'], result['lossy'])}"
        theirs = f"{area(other['auc'])} | {share(other['found'], other['lossy'])}" if other else " | "
        lines.append(f"| {result['kind']} {result['name']} | {mine} | {theirs} |")
    return lines


def sources(tracks, licences):
    lines = ["| source | licence | use | tracks |", "|---|---|---|---|"]
    for source, members in sorted(grouped(tracks, lambda track: track.source).items()):
        known = sorted({licences.get(os.path.basename(track.name), "") for track in members} - {""})
        is_computed = all(track.arm == "synthetic" for track in members)
        licence = "; ".join(known) or ("computed" if is_computed else "unknown")
        lines.append(f"| {source} | {licence} | {USES[members[0].split]} | {len(members)} |")
    return lines


def card(tracks, scored, state, plan, facts, results, licences):
    """The whole card as Markdown."""
    millions = facts["multiplications"] / 1e6
    size = f"{facts['parameters']} parameters, {facts['bytes'] / 1000:.0f} kB, {millions:.1f} million multiplications"
    lines = [
        "# The network, a second opinion",
        "",
        "A small convolutional network that looks at up to 32 spectrogram patches of a track (mid and side, 50 Hz to 24 kHz, 30 "
        "steps of 5 ms, in half decibels below their own peak) and says for each how likely a lossy past is. It is a witness for "
        f"the forest: it convicts nobody alone. Version {facts['version']}, patch schema 1, seed {plan.seed}, trained "
        f"{facts['trained']} in {state.step} steps. Written by `scripts/train-network`.",
        "",
        f"{size} a patch. ONNX Runtime computes what the trainer does within {facts['difference']:.1g} on {facts['checked']} "
        f"patches, and takes {facts['milliseconds']:.0f} ms of one core for 32 of them.",
        "",
        "## What it was trained on",
        "",
        *data(tracks, plan.held),
        "",
        "## How it learned",
        "",
        *curve(state),
        "",
        "## Figures on sources that it never saw",
        "",
        *figures(scored),
        "",
        "## Never trained on",
        "",
        *held_out(results),
        "",
        "## Sources",
        "",
        *sources(tracks, licences),
        "",
    ]
    return "\n".join(lines)
