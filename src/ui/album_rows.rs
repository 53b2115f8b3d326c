//! The rows of the album view in plain Rust: the order, and the albums that were looked at lately. No Qt.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    album_text::{AlbumOrder, AlbumRow},
    rows::{OrderChange, compare, runs},
};
use crate::{
    contracts::CancelToken,
    manager::{AlbumBars, albums, odd_first},
    persistence::{AlbumQuery, Repository, StoreError},
};

/// Albums fetched together: two screens.
const PAGE: usize = 48;
/// Albums of the younger half of the cache: these are read again with each order.
const YOUNG: usize = 200;

/// Folders in their order, and where each stands. Made in a worker: it may be long.
#[derive(Debug, Default)]
pub(super) struct Order {
    folders: Vec<PathBuf>,
    place_of: HashMap<String, usize>,
}

impl Order {
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        let place_of = folders.iter().enumerate().map(|(place, folder)| (super::shown(folder), place)).collect();
        Self { folders, place_of }
    }

    pub(super) fn len(&self) -> usize {
        self.folders.len()
    }

    pub(super) fn get(&self, row: usize) -> Option<&Path> {
        self.folders.get(row).map(PathBuf::as_path)
    }

    /// Where the folder stands that is shown as `shown`.
    pub(super) fn row_of(&self, shown: &str) -> Option<usize> {
        self.place_of.get(shown).copied()
    }
}

/// What is asked of the store.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) order: AlbumOrder,
    pub(super) descending: bool,
    pub(super) text: String,
}

/// What a look into the store found.
pub(super) struct Found {
    pub(super) order: Arc<Order>,
    pub(super) change: OrderChange,
    /// The rows that were cached, as they are now.
    pub(super) rows: Vec<(PathBuf, AlbumRow)>,
}

/// The order that `question` asks for, how it differs from `old`, and the rows of the folders in `cached`. Blocking: for a worker.
pub(super) fn look(
    store: &Repository,
    question: &Question,
    old: &Order,
    cached: &[PathBuf],
    cancel: &CancelToken,
) -> Result<Found, StoreError> {
    let mut query = AlbumQuery { descending: question.descending, text: question.text.clone(), ..AlbumQuery::default() };
    let folders = match question.order {
        AlbumOrder::Stored(sort) => {
            query.sort = sort;
            store.album_folders(&query)?
        }
        AlbumOrder::Odd => {
            query.descending = false;
            let mut folders = odd_first(store, store.album_folders(&query)?, AlbumBars::default(), cancel)?;
            if !question.descending {
                folders.reverse();
            }
            folders
        }
    };
    let change = compare(&old.folders, &folders);
    Ok(Found { order: Arc::new(Order::new(folders)), change, rows: read(store, cached)? })
}

/// The rows of these folders; one without tracks is left out. Blocking: for a worker.
pub(super) fn read(store: &Repository, folders: &[PathBuf]) -> Result<Vec<(PathBuf, AlbumRow)>, StoreError> {
    let found = albums(store, folders, AlbumBars::default())?;
    Ok(found.into_iter().map(|album| (album.folder.clone(), AlbumRow::from(&album))).collect())
}

/// The order of the view, and the albums that were looked at lately.
#[derive(Default)]
pub(super) struct AlbumRows {
    order: Arc<Order>,
    cache: RefCell<Cache>,
    wanted: RefCell<HashSet<PathBuf>>,
}

#[derive(Default)]
struct Cache {
    young: HashMap<PathBuf, AlbumRow>,
    old: HashMap<PathBuf, AlbumRow>,
}

impl AlbumRows {
    pub(super) fn order(&self) -> &Arc<Order> {
        &self.order
    }

    pub(super) fn set_order(&mut self, order: Arc<Order>) {
        self.order = order;
    }

    /// Row `row`, given to `read`; where it is not there, its page is put on the list of the wanted.
    pub(super) fn read<T>(&self, row: usize, read: impl FnOnce(&AlbumRow) -> T) -> Option<T> {
        let folder = self.order.get(row)?;
        let mut cache = self.cache.borrow_mut();
        if let Some((folder, found)) = cache.old.remove_entry(folder) {
            cache.young.insert(folder, found);
        }
        if let Some(found) = cache.young.get(folder) {
            return Some(read(found));
        }
        let from = row.saturating_sub(PAGE / 3);
        let to = (from + PAGE).min(self.order.len());
        let page = self.order.folders.get(from..to).unwrap_or_default();
        let is_new = |folder: &&PathBuf| !cache.young.contains_key(*folder) && !cache.old.contains_key(*folder);
        self.wanted.borrow_mut().extend(page.iter().filter(is_new).cloned());
        None
    }

    pub(super) fn has_wanted(&self) -> bool {
        !self.wanted.borrow().is_empty()
    }

    /// Takes the list of folders to fetch.
    pub(super) fn take_wanted(&mut self) -> Vec<PathBuf> {
        self.wanted.borrow_mut().drain().collect()
    }

    /// The folders whose rows are cached.
    pub(super) fn cached(&self) -> Vec<PathBuf> {
        let cache = self.cache.borrow();
        cache.young.keys().chain(cache.old.keys()).cloned().collect()
    }

    /// Replaces every cached row by what was read anew, and says which rows of the view changed.
    pub(super) fn renew(&mut self, rows: Vec<(PathBuf, AlbumRow)>) -> Vec<Range<usize>> {
        let before = std::mem::take(self.cache.get_mut());
        let was = |folder: &PathBuf| before.young.get(folder).or_else(|| before.old.get(folder));
        let changed = rows.iter().filter(|(folder, row)| was(folder) != Some(row));
        let changed = self.places(changed.map(|(folder, _)| folder.as_path()));
        self.cache.get_mut().young.extend(rows);
        changed
    }

    /// Keeps fetched rows and says which rows of the view they are.
    pub(super) fn keep(&mut self, rows: Vec<(PathBuf, AlbumRow)>) -> Vec<Range<usize>> {
        let changed = self.places(rows.iter().map(|(folder, _)| folder.as_path()));
        let cache = self.cache.get_mut();
        if cache.young.len() + rows.len() > YOUNG {
            cache.old = std::mem::take(&mut cache.young);
        }
        cache.young.extend(rows);
        changed
    }

    fn places<'a>(&self, folders: impl Iterator<Item = &'a Path>) -> Vec<Range<usize>> {
        let mut places: Vec<usize> = folders.filter_map(|folder| self.order.row_of(&super::shown(folder))).collect();
        places.sort_unstable();
        places.dedup();
        runs(&places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(range: Range<usize>) -> Vec<PathBuf> {
        range.map(|number| PathBuf::from(format!("/m/{number:04}"))).collect()
    }

    fn rows(range: Range<usize>) -> AlbumRows {
        let mut rows = AlbumRows::default();
        rows.set_order(Arc::new(Order::new(folders(range))));
        rows
    }

    fn row(remark: &str) -> AlbumRow {
        AlbumRow { remark: remark.into(), ..AlbumRow::default() }
    }

    #[test]
    fn an_unknown_row_asks_for_its_page_once() {
        let mut rows = rows(0..1000);
        assert_eq!(rows.read(500, |row| row.remark.clone()), None);
        let wanted = rows.take_wanted();
        assert_eq!((wanted.len(), wanted.contains(&"/m/0500".into()), wanted.contains(&"/m/0000".into())), (PAGE, true, false));
        assert!(!rows.has_wanted());
        let changed = rows.keep(wanted.into_iter().map(|folder| (folder, row("a"))).collect());
        assert_eq!(changed, vec![500 - PAGE / 3..500 - PAGE / 3 + PAGE]);
        assert_eq!(rows.read(500, |row| row.remark.clone()), Some("a".into()));
        assert_eq!((rows.read(2000, |_| ()), rows.has_wanted()), (None, false));
    }

    #[test]
    fn the_cache_stays_small_and_keeps_what_is_looked_at() {
        let mut rows = rows(0..1000);
        let page = |range| folders(range).into_iter().map(|folder| (folder, row("a"))).collect::<Vec<_>>();
        rows.keep(page(0..YOUNG));
        rows.keep(page(YOUNG..YOUNG + 10));
        assert_eq!(rows.cached().len(), YOUNG + 10);
        assert!(rows.read(3, |_| ()).is_some());
        rows.keep(page(300..300 + YOUNG));
        assert_eq!(rows.cached().len(), 11 + YOUNG, "what was looked at stays");
        assert!(rows.read(3, |_| ()).is_some());
    }

    #[test]
    fn rows_read_anew_tell_only_what_changed() {
        let mut rows = rows(0..10);
        rows.keep(vec![("/m/0001".into(), row("a")), ("/m/0002".into(), row("b")), ("/m/0003".into(), row("c"))]);
        let changed = rows.renew(vec![("/m/0001".into(), row("a")), ("/m/0002".into(), row("x"))]);
        assert_eq!(changed, vec![2..3]);
        assert_eq!(rows.read(2, |row| row.remark.clone()), Some("x".into()));
        assert_eq!(rows.read(3, |_| ()), None, "one without tracks is forgotten");
    }
}
