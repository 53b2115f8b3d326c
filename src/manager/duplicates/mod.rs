//! Copies of one recording across all folders, the best generation first. Never deletes: what to keep is the auditor's.
//!
//! *Same recording* means the same performance as it sounds, whatever container, codec, level or silence at its ends: at most
//! [`SAME_ERROR`] of the bits of two fingerprints differ, clearly fewer than at other offsets, and the lengths agree. A fingerprint hears
//! melody and harmony, not sound, so that it cannot tell a mastering from a copy by itself: one with another dynamic range or more
//! different bits is called *another mastering, probably*, and only samples that are equal are called identical. Held tones, noises
//! and silence have nothing to go by and are never grouped, save by equal samples.

mod standing;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use self::standing::{merits, rank, same_samples, same_sound};
use crate::{
    analyzer::{
        AnalysisError, Scratch,
        fingerprint::{Candidate, CodeIndex, Likeness, MOST_TRACKS, compare},
        fingerprint_of,
    },
    contracts::{AuditSettings, CancelToken, Cancelled},
    persistence::{RecordingCopy, Repository, StoreError, TrackId},
};

/// Share of bits by which a copy may differ. Measured on 57 excerpts of the corpus: MP3 at 64 kbit/s at most 0.05, Opus at 32 kbit/s 0.14,
/// 12 dB quieter 0.10, 0.7 s later 0.08.
pub const SAME_ERROR: f64 = 0.15;
/// Share up to which it is the same performance in another sound: a piece and the same through a tape machine differ by 0.19.
pub const OTHER_MASTERING_ERROR: f64 = 0.25;
/// By how much fewer bits differ at the offset than elsewhere: 0.109 at least for the copies above. Of all pairs of other excerpts that come
/// under [`SAME_ERROR`], held tones and noises each, it is 0.013 at most.
const SAME_CONTRAST: f64 = 0.06;
const OTHER_MASTERING_CONTRAST: f64 = 0.2;
/// Seconds by which lengths may differ, silence at the ends; of a short track a quarter at most.
const SAME_LENGTH_S: f64 = 7.0;

/// Why nothing was found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DuplicatesError {
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a copy stands to the best one of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// It is the best one.
    Best,
    /// The same samples, bit for bit.
    Identical,
    /// The same recording.
    SameRecording,
    /// The same performance, probably in another mastering.
    OtherMastering,
}

/// One copy in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What is known of it.
    pub copy: RecordingCopy,
    /// How it stands to the best one.
    pub kinship: Kinship,
    /// Share of bits of the fingerprint that differ from the best one's; `None` where the samples are the same.
    pub bit_error: Option<f64>,
    /// Why it stands where it stands, in words that stand alone.
    pub reasons: Vec<String>,
}

/// Copies of one recording, the best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Two at least.
    pub sources: Vec<Source>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Duplicates {
    /// The groups, the largest first.
    pub groups: Vec<Group>,
    /// Recordings looked at.
    pub recordings: usize,
    /// Recordings without a fingerprint yet: [`hear_stored`] makes them.
    pub unheard: usize,
}

/// What [`hear_stored`] did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// Fingerprints made.
    pub made: usize,
    /// Tracks that could not be read, or are no longer the files that were audited, each with the reason.
    pub problems: Vec<(PathBuf, String)>,
}

/// Makes the fingerprints of tracks that were audited before there were any. Blocking: for a worker; may be cancelled and run again.
/// `on_step` gets the number of the track, from 0, and how many there are.
///
/// # Errors
/// [`DuplicatesError::Cancelled`] with what was made kept; or that the store cannot be used.
pub fn hear_stored(
    repository: &Repository,
    settings: &AuditSettings,
    cancel: &CancelToken,
    on_step: &mut dyn FnMut(usize, usize),
) -> Result<Heard, DuplicatesError> {
    let unheard = repository.unheard()?;
    let mut scratch = Scratch::default();
    let mut heard = Heard::default();
    for (place, track) in unheard.iter().enumerate() {
        cancel.check()?;
        on_step(place, unheard.len());
        let path = &track.key.path;
        if size_and_time(path) != Some((track.key.size_bytes, track.key.modified_ns)) {
            let why = format!("{} is gone or was changed since its audit. Audit it again.", path.display());
            heard.problems.push((path.clone(), why));
            continue;
        }
        match fingerprint_of(path, settings, &mut scratch, cancel) {
            Ok(codes) => {
                repository.keep_fingerprint(&track.audio_id, &codes)?;
                heard.made += 1;
            }
            Err(AnalysisError::Cancelled(cancelled)) => return Err(cancelled.into()),
            Err(error) => heard.problems.push((path.clone(), error.to_string())),
        }
    }
    Ok(heard)
}

fn size_and_time(path: &Path) -> Option<(u64, i64)> {
    let found = fs::metadata(path).ok()?;
    let since = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((found.len(), i64::try_from(since.as_nanos()).ok()?))
}

/// Finds the copies of each recording among all audited tracks. Blocking: for a worker. 100 000 recordings take some ten seconds and
/// 320 MB.
///
/// # Errors
/// [`DuplicatesError`].
pub fn find_duplicates(repository: &Repository, cancel: &CancelToken) -> Result<Duplicates, DuplicatesError> {
    let unheard = repository.unheard()?.len();
    let mut copies: HashMap<String, Vec<RecordingCopy>> = HashMap::new();
    for copy in repository.recording_copies()? {
        copies.entry(copy.audio_id.clone()).or_default().push(copy);
    }
    let recordings = copies.len();
    let mut heard: Vec<(i64, String)> = Vec::new();
    let mut index = CodeIndex::default();
    repository.for_each_fingerprint(&mut |stored| {
        // A fingerprint outlives the track that it was made of.
        if copies.contains_key(&stored.audio_id) && heard.len() < MOST_TRACKS as usize {
            index.add(heard.len() as u32, &stored.codes);
            heard.push((stored.id, stored.audio_id));
        }
        !cancel.is_cancelled()
    })?;
    let candidates = index.candidates(cancel)?;
    let lengths: Vec<Option<f64>> =
        heard.iter().map(|(_, audio_id)| copies.get(audio_id).and_then(|copies| copies.first()?.duration_s)).collect();
    let mut cluster = Clusters::new(heard.len());
    for chunk in candidates.chunks(COMPARED_TOGETHER) {
        cancel.check()?;
        let codes = Codes::read(repository, &heard, chunk.iter().flat_map(|pair| [pair.a, pair.b]))?;
        for pair in chunk.iter().filter(|pair| is_of_length(lengths[pair.a as usize], lengths[pair.b as usize])) {
            let likeness = compare(codes.of(pair.a), codes.of(pair.b), pair.offset);
            if likeness.is_some_and(|likeness| is_akin(&likeness)) {
                cluster.join(pair.a as usize, pair.b as usize);
            }
        }
    }
    let mut groups = Vec::new();
    for members in cluster.sets() {
        cancel.check()?;
        let codes = Codes::read(repository, &heard, members.iter().map(|&member| member as u32))?;
        let recordings = members.iter().filter_map(|&member| {
            let copies = copies.remove(&heard[member].1)?;
            Some(Recording { codes: codes.of(member as u32), copies })
        });
        groups.extend(split(recordings.collect()));
    }
    // What is left has no kin but its own copies.
    groups.extend(copies.into_values().flat_map(|copies| split(vec![Recording { codes: &[], copies }])));
    groups.sort_by(|a, b| b.sources.len().cmp(&a.sources.len()).then_with(|| first(a).cmp(&first(b))));
    Ok(Duplicates { groups, recordings, unheard })
}

fn first(group: &Group) -> Option<TrackId> {
    group.sources.first().map(|source| source.copy.track)
}

/// Candidates compared between two reads of their codes: 16 MB.
const COMPARED_TOGETHER: usize = 2000;

/// The codes of some fingerprints, by their number.
struct Codes(HashMap<u32, Vec<u32>>);

impl Codes {
    fn read(repository: &Repository, heard: &[(i64, String)], numbers: impl Iterator<Item = u32>) -> Result<Self, StoreError> {
        let mut numbers: Vec<u32> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        let ids: Vec<i64> = numbers.iter().map(|&number| heard[number as usize].0).collect();
        Ok(Self(numbers.into_iter().zip(repository.fingerprint_codes(&ids)?).collect()))
    }

    fn of(&self, number: u32) -> &[u32] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}

/// Sets that grow together (union-find).
struct Clusters(Vec<usize>);

impl Clusters {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// Those of two members and more, members in order.
    fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets: HashMap<usize, Vec<usize>> = HashMap::new();
        for member in 0..self.0.len() {
            let root = self.root(member);
            sets.entry(root).or_default().push(member);
        }
        let mut sets: Vec<Vec<usize>> = sets.into_values().filter(|set| set.len() > 1).collect();
        sets.sort_unstable();
        sets
    }
}

/// Copies with the same samples, and their codes.
struct Recording<'a> {
    codes: &'a [u32],
    copies: Vec<RecordingCopy>,
}

/// Groups among recordings that hang together: each member is compared with the best one itself, so that no chain of small differences
/// joins strangers. What the best one has nothing to do with makes groups of its own.
fn split(mut left: Vec<Recording<'_>>) -> Vec<Group> {
    let mut groups = Vec::new();
    for recording in &mut left {
        recording.copies.sort_by_key(rank);
    }
    left.sort_by_key(|recording| recording.copies.first().map(rank));
    while !left.is_empty() {
        let best = left.remove(0);
        let Some(head) = best.copies.first().cloned() else { continue };
        let mut sources: Vec<Source> = best.copies.into_iter().map(|copy| same_samples(copy, &head)).collect();
        left.retain_mut(|other| {
            let likeness = likeness(best.codes, other.codes)
                .filter(|_| is_of_length(head.duration_s, other.copies.first().and_then(|copy| copy.duration_s)));
            let Some(likeness) = likeness.filter(is_akin) else { return true };
            sources.extend(std::mem::take(&mut other.copies).into_iter().map(|copy| same_sound(copy, &head, &likeness)));
            false
        });
        if sources.len() > 1 {
            sources.sort_by_key(|source| (source.kinship != Kinship::Best, rank(&source.copy), source.copy.track));
            if let [best, second, ..] = &mut sources[..] {
                best.reasons = merits(&best.copy, &second.copy);
            }
            groups.push(Group { sources });
        }
    }
    groups
}

/// How alike two fingerprints are at the offset at which they share most.
fn likeness(a: &[u32], b: &[u32]) -> Option<Likeness> {
    let mut index = CodeIndex::default();
    index.add(0, a);
    index.add(1, b);
    let candidates = index.candidates(&CancelToken::new()).ok()?;
    candidates.first().and_then(|&Candidate { offset, .. }| compare(a, b, offset))
}

fn is_akin(likeness: &Likeness) -> bool {
    let contrast = likeness.usual_error - likeness.bit_error;
    is_same(likeness) || (likeness.bit_error <= OTHER_MASTERING_ERROR && contrast >= OTHER_MASTERING_CONTRAST)
}

fn is_same(likeness: &Likeness) -> bool {
    likeness.bit_error <= SAME_ERROR && likeness.usual_error - likeness.bit_error >= SAME_CONTRAST
}

fn is_of_length(a: Option<f64>, b: Option<f64>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    (a - b).abs() <= SAME_LENGTH_S.min(0.25 * a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::{IntegrityState, VerdictClass};

    fn copy(track: i64, audio_id: &str) -> RecordingCopy {
        RecordingCopy {
            track: TrackId(track),
            path: PathBuf::from(format!("/m/{track}.flac")),
            audio_id: audio_id.to_owned(),
            class: Some(VerdictClass::Genuine),
            source_codec: None,
            format: Some("FLAC".to_owned()),
            integrity: Some(IntegrityState::Intact),
            sample_rate_hz: Some(44_100),
            bits: Some(16),
            cutoff_hz: Some(21_000.0),
            clipped_runs: Some(0),
            dr: Some(10),
            lufs: Some(-12.0),
            duration_s: Some(200.0),
            is_quarantined: false,
        }
    }

    /// Codes that look random, with every `step`th word turned in one bit.
    fn codes(seed: u32, turned: usize) -> Vec<u32> {
        let spread = |value: u32| {
            let value = value.wrapping_mul(0x9E37_79B9) ^ seed.wrapping_mul(0x85EB_CA6B);
            (value ^ value >> 15).wrapping_mul(0xC2B2_AE35)
        };
        (0..200).map(|place| (0..turned).fold(spread(place), |code, bit| code ^ u32::from(place % 3 == 0) << (bit * 2))).collect()
    }

    #[test]
    fn the_best_generation_comes_first_with_its_reasons() {
        let (a, b, c) = (codes(1, 0), codes(1, 2), codes(1, 9));
        let genuine = copy(5, "x");
        let twin = RecordingCopy { integrity: Some(IntegrityState::Undetermined), ..copy(6, "x") };
        let transcode = RecordingCopy {
            class: Some(VerdictClass::Transcode),
            source_codec: Some(crate::contracts::Codec::Mp3),
            cutoff_hz: Some(16_000.0),
            clipped_runs: Some(40),
            ..copy(1, "y")
        };
        let loud = RecordingCopy { dr: Some(5), lufs: Some(-7.0), clipped_runs: Some(900), ..copy(2, "z") };
        let groups = split(vec![
            Recording { codes: &b, copies: vec![transcode] },
            Recording { codes: &a, copies: vec![twin, genuine] },
            Recording { codes: &c, copies: vec![loud] },
        ]);
        let [group] = &groups[..] else { panic!("{groups:?}") };
        let told: Vec<_> =
            group.sources.iter().map(|source| (source.copy.track.0, source.kinship, source.reasons.join("; "))).collect();
        assert_eq!(told[0], (5, Kinship::Best, "genuine lossless; clipped 0 times, the next 900 times".to_owned()));
        assert_eq!(
            told[1],
            (
                2,
                Kinship::OtherMastering,
                "clipped 900 times, the best 0 times; DR 5, the best DR 10: probably another mastering; 5.0 dB louder".to_owned()
            )
        );
        assert_eq!(told[2], (6, Kinship::Identical, "the same samples, bit for bit".to_owned()));
        let words = "made from MP3; content up to 16.0 kHz, the best 21.0 kHz; clipped 40 times, the best 0 times";
        assert_eq!(told[3], (1, Kinship::SameRecording, words.to_owned()));
    }

    #[test]
    fn other_lengths_and_other_music_are_no_copies() {
        let (a, b, other) = (codes(1, 0), codes(1, 1), codes(2, 0));
        let edit = RecordingCopy { duration_s: Some(180.0), ..copy(2, "y") };
        let groups = split(vec![
            Recording { codes: &a, copies: vec![copy(1, "x")] },
            Recording { codes: &b, copies: vec![edit] },
            Recording { codes: &other, copies: vec![copy(3, "z")] },
            Recording { codes: &[], copies: vec![copy(4, "s")] },
        ]);
        assert_eq!(groups, []);
    }

    #[test]
    fn silent_twins_are_found_by_their_samples_alone() {
        let groups = split(vec![Recording { codes: &[], copies: vec![copy(1, "s"), copy(2, "s")] }]);
        assert_eq!(groups[0].sources.iter().map(|source| source.kinship).collect::<Vec<_>>(), [Kinship::Best, Kinship::Identical]);
    }
}
