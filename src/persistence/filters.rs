//! Searches that the auditor gave a name.

use rusqlite::{OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};

use super::{
    Repository, SortColumn, TableQuery,
    encoding::{from_json, path_bytes, path_of, to_json},
    error::{Fault, StoreError},
};
use crate::contracts::VerdictClass;

/// A search with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedFilter {
    /// Its name; no two have the same.
    pub name: String,
    /// Place in the list, from 0.
    pub position: u32,
    /// The search. Its order is kept too.
    pub query: TableQuery,
}

/// A search as it is stored: what a later version adds is passed over, what an earlier one did not know is unset.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Stored {
    sort: Option<String>,
    descending: bool,
    classes: Vec<VerdictClass>,
    with_failed: bool,
    only_damaged: bool,
    only_defects: bool,
    only_quarantined: bool,
    /// The operating system's bytes: a name need not be UTF-8.
    folder: Option<Vec<u8>>,
    text: String,
}

/// Longest name, in letters.
pub const LONGEST_NAME: usize = 60;

impl Repository {
    /// Every saved search, in the auditor's order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn saved_filters(&self) -> Result<Vec<SavedFilter>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare("SELECT name, position, query FROM saved_filters ORDER BY position, name")?;
            let mut rows = select.query([])?;
            let mut filters = Vec::new();
            while let Some(row) = rows.next()? {
                let stored: Stored = from_json(&row.get::<_, String>(2)?, "saved search")?;
                filters.push(SavedFilter { name: row.get(0)?, position: row.get(1)?, query: query_of(stored) });
            }
            Ok(filters)
        })
    }

    /// Saves `query` under `name`, at the end or in the place of the one of that name. False where the name is empty or too long.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save_filter(&self, name: &str, query: &TableQuery) -> Result<bool, StoreError> {
        let Some(name) = usable(name) else { return Ok(false) };
        self.write(|transaction| {
            let end: u32 =
                transaction.query_row("SELECT coalesce(max(position) + 1, 0) FROM saved_filters", [], |row| row.get(0))?;
            put(transaction, name, end, query)?;
            Ok(true)
        })
    }

    /// Gives the search `name` another name. False where there is none, or the other name is taken, empty or too long.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn rename_filter(&self, name: &str, other: &str) -> Result<bool, StoreError> {
        let Some(other) = usable(other) else { return Ok(false) };
        self.write(|transaction| {
            let sql = "UPDATE OR IGNORE saved_filters SET name = ?2 WHERE name = ?1";
            Ok(transaction.execute(sql, (name, other))? == 1)
        })
    }

    /// Removes the search `name` and gives it back: handed to [`Repository::put_filter_back`] it undoes the removal.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_filter(&self, name: &str) -> Result<Option<SavedFilter>, StoreError> {
        self.write(|transaction| {
            let sql = "DELETE FROM saved_filters WHERE name = ?1 RETURNING position, query";
            let removed: Option<(u32, String)> =
                transaction.query_row(sql, [name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((position, query)) = removed else { return Ok(None) };
            Ok(Some(SavedFilter { name: name.to_owned(), position, query: query_of(from_json(&query, "saved search")?) }))
        })
    }

    /// Puts a removed search back in its place. False where another has its name by now: that one stays.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn put_filter_back(&self, filter: &SavedFilter) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let sql = "SELECT EXISTS (SELECT 1 FROM saved_filters WHERE name = ?1)";
            let is_taken: bool = transaction.query_row(sql, [&filter.name], |row| row.get(0))?;
            if !is_taken {
                put(transaction, &filter.name, filter.position, &filter.query)?;
            }
            Ok(!is_taken)
        })
    }
}

fn put(transaction: &Transaction<'_>, name: &str, position: u32, query: &TableQuery) -> Result<(), Fault> {
    let TableQuery { sort, descending, classes, with_failed, only_damaged, only_defects, only_quarantined, folder, text } =
        query.clone();
    let folder = folder.map(|folder| path_bytes(&folder).into_owned());
    let sort = Some(format!("{sort:?}"));
    let stored = Stored { sort, descending, classes, with_failed, only_damaged, only_defects, only_quarantined, folder, text };
    let sql = "INSERT INTO saved_filters (name, position, query) VALUES (?1, ?2, ?3)
               ON CONFLICT (name) DO UPDATE SET query = excluded.query";
    transaction.execute(sql, (name, position, to_json(&stored)?))?;
    Ok(())
}

fn query_of(stored: Stored) -> TableQuery {
    let sort = SortColumn::ALL.into_iter().find(|column| stored.sort.as_deref() == Some(&format!("{column:?}")));
    TableQuery {
        sort: sort.unwrap_or_default(),
        descending: stored.descending,
        classes: stored.classes,
        with_failed: stored.with_failed,
        only_damaged: stored.only_damaged,
        only_defects: stored.only_defects,
        only_quarantined: stored.only_quarantined,
        folder: stored.folder.map(path_of),
        text: stored.text,
    }
}

fn usable(name: &str) -> Option<&str> {
    let name = name.trim();
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persistence::fixture::store;

    fn names(store: &Repository) -> Vec<String> {
        store.saved_filters().unwrap().into_iter().map(|filter| filter.name).collect()
    }

    #[test]
    fn searches_are_saved_renamed_removed_and_put_back() {
        let (_folder, store) = store();
        let query = TableQuery {
            sort: SortColumn::Lufs,
            descending: true,
            classes: vec![VerdictClass::Transcode, VerdictClass::Padded],
            with_failed: true,
            only_damaged: true,
            only_defects: true,
            only_quarantined: true,
            folder: Some("/m/b\u{e9}".into()),
            text: "mp3 \"grid\"".into(),
        };
        assert!(store.save_filter(" Fakes ", &query).unwrap());
        assert!(store.save_filter("All", &TableQuery::default()).unwrap());
        assert!(store.save_filter("Last", &TableQuery::default()).unwrap());
        assert_eq!(store.saved_filters().unwrap()[0], SavedFilter { name: "Fakes".into(), position: 0, query: query.clone() });
        assert!(store.rename_filter("All", "Everything").unwrap());
        for (from, to) in [("Everything", "Fakes"), ("none", "x"), ("Everything", " "), ("Everything", "a\nb")] {
            assert!(!store.rename_filter(from, to).unwrap(), "{from} {to}");
        }
        let removed = store.remove_filter("Fakes").unwrap().unwrap();
        assert_eq!((removed.query.clone(), names(&store)), (query, vec!["Everything".to_owned(), "Last".to_owned()]));
        assert_eq!(store.remove_filter("Fakes").unwrap(), None);
        assert!(store.put_filter_back(&removed).unwrap());
        assert_eq!(names(&store), ["Fakes", "Everything", "Last"]);
        assert!(!store.put_filter_back(&removed).unwrap(), "nothing is overwritten");
        // Saved again under its name it keeps its place.
        store.save_filter("Fakes", &TableQuery::default()).unwrap();
        assert_eq!((names(&store)[0].as_str(), store.saved_filters().unwrap()[0].query.clone()), ("Fakes", TableQuery::default()));
        assert!(!store.save_filter(&"x".repeat(61), &TableQuery::default()).unwrap());
    }

    #[test]
    fn a_search_of_another_version_is_read_as_far_as_it_goes() {
        let (_folder, store) = store();
        let insert = r#"INSERT INTO saved_filters VALUES ('x', 0, '{"sort":"Colour","text":"a","later":1}')"#;
        store.write(|sql| Ok(sql.execute(insert, [])?)).unwrap();
        assert_eq!(store.saved_filters().unwrap()[0].query, TableQuery { text: "a".into(), ..TableQuery::default() });
    }
}
