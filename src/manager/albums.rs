//! Albums: a folder as a whole, and which of its tracks do not fit in.
//!
//! An odd one out is a lead, never a verdict: a hidden track may be louder, a live bonus may end earlier. Each comes with its reason
//! in words. What is odd is measured against the others of the folder alone.

use std::{
    cmp::Reverse,
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::{
    contracts::{CancelToken, IntegrityState, VerdictClass},
    persistence::{AlbumTrack, Repository, StoreError, TrackId},
};

/// From where on a track does not fit in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlbumBars {
    /// Loudness over or under the median.
    pub loudness_lu: f64,
    /// End of the spectrum over or under the median.
    pub cutoff_hz: f64,
}

impl Default for AlbumBars {
    /// 6 LU: songs of one album lie closer, an interlude does not; 2 kHz: the ends of one production chain lie closer.
    fn default() -> Self {
        Self { loudness_lu: 6.0, cutoff_hz: 2000.0 }
    }
}

/// A track that does not fit in.
#[derive(Clone, Debug, PartialEq)]
pub struct OddOne {
    /// The track.
    pub track: TrackId,
    /// Its file name, for display.
    pub name: String,
    /// Why, in words that stand alone.
    pub reasons: Vec<String>,
}

/// One row of the view of albums.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Album {
    /// The folder.
    pub folder: PathBuf,
    /// Its last part, for display.
    pub title: String,
    /// Its tracks, by name.
    pub tracks: Vec<TrackId>,
    /// Tracks by class, in the order of [`VerdictClass::ALL`].
    pub by_class: [usize; VerdictClass::ALL.len()],
    /// Tracks whose audit failed.
    pub failed: usize,
    /// Tracks without a verdict otherwise: waiting or cancelled.
    pub waiting: usize,
    /// Tracks that are proven whole.
    pub intact: usize,
    /// Tracks that are proven damaged.
    pub damaged: usize,
    /// Tracks with a technical defect.
    pub with_defects: usize,
    /// Length of all.
    pub duration_s: f64,
    /// Sample rate and bits that all have, as `44.1 kHz, 16 bit`; `None` where they differ.
    pub format: Option<String>,
    /// Median of the integrated loudness.
    pub median_lufs: Option<f64>,
    /// Tracks that do not fit in, by name.
    pub odd: Vec<OddOne>,
    /// What is said of no single track: numbers that are missing or stand twice.
    pub remarks: Vec<String>,
}

impl Album {
    /// Tracks of `class`.
    pub fn of_class(&self, class: VerdictClass) -> usize {
        let place = VerdictClass::ALL.iter().position(|one| *one == class);
        place.and_then(|place| self.by_class.get(place)).copied().unwrap_or_default()
    }

    /// Transcodes, upsampled and padded ones.
    pub fn flagged(&self) -> usize {
        VerdictClass::ALL.into_iter().filter(|class| class.is_suspicious()).map(|class| self.of_class(class)).sum()
    }
}

/// The albums in `folders`, one page of [`Repository::album_folders`], in this order.
///
/// # Errors
/// Where the store cannot be read.
pub fn albums(repository: &Repository, folders: &[PathBuf], bars: AlbumBars) -> Result<Vec<Album>, StoreError> {
    let stored = repository.album_tracks(folders)?;
    Ok(stored.into_iter().map(|album| of_tracks(album.folder, &album.tracks, bars)).collect())
}

/// Albums read between two looks at the token.
const READ_TOGETHER: usize = 200;

/// `folders` with those that have most odd ones first, then those with most remarks; equal ones keep their order. Reads every track of
/// them: for a worker. Cancelled, it gives them back as they were.
///
/// # Errors
/// Where the store cannot be read.
pub fn odd_first(
    repository: &Repository,
    folders: Vec<PathBuf>,
    bars: AlbumBars,
    cancel: &CancelToken,
) -> Result<Vec<PathBuf>, StoreError> {
    let mut oddness: HashMap<PathBuf, (usize, usize)> = HashMap::with_capacity(folders.len());
    for chunk in folders.chunks(READ_TOGETHER) {
        if cancel.is_cancelled() {
            return Ok(folders);
        }
        let found = albums(repository, chunk, bars)?;
        oddness.extend(found.into_iter().map(|album| (album.folder, (album.odd.len(), album.remarks.len()))));
    }
    let mut sorted = folders;
    sorted.sort_by_key(|folder| Reverse(oddness.get(folder).copied().unwrap_or_default()));
    Ok(sorted)
}

fn of_tracks(folder: PathBuf, tracks: &[AlbumTrack], bars: AlbumBars) -> Album {
    let title = folder.file_name().map_or_else(|| shown(&folder), |name| name.to_string_lossy().into_owned());
    let mut album = Album { title, tracks: tracks.iter().map(|track| track.id).collect(), ..Album::default() };
    for track in tracks {
        match track.class.and_then(|class| VerdictClass::ALL.iter().position(|one| *one == class)) {
            Some(place) => album.by_class[place] += 1,
            None if track.has_failed => album.failed += 1,
            None => album.waiting += 1,
        }
        album.intact += usize::from(track.integrity == Some(IntegrityState::Intact));
        album.damaged += usize::from(track.integrity == Some(IntegrityState::Damaged));
        album.with_defects += usize::from(track.has_defects);
        album.duration_s += track.duration_s.unwrap_or_default();
    }
    let formats = Common::of(tracks.iter().filter_map(format));
    album.format = formats.as_ref().filter(|formats| formats.is_all).map(|formats| format_words(formats.value));
    album.median_lufs = median(tracks.iter().filter_map(|track| track.lufs).collect());
    album.odd = odd_ones(tracks, album.median_lufs, bars);
    album.remarks = remarks(tracks);
    Album { folder, ..album }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Fewer tracks have no majority.
const LEAST_TRACKS: usize = 3;

fn odd_ones(tracks: &[AlbumTrack], median_lufs: Option<f64>, bars: AlbumBars) -> Vec<OddOne> {
    if tracks.len() < LEAST_TRACKS {
        return Vec::new();
    }
    let class = Common::of(tracks.iter().filter_map(|track| track.class));
    let rate = Common::of(tracks.iter().filter_map(|track| track.sample_rate_hz));
    let bits = Common::of(tracks.iter().filter_map(|track| track.bits));
    let damaged = Common::of(tracks.iter().map(|track| track.integrity == Some(IntegrityState::Damaged)));
    let cutoff_hz = usual_cutoff_hz(tracks, bars);
    let reasons_of = |track: &AlbumTrack| {
        let mut reasons = Vec::new();
        if let (Some(own), Some(common)) = (track.class, &class)
            && own != common.value
            // That one could not be decided says nothing of it.
            && own != VerdictClass::Inconclusive
            && common.value != VerdictClass::Inconclusive
        {
            reasons.push(format!("{} among {} {}", own.id(), common.count, common.value.id()));
        }
        if track.integrity == Some(IntegrityState::Damaged) && damaged.as_ref().is_some_and(|common| !common.value) {
            reasons.push("damaged, most of the others are not".to_owned());
        }
        if let (Some(own), Some(common)) = (track.sample_rate_hz, &rate)
            && own != common.value
        {
            reasons.push(format!("{} kHz, the others {} kHz", khz(own.into()), khz(common.value.into())));
        }
        if let (Some(own), Some(common)) = (track.bits, &bits)
            && own != common.value
        {
            reasons.push(format!("{own} bit, the others {} bit", common.value));
        }
        if let (Some(own), Some(median)) = (track.lufs, median_lufs)
            && (own - median).abs() > bars.loudness_lu
        {
            let word = if own > median { "louder" } else { "quieter" };
            reasons.push(format!("{:.1} LU {word} than the median of {median:.1} LUFS", (own - median).abs()));
        }
        if let (Some(own), Some(usual)) = (track.cutoff_hz, cutoff_hz)
            && (own - usual).abs() > bars.cutoff_hz
        {
            reasons.push(format!("ends at {} kHz, the others at about {} kHz", khz(own), khz(usual)));
        }
        reasons
    };
    let odd = tracks.iter().map(|track| OddOne { track: track.id, name: track.name.clone(), reasons: reasons_of(track) });
    odd.filter(|odd| !odd.reasons.is_empty()).collect()
}

/// The end that most tracks share; `None` where there is none to differ from.
fn usual_cutoff_hz(tracks: &[AlbumTrack], bars: AlbumBars) -> Option<f64> {
    let cutoffs: Vec<f64> = tracks.iter().filter_map(|track| track.cutoff_hz).collect();
    let usual = median(cutoffs.clone())?;
    let near = cutoffs.iter().filter(|cutoff| (**cutoff - usual).abs() <= bars.cutoff_hz / 2.0).count();
    (cutoffs.len() >= LEAST_TRACKS && 3 * near >= 2 * cutoffs.len()).then_some(usual)
}

/// A value that more than half of a list has.
struct Common<T> {
    value: T,
    count: usize,
    is_all: bool,
}

impl<T: PartialEq + Copy> Common<T> {
    fn of(values: impl Iterator<Item = T> + Clone) -> Option<Self> {
        // The only one that can have the majority (Boyer and Moore), in one pass: a folder may hold 100 000 tracks.
        let vote = |leader: Option<(T, usize)>, value| match leader {
            Some((leader, votes)) if leader == value => Some((leader, votes + 1)),
            Some((leader, votes)) if votes > 0 => Some((leader, votes - 1)),
            _ => Some((value, 1)),
        };
        let (value, _) = values.clone().fold(None, vote)?;
        let (mut count, mut total) = (0, 0);
        for other in values {
            count += usize::from(other == value);
            total += 1;
        }
        (2 * count > total).then_some(Self { value, count, is_all: count == total })
    }
}

fn format(track: &AlbumTrack) -> Option<(u32, Option<u16>)> {
    Some((track.sample_rate_hz?, track.bits))
}

fn format_words((rate_hz, bits): (u32, Option<u16>)) -> String {
    let rate = format!("{} kHz", khz(rate_hz.into()));
    bits.map_or_else(|| rate.clone(), |bits| format!("{rate}, {bits} bit"))
}

/// `44.1`, `48`.
fn khz(hz: f64) -> String {
    let text = format!("{:.1}", hz / 1000.0);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 { upper } else { (values[middle - 1] + upper) / 2.0 })
}

/// Numbers that are missing between 1 and the highest, and such that stand twice, disc by disc.
fn remarks(tracks: &[AlbumTrack]) -> Vec<String> {
    let mut numbers: Vec<(u32, u32)> = tracks.iter().filter_map(number).collect();
    // Where some have no number there is no sequence to speak of.
    if numbers.len() < LEAST_TRACKS || numbers.len() < tracks.len() {
        return Vec::new();
    }
    numbers.sort_unstable();
    let has_discs = numbers.iter().any(|(disc, _)| *disc != numbers[0].0);
    let mut remarks = Vec::new();
    for of_disc in numbers.chunk_by(|a, b| a.0 == b.0) {
        let of = if has_discs { format!(" of disc {}", of_disc[0].0) } else { String::new() };
        let highest = of_disc.last().map_or(0, |(_, number)| *number);
        // More gaps than tracks is a numbering of another kind.
        let missing: Vec<String> = (1..highest.min(1000))
            .filter(|number| of_disc.binary_search_by_key(number, |(_, own)| *own).is_err())
            .map(|number| number.to_string())
            .collect();
        if !missing.is_empty() && missing.len() < of_disc.len() {
            let (word, verb) = if missing.len() == 1 { ("track", "is") } else { ("tracks", "are") };
            remarks.push(format!("{word} {}{of} {verb} missing", missing.join(", ")));
        }
        let mut twice: Vec<u32> = of_disc.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].1).collect();
        twice.dedup();
        remarks.extend(twice.into_iter().map(|number| format!("track {number}{of} is there more than once")));
    }
    remarks
}

/// Disc and number of a track, by its tags, else by its name: `03 - x`, `2-03 x`.
fn number(track: &AlbumTrack) -> Option<(u32, u32)> {
    if let Some(number) = track.track_number {
        return Some((track.disc_number.unwrap_or(1), number));
    }
    let (first, rest) = leading_number(&track.name)?;
    match rest.strip_prefix('-').and_then(leading_number) {
        Some((second, _)) => Some((first, second)),
        None => Some((1, first)),
    }
}

/// A number of up to three digits that begins `text`, and what follows. A year has four.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(digits);
    if digits > 3 {
        return None;
    }
    number.parse().ok().filter(|number| *number > 0).map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(id: i64, name: &str) -> AlbumTrack {
        AlbumTrack {
            id: TrackId(id),
            name: name.to_owned(),
            class: Some(VerdictClass::Genuine),
            has_failed: false,
            integrity: Some(IntegrityState::Intact),
            has_defects: false,
            sample_rate_hz: Some(44_100),
            bits: Some(16),
            lufs: Some(-9.0 - 0.1 * id as f64),
            cutoff_hz: Some(20_500.0),
            duration_s: Some(200.0),
            track_number: None,
            disc_number: None,
        }
    }

    fn named(names: &[&str]) -> Vec<AlbumTrack> {
        names.iter().zip(1..).map(|(name, id)| track(id, name)).collect()
    }

    fn album(tracks: &[AlbumTrack]) -> Album {
        of_tracks(PathBuf::from("/m/Artist/Album"), tracks, AlbumBars::default())
    }

    #[test]
    fn an_even_album_has_no_odd_one() {
        let album = album(&named(&["01 a.flac", "02 b.flac", "03 c.flac"]));
        assert_eq!((album.odd.clone(), album.remarks.clone()), (vec![], vec![]));
        assert_eq!((album.title.as_str(), album.format.as_deref()), ("Album", Some("44.1 kHz, 16 bit")));
        assert_eq!((album.of_class(VerdictClass::Genuine), album.flagged(), album.intact), (3, 0, 3));
        assert!((album.median_lufs.unwrap() + 9.2).abs() < 1e-9);
    }

    #[test]
    fn each_odd_one_says_why() {
        let mut tracks = named(&["01.flac", "02.flac", "03.flac", "04.flac", "05.flac", "06.flac", "07.flac"]);
        tracks[0].class = Some(VerdictClass::Transcode);
        tracks[0].cutoff_hz = Some(16_000.0);
        tracks[1].sample_rate_hz = Some(48_000);
        tracks[1].bits = Some(24);
        tracks[2].lufs = Some(-17.0);
        tracks[3].integrity = Some(IntegrityState::Damaged);
        tracks[4].class = Some(VerdictClass::Inconclusive);
        let album = album(&tracks);
        let told: Vec<(i64, String)> = album.odd.iter().map(|odd| (odd.track.0, odd.reasons.join("; "))).collect();
        let expected = [
            (1, "transcode among 5 genuine; ends at 16 kHz, the others at about 20.5 kHz"),
            (2, "48 kHz, the others 44.1 kHz; 24 bit, the others 16 bit"),
            (3, "7.5 LU quieter than the median of -9.5 LUFS"),
            (4, "damaged, most of the others are not"),
        ];
        assert_eq!(told, expected.map(|(id, text)| (id, text.to_owned())));
        assert_eq!((album.flagged(), album.damaged, album.format), (1, 1, None));
    }

    #[test]
    fn two_tracks_have_no_majority_and_a_spread_of_ends_is_none() {
        let mut two = named(&["01.flac", "02.flac"]);
        two[0].class = Some(VerdictClass::Transcode);
        assert!(album(&two).odd.is_empty());
        let mut spread = named(&["01.flac", "02.flac", "03.flac", "04.flac"]);
        for (track, cutoff_hz) in spread.iter_mut().zip([14_000.0, 16_000.0, 18_000.0, 21_000.0]) {
            track.cutoff_hz = Some(cutoff_hz);
        }
        assert!(album(&spread).odd.is_empty());
    }

    #[test]
    fn a_value_is_common_where_more_than_half_have_it() {
        let common = |values: &[u8]| Common::of(values.iter().copied()).map(|common| (common.value, common.count, common.is_all));
        assert_eq!(common(&[1, 2, 1, 3, 1]), Some((1, 3, false)));
        assert_eq!(common(&[2, 2]), Some((2, 2, true)));
        assert_eq!((common(&[1, 2]), common(&[1, 1, 2, 3]), common(&[])), (None, None, None));
        let flat = album(&(0..20_000).map(|id| track(id, &format!("{id:05}.flac"))).collect::<Vec<_>>());
        assert_eq!((flat.tracks.len(), flat.format.as_deref()), (20_000, Some("44.1 kHz, 16 bit")));
    }

    #[test]
    fn gaps_in_the_numbers_are_told() {
        assert_eq!(album(&named(&["01 a", "02 b", "04 c"])).remarks, ["track 3 is missing"]);
        assert_eq!(album(&named(&["1-01 a", "1-02 b", "2-01 c", "2-03 d"])).remarks, ["track 2 of disc 2 is missing"]);
        assert_eq!(album(&named(&["01 a", "02 b", "02 c", "03 d"])).remarks, ["track 2 is there more than once"]);
        assert_eq!(album(&named(&["01 a", "b", "04 c"])).remarks, Vec::<String>::new());
        assert_eq!(album(&named(&["1999 a", "2000 b", "2002 c"])).remarks, Vec::<String>::new());
        let mut tagged = named(&["x", "y", "z"]);
        for (track, number) in tagged.iter_mut().zip([1, 2, 5]) {
            track.track_number = Some(number);
        }
        assert_eq!(album(&tagged).remarks, ["tracks 3, 4 are missing"]);
    }
}
