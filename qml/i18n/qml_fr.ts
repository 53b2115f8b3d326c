<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>AppAction</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChannelChoice</name>
    <message>
        <source>Mono</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L</source>
        <comment>left channel</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R</source>
        <comment>right channel</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M</source>
        <comment>mid</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S</source>
        <comment>side</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Done last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not at present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DefectTopics</name>
    <message>
        <source>Defects and channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of at least three samples at the ceiling of their channel and polarity: at full scale, or lower where at least eight runs of four equal samples end abruptly on both sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convention of this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None; loud masters have tens to thousands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all of it can be heard, and it may be meant. Ceilings that noise or a codec has softened are not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jumps of the waveform that are over within a millisecond, twelve times larger than any other bend within 50 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None; transfers from vinyl have many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The count is a lower bound: a dense crackle is not counted click by click.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Music that stands still, at zero or at one held value, or runs along a straight line for 1 to 250 ms and then goes on, with sound close by on both sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pause that the music makes fades out and in and is none. Edits on purpose can be counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels that never pass one and a half steps of 16 bits while another reaches -60 dBFS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A surround mix may leave a channel empty on purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inverted polarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left and right cancel by 20 dB or more when they are added: one is the other upside down. In mono the music all but vanishes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the two channels against each other are compared, never the polarity of the recording itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stereo correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How alike left and right are over the whole track: 1 for the same signal, 0 for unrelated ones, -1 for one upside down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.3 to 0.95.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide is not wrong. One figure for a whole track hides its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dual mono</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left and right hold the very same samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old and spoken recordings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no defect, only twice the size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The level of left over that of right, over the whole track.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-1 to +1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Music may lean to one side on purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DC offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of full scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the samples of the worst channel, where full scale is 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within 0.001 of zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes headroom and can click at edits; it is not heard itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces of coding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What coding may leave in a spectrum: falls at set frequencies, bands that come and go, holes between neighbours, channels that become one, copied upper bands, sound before an onset. They stand in the Metadata tab and are what the forest weighs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convention of this program, in bands of 250 Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence states what is usual for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of them proves anything alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The track above (Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The track below (Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit again (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the table (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximise (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the panel (F9)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailHint</name>
    <message>
        <source>%1 tracks selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a track to see its verdict, its measurements and the evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Waveform over time; clipped runs above, clicks and dropouts as lines, silence shaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LUFS: momentary filled, short-term as a line, integrated dashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the panel (F9)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop files or folders anywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each track is decoded, measured and judged: was it ever lossy, upsampled or padded, and is its file intact? Each verdict shows its evidence. Everything happens on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See it on a demo pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLAC, WAV, AIFF, ALAC, APE, WavPack, MP3, AAC, Opus, Vorbis, WMA, AC-3, Musepack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlists and cue sheets too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a verdict can say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lossless, no trace of a lossy past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lossless file, lossy past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>real bandwidth ends lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fewer real bits than declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an honest lossy file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough to decide; needs you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorSlider</name>
    <message>
        <source>Accepted share of false accusations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %, one in %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceRow</name>
    <message>
        <source>usual: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceTopics</name>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspicion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability of a lossy past: the higher of what the codec grids and what the random forest say. The forest is asked only where no grid decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrated by Platt&apos;s scaling on tracks that grew no tree. It assumes that one in twenty of the tracks that no grid settles was once lossy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 0.35 for genuine tracks; grey from there to 0.75.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A high value alone accuses nobody: without a grid the forest must reach one less the error that you accept, 0.999 unless you move it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How probable it is that the class of the verdict is right. For genuine it is one less the suspicion; for a transcode it is the suspicion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never 100 %: the most that is shown is &gt;99.9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no quality of the sound. What a measurement settles, such as padding, has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty coefficients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lossy codec turns blocks of sound into coefficients and sets many of them to zero. The same transform at the same alignment finds them empty again. The share found there is compared with that at the other alignments of the same track; z is how far it stands above them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each codec&apos;s own transform and block length; the bar comes from genuine tracks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence states the z that genuine tracks stay below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denoisers and editors that work in blocks leave holes as well. Where a codec&apos;s ladder should show and does not, holes alone convict nobody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A codec stores each coefficient as a whole number of steps. At the right alignment the coefficients of the decoded samples still lie on those steps; the better they fit, compared with the other alignments, the higher z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each codec&apos;s own bands and steps; the bar comes from genuine tracks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps smaller than the rounding of the samples cannot be seen by anyone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offset and sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alignment at which a grid shows, counted within one block of the codec, and how many sections of the track agree on it. A splice of lossy and lossless sound shows as a stretch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a transcode the offset stays put from start to end; by chance it wanders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A grid in a part of the track says nothing about the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second judge. It weighs many small traces together: falls of the spectrum, holes, bands that come and go, intensity stereo, replicated bands, pre-echo and more. It is asked only of lossless tracks that no grid settles, and shows what moved it most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>300 trees, regressed on 0 and 1; the measured figures are in the model card that comes with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 35 % for tracks that were never lossy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the traces proves anything alone, and all of them together are a probability, no proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would show here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each codec, the bitrate up to which a copy of this very track would have shown its grid. Loud, dense music needs many bits and shows nearly all; quiet or simple music hides the high bitrates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set on 215 copies of known past and checked on 107 others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the usual bitrates of a codec every copy would show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above its limit a copy could hide, and genuine then means less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutoff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the spectrum ends: the upper edge of the highest band that lies 8 dB above the floor. With it go its slope in dB per kHz and its spread over the loud seconds. Where no floor is reached the cutoff is half the sample rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convention of this program: Hann windows of 4096 samples, bands of 1/256 of half the rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full band for modern masters; lower for old, soft or dark recordings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It proves nothing. Filters, tape, shellac and the music itself end a spectrum too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The declared depth less the low bits that are zero in every sample of every channel. For floating point: the coarsest grid of 8 to 24 bits on which every sample lies exactly, where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As declared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not the same as dynamic range. Gain or dither fills the low bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upsampling edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of a lower standard rate at which all content ends, and how far the floor above lies below the content under it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The low-pass of a lossy encoder ends elsewhere and is not taken for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1 neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence: the track was not tested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing speaks for a lossy past, for upsampling or for padding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One grid was tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 grids were tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z of the best of each codec: how far it stands above chance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExchangeDialog</name>
    <message>
        <source>Exchange with the arbiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>There is nothing to export yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add audio files, playlists or cue sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder and all below it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table as CSV...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write every row to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the reports as JSON lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports as JSON lines...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilePickers</name>
    <message>
        <source>Add files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio, playlists and cue sheets (*.flac *.wav *.wave *.aif *.aiff *.aifc *.m4a *.mp4 *.mp3 *.aac *.ogg *.oga *.opus *.wv *.ape *.mpc *.wma *.ac3 *.eac3 *.dsf *.dff *.tta *.mka *.m3u *.m3u8 *.cue)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterActions</name>
    <message>
        <source>Show only: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only: damaged files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only: tracks with defects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defects</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForestSettings</name>
    <message>
        <source>Train from my verdicts (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the forest before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the new forest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the one in use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gauge</name>
    <message>
        <source>%1: not measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GaugeGrid</name>
    <message>
        <source>Suspicion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>past 16 bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LRA %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DR %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>narrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GreySlider</name>
    <message>
        <source>Grey zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridBars</name>
    <message>
        <source>not tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1: seen in tracks without that codec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decisive from %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthDialog</name>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show at start while something is limited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpActions</name>
    <message>
        <source>Find an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help on verdicts and measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain what is under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>What is measured, and what it means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No topic matches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpSpot</name>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpText</name>
    <message>
        <source>Basis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyCaps</name>
    <message>
        <source>Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LimitsCard</name>
    <message>
        <source>What would show here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>above it, a copy could hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the bitrates that are usual, every copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audiopro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audiopro - %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainToolbar</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, folder, evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarkActions</name>
    <message>
        <source>Select a track first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict: genuine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict: transcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict: upsampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict: padded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict: not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict, with codec and note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With codec and note...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take my verdict off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo my last verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have given no verdict yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarkDialog</name>
    <message>
        <source>My verdict on %1 tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genuine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upsampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what you heard or know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your verdict stands over the machine&apos;s, here and wherever the same recording turns up. The file is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take my verdict off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetadataView</name>
    <message>
        <source>Metadata and measurements</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>An earlier run was interrupted: one track waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier run was interrupted: %1 tracks wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaletteRow</name>
    <message>
        <source>%1, not at present: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>Nothing to draw for this track</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotCaption</name>
    <message>
        <source>Offset %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramActions</name>
    <message>
        <source>It is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProofCards</name>
    <message>
        <source>Ladder at offset %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coefficients at offset %1, %2 empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at offset %2; median of the others %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all others: median %1, spread shaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>others: median %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close up: offset %1 and its neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty coefficient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too quiet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegionBar</name>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the selection (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>My verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Nothing is being audited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel everything that waits or runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SectionStrip</name>
    <message>
        <source>The codec grid holds in %1 of %2 sections</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False accusations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many genuine tracks in a hundred you would let the forest accuse wrongly. A codec grid has its own bar, far stricter. Stored audits are judged again at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probabilities of a lossy past that leave a track inconclusive, and a question for the arbiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks audited at once. &quot;auto&quot; is one a processor. Applies at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where audits are kept. Empty: the usual place. Applies at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFmpeg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFmpeg program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found on the PATH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second reader, for Opus, WavPack, APE, WMA, AC-3 and others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the arbiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address of Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model of the arbiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model, for example qwen2.5:7b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it read the tags, as quoted data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A local model that is asked about grey tracks that no grid decides. Without a model nobody is asked. It is told numbers, never sound or paths. How often it is right nobody has measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by word or key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single letters work outside text fields and with no dialog open. Ctrl+K finds everything, with a key or without.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundFrame</name>
    <message>
        <source>Opening the track...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundTabs</name>
    <message>
        <source>Spectrogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundTopics</name>
    <message>
        <source>Loudness and level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated loudness of the whole track: K-weighted energy in blocks of 400 ms, without those below -70 LUFS and those more than 10 LU below the mean of the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ITU-R BS.1770-4, EBU R 128</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broadcast -23, streaming about -14, loud pop -9 to -6. The two marks of the gauge are the first two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Louder is no fault and no quality. It says nothing about a lossy past.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness range (LRA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the loudness moves over the track: the distance between the 10th and the 95th percentile of the short-term loudness (3 s), without what lies below -70 LUFS or more than 20 LU below the mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EBU Tech 3342</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pop 3 to 8, film and orchestral music 10 to 25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not the DR value: it follows slow changes, not single peaks. Below 3 s there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentary and short-term maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudest 400 ms and the loudest 3 s of the track. They stand in the Metadata tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EBU Tech 3341</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few LU above the integrated loudness.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest level that the waveform reaches between the samples too, found by interpolation: four times below 96 kHz, twice below 192 kHz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ITU-R BS.1770-4, Annex 2; EBU R 128 asks for -1 dBTP at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below -1 dBTP; loud masters often pass 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 0 some converters and encoders clip. The samples themselves may still be whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dBFS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest sample of any channel. A full-scale sample is 0 dBFS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AES17, without its correction for sines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-3 to 0 for music.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The waveform between the samples may be higher: see true peak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second highest peak of the blocks of 3 s over the level of the loudest fifth of them, each channel by itself, as a whole number of decibels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DR14 convention (TT Dynamic Range Meter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loud pop 4 to 7, most music 8 to 13, acoustic and orchestral music 14 and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small value is taste, no fault. Vinyl transfers read higher than their masters. It says nothing about a lossy past.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal-to-noise ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean level of the active parts over that of the quietest twentieth of the track that is not silent, in slots of 50 ms. Active is what lies no more than 10 dB below the mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convention of this program; its gate is that of BS.1770-4. 98 dB is the theory of 16 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tape and shellac 30 to 50, modern recordings 50 to 90, where there are pauses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no measure of the equipment: where there are no pauses, the quietest part is soft music and not noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the first sound, after the last, and the longest between them. Silent is where no channel passes -60 dBFS; inside the track, from 0.1 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convention, as silence detectors of broadcasters and CD authoring use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 2 s at either end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A long pause inside may hide another piece, and is no dropout.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramLayers</name>
    <message>
        <source>cutoff %1 kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge %1 kHz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramOptions</name>
    <message>
        <source>Frequencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window in samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest level in dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest level in dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as picture...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Cutoff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axis, window, range and colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole track (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrogram: frequency in kHz over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels in dB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrumView</name>
    <message>
        <source>Frequencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum in dBFS over frequency in kHz: mean, band from the 10th to the 90th percentile, highest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbiter ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbiter off, model missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbiter not answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbiter off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tracks yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tracks/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbiter asked, %1 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StereoView</name>
    <message>
        <source>Goniometer: mono stands upright, opposite channels lie flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L</source>
        <comment>left channel</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R</source>
        <comment>right channel</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation of left and right over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TabActions</name>
    <message>
        <source>Tabs of the detail</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableHeader</name>
    <message>
        <source>sorted, highest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sorted, lowest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Ctrl+%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>Genuine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upsampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lossy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopicActions</name>
    <message>
        <source>What is: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help on a word</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackActions</name>
    <message>
        <source>Select a track first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one track first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit %1 tracks again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decode, measure and judge it anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the arbiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget %1 audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no track yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected tracks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackColumns</name>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the track was found to be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kHz/bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling rate and bits a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prob. %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability that the verdict is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strongest evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated loudness, EBU R 128</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True peak, BS.1770-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of clipped samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrity: check intact, bolt damaged, dash undetermined</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackTableView</name>
    <message>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No track matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>Sample values, and below the share of time that each bit is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample values on a logarithmic height; below, the bits from the highest to the lowest; one that never changes is marked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decode, measure and judge it anew (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set your own verdict, with codec and note (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictChip</name>
    <message>
        <source>%1, your verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictFacts</name>
    <message>
        <source>Intact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrity unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictTopics</name>
    <message>
        <source>Verdicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genuine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No codec grid that was tried stands out in the samples, the forest sees no lossy past, and bandwidth and depth are what the file declares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each track is its own control: its other alignments show what chance looks like in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most tracks of a clean collection. The verdict names the bitrates that would have shown in this track.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not prove that there was no lossy past. A codec with more bits than the music needed can hide below the rounding of the samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples carry the grid of a lossy codec: coefficients that it emptied and steps that it rounded to come back at one alignment and at no other. Where no grid decides, the forest, the arbiter or you may say so; the verdict then names who. A lossy file is called a transcode where it shows a second lossy pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bars of the grids are set by genuine tracks alone, never by fakes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A decisive grid stands far above the z that genuine tracks stay below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not say that whoever sold the file knew, nor how it sounds. File names, tags and bitrates are no part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upsampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All content ends at half of a lower standard rate, in a wall as converters leave it: with a floor at least 30 dB below, in nine tenths of the loud seconds and in the mean spectrum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling theorem: content ends at half the sample rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A track at 96 kHz whose content ends at 22.05 kHz comes from 44.1 kHz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not say that the sound is bad. 44.1 to 48 kHz leaves no floor to see and is not looked for; a soft master that fades out is not called upsampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lowest bits of every sample are zero over the whole track: 16 bits or fewer are used where more are declared, or at least eight bits say nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted on the samples as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 bits declared, 16 used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not say that the music needed more. Gain or dither after padding fills the low bits and hides it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lossy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file itself is in a lossy format, such as MP3 or AAC, and says so. No second lossy pass was found in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the stream, never from the name of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything bought or ripped as MP3, AAC, Vorbis or Opus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no fault. The file is what it claims to be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too short (below 3 s), silent, too quiet (peak below -60 dBFS), with no signal that the grids could use, or in the grey zone: the evidence does not suffice either way, and no arbiter settled it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The grey zone is yours to set in the settings; 0.35 to 0.75 unless you move it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single interludes and hidden tracks; few others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accuses nobody and clears nobody. Listen, or find another copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be audited: it has no audio stream, cannot be read, or changed while it was read. The row says which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It says nothing about the sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order is fixed. A decisive codec grid settles a track; then bandwidth and depth as measured; then the random forest; where its probability is grey a local language model may be asked, if you named one. Your own verdict stands over all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid or forest. The arbiter is off until you name a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An arbiter can never overturn a decisive grid, and how often a model is right nobody has measured here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the file is whole. Intact: every check that the format offers passed, such as the MD5 of a FLAC. Damaged: a fault is proven, such as a wrong checksum or an early end. Undetermined: the format offers no check, or only one reader refused the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLAC: CRC of each frame and MD5 of the samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLAC: intact. WAV: mostly undetermined, since it carries no checksum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands beside the verdict and never changes it: a whole file may be a fake, a damaged one genuine.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>There is no track yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The track above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The track below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximise the detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one track first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the table; clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
