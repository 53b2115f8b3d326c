"""Patches of several folders as one array that stays on disk."""

from bisect import bisect_right
from pathlib import Path

import numpy as np

SHAPE = (2, 480, 30)  # mid and side; frequency, low first, 50 Hz a bin; time, 5 ms a step
SIZE = 2 * 480 * 30


class Patches:
    def __init__(self, folders):
        self.files, self.starts = [], [0]
        for folder in map(Path, folders):
            path = folder / "patches.u8"
            bytes_there = path.stat().st_size
            if not bytes_there or bytes_there % SIZE:
                raise ValueError(f"{path}: {bytes_there} bytes are no whole number of patches")
            self.files.append(np.memmap(path, np.uint8, "r", shape=(bytes_there // SIZE, *SHAPE)))
            self.starts.append(self.starts[-1] + len(self.files[-1]))

    def __len__(self):
        return self.starts[-1]

    def check(self, tracks):
        """Raises ValueError where a track claims patches that are not there."""
        for track in tracks:
            if track.first_patch + track.patches > len(self):
                raise ValueError(f"{track.path}: its patches end at {track.first_patch + track.patches}, of {len(self)}")

    def take(self, numbers):
        """A copy of the patches of these numbers, in their order."""
        numbers = np.asarray(numbers)
        found = np.empty((len(numbers), *SHAPE), np.uint8)
        for place in np.argsort(numbers):  # in the order of the disk
            file = bisect_right(self.starts, numbers[place]) - 1
            found[place] = self.files[file][numbers[place] - self.starts[file]]
        return found
