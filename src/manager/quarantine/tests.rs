//! Every state that a cut-off move can leave, odd names, and a property: no byte is lost.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

struct Place {
    _folder: TempDir,
    music: PathBuf,
    home: PathBuf,
}

/// A folder with `names` in it, each with its own name as content, and a quarantine to be.
fn place(names: &[&str]) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let (music, home) = (folder.path().join("music"), folder.path().join("quarantine"));
    fs::create_dir(&music).unwrap();
    for name in names {
        let path = music.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    Place { _folder: folder, music, home }
}

impl Place {
    fn quarantine(&self, names: &[&str]) -> Outcome {
        let paths: Vec<PathBuf> = names.iter().map(|name| self.music.join(name)).collect();
        quarantine(None, &self.home, &paths, std::slice::from_ref(&self.music), &CancelToken::new(), &mut |_, _| {}).unwrap()
    }

    fn restore(&self, choice: Choice) -> Outcome {
        restore(None, &self.home, &choice, &CancelToken::new(), &mut |_, _| {}).unwrap()
    }

    /// Every file but the log, by content: where it lies.
    fn files(&self) -> BTreeMap<Vec<u8>, Vec<PathBuf>> {
        let mut found: BTreeMap<Vec<u8>, Vec<PathBuf>> = BTreeMap::new();
        for root in [&self.music, &self.home] {
            for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
                if entry.file_type().is_file() && entry.file_name() != journal::LOG_NAME {
                    found.entry(fs::read(entry.path()).unwrap()).or_default().push(entry.into_path());
                }
            }
        }
        found
    }
}

#[test]
fn files_go_and_come_back_with_their_tree_and_their_time() {
    let place = place(&["a/1.flac", "a/2.flac", "3.flac"]);
    let before = fs::metadata(place.music.join("a/1.flac")).unwrap().modified().unwrap();
    let outcome = place.quarantine(&["a/1.flac", "3.flac", "a/1.flac"]);
    assert_eq!((outcome.moved.len(), outcome.refused.len()), (2, 0));
    assert_eq!(fs::metadata(place.home.join("a/1.flac")).unwrap().modified().unwrap(), before);
    assert_eq!(contents(&place.home).unwrap().len(), 2);
    let outcome = place.restore(Choice::Paths(vec![place.music.join("a"), PathBuf::from("/no/such.flac")]));
    assert_eq!(outcome.moved[0].to, place.music.join("a/1.flac"));
    assert!(matches!(&outcome.refused[..], [(_, Refusal::NotHeld { .. })]));
    assert!(!place.home.join("a").exists(), "an empty folder of the quarantine goes");
    place.restore(Choice::All);
    assert_eq!(contents(&place.home).unwrap(), []);
    assert_eq!(place.files().len(), 3);
}

#[test]
fn undo_brings_back_the_last_batch_alone() {
    let place = place(&["1.flac", "2.flac", "3.flac"]);
    place.quarantine(&["1.flac"]);
    place.quarantine(&["2.flac", "3.flac"]);
    assert_eq!(place.restore(Choice::LastBatch).moved.len(), 2);
    assert_eq!(contents(&place.home).unwrap()[0].original, place.music.join("1.flac"));
    assert_eq!(place.restore(Choice::LastBatch).moved.len(), 1);
    assert!(place.restore(Choice::LastBatch).moved.is_empty());
}

#[test]
fn nothing_is_overwritten_either_way() {
    let place = place(&["1.flac"]);
    place.quarantine(&["1.flac"]);
    fs::write(place.music.join("1.flac"), "another").unwrap();
    let outcome = place.restore(Choice::All);
    let [(_, refusal)] = &outcome.refused[..] else { panic!("{outcome:?}") };
    let told = refusal.to_string();
    assert!(told.contains("quarantine/1.flac") && told.contains("music/1.flac is there") && told.contains("rename it"), "{told}");
    // A second one of the name gets another place, and both come back by where they lie.
    assert_eq!(place.quarantine(&["1.flac"]).moved[0].to, place.home.join("1 (2).flac"));
    let outcome = place.restore(Choice::Paths(vec![place.home.join("1 (2).flac")]));
    assert_eq!(fs::read(&outcome.moved[0].to).unwrap(), b"another");
    assert_eq!(place.files().len(), 2);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_moved_says_why_and_the_rest_goes_on() {
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    let place = place(&["1.flac", "2.flac"]);
    symlink(place.music.join("1.flac"), place.music.join("link.flac")).unwrap();
    fs::hard_link(place.music.join("1.flac"), place.music.join("hard.flac")).unwrap();
    fs::create_dir(place.music.join("folder.flac")).unwrap();
    let odd = Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9\n'\".flac")).to_owned();
    fs::write(place.music.join(&odd), "odd").unwrap();
    let mut paths: Vec<PathBuf> =
        ["link.flac", "none.flac", "folder.flac", "hard.flac", "2.flac"].iter().map(|name| place.music.join(name)).collect();
    paths.push(place.music.join(&odd));
    let outcome =
        quarantine(None, &place.home, &paths, std::slice::from_ref(&place.music), &CancelToken::new(), &mut |_, _| {}).unwrap();
    let refused: Vec<&Refusal> = outcome.refused.iter().map(|(_, refusal)| refusal).collect();
    assert!(matches!(refused[..], [Refusal::Link { .. }, Refusal::Vanished { .. }, Refusal::NotAFile { .. }]), "{refused:?}");
    assert_eq!(outcome.moved.len(), 3);
    assert!(outcome.notes[0].contains("one other name"), "{:?}", outcome.notes);
    let inside = quarantine(None, &place.home, &[place.home.join("2.flac")], &[], &CancelToken::new(), &mut |_, _| {}).unwrap();
    assert!(matches!(&inside.refused[..], [(_, Refusal::Quarantined { .. })]));
    assert_eq!(place.restore(Choice::All).moved.len(), 3);
    assert_eq!(fs::read(place.music.join(&odd)).unwrap(), b"odd");
}

#[test]
fn a_folder_that_became_a_file_is_in_the_way_and_a_missing_one_is_made() {
    let place = place(&["a/1.flac", "b/2.flac"]);
    place.quarantine(&["a/1.flac", "b/2.flac"]);
    fs::remove_dir(place.music.join("a")).unwrap();
    fs::remove_dir(place.music.join("b")).unwrap();
    fs::write(place.music.join("a"), "in the way").unwrap();
    let outcome = place.restore(Choice::All);
    assert_eq!(outcome.moved[0].to, place.music.join("b/2.flac"));
    assert!(matches!(&outcome.refused[..], [(_, Refusal::Occupied { .. })]), "{outcome:?}");
}

#[test]
fn cancel_stops_between_two_files() {
    let place = place(&["1.flac", "2.flac", "3.flac"]);
    let cancel = CancelToken::new();
    let paths: Vec<PathBuf> = (1..=3).map(|number| place.music.join(format!("{number}.flac"))).collect();
    let mut steps = Vec::new();
    let outcome = quarantine(None, &place.home, &paths, &[], &cancel, &mut |place, all| {
        steps.push((place, all));
        if place == 1 {
            cancel.cancel();
        }
    });
    let outcome = outcome.unwrap();
    assert_eq!((steps, outcome.moved.len(), outcome.is_cancelled), (vec![(0, 3), (1, 3)], 2, true));
}

/// A move that was begun and never ended, from `name`.
fn begin(place: &Place, name: &str) -> (PathBuf, PathBuf, PathBuf) {
    let mut journal = Journal::create(&place.home).unwrap();
    let found = fs::metadata(place.music.join(name)).unwrap();
    let step = journal
        .begin(|id| Move {
            id,
            batch: 1,
            way: Way::In,
            of: id,
            original: place.music.join(name),
            held: PathBuf::from(name),
            size_bytes: found.len(),
            modified_ns: modified_ns(&found),
            at_ms: 1,
        })
        .unwrap();
    let to = place.home.join(name);
    (place.music.join(name), to.clone(), tree::temporary(&to, step.id))
}

fn recovered(place: &Place) -> Recovered {
    let recovered = recover(None, &place.home, &CancelToken::new()).unwrap();
    assert_eq!(recover(None, &place.home, &CancelToken::new()).unwrap().ended, 0, "once is enough");
    recovered
}

fn copy_with_time(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
    let time = fs::metadata(from).unwrap().modified().unwrap();
    fs::File::options().write(true).open(to).unwrap().set_modified(time).unwrap();
}

#[test]
fn each_state_of_a_cut_off_move_is_ended() {
    // Begun, nothing done; half a copy.
    for has_half in [false, true] {
        let place = place(&["1.flac"]);
        let (from, to, temporary) = begin(&place, "1.flac");
        if has_half {
            fs::write(&temporary, "1.f").unwrap();
        }
        assert_eq!(recovered(&place), Recovered { ended: 1, notes: Vec::new() });
        assert!(from.exists() && !to.exists() && !temporary.exists());
        assert_eq!(contents(&place.home).unwrap(), []);
    }
    // Renamed, not told.
    let moved = place(&["1.flac"]);
    let (from, to, _) = begin(&moved, "1.flac");
    fs::rename(&from, &to).unwrap();
    assert_eq!(recovered(&moved).ended, 1);
    assert_eq!(moved.restore(Choice::All).moved.len(), 1);
    // Linked or copied whole, the original not yet taken away.
    for is_link in [true, false] {
        let place = place(&["1.flac"]);
        let (from, to, _) = begin(&place, "1.flac");
        if is_link {
            fs::hard_link(&from, &to).unwrap()
        } else {
            copy_with_time(&from, &to)
        }
        assert_eq!(recovered(&place), Recovered { ended: 1, notes: Vec::new() });
        assert!(!from.exists() && to.exists());
        assert_eq!(contents(&place.home).unwrap().len(), 1);
    }
}

#[test]
fn what_is_not_the_same_is_never_taken_away() {
    // Moved, and another file under the old name since.
    let place_a = place(&["1.flac"]);
    let (from, to, _) = begin(&place_a, "1.flac");
    fs::rename(&from, &to).unwrap();
    fs::write(&from, "1.FLAC").unwrap();
    let told = recovered(&place_a);
    assert!(told.notes[0].contains("both are there with different content"), "{told:?}");
    assert_eq!((place_a.files().len(), contents(&place_a.home).unwrap().len()), (2, 1));
    // Not moved, and a stranger in the place.
    let place_b = place(&["1.flac"]);
    let (_, to, _) = begin(&place_b, "1.flac");
    fs::write(&to, "a stranger").unwrap();
    assert_eq!(recovered(&place_b).notes.len(), 1);
    assert_eq!((place_b.files().len(), contents(&place_b.home).unwrap().len()), (2, 0));
    // Nowhere: told. On a disk that is not there: waits.
    let place_c = place(&["1.flac", "a/2.flac"]);
    let (from, ..) = begin(&place_c, "1.flac");
    fs::remove_file(from).unwrap();
    begin(&place_c, "a/2.flac");
    fs::rename(place_c.music.join("a"), place_c.music.join("unmounted")).unwrap();
    let told = recovered(&place_c);
    assert_eq!(told.ended, 1);
    assert!(told.notes[0].contains("at neither place"), "{told:?}");
    fs::rename(place_c.music.join("unmounted"), place_c.music.join("a")).unwrap();
    assert_eq!(recovered(&place_c), Recovered { ended: 1, notes: Vec::new() });
}

#[derive(Clone, Debug)]
enum Act {
    In(Vec<usize>),
    Out(Vec<usize>),
    Undo,
    /// A new file where one was.
    Write(usize),
    /// The log is cut by so many bytes: a crash before the last lines reached the disk.
    Tear(u64),
}

const NAMES: [&str; 5] = ["a/1.flac", "a/2.flac", "b/1.flac", "b/c/3.wav", "4"];

fn act() -> impl Strategy<Value = Act> {
    let some = || proptest::collection::vec(0..NAMES.len(), 1..4);
    prop_oneof![
        some().prop_map(Act::In),
        some().prop_map(Act::Out),
        Just(Act::Undo),
        (0..NAMES.len()).prop_map(Act::Write),
        (1_u64..40).prop_map(Act::Tear),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_byte_is_lost_whatever_is_done(acts in proptest::collection::vec(act(), 1..12)) {
        let place = place(&NAMES);
        let mut all: std::collections::BTreeSet<Vec<u8>> = NAMES.iter().map(|name| name.as_bytes().to_vec()).collect();
        let mut is_torn = false;
        for (number, act) in acts.iter().enumerate() {
            let named = |which: &[usize]| which.iter().map(|&name| NAMES[name]).collect::<Vec<_>>();
            match act {
                Act::In(which) => drop(place.quarantine(&named(which))),
                Act::Out(_) | Act::Undo if !is_quarantine(&place.home) => {}
                Act::Out(which) => {
                    let paths = named(which).iter().map(|name| place.music.join(name)).collect();
                    place.restore(Choice::Paths(paths));
                }
                Act::Undo => drop(place.restore(Choice::LastBatch)),
                Act::Write(name) => {
                    let path = place.music.join(NAMES[*name]);
                    if !path.exists() {
                        let content = format!("{} {number}", NAMES[*name]).into_bytes();
                        fs::write(path, &content).unwrap();
                        all.insert(content);
                    }
                }
                Act::Tear(bytes) => {
                    let log = place.home.join(journal::LOG_NAME);
                    if let Ok(file) = fs::File::options().write(true).open(log) {
                        let length = file.metadata().unwrap().len();
                        file.set_len(length.saturating_sub(*bytes)).unwrap();
                        is_torn = true;
                    }
                }
            }
            let found = place.files();
            prop_assert_eq!(found.keys().cloned().collect::<std::collections::BTreeSet<_>>(), all.clone());
            prop_assert!(found.values().all(|paths| paths.len() == 1), "{:?}", found);
        }
        if is_quarantine(&place.home) && !is_torn {
            let outcome = place.restore(Choice::All);
            for held in contents(&place.home).unwrap() {
                prop_assert!(outcome.refused.iter().any(|(path, _)| *path == held.path), "what stays is told");
            }
            prop_assert_eq!(place.files().len(), all.len());
        }
    }
}
