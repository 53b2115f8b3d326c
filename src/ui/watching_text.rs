//! The watched folders with the state of each, as a list for the settings. No Qt.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{acting_text::sentence, shown};
use crate::{language::tr, manager::WatchEvent, services::notices::NoticeRules};

/// State of a folder.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Watching,
    Away,
    /// As it came, in English.
    Problem(String),
}

/// Watched folders, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Folders {
    all: Vec<(PathBuf, State)>,
}

impl Folders {
    /// `folders`, each watched until something else is told of it.
    pub(super) fn new(folders: &[PathBuf]) -> Self {
        Self { all: folders.iter().map(|folder| (folder.clone(), State::Watching)).collect() }
    }

    /// Takes in what a watch tells; whether that changed the list.
    pub(super) fn take_in(&mut self, event: &WatchEvent) -> bool {
        let (place, state) = match event {
            WatchEvent::Settled(_) => return false,
            WatchEvent::Away(folder) => (self.place(folder), State::Away),
            WatchEvent::Back(folder) => (self.place(folder), State::Watching),
            WatchEvent::Problem(message) => (self.place_in(message), State::Problem(message.clone())),
        };
        let Some((_, now)) = place.and_then(|place| self.all.get_mut(place)) else { return false };
        let is_other = *now != state;
        *now = state;
        is_other
    }

    fn place(&self, folder: &Path) -> Option<usize> {
        self.all.iter().position(|(known, _)| known == folder)
    }

    /// A problem begins with its folder; of two that fit, one lies in the other.
    fn place_in(&self, message: &str) -> Option<usize> {
        let named = self.all.iter().enumerate().filter(|(_, (folder, _))| message.starts_with(&shown(folder)));
        named.max_by_key(|(_, (folder, _))| folder.as_os_str().len()).map(|(place, _)| place)
    }

    /// The list as JSON: `[{ path, state, text }]`, with `state` one of `watching`, `away`, `problem`.
    pub(super) fn json(&self) -> String {
        let of = |(folder, state): &(PathBuf, State)| {
            let (id, text) = match state {
                State::Watching => ("watching", tr!("Watched").to_owned()),
                State::Away => ("away", tr!("Not there; looked for until it comes back").to_owned()),
                State::Problem(message) => ("problem", sentence(message)),
            };
            json!({ "path": shown(folder), "state": id, "text": text })
        };
        Value::Array(self.all.iter().map(of).collect()).to_string()
    }
}

/// `folders` with `folder` at the end; `None` where it is watched already, itself or with a folder around it.
pub(super) fn with(folders: &[PathBuf], folder: PathBuf) -> Option<Vec<PathBuf>> {
    if folders.iter().any(|known| folder.starts_with(known)) {
        return None;
    }
    let mut all = folders.to_vec();
    all.push(folder);
    Some(all)
}

/// `rules` with the one of that name switched; as they are, where there is none.
pub(super) fn with_rule(rules: NoticeRules, name: &str, is_on: bool) -> NoticeRules {
    let mut all = serde_json::to_value(rules).unwrap_or_default();
    if let Some(rule) = all.get_mut(name) {
        *rule = is_on.into();
    }
    serde_json::from_value(all).unwrap_or(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(folders: &Folders) -> Vec<(String, String)> {
        let list: Value = serde_json::from_str(&folders.json()).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        list.as_array().unwrap().iter().map(|one| (text(&one["path"]), text(&one["state"]))).collect()
    }

    #[test]
    fn each_folder_has_the_state_that_was_told_last() {
        let mut folders = Folders::new(&["/m".into(), "/m/new".into()]);
        assert!(folders.take_in(&WatchEvent::Away("/m".into())));
        assert!(!folders.take_in(&WatchEvent::Away("/m".into())), "it is told once");
        let problem = "/m/new lies in the quarantine /m and is not watched.";
        assert!(folders.take_in(&WatchEvent::Problem(problem.to_owned())));
        let wanted = [("/m", "away"), ("/m/new", "problem")].map(|(path, state)| (path.to_owned(), state.to_owned()));
        assert_eq!(states(&folders), wanted);
        assert!(folders.json().contains(problem));
        assert!(folders.take_in(&WatchEvent::Back("/m".into())));
        assert_eq!(states(&folders)[0].1, "watching");
        assert!(!folders.take_in(&WatchEvent::Settled(vec!["/m/a.flac".into()])));
        assert!(!folders.take_in(&WatchEvent::Away("/elsewhere".into())));
    }

    #[test]
    fn a_rule_is_switched_by_its_name() {
        let rules = with_rule(NoticeRules::default(), "all_well", true);
        assert_eq!(rules, NoticeRules { all_well: true, ..NoticeRules::default() });
        assert_eq!(with_rule(rules, "all_well", false), NoticeRules::default());
        assert_eq!(with_rule(rules, "colour", false), rules);
    }

    #[test]
    fn a_folder_is_watched_once() {
        let folders = [PathBuf::from("/m")];
        assert_eq!(with(&folders, "/m/a".into()), None);
        assert_eq!(with(&folders, "/m".into()), None);
        assert_eq!(with(&folders, "/m2".into()), Some(vec!["/m".into(), "/m2".into()]));
    }
}
