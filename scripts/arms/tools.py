"""Programs that are run, and what the headers of FLAC and WAV files say."""

import os
import shlex
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

# Debian package of each program.
PACKAGES = {
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffmpeg",
    "flac": "flac",
    "lame": "lame",
    "mpcenc": "musepack-tools",
    "oggenc": "vorbis-tools",
    "opusdec": "opus-tools",
    "opusenc": "opus-tools",
    "sndfile-resample": "samplerate-programs",
    "sox": "sox",
}
HE_AAC = Path(__file__).resolve().parent.parent / "he-aac"


@dataclass(frozen=True)
class Facts:
    """Format of a track."""

    rate: int
    channels: int
    bits: int
    frames: int

    @property
    def seconds(self):
        return self.frames / self.rate


def flac_facts(path):
    """Format of a FLAC file, bitrate of its audio alone in kbit/s, and the MD5 of its samples, from its headers."""
    with open(path, "rb") as file:
        if file.read(4) != b"fLaC":
            raise ValueError("this is no FLAC file")
        is_last, facts, md5 = False, None, ""
        while not is_last:
            head = file.read(4)
            if len(head) < 4:
                raise ValueError("the FLAC headers are cut off")
            is_last, kind, size = bool(head[0] & 0x80), head[0] & 0x7F, int.from_bytes(head[1:], "big")
            body = file.read(size)
            if kind == 0:
                (packed,) = struct.unpack(">Q", body[10:18])
                facts = Facts(packed >> 44, (packed >> 41 & 7) + 1, (packed >> 36 & 31) + 1, packed & 0xFFFFFFFFF)
                md5 = body[18:34].hex()
        if facts is None or not facts.frames or not facts.rate:
            raise ValueError("the FLAC header tells no length")
        return facts, (os.path.getsize(path) - file.tell()) * 8 / facts.seconds / 1000, md5


def wav_facts(path):
    """Format of a WAV file."""
    with open(path, "rb") as file:
        if file.read(12)[::11] != b"RE":
            raise ValueError("this is no WAV file")
        block = None
        while len(head := file.read(8)) == 8:
            kind, size = head[:4], int.from_bytes(head[4:], "little")
            if kind == b"fmt ":
                channels, rate, _, block, bits = struct.unpack("<HIIHH", file.read(size)[2:16])
            elif kind == b"data" and block:
                return Facts(rate, channels, bits, size // block)
            else:
                file.seek(size + size % 2, os.SEEK_CUR)
    raise ValueError("the WAV file holds no samples")


def words_of(command, **values):
    """Words of a command line, its {names} filled in afterwards, so that a path with a space stays one word."""
    return [word.format(**values) for word in shlex.split(command)]


def run(words):
    """Runs a program; the last line of its message becomes the error. Paths are absolute, so that none is taken for an option."""
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise RuntimeError(f"{Path(words[0]).name}: {(done.stderr.strip().splitlines() or [f'code {done.returncode}'])[-1]}")
    return done.stdout


def lossy_kbps(path, seconds):
    """Bitrate of the packets, without container and tags."""
    sizes = run(["ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "packet=size", "-of", "csv=p=0", str(path)])
    return sum(int(size.strip(",")) for size in sizes.split()) * 8 / seconds / 1000


def why_missing(program):
    """Why a program cannot be run and what would help, or None. Builds `he-aac`, for which there is no package."""
    if program != "he-aac":
        return None if shutil.which(program) else f"{program} is missing: apt-get install --no-install-recommends {PACKAGES[program]}"
    if not shutil.which("cargo"):
        return "cargo is missing, which builds scripts/he-aac: scripts/run installs it"
    try:
        manifest, target = str(HE_AAC / "Cargo.toml"), str(HE_AAC / "target")
        run(["cargo", "build", "--release", "--locked", "--quiet", "--manifest-path", manifest, "--target-dir", target])
    except RuntimeError as error:
        return f"scripts/he-aac cannot be built: {error}"
    return None
