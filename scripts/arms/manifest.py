"""Which tracks an arm takes, the split of the sources, and OUT/manifest.csv."""

import csv
import fcntl
import hashlib
import os
import tempfile
from collections import Counter
from pathlib import Path

from .catalogue import ARMS

COLUMNS = ["path", "label", "codec", "arm", "source", "headroom", "lossy_kbps", "seconds", "treatment", "earlier", "split"]
SPLITS = ("tune", "calibrate", "report")
# One of many tried: the sources of the corpus, and its tracks, fall into near equal thirds with it. It must never change, or
# tracks that were tuned on would be reported on.
SALT = "split 57:"


def digest(text):
    return hashlib.sha256(text.encode(errors="surrogateescape")).digest()


def origin_of(name):
    """Source of a track: what stands before `__` in its file name, else the folder it lies in, else its own name."""
    name = Path(name)
    head, mark, _ = name.name.partition("__")
    return head if mark and head else name.parent.name or name.stem


def split_of(name):
    """The split of a track: its source's, by the name alone."""
    return SPLITS[int.from_bytes(digest(SALT + origin_of(name))[:4], "big") % len(SPLITS)]


def spread(names):
    """`names` so that any first N of them spread over splits and sources: one track of every source before a second one."""
    groups = {}
    for name in sorted(names, key=lambda name: digest(str(name))):
        groups.setdefault(origin_of(name), []).append(name)
    ranks, counts = {}, Counter()
    for origin in sorted(groups, key=digest):
        split = split_of(groups[origin][0])
        ranks[origin] = (counts[split], SPLITS.index(split))
        counts[split] += 1
    keyed = [(turn, *ranks[origin], name) for origin, members in groups.items() for turn, name in enumerate(members)]
    return [name for *_, name in sorted(keyed)]


def write(out, rows):
    """Writes OUT/manifest.csv, with the rows of earlier runs whose files still exist; gives their number."""
    path, order = out / "manifest.csv", {name: place for place, name in enumerate(["genuine", *ARMS])}
    with open(out / ".manifest.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        merged = {row["path"]: row for row in read(path) if os.path.exists(out / row["path"])}
        merged.update((row["path"], row) for row in rows)
        ordered = sorted(merged.values(), key=lambda row: (order.get(row["arm"], len(order)), row["arm"], row["source"]))
        encoding = {"encoding": "utf-8", "errors": "surrogateescape", "newline": ""}
        with tempfile.NamedTemporaryFile("w", dir=out, prefix=".manifest-", delete=False, **encoding) as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(ordered)
        os.chmod(file.name, 0o644)
        os.replace(file.name, path)
    return len(ordered)


def read(path):
    """Rows of a manifest, none where there is none."""
    try:
        with open(path, newline="", encoding="utf-8", errors="surrogateescape") as file:
            return [row for row in csv.DictReader(file) if row.get("path") and row.get("arm")]
    except FileNotFoundError:
        return []
