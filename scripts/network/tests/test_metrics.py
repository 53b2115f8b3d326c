"""Figures of the trainer against what is counted by hand."""

import random
import unittest

from network import environment, metrics


class Area(unittest.TestCase):
    def test_equals_the_share_of_pairs(self):
        dice = random.Random(5)
        genuine = [dice.randrange(12) for _ in range(40)]
        lossy = [dice.randrange(3, 15) for _ in range(60)]
        pairs = [(false > honest) + (false == honest) / 2 for honest in genuine for false in lossy]
        self.assertAlmostEqual(metrics.auc(genuine, lossy), sum(pairs) / len(pairs))

    def test_a_weight_counts_as_so_many_tracks(self):
        self.assertAlmostEqual(metrics.auc([(1, 2.0), (3, 1.0)], [(2, 3.0), (0, 1.0)]), metrics.auc([1, 1, 3], [2, 2, 2, 0]))

    def test_is_unknown_with_one_side(self):
        self.assertIsNone(metrics.auc([], [1.0]))


class Bars(unittest.TestCase):
    def test_no_genuine_track_lies_above_its_bar(self):
        genuine = [-1.0, 0.5, 0.5]
        self.assertEqual(metrics.above(genuine, metrics.bar(genuine)), 0)
        self.assertEqual(metrics.above([0.4, 0.5, 0.6], metrics.bar(genuine)), 1)

    def test_nothing_is_found_without_genuine_tracks(self):
        self.assertEqual(metrics.above([9.0], metrics.bar([])), 0)

    def test_every_headroom_has_one_band(self):
        self.assertEqual([metrics.band_of(value) for value in (0.1, 0.8, 1.2, 40)], [band[0] for band in metrics.BANDS])


class Features(unittest.TestCase):
    def test_of_twenty_patches(self):
        mean, spread, share, decile = metrics.features([float(value) for value in range(-10, 10)])
        self.assertEqual((mean, share, decile), (-0.5, 0.45, 7.0))
        self.assertAlmostEqual(spread, (399 / 12) ** 0.5)
        self.assertEqual(metrics.features([-3.0]), (-3.0, 0.0, 0.0, -3.0))


class Environment(unittest.TestCase):
    def test_everything_is_pinned(self):
        found = environment.pinned(environment.REQUIREMENTS.read_text())
        self.assertLessEqual({"jax", "optax", "onnx", "onnxruntime", "numpy"}, found.keys())
        self.assertTrue(all(version[0].isdigit() for version in found.values()))


if __name__ == "__main__":
    unittest.main()
