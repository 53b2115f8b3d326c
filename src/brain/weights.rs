//! The forest and the network on disk: written, then swapped in, so that a reader sees the old one or the new one, whole.
//!
//! A file is a head (magic, version of the layout, schema of the features, length and checksum of the body) and a body in bincode.
//! The forest in use is `forest.bin`; the five before it lie beside it as `forest-<milliseconds since 1970>.bin`. Without a file the
//! shipped forest, which is part of the program, is in use. What cannot be used is told, and the next older one stands in.
//!
//! The network in use is `network.onnx`; without it the shipped one, where the program was built with one.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use bincode::config::{Configuration, standard};
use tempfile::NamedTempFile;

use serde::{Serialize, de::DeserializeOwned};

use super::{Example, features::schema_id, forest::Forest, network::NetworkError};

/// The forest that comes with the program.
pub const SHIPPED: &[u8] = include_bytes!("../../weights/forest-v1.bin");
/// The examples that it was grown from, without which no other can be grown.
pub const SHIPPED_EXAMPLES: &[u8] = include_bytes!("../../weights/forest-v1.examples");
/// The network that comes with the program.
pub const SHIPPED_NETWORK: &[u8] = include_bytes!("../../weights/network-v1.onnx");

/// What a file holds.
type Magic = [u8; 8];
const FOREST: &Magic = b"AUDPFRST";
const EXAMPLES: &Magic = b"AUDPEXMP";
/// Version of the layout.
const VERSION: u16 = 1;
const HEAD: usize = 8 + 2 + 4 + 8 + 4;
/// A larger file is no forest of ours; nothing larger is read.
const MOST_BYTES: usize = 16 << 20;
/// Forests kept beside the one in use.
const KEPT: usize = 5;
const IN_USE: &str = "forest.bin";
const NETWORK_IN_USE: &str = "network.onnx";
const CONFIGURATION: Configuration = standard();

/// Why a file holds no forest that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// It is something else.
    #[error("it is no forest of Audiopro")]
    Foreign,
    /// A later program wrote it.
    #[error("it was written by a later Audiopro (layout {found}, this one knows {VERSION})")]
    Newer {
        /// Its layout.
        found: u16,
    },
    /// It was grown on another table of features.
    #[error("it was grown on other features than this Audiopro measures")]
    OtherSchema,
    /// It is cut off, or bits of it have changed.
    #[error("it is damaged")]
    Damaged,
}

/// Where a forest came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Shipped with the program.
    Shipped,
    /// From this file.
    File(PathBuf),
}

/// The forest to use, and what was wrong with others that would have been used first.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The forest.
    pub forest: Forest,
    /// Where it is from.
    pub origin: Origin,
    /// What could not be used, each with its reason.
    pub problems: Vec<String>,
    /// Tells this forest from others: the checksum of its body.
    pub version: String,
}

/// The bytes of a file that holds `forest`.
///
/// # Errors
/// Bincode's, which has none for a forest.
pub fn encode(forest: &Forest) -> io::Result<Vec<u8>> {
    wrap(FOREST, forest)
}

/// The forest in `bytes`.
///
/// # Errors
/// What is wrong with them.
pub fn decode(bytes: &[u8]) -> Result<Forest, WeightsError> {
    unwrap::<Forest>(FOREST, bytes).and_then(|forest| if forest.is_sound() { Ok(forest) } else { Err(WeightsError::Damaged) })
}

/// The bytes of a file that holds the examples of a training, from which another one can start.
///
/// # Errors
/// Bincode's, which has none for examples.
pub fn encode_examples(examples: &[Example]) -> io::Result<Vec<u8>> {
    wrap(EXAMPLES, &examples)
}

/// The examples in `bytes`.
///
/// # Errors
/// What is wrong with them.
pub fn decode_examples(bytes: &[u8]) -> Result<Vec<Example>, WeightsError> {
    unwrap::<Vec<Example>>(EXAMPLES, bytes)
        .and_then(|examples| if examples.iter().all(|one| one.row().is_some()) { Ok(examples) } else { Err(WeightsError::Damaged) })
}

fn wrap(magic: &Magic, value: &impl Serialize) -> io::Result<Vec<u8>> {
    let body = bincode::serde::encode_to_vec(value, CONFIGURATION).map_err(io::Error::other)?;
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend_from_slice(magic);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&schema_id().to_le_bytes());
    bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

fn unwrap<T: DeserializeOwned>(magic: &Magic, bytes: &[u8]) -> Result<T, WeightsError> {
    let number = |start: usize, length: usize| -> Option<u64> {
        let mut value = [0; 8];
        value[..length].copy_from_slice(bytes.get(start..start + length)?);
        Some(u64::from_le_bytes(value))
    };
    if !bytes.starts_with(magic) {
        return Err(WeightsError::Foreign);
    }
    let damaged = WeightsError::Damaged;
    let version = number(8, 2).ok_or(damaged.clone())? as u16;
    if version > VERSION {
        return Err(WeightsError::Newer { found: version });
    }
    let (schema, length, checksum) = (number(10, 4), number(14, 8), number(22, 4));
    let body = bytes.get(HEAD..).ok_or(damaged.clone())?;
    if length != Some(body.len() as u64) || checksum != Some(u64::from(crc32fast::hash(body))) {
        return Err(damaged);
    }
    if schema != Some(u64::from(schema_id())) {
        return Err(WeightsError::OtherSchema);
    }
    let limited = CONFIGURATION.with_limit::<MOST_BYTES>();
    match bincode::serde::decode_from_slice::<T, _>(body, limited) {
        Ok((value, read)) if read == body.len() => Ok(value),
        _ => Err(damaged),
    }
}

/// Reads the forest in `file`.
///
/// # Errors
/// What is wrong with it.
pub fn read(file: &Path) -> Result<Forest, WeightsError> {
    decode(&bytes_of(file)?)
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, WeightsError> {
    let unreadable = |error: io::Error| WeightsError::Unreadable(error.to_string());
    if fs::metadata(file).map_err(unreadable)?.len() > MOST_BYTES as u64 {
        return Err(WeightsError::Foreign);
    }
    fs::read(file).map_err(unreadable)
}

/// The forest to use from `folder`: the one in use, else the latest before it that is whole, else `shipped`; `None` where not even
/// that is one.
pub fn load(folder: &Path, shipped: &[u8]) -> Option<Loaded> {
    let mut problems = Vec::new();
    let files = std::iter::once(folder.join(IN_USE)).filter(|file| file.exists()).collect::<Vec<_>>();
    // An older one stands in only for one that is there and cannot be used: without one the shipped forest is in use.
    let older = if files.is_empty() { Vec::new() } else { previous(folder) };
    for file in files.into_iter().chain(older) {
        match bytes_of(&file).and_then(|bytes| Ok((decode(&bytes)?, bytes))) {
            Ok((forest, bytes)) => {
                return Some(Loaded { forest, origin: Origin::File(file), problems, version: version_of(&bytes) });
            }
            Err(error) => problems.push(format!("{}: {error}.", file.display())),
        }
    }
    match decode(shipped) {
        Ok(forest) => Some(Loaded { forest, origin: Origin::Shipped, problems, version: version_of(shipped) }),
        Err(error) => {
            tracing::error!("the shipped forest cannot be used: {error}");
            None
        }
    }
}

/// The network to use from `folder`, else the one that comes with the program.
///
/// # Errors
/// [`NetworkError::Unreadable`] and [`NetworkError::Foreign`] for a file that cannot be one. What is in it only the library can tell.
pub fn network(folder: &Path) -> Result<Cow<'static, [u8]>, NetworkError> {
    let file = folder.join(NETWORK_IN_USE);
    if !file.exists() {
        return Ok(Cow::Borrowed(SHIPPED_NETWORK));
    }
    bytes_of(&file).map(Cow::Owned).map_err(|error| match error {
        WeightsError::Unreadable(cause) => NetworkError::Unreadable(cause),
        _ => NetworkError::Foreign,
    })
}

/// Puts the network in `bytes` in use in `folder`.
///
/// # Errors
/// The operating system's; the network in use is then as it was.
pub fn save_network(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    written(folder, bytes)?.persist(folder.join(NETWORK_IN_USE))?;
    sync(folder)
}

/// Tells one file of weights from another, in eight letters.
pub(super) fn version_of(bytes: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(bytes))
}

/// The forests before the one in use, the latest first.
pub fn previous(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(u64, PathBuf)> =
        entries.map(|entry| entry.path()).filter_map(|path| Some((stamp_of(&path)?, path))).collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

/// Puts `forest` in use in `folder`. The one in use until now is kept beside it; the oldest of more than five goes.
///
/// # Errors
/// The operating system's; the forest in use is then as it was.
pub fn save(folder: &Path, forest: &Forest) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let current = folder.join(IN_USE);
    let fresh = written(folder, &encode(forest)?)?;
    if current.exists() {
        let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64);
        let latest = previous(folder).first().and_then(|path| stamp_of(path)).map_or(0, |stamp| stamp + 1);
        written(folder, &fs::read(&current)?)?.persist(folder.join(format!("forest-{}.bin", now_ms.max(latest))))?;
    }
    fresh.persist(&current)?;
    sync(folder)?;
    for surplus in previous(folder).into_iter().skip(KEPT) {
        fs::remove_file(surplus)?;
    }
    Ok(())
}

fn stamp_of(path: &Path) -> Option<u64> {
    path.file_name()?.to_str()?.strip_prefix("forest-")?.strip_suffix(".bin")?.parse().ok()
}

/// Goes back to the forest before the one in use: the latest kept one, else the shipped one. Whether there was anything to go back
/// from.
///
/// # Errors
/// The operating system's; the forest in use is then as it was.
pub fn go_back(folder: &Path) -> io::Result<bool> {
    let current = folder.join(IN_USE);
    if !current.exists() {
        return Ok(false);
    }
    match previous(folder).into_iter().find(|file| read(file).is_ok()) {
        Some(file) => fs::rename(file, &current)?,
        None => fs::remove_file(&current)?,
    }
    sync(folder)?;
    Ok(true)
}

/// A temporary file in `folder` that holds `bytes`, on the disk.
fn written(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Brings renames in `folder` to the disk.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::brain::forest::tests::forest;

    fn other() -> Forest {
        let cancel = crate::contracts::CancelToken::new();
        Forest::grow(&crate::brain::forest::tests::rows(40), 9, &cancel, &mut |_| {}).unwrap()
    }

    #[test]
    fn what_is_shipped_can_be_used() {
        assert!(decode(SHIPPED).is_ok());
        assert!(decode_examples(SHIPPED_EXAMPLES).unwrap().len() > 500);
        assert!(SHIPPED.len() + SHIPPED_EXAMPLES.len() < 3_000_000);
    }

    #[test]
    fn what_is_written_is_read() {
        let forest = forest();
        assert_eq!(decode(&encode(&forest).unwrap()), Ok(forest));
    }

    #[test]
    fn what_is_no_forest_is_told_apart() {
        let bytes = encode(&other()).unwrap();
        let changed = |place: usize, value: u8| {
            let mut changed = bytes.clone();
            changed[place] ^= value;
            decode(&changed).unwrap_err()
        };
        assert_eq!(changed(0, 1), WeightsError::Foreign);
        assert_eq!(changed(9, 1), WeightsError::Newer { found: 257 });
        assert_eq!(changed(10, 1), WeightsError::OtherSchema);
        assert_eq!(changed(HEAD + 40, 1), WeightsError::Damaged);
        assert_eq!(decode(&bytes[..bytes.len() - 1]), Err(WeightsError::Damaged));
        assert_eq!(decode(&bytes[..12]), Err(WeightsError::Damaged));
        assert_eq!(decode(b""), Err(WeightsError::Foreign));
        assert!(matches!(read(Path::new("/nowhere/forest.bin")), Err(WeightsError::Unreadable(_))));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
        /// A body with a right checksum and any content neither panics nor is walked out of its bounds.
        #[test]
        fn a_hostile_body_is_refused_or_sound(body in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut bytes = FOREST.to_vec();
            bytes.extend(VERSION.to_le_bytes());
            bytes.extend(schema_id().to_le_bytes());
            bytes.extend((body.len() as u64).to_le_bytes());
            bytes.extend(crc32fast::hash(&body).to_le_bytes());
            bytes.extend(&body);
            if let Ok(forest) = decode(&bytes) {
                prop_assert!(forest.is_sound());
            }
        }
    }

    #[test]
    fn a_damaged_forest_leaves_the_last_good_one_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (forest(), other());
        let shipped = encode(&first).unwrap();
        assert_eq!(load(folder.path(), &shipped).unwrap().origin, Origin::Shipped);
        save(folder.path(), &second).unwrap();
        save(folder.path(), &first).unwrap();
        assert_eq!(load(folder.path(), &shipped).unwrap().forest, first);
        fs::write(folder.path().join(IN_USE), &shipped[..shipped.len() / 2]).unwrap();
        let loaded = load(folder.path(), &shipped).unwrap();
        assert_eq!(loaded.forest, second);
        assert!(loaded.problems[0].contains("forest.bin: it is damaged"), "{:?}", loaded.problems);
        fs::remove_file(&previous(folder.path())[0]).unwrap();
        assert_eq!(load(folder.path(), &shipped).unwrap().origin, Origin::Shipped);
    }

    #[test]
    fn five_are_kept_and_one_can_go_back() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (forest(), other());
        assert!(!go_back(folder.path()).unwrap());
        for turn in 0..8 {
            save(folder.path(), if turn % 2 == 0 { &a } else { &b }).unwrap();
        }
        assert_eq!(previous(folder.path()).len(), KEPT);
        let shipped = encode(&a).unwrap();
        let now = || load(folder.path(), &shipped).unwrap();
        assert_eq!(now().forest, b);
        assert!(go_back(folder.path()).unwrap());
        assert_eq!(now().forest, a);
        while go_back(folder.path()).unwrap() {}
        assert_eq!(now().origin, Origin::Shipped);
    }

    #[test]
    fn a_network_in_the_folder_stands_before_the_shipped_one() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(network(folder.path()).ok().as_deref(), Some(SHIPPED_NETWORK));
        save_network(folder.path(), b"one").unwrap();
        save_network(folder.path(), b"two").unwrap();
        assert_eq!(network(folder.path()).ok().as_deref(), Some(b"two".as_slice()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
        File::create(folder.path().join(NETWORK_IN_USE)).unwrap().set_len(MOST_BYTES as u64 + 1).unwrap();
        assert_eq!(network(folder.path()), Err(NetworkError::Foreign));
    }

    #[test]
    fn readers_see_one_whole_forest_while_a_writer_swaps() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (forest(), other());
        save(folder.path(), &a).unwrap();
        let (folder, is_done) = (folder.path(), std::sync::atomic::AtomicBool::new(false));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    while !is_done.load(std::sync::atomic::Ordering::Relaxed) {
                        let seen = read(&folder.join(IN_USE)).unwrap();
                        assert!(seen == a || seen == b);
                    }
                });
            }
            for turn in 0..200 {
                save(folder, if turn % 2 == 0 { &b } else { &a }).unwrap();
            }
            is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
    }
}
