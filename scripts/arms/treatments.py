"""Edits of a decoded track.

What only moves or picks samples (trim, cut, swap, invert, reverse) keeps the depth. Everything that computes writes 16 bit as an
editor does: through SoX with its triangular dither from a fixed seed, or through FFmpeg's own triangular dither. FFmpeg and
libsamplerate round a change of rate, as they do by default. Rates of 88.2 kHz and more are 24 bit, as such files are sold.
Noise is drawn from seeds that stand in the command.
"""

from .steps import Treatment

STEREO = frozenset({2})
EQ = "equalizer=f=90:t=q:w=0.8:g=2.5,equalizer=f=900:t=q:w=1.1:g=-2,equalizer=f=4200:t=q:w=0.9:g=1.5,treble=f=9000:g=1.2"
DRIFT = "vibrato=f=0.1:d=0.02,asetrate=192010"  # two clocks 52 ppm apart, and 31 ppm to and fro in ten seconds
LIMITER = "alimiter=limit=0.97:attack=5:release=60:level=false"


def sox(effects, options="-b 16", **more):
    return Treatment((f"sox -R {{in}} {options} {{out}} {effects}",), **more)


def exact(effects, **more):
    """By SoX without dither: for what keeps every sample as it is."""
    return Treatment((f"sox -D {{in}} {{out}} {effects}",), **more)


def ffmpeg(filters, finish=",aresample=osf=s16:dither_method=triangular", **more):
    command = "ffmpeg -nostdin -v error -y -threads 1 -filter_threads 1 -i {in}"
    return Treatment((f"{command} -af {filters}{finish} -c:a pcm_s16le {{out}}",), **more)


def libsamplerate(converter):
    """By Debian's samplerate-programs, which writes the depth that it read."""
    return Treatment((f"sndfile-resample -to {{other_rate}} -c {converter} {{in}} {{out}}", "sox -R {in} -b 16 {out}"), rate_after="other")


def swr(options=""):
    return ffmpeg(f"aresample={{other_rate}}:{options}osf=s16", finish="", rate_after="other")


def soxr(precision, rate="{other_rate}", **more):
    """To float, then rounded: to 16 bit soxr itself would dither from another seed at every run."""
    resample = f"aresample={rate}:resampler=soxr:precision={precision}:osf=fltp,aresample=osf=s16"
    return ffmpeg(resample, finish="", **more)


def spectral_gate(size, overlap=0.75):
    """Sets every coefficient of a block transform to zero that lies below the noise of about -66 dBFS."""
    threshold = 2 * 5e-4 * (0.375 * size) ** 0.5
    gate = "{part}*gt(hypot(re,im),{threshold:.5f})"
    real, imaginary = (gate.format(part=part, threshold=threshold) for part in ("re", "im"))
    return ffmpeg(f"\"afftfilt=real='{real}':imag='{imaginary}':win_size={size}:overlap={overlap}\"")


def cut(seconds):
    return exact(f"trim {{start}}s {seconds}", seconds=seconds)


def noise(amplitude, crackle=0.0):
    """Adds white noise up to `amplitude` of full scale, another in each channel, and clicks in a share `crackle` of the samples."""
    seeds = "0*if(eq(n,0),st(0,7919+ch*104729)+st(1,15485863+ch*1299709)+st(2,32452843+ch*49979687))"
    clicks = f"+if(lt(random(1),{crackle:.6f}),0.4*(2*random(2)-1)*random(2),0)" if crackle else ""
    return f"aeval='val(ch)+{seeds}+{amplitude:.6f}*(2*random(0)-1){clicks}':c=same"


def band(low, high):
    """What an analogue path lets through, falling off by 12 dB an octave."""
    return f"highpass=f={low},lowpass=f={high}"


def saturation(drive_db):
    """A hyperbolic tangent, the level taken back afterwards; at a high rate, lest it folds."""
    return f"volume={drive_db}dB:precision=double,asoftclip=type=tanh,volume=-{drive_db}dB:precision=double"


def analogue(motion, *before, after="anull", rate="{rate}", **more):
    """One pass through an analogue machine, computed at 192 kHz, where the straight lines between samples that FFmpeg's vibrato
    draws do no harm: filters and saturation, `motion` of the medium, then noise. The start is cut: vibrato begins with rubbish."""
    machine = ",".join((*before, motion, "atrim=start_sample=3840"))
    finish = f"aresample={rate}:osf=dblp,{after},aresample=osf=s16:dither_method=triangular"
    return ffmpeg(f'"aresample=192000:osf=dblp,{machine},{finish}"', finish="", **more)


def room(seconds, gain_db):
    """Played by a loudspeaker and recorded in a room that falls by 60 dB in `seconds`: a computed impulse response, noise."""
    decay = 6.908 / seconds
    tail = f"0.06*(2*random(0)-1)*exp(-{decay:.3f}*t)*gte(t,0.004)"
    echoes = "0.35*eq(n,211)-0.28*eq(n,487)+0.22*eq(n,953)"
    response = f"aevalsrc='eq(n,0)+{echoes}+{tail}':s={{rate}}:d={seconds}[response]"
    speaker = f"aresample=192000:osf=dblp,{saturation(2)},{band(60, 16500)},aresample={{rate}}:osf=dblp[played]"
    graph = f"{speaker};{response};[played][response]afir=irfmt=mono:gtype=none"
    return ffmpeg(f'"{graph},volume={gain_db}dB,{noise(2e-4)}"')


RATES = {
    "other-rate-soxr": soxr(20, rate_after="other"),
    "other-rate-soxr-28": soxr(28, rate_after="other"),
    "other-rate-swr": swr(),  # in 16-bit arithmetic: what `ffmpeg -ar` does to 16-bit samples
    "other-rate-swr-long": swr("filter_size=128:cutoff=0.98:tsf=dblp:"),
    "other-rate-src": libsamplerate(0),
    "other-rate-src-medium": libsamplerate(1),
    "other-rate-src-fast": libsamplerate(2),
    "other-rate-sox-m": sox("rate -m {other_rate}", rate_after="other"),
    "other-rate-sox": sox("rate -h {other_rate}", rate_after="other"),
    "other-rate-sox-v": sox("rate -v {other_rate}", rate_after="other"),
    "to88-sox": sox("rate -v 88200", "-b 24", rate_after=88200),
    "to96-sox": sox("rate -v 96000", "-b 24", rate_after=96000),
    "to96-16-swr": ffmpeg("aresample=96000:osf=s16", finish="", rate_after=96000),
    "to192-sox": sox("rate -v 192000", "-b 24", rate_after=192000),
    "roundtrip48": Treatment(soxr(20).commands + soxr(20, "{rate}").commands),
}
EDITS = {
    "gain": sox("gain -2.7"),
    "gain-up": sox("gain 1.3"),
    "gain-float": sox("gain -2.7", sample="pcm_f32le"),  # an editor that decodes to float and rounds once
    "trim": exact("trim {odd}s"),
    "eq": ffmpeg(f"volume=-3dB:precision=double,{EQ}"),
    "compress": ffmpeg("acompressor=threshold=-20dB:ratio=3:attack=10:release=180:makeup=1.5"),
    "limit": ffmpeg(f"volume=3.5dB:precision=double,{LIMITER}"),
    "eq-limit": ffmpeg(f"{EQ},volume=3.5dB:precision=double,{LIMITER}"),
    "fade": sox("fade t 1.5 -0 2"),
    "mono": sox("remix -", channels=STEREO, channels_after=1),
    "swap": exact("remix 2 1", channels=STEREO),
    "bits24": Treatment(sample="pcm_s24le"),
    "float32": Treatment(sample="pcm_f32le"),
    "invert": exact("vol -1"),
}
CUTS = {"cut-10s": cut(10), "cut-5s": cut(5), "cut-3s": cut(3)}
# What a studio does to its own recording; never a codec.
STUDIO = {
    "dither": sox("gain -0.1 dither -s"),  # noise-shaped
    "lowpass16": sox("sinc -16000"),
    "afftdn": ffmpeg("afftdn=nr=12:nf=-45"),
    "anlmdn": ffmpeg("anlmdn=s=0.0005"),
    "gate-512": spectral_gate(512),
    "gate-1024": spectral_gate(1024),
    "gate-2048": spectral_gate(2048),
    "gate-2048-half": spectral_gate(2048, 0.5),
    "gate-4096": spectral_gate(4096),
    "noisered": Treatment(("sox -R {in} -n trim 0 0.5 noiseprof {extra}", "sox -R {in} -b 16 {out} noisered {extra} 0.2")),
    "reverse": exact("reverse"),
    "speed-sox": sox("speed 1.013"),  # as a tape that runs fast
    "pitch-sox": sox("pitch 100"),
    "pitch-rubberband": ffmpeg("rubberband=pitch=1.0595"),
    "stretch-sox": sox("tempo -m 1.04"),
    "stretch-atempo": ffmpeg("atempo=0.97"),
    "stretch-rubberband": ffmpeg("rubberband=tempo=1.05"),
}
# What leaves no grid to be found, lossy or not: another speed, an analogue pass, a room, heavy restoration.
PASTS = {
    **{f"speed-{permille}": sox(f"speed {permille / 1000}") for permille in (940, 980, 995, 1005, 1020, 1060)},
    "wow": analogue("vibrato=f=0.55:d=0.12"),  # 0.1 % at the turn of a record
    "flutter": analogue("vibrato=f=0.9:d=0.1,vibrato=f=8.3:d=0.01"),  # 0.14 % and 0.13 %, a worn cassette deck
    "converters": analogue(DRIFT, after=noise(2e-5)),  # played, and recorded by another clock
    "converters-other": analogue(DRIFT, after=noise(2e-5), rate="{other_rate}", rate_after="other"),
    "reel": analogue(DRIFT, saturation(3), band(28, 19500), after=noise(2e-4)),
    "cassette": analogue("vibrato=f=0.9:d=0.06,vibrato=f=8.3:d=0.006", saturation(6), band(40, 14500), after=noise(1.2e-3)),
    "vinyl": analogue("vibrato=f=0.55:d=0.05,asetrate=192500", saturation(2), band(25, 17500), after=noise(4e-4, crackle=1.2e-4)),
    "room": room(0.5, -11),
    "room-large": room(1.4, -14),
    "reverb-sox": sox("gain -4 reverb 45 40 70"),
    "afftdn-strong": ffmpeg("afftdn=nr=24:nf=-38"),
    "anlmdn-strong": ffmpeg("anlmdn=s=20:p=0.004:r=0.008"),
    "restore": ffmpeg("adeclick=t=3,afftdn=nr=16:nf=-42:tn=1,treble=f=8000:g=2,volume=-2dB"),
}
TREATMENTS = {**EDITS, **RATES, **CUTS, **STUDIO, **PASTS}
