"""Real encoders at several settings. Where not said otherwise FFmpeg decodes, and rounds to the depth of the source."""

from .steps import CD, MPEG, Codec

FFMPEG = "ffmpeg -nostdin -v error -y -threads 1 -i {in}"
TO_16_BIT = "sox -R {in} -b 16 {out}"
STEREO = frozenset({2})


def lame(setting):
    return Codec((f"lame --quiet {setting} {{in}} {{out}}",), id="mp3", extension="mp3")


def ffmpeg(codec, extension, options, **more):
    return Codec((f"{FFMPEG} -c:a {options} {{out}}",), id=codec, extension=extension, **more)


def fdk(codec, profile, kbps, **more):
    return Codec((TO_16_BIT, f"{{he_aac}} {{in}} {{out}} --kbps {kbps} --profile {profile}"), id=codec, extension="aac", **more)


def vorbis(quality):
    return Codec((f"oggenc --quiet -q {quality} -o {{out}} {{in}}",), id="vorbis", extension="ogg")


def opus(kbps):
    return Codec((f"opusenc --quiet --bitrate {kbps} {{in}} {{out}}",), id="opus", extension="opus", rate_after=48000)


def opus_44(kbps):
    """Back at 44.1 kHz by the decoder itself, 16 bit with its dither: what a player or a converter writes for a CD track."""
    encode = opus(kbps).commands
    return Codec(encode, id="opus", extension="opus", rates=CD, decode="opusdec --quiet --rate 44100 {in} {out}")


def musepack(profile):
    """16 bit in and out: FFmpeg's decoder knows no other depth."""
    encode = (TO_16_BIT, f"mpcenc --silent --overwrite --{profile} {{in}} {{out}}")
    return Codec(encode, id="musepack", extension="mpc", rates=MPEG, decode=Codec.decode.replace("{sample}", "pcm_s16le"))


# A stage mix of two channels: front, a centre and a low-frequency channel from their sum, the rear from their difference.
SURROUND = "pan=5.1|FL=0.8*FL|FR=0.8*FR|FC=0.4*FL+0.4*FR|LFE=0.2*FL+0.2*FR|BL=0.5*FL-0.3*FR|BR=0.5*FR-0.3*FL"

CODECS = {
    "lame-128": lame("-b 128"),
    "lame-192": lame("-b 192"),
    "lame-256": lame("-b 256"),
    "lame-320": lame("-b 320"),
    "lame-v0": lame("-V 0"),
    "lame-v2": lame("-V 2"),
    "lame-v4": lame("-V 4"),
    "shine-128": ffmpeg("mp3", "mp3", "libshine -b:a 128k", rates=MPEG),
    "shine-320": ffmpeg("mp3", "mp3", "libshine -b:a 320k", rates=MPEG, channels=STEREO),
    "aac-128": ffmpeg("aac", "m4a", "aac -b:a 128k"),
    "aac-192": ffmpeg("aac", "m4a", "aac -b:a 192k"),
    "aac-256": ffmpeg("aac", "m4a", "aac -b:a 256k"),
    "aac-320": ffmpeg("aac", "m4a", "aac -b:a 320k"),
    "aac-fdk-128": fdk("aac", "lc", 128),
    "aac-fdk-256": fdk("aac", "lc", 256),
    "he-aac-48": fdk("he_aac", "he", 48, rates=MPEG),
    "he-aac-64": fdk("he_aac", "he", 64, rates=MPEG),
    "he-aac-80": fdk("he_aac", "he", 80, rates=MPEG),
    "he-aac-v2-32": fdk("he_aac", "hev2", 32, rates=MPEG, channels=STEREO),
    **{f"vorbis-q{quality}": vorbis(quality) for quality in (3, 5, 6, 8, 9, 10)},
    "vorbis-ffmpeg": ffmpeg("vorbis", "ogg", "vorbis -strict experimental -q:a 8", channels=STEREO),
    **{f"opus-{kbps}": opus(kbps) for kbps in (64, 96, 128, 192, 256)},
    **{f"opus-{kbps}-44": opus_44(kbps) for kbps in (128, 256)},
    # SILK, or SILK below CELT: its tuning for speech.
    **{f"opus-speech-{kbps}": opus(f"{kbps} --speech") for kbps in (16, 24)},
    "ac3-192": ffmpeg("ac3", "ac3", "ac3 -b:a 192k", rates=MPEG),
    "ac3-448": ffmpeg("ac3", "ac3", "ac3 -b:a 448k", rates=MPEG),
    "ac3-640": ffmpeg("ac3", "ac3", "ac3 -b:a 640k", rates=MPEG),
    "ac3-51-448": ffmpeg("ac3", "ac3", f"ac3 -b:a 448k -af '{SURROUND}'", rates=MPEG, channels=STEREO),
    "eac3-192": ffmpeg("eac3", "eac3", "eac3 -b:a 192k", rates=MPEG),
    "eac3-448": ffmpeg("eac3", "eac3", "eac3 -b:a 448k", rates=MPEG),
    "wma-128": ffmpeg("wma", "wma", "wmav2 -b:a 128k"),
    "wma-192": ffmpeg("wma", "wma", "wmav2 -b:a 192k"),
    "wmav1-128": ffmpeg("wma", "wma", "wmav1 -b:a 128k"),
    "mp2-192": ffmpeg("mp2", "mp2", "mp2 -b:a 192k", rates=MPEG),
    "mp2-256": ffmpeg("mp2", "mp2", "mp2 -b:a 256k", rates=MPEG),
    "mp2-384": ffmpeg("mp2", "mp2", "mp2 -b:a 384k", rates=MPEG),
    "twolame-256": ffmpeg("mp2", "mp2", "libtwolame -b:a 256k", rates=MPEG, channels=STEREO),
    "mpc-standard": musepack("standard"),
    "mpc-extreme": musepack("extreme"),
    "mpc-insane": musepack("insane"),
}
