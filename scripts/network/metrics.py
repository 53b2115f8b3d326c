"""Figures of scores whose truth is known. Standard library alone."""

# Headroom bands: those of `audiopro evaluate`, the upper one in two.
BANDS = (("below 0.8", 0, 0.8), ("0.8 to 1.2", 0.8, 1.2), ("1.2 to 2", 1.2, 2), ("2 and more", 2, float("inf")))


def auc(genuine, lossy):
    """Chance that a lossy track scores above a genuine one, ties half. Each side is a list of scores or of (score, weight)."""
    sides = [[(item if isinstance(item, tuple) else (item, 1.0)) for item in side] for side in (genuine, lossy)]
    totals = [sum(weight for _, weight in side) for side in sides]
    if not all(totals):
        return None
    merged = sorted([(score, weight, 0.0) for score, weight in sides[0]] + [(score, 0.0, weight) for score, weight in sides[1]])
    below = won = 0.0
    at = 0
    while at < len(merged):
        end = at
        while end < len(merged) and merged[end][0] == merged[at][0]:
            end += 1
        tied = sum(item[1] for item in merged[at:end])
        won += sum(item[2] for item in merged[at:end]) * (below + tied / 2)
        below, at = below + tied, end
    return won / (totals[0] * totals[1])


def bar(genuine):
    """The score above which no genuine track lies."""
    return max(genuine, default=float("inf"))


def above(scores, threshold):
    return sum(score > threshold for score in scores)


def band_of(headroom):
    return next(name for name, low, high in BANDS if low <= headroom < high)


def features(logits):
    """Of the logits of a track's patches, as `NetworkReading` has them: mean, standard deviation, share over 0, highest decile (by
    the nearest rank: of ten the ninth)."""
    count = len(logits)
    mean = sum(logits) / count
    spread = (sum((logit - mean) ** 2 for logit in logits) / count) ** 0.5
    rank = -(-9 * count // 10)
    return mean, spread, sum(logit > 0 for logit in logits) / count, sorted(logits)[rank - 1]
