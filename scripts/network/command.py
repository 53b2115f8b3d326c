"""The command line of scripts/train-network."""

import argparse
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import card, export, scoring, tracks
from .environment import ROOT, target
from .patches import Patches
from .training import Plan, Training, mark_of, spread

SHIPPED = ROOT / "weights" / "network-v1.onnx"


def parse(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+", help="folders that `audiopro patches` wrote")
    parser.add_argument("--output", type=Path, default=SHIPPED, help="default: %(default)s")
    parser.add_argument("--work", type=Path, default=target() / "network", help="checkpoints and scores; default: %(default)s")
    parser.add_argument("--corpus", type=Path, metavar="CSV", help="manifest of the corpus with file and licence, for the card")
    parser.add_argument("--minutes", type=float, default=150, help="time for training; default: %(default)s")
    parser.add_argument("--steps", type=int, help="exactly so many steps; --minutes then ends this call, not the training")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    held = "keeps a codec, encoder or treatment out of training and reports it; may be repeated"
    parser.add_argument("--hold-out", nargs=2, action="append", default=[], metavar=("KIND", "NAME"), help=held)
    loo = "trains a short network without each %(metavar)s in turn instead, and puts the figures into later cards"
    parser.add_argument("--leave-one-out", nargs="?", const="codec,encoder", metavar="KINDS", help=loo)
    parser.add_argument("--short-minutes", type=float, default=6, help="time for each of these; default: %(default)s")
    fit = "trains a short network for each of %(metavar)s parts of the tuning sources, without it, instead: a later call scores by it"
    parser.add_argument("--cross-fit", nargs="?", type=int, const=2, metavar="K", help=fit)
    options = parser.parse_args()
    known = {kind for kind, _ in options.hold_out} | set((options.leave_one_out or "").split(",")) - {""}
    if wrong := known - set(tracks.KINDS):
        parser.error(f"{', '.join(sorted(wrong))}: what can be held out is {', '.join(tracks.KINDS)}")
    if options.hold_out and options.output == SHIPPED:
        parser.error("a network with something held out is not the one to ship: name another --output, and another --work")
    if options.cross_fit and (options.hold_out or options.leave_one_out):
        parser.error("--cross-fit holds sources out; it goes with no other --hold-out or --leave-one-out")
    return parser, options


def write_text(text, path):
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", errors="surrogateescape")
    os.replace(beside, path)


def samples(found, patches, seed):
    """Patches of the report split on which an export is checked."""
    some = [track for track in found if track.split == "report"]
    dice = np.random.default_rng([seed, 2])
    return patches.take([dice.choice(spread(some[number], 32)) for number in dice.integers(len(some), size=export.CHECKED)])


def results_of(work, mark):
    """What the runs of --leave-one-out on these very tracks found, the one without anything held out first."""
    every = (json.loads(path.read_text()) for path in (work / "held-out").glob("*.json"))
    found = [result for result in every if result["mark"] == mark]
    return sorted(found, key=lambda result: (result["kind"] != "none", result["kind"], result["name"]))


def train(found, patches, plan, say):
    """The state of a finished training, or None where it was stopped by time."""
    training = Training(tracks.without(found, plan.held), patches, plan, say)
    return training.state if training.run() else None


def short_training(found, patches, plan, network, say):
    """Trains and exports; the number of steps, or None where time was up."""
    state = train(found, patches, plan, say)
    if state is None:
        return None
    export.write(state.best, network, samples(found, patches, plan.seed), plan.seed, time.strftime("%Y-%m-%d"), 1)
    return state.step


def train_one(found, patches, options, plan, say):
    state = train(found, patches, plan, say)
    if state is None:
        return 1
    trained = time.strftime("%Y-%m-%d")
    facts = export.write(state.best, options.output, samples(found, patches, plan.seed), plan.seed, trained, 1)
    size = f"{facts['bytes']} bytes, {facts['parameters']} parameters"
    say(f"{options.output}: {size}, {facts['milliseconds']:.0f} ms for 32 patches")
    say("scoring the calibration and report splits")
    running = export.session(options.output, os.cpu_count() or 1)
    scored = scoring.score(running, [track for track in found if track.split != "tune"], patches)
    scoring.write(scored + out_of_fold(found, patches, plan, say), plan.work / "scores.csv")
    facts |= {"trained": trained, "version": 1}
    held = [held_result(running, kind, name, found, patches, state.step) for kind, name in plan.held]
    licences = card.licences_of(options.corpus)
    text = card.card(found, scored, state, plan, facts, held or results_of(plan.work, mark_of(found)), licences)
    write_text(text, options.output.with_suffix(".md"))
    say(f"{options.output.with_suffix('.md')}: the card; {plan.work / 'scores.csv'}: every track")
    return 0


def out_of_fold(found, patches, plan, say):
    """The tuning split, each track scored by the network of --cross-fit that did not see its source; empty where there is none."""
    mark = mark_of(found)
    every = {path: json.loads(path.read_text()) for path in sorted((plan.work / "folds").glob("fold-*.json"))}
    folds = {path: fold for path, fold in every.items() if fold["mark"] == mark}
    tuning = [track for track in found if track.split == "tune"]
    if sorted(source for fold in folds.values() for source in fold["sources"]) != sorted({track.source for track in tuning}):
        say("no networks of --cross-fit on all of these tracks: the tuning split is not scored, so that no forest can learn from it")
        return []
    scored = []
    for path, fold in folds.items():
        unseen = [track for track in tuning if track.source in fold["sources"]]
        scored += scoring.score(export.session(path.with_suffix(".onnx"), os.cpu_count() or 1), unseen, patches)
    return scored


def cross_fit(found, patches, options, plan, say):
    """A network for each part of the tuning sources, trained without that part."""
    parts = tracks.folds(found, options.cross_fit)
    folder, mark, steps = plan.work / "folds", mark_of(found), options.steps
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("fold-*.json"):
        if json.loads(stale.read_text()).get("sources") not in parts:
            stale.unlink()
    for number, part in enumerate(parts):
        result = folder / f"fold-{number}.json"
        done = json.loads(result.read_text()) if result.exists() else {}
        if (done.get("mark"), done.get("sources")) == (mark, part):
            steps = steps or done["steps"]
            say(f"fold {number}: done before")
            continue
        say(f"== fold {number}, without {', '.join(part)}")
        held = tuple(("source", source) for source in part)
        short = replace(plan, minutes=plan.minutes if steps else options.short_minutes, steps=steps, held=held)
        steps = short_training(found, patches, replace(short, work=folder / str(number)), result.with_suffix(".onnx"), say)
        if steps is None:
            return 1
        write_text(json.dumps({"mark": mark, "sources": part, "steps": steps}, indent=1), result)
    say(f"{folder}: a network a part; a call without --cross-fit scores the tuning split by them")
    return 0


def held_result(running, kind, name, found, patches, steps):
    figures = scoring.held_out(running, kind, name, found, patches)
    return {"kind": kind, "name": name, "steps": steps, "auc": figures.auc, "found": figures.found, "lossy": figures.lossy}


def leave_one_out(found, patches, options, plan, say):
    """A short training with everything, then one without each name, all of the same number of steps."""
    kinds = options.leave_one_out.split(",")
    names = [(kind, name) for kind in kinds for name in tracks.names_of(found, kind)]
    folder = plan.work / "held-out"
    folder.mkdir(parents=True, exist_ok=True)
    say(f"one short training with everything, and {len(names)} without: {', '.join(' '.join(name) for name in names)}")
    steps, mark = options.steps, mark_of(found)
    for kind, name in [("none", ""), *names]:
        title = f"{kind}-{name}".rstrip("-").replace("/", "-")
        result = folder / f"{title}.json"
        done = json.loads(result.read_text()) if result.exists() else {}
        if done.get("mark") == mark:
            steps = steps or done["steps"]
            say(f"{title}: done before")
            continue
        say(f"== {title}")
        held = () if kind == "none" else ((kind, name),)
        short = replace(plan, minutes=plan.minutes if steps else options.short_minutes, steps=steps, held=held)
        network = folder / title / "network.onnx"
        steps = short_training(found, patches, replace(short, work=folder / title), network, say)
        if steps is None:
            return 1
        running = export.session(network, os.cpu_count() or 1)
        if kind == "none":
            every = [held_result(running, *one, found, patches, steps) for one in names]
            made = {"kind": kind, "name": name, "steps": steps, "figures": {f"{one['kind']} {one['name']}": one for one in every}}
        else:
            made = held_result(running, kind, name, found, patches, steps)
            say(f"{title}: AUC {card.area(made['auc'])}, found {made['found']} of {made['lossy']}")
        write_text(json.dumps(made | {"mark": mark}, indent=1), result)
    say(f"{folder}: every result; a call without --leave-one-out puts them into the card")
    return 0


def main(description, say):
    parser, options = parse(description)
    try:
        found, patches = tracks.read(options.data), Patches(options.data)
        patches.check(found)
        held = tuple(map(tuple, options.hold_out))
        for kind, name in held:
            if not any(track.is_of(kind, name) for track in found):
                parser.error(f"no track of {kind} {name}; there are {', '.join(tracks.names_of(found, kind))}")
        plan = Plan(options.seed, options.batch, options.minutes, options.steps, options.work, held)
        lonely = tracks.unpaired([track for track in found if track.split == "tune"])
        if lonely:
            say(f"not trained on, for want of the other side: {', '.join(name or 'untreated' for name in lonely)}")
        run = cross_fit if options.cross_fit else leave_one_out if options.leave_one_out else train_one
        return run(found, patches, options, plan, say)
    except (OSError, ValueError) as error:
        say(error)
        return 2
    except KeyboardInterrupt:
        say("stopped; the same call goes on from the last checkpoint")
        return 130
