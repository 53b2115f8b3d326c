"""The Python environment of the trainer: a folder under the target folder, made from requirements.txt at first use."""

import hashlib
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

# XLA frees and takes its buffers at every step; glibc hands them to the kernel each time, which then clears them again.
KEEP_MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(8 << 30)}
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
ROOT = Path(__file__).resolve().parents[2]


def target():
    """The target folder of Cargo, as scripts/lib.sh finds it."""
    return Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target").resolve()


def pinned(text):
    """Names and versions of a list of requirements."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return dict(line.split("==") for line in lines if line)


def is_here():
    """Whether the running interpreter has exactly what is pinned."""
    try:
        return all(metadata.version(name) == version for name, version in pinned(REQUIREMENTS.read_text()).items())
    except metadata.PackageNotFoundError:
        return False


def enter(say):
    """Goes on in the environment, which it makes where it is missing or another list was installed; returns when inside."""
    if is_here():
        return
    home = target() / "network-venv"
    python, stamp = home / "bin" / "python", home / "requirements.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        say(f"will install with pip into {home}: {' '.join(pinned(REQUIREMENTS.read_text()))}")
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", "-r", str(REQUIREMENTS)], check=True)
        except subprocess.CalledProcessError as error:
            sys.exit(f"train-network: no environment ({error}); on Debian it needs: apt-get install python3-venv")
        stamp.write_text(wanted)
    if Path(sys.prefix).resolve() == home.resolve():
        sys.exit(f"train-network: {home} lacks what it should have; remove it and start again")
    os.execve(python, [str(python), *sys.argv], KEEP_MEMORY | os.environ)
