"""The parts of scripts/make-arms, which tells what they make.

`codecs` and `treatments` are tables of commands, `synthetic` makes signals, `catalogue` joins them to arms by name; `making` runs
one arm on one track, `tools` everything that is a program or a file header, `manifest` says which tracks and writes the list.
"""
