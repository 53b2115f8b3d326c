//! What a row of the album view says, in plain Rust. No Qt.

use crate::{
    contracts::VerdictClass,
    language::{capitalised, retold, tr, tr_n, whole},
    manager::{Album, OddOne},
    persistence::AlbumSort,
};

use super::rows::{DASH, class_word, decimal};

/// What the albums are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AlbumOrder {
    /// By what the store can sort.
    Stored(AlbumSort),
    /// By how many tracks do not fit in.
    Odd,
}

/// The order under that name in QML, and whether its highest value comes first at the first click: names from A, faults from the worst.
pub(super) fn order(column: &str) -> Option<(AlbumOrder, bool)> {
    Some(match column {
        "path" => (AlbumOrder::Stored(AlbumSort::Folder), false),
        "name" => (AlbumOrder::Stored(AlbumSort::Name), false),
        "tracks" => (AlbumOrder::Stored(AlbumSort::Tracks), true),
        "verdicts" => (AlbumOrder::Stored(AlbumSort::Flagged), true),
        "integrity" => (AlbumOrder::Stored(AlbumSort::Damaged), true),
        "lufs" => (AlbumOrder::Stored(AlbumSort::Loudness), true),
        "format" => (AlbumOrder::Stored(AlbumSort::Mixed), true),
        "remark" => (AlbumOrder::Odd, true),
        _ => return None,
    })
}

/// The texts of one album.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct AlbumRow {
    /// Its first track, by which it is opened.
    pub(super) track: i32,
    pub(super) tracks: String,
    /// `[{ "id", "count", "text" }]`, as JSON: classes and states that occur, genuine first.
    pub(super) counts: String,
    /// The same in words.
    pub(super) verdicts: String,
    pub(super) integrity: &'static str,
    pub(super) integrity_text: String,
    pub(super) lufs: String,
    pub(super) format: String,
    pub(super) is_mixed: bool,
    /// In a few words.
    pub(super) remark: String,
    /// Everything there is to remark, a line each.
    pub(super) remarks: String,
    pub(super) is_odd: bool,
}

impl From<&Album> for AlbumRow {
    fn from(album: &Album) -> Self {
        let audited: usize = album.by_class.iter().sum();
        let format = album.format.as_deref().map(|format| retold(format).into_owned());
        let is_mixed = format.is_none() && audited > 0;
        Self {
            track: album.tracks.first().map_or(0, |track| track.0 as i32),
            tracks: whole(album.tracks.len()),
            counts: counts(album).to_string(),
            verdicts: verdicts(album),
            integrity: integrity(album),
            integrity_text: integrity_text(album),
            lufs: decimal(album.median_lufs, false),
            format: format.unwrap_or_else(|| if is_mixed { tr!("mixed").to_owned() } else { DASH.to_owned() }),
            is_mixed,
            remark: remark(album),
            remarks: remarks(album),
            is_odd: !album.odd.is_empty(),
        }
    }
}

/// Classes and states that occur, with how many tracks have them and what they are called.
fn occurring(album: &Album) -> impl Iterator<Item = (&'static str, usize, &'static str)> {
    let classes = VerdictClass::ALL.into_iter().map(|class| (class.id(), album.of_class(class), class_word(class)));
    let others = [("failed", album.failed, tr!("not audited")), ("queued", album.waiting, tr!("waiting"))];
    classes.chain(others).filter(|(_, count, _)| *count > 0)
}

fn counts(album: &Album) -> serde_json::Value {
    occurring(album).map(|(id, count, _)| serde_json::json!({ "id": id, "count": count, "text": whole(count) })).collect()
}

/// `9 genuine, 2 transcode`.
fn verdicts(album: &Album) -> String {
    occurring(album).map(|(_, count, word)| format!("{} {word}", whole(count))).collect::<Vec<_>>().join(", ")
}

fn integrity(album: &Album) -> &'static str {
    match (album.damaged, album.intact) {
        (1.., _) => "damaged",
        (0, intact) if intact == album.tracks.len() && intact > 0 => "intact",
        _ if album.waiting + album.failed == album.tracks.len() => "",
        _ => "undetermined",
    }
}

fn integrity_text(album: &Album) -> String {
    let (count, intact) = (whole(album.tracks.len()), whole(album.intact));
    match integrity(album) {
        "damaged" => tr!("{damaged} of {count} damaged", damaged = whole(album.damaged), count),
        "intact" => tr!("all proven intact").to_owned(),
        "" => String::new(),
        _ => tr!("{intact} of {count} proven intact", intact, count),
    }
}

fn odd_one(odd: &OddOne) -> String {
    let reasons: Vec<_> = odd.reasons.iter().map(|reason| retold(reason)).collect();
    tr!("{name}: {reasons}", name = odd.name, reasons = reasons.join(", "))
}

/// The first odd one with its reasons and how many there are besides; what is said of the whole folder.
fn remark(album: &Album) -> String {
    let mut parts = Vec::new();
    match album.odd.as_slice() {
        [] => {}
        [only] => parts.push(odd_one(only)),
        [first, others @ ..] => parts.push(tr!("{first}; {count} more", first = odd_one(first), count = whole(others.len()))),
    }
    parts.extend(folder_remarks(album));
    parts.join(". ")
}

fn folder_remarks(album: &Album) -> impl Iterator<Item = String> {
    album.remarks.iter().map(|remark| capitalised(&retold(remark)))
}

fn remarks(album: &Album) -> String {
    album.odd.iter().map(odd_one).chain(folder_remarks(album)).collect::<Vec<_>>().join("\n")
}

/// How many albums there are.
pub(super) fn total(count: usize) -> String {
    tr_n!(count, "{count} album", "{count} albums", count = whole(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::testing::in_french, persistence::TrackId};

    fn album() -> Album {
        Album {
            folder: "/music/Harbour Lights".into(),
            title: "Harbour Lights".into(),
            tracks: (1..=12).map(TrackId).collect(),
            by_class: [9, 2, 0, 0, 0, 0],
            waiting: 1,
            intact: 11,
            format: Some("44.1 kHz, 16 bit".into()),
            median_lufs: Some(-9.04),
            ..Album::default()
        }
    }

    fn odd(name: &str, reasons: &[&str]) -> OddOne {
        OddOne { track: TrackId(1), name: name.into(), reasons: reasons.iter().map(|&reason| reason.into()).collect() }
    }

    #[test]
    fn a_row_counts_what_occurs() {
        let row = AlbumRow::from(&album());
        assert_eq!((row.track, row.tracks.as_str()), (1, "12"));
        assert_eq!(row.verdicts, "9 genuine, 2 transcode, 1 waiting");
        let counts: serde_json::Value = serde_json::from_str(&row.counts).unwrap();
        assert_eq!(counts[1], serde_json::json!({ "id": "transcode", "count": 2, "text": "2" }));
        assert_eq!(counts.as_array().unwrap().len(), 3);
        assert_eq!(row.lufs, "-9.0");
        assert_eq!(in_french(|| AlbumRow::from(&album()).lufs), "-9,0");
    }

    #[test]
    fn integrity_is_that_of_the_worst() {
        let of = |change: fn(&mut Album)| {
            let mut album = album();
            change(&mut album);
            let row = AlbumRow::from(&album);
            (row.integrity, row.integrity_text)
        };
        assert_eq!(of(|_| ()), ("undetermined", "11 of 12 proven intact".into()));
        assert_eq!(of(|album| album.intact = 12), ("intact", "all proven intact".into()));
        assert_eq!(of(|album| album.damaged = 1), ("damaged", "1 of 12 damaged".into()));
        assert_eq!(of(|album| (album.waiting, album.intact) = (12, 0)), ("", String::new()));
    }

    #[test]
    fn rates_that_differ_are_called_mixed_and_unknown_ones_are_not() {
        assert_eq!(AlbumRow::from(&album()).format, "44.1 kHz, 16 bit");
        let mixed = AlbumRow::from(&Album { format: None, ..album() });
        assert_eq!((mixed.format.as_str(), mixed.is_mixed), ("mixed", true));
        let waiting = AlbumRow::from(&Album { format: None, by_class: [0; 6], waiting: 12, ..album() });
        assert_eq!((waiting.format.as_str(), waiting.is_mixed), (DASH, false));
    }

    #[test]
    fn odd_ones_are_named_with_their_reasons() {
        let mut album = album();
        assert_eq!(AlbumRow::from(&album).remark, "");
        album.odd = vec![odd("03 Low Water", &["transcode among 5 genuine", "7.5 LU quieter than the median of -9.5 LUFS"])];
        let first = "03 Low Water: transcode among 5 genuine, 7.5 LU quieter than the median of -9.5 LUFS";
        assert_eq!(AlbumRow::from(&album).remark, first);
        album.odd.push(odd("05", &["24 bit, the others 16 bit"]));
        album.remarks = vec!["track 4 is missing".into()];
        let row = AlbumRow::from(&album);
        assert_eq!(row.remark, format!("{first}; 1 more. Track 4 is missing"));
        assert_eq!(row.remarks, format!("{first}\n05: 24 bit, the others 16 bit\nTrack 4 is missing"));
    }

    #[test]
    fn every_column_has_an_order_and_faults_come_first() {
        let columns = ["path", "name", "tracks", "verdicts", "integrity", "lufs", "format", "remark"];
        let orders: Vec<_> = columns.into_iter().map(|column| order(column).unwrap()).collect();
        assert_eq!(orders.iter().filter(|(order, _)| matches!(order, AlbumOrder::Stored(_))).count(), AlbumSort::ALL.len());
        assert_eq!((order("verdicts").unwrap().1, order("name").unwrap().1, order("colour")), (true, false, None));
        assert_eq!((total(1), total(1204)), ("1 album".into(), "1,204 albums".into()));
    }
}
