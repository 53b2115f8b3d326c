"""The parts of scripts/train-network, which tells what it makes.

`environment` finds or makes the Python environment; `tracks` says what a track is evidence of and how much it weighs;
`metrics` counts: these need the standard library alone, and are what scripts/test tests. `patches` reads, `model` is the network,
`augment` what happens to its patches, `training` trains it, `export` writes ONNX, `scoring` runs that on tracks, `card` writes
what came of it, `command` is the command line.
"""
