"""Splits, hold-outs and weights of the trainer, without JAX and numpy."""

import csv
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path

from arms import catalogue
from arms.manifest import split_of
from arms.treatments import PASTS, STUDIO
from network import tracks

FIELDS = ("path", "label", "codec", "arm", "source", "headroom", "treatment", "earlier", "split", "first_patch", "patches")


def rows_of(arm, sources, first=0, patches=2):
    codecs = catalogue.ARMS[arm].codecs if arm in catalogue.ARMS else []
    for place, source in enumerate(sources):
        last, earlier = ["", "", *codecs][-1], ["", "", *codecs][-2]
        row = {"path": f"{arm}/{source}", "label": "transcode" if codecs else "genuine", "codec": last, "earlier": earlier}
        row |= {"arm": arm, "source": source, "headroom": "1.5" if codecs else ""}
        yield row | {"split": split_of(source), "first_patch": first + place * patches, "patches": patches}


def tracks_of(*arms, sources=("a__1.flac", "a__2.flac", "b__1.flac")):
    return [tracks.track_of(row) for arm in arms for row in rows_of(arm, sources)]


def write(folder, rows):
    with open(Path(folder) / "tracks.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        writer.writerows(rows)


class Folds(unittest.TestCase):
    def test_every_tuning_source_lies_in_one_fold_and_they_are_alike(self):
        names = [f"source-{number}__{take}.flac" for number in range(30) for take in range(1 + number % 3)]
        found = tracks_of("genuine", "lame-320", sources=names)
        tuned = [track for track in found if track.split == "tune"]
        parts = tracks.folds(found, 3)
        self.assertEqual(sorted(sum(parts, [])), sorted({track.source for track in tuned}))
        sizes = [sum(track.source in part for track in tuned) for part in parts]
        self.assertLessEqual(max(sizes) - min(sizes), 6)
        left = tracks.without(found, [("source", source) for source in parts[0]])
        self.assertEqual(len(left), len(found) - sizes[0])

    def test_more_folds_than_sources_are_refused(self):
        with self.assertRaisesRegex(ValueError, "folds"):
            tracks.folds(tracks_of("genuine"), 9)


class Reading(unittest.TestCase):
    def test_several_folders_number_their_patches_in_a_row(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            write(one, rows_of("genuine", ["a__1.flac", "b__1.flac"]))
            write(two, rows_of("lame-320", ["a__1.flac"]))
            self.assertEqual([track.first_patch for track in tracks.read([one, two])], [0, 2, 4])

    def test_tracks_without_patches_are_left_out(self):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, rows_of("genuine", ["a__1.flac"], patches=0))
            self.assertEqual(tracks.read([folder]), [])

    def test_a_source_in_two_splits_is_refused(self):
        rows = list(rows_of("genuine", ["a__1.flac", "a__2.flac"]))
        rows[1]["split"] = next(split for split in tracks.SPLITS if split != rows[0]["split"])
        with tempfile.TemporaryDirectory() as folder:
            write(folder, rows)
            with self.assertRaisesRegex(ValueError, "a lies in the splits"):
                tracks.read([folder])

    def test_a_track_that_is_there_twice_is_refused(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            for folder in (one, two):
                write(folder, rows_of("genuine", ["a__1.flac"]))
            with self.assertRaisesRegex(ValueError, "twice"):
                tracks.read([one, two])


class Pasts(unittest.TestCase):
    def test_encoders_are_told_apart_by_their_programs(self):
        wanted = {"lame-v0": "lame", "shine-320": "ffmpeg-libshine", "aac-256": "ffmpeg-aac", "aac-fdk-256": "fdk"}
        wanted |= {"he-aac-64": "fdk", "vorbis-q5": "oggenc", "vorbis-ffmpeg": "ffmpeg-vorbis", "opus-128-44": "opusenc"}
        wanted |= {"mpc-insane": "mpcenc"}
        self.assertEqual({base: tracks.encoder_of(base) for base in wanted}, wanted)

    def test_a_second_encoder_is_a_past_and_no_treatment(self):
        (track,) = tracks_of("lame-320+second-aac+gain", sources=["a__1.flac"])
        self.assertEqual((track.treatment, track.codecs, track.encoders), ("gain", {"mp3", "aac"}, {"lame", "ffmpeg-aac"}))

    def test_what_a_genuine_track_cannot_show_is_no_treatment(self):
        names = ("lame-320+trim", "aac-256+fade+invert", "opus-256+gain-float", "vorbis-q8+float32")
        self.assertEqual([tracks.treatment_of(name) for name in names], ["", "fade", "gain", ""])

    def test_a_codec_is_held_out_with_its_kin_and_as_the_earlier_one(self):
        found = tracks_of("genuine", "aac-256", "he-aac-64", "aac-256+second-mp3", "lame-320", sources=["a__1.flac"])
        kept = tracks.without(found, [("codec", "aac")])
        self.assertEqual([track.arm for track in kept], ["genuine", "lame-320"])

    def test_a_treatment_is_held_out_for_genuine_tracks_too(self):
        found = tracks_of("genuine", "genuine+wow", "lame-320+wow", "lame-320", sources=["a__1.flac"])
        kept = tracks.without(found, [("treatment", "wow")])
        self.assertEqual([track.arm for track in kept], ["genuine", "lame-320"])

    def test_an_encoder_is_held_out_only_where_its_codec_has_another(self):
        found = tracks_of("genuine", "lame-320", "shine-320", "opus-128", "opus-256")
        self.assertEqual(tracks.names_of(found, "encoder"), ["ffmpeg-libshine", "lame"])
        self.assertEqual(tracks.names_of(found, "codec"), ["mp3", "opus"])

    def test_every_treatment_of_the_catalogue_has_genuine_and_lossy_arms(self):
        sides = defaultdict(set)
        for arm in catalogue.ARMS.values():
            sides[tracks.treatment_of(arm.name)].add(bool(arm.codecs))
        for name in (*PASTS, *STUDIO):
            self.assertEqual(sides[name], {True, False}, name)


class Weights(unittest.TestCase):
    def test_half_of_every_treatment_is_genuine(self):
        found = tracks_of("genuine", "lame-320", "aac-256", "genuine+wow", "lame-320+wow", "opus-128+wow")
        sums = defaultdict(float)
        for track, weight in zip(found, tracks.weights(found)):
            sums[track.treatment, track.is_lossy] += weight
        self.assertAlmostEqual(sum(sums.values()), 1)
        for treatment in ("", "wow"):
            self.assertAlmostEqual(sums[treatment, True], sums[treatment, False])

    def test_sources_of_an_arm_weigh_the_same(self):
        found = tracks_of("genuine", "lame-320", sources=["a__1.flac", "a__2.flac", "a__3.flac", "b__1.flac"])
        shares = dict(zip(((track.arm, track.name) for track in found), tracks.weights(found)))
        self.assertAlmostEqual(shares["lame-320", "b__1.flac"], 0.25)
        self.assertAlmostEqual(shares["lame-320", "a__2.flac"], 0.25 / 3)

    def test_a_treatment_with_one_side_weighs_nothing(self):
        found = tracks_of("genuine", "lame-320", "genuine+pitch-rubberband")
        self.assertEqual(tracks.unpaired(found), ["pitch-rubberband"])
        lonely = [weight for track, weight in zip(found, tracks.weights(found)) if track.treatment]
        self.assertEqual(lonely, [0, 0, 0])

    def test_one_side_alone_is_refused(self):
        with self.assertRaises(ValueError):
            tracks.weights(tracks_of("genuine"))


if __name__ == "__main__":
    unittest.main()
