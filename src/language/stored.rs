//! Sentences that reach the window in English, told in its language.
//!
//! A stored report keeps English, so that one written under French reads the same everywhere, and an error is a sentence before
//! the window sees it. Both are recognised here by the English that made them: its fixed parts find the sentence, what lies
//! between them is carried over. What is not recognised stays English.

use std::collections::HashMap;

use super::{Language, Place, capitalised, catalogue};

/// Sentences within sentences that are followed: an error names its cause, which names its own.
const DEEPEST: usize = 3;

/// Sentences with and without places, as they are recognised.
#[derive(Default)]
pub(super) struct Templates {
    fixed: HashMap<String, String>,
    /// The most telling first.
    open: Vec<Template>,
}

struct Template {
    /// The fixed parts, one more than there are places.
    parts: Vec<String>,
    /// Names of the places; one without a name has its number, from 1.
    names: Vec<String>,
    told: String,
}

impl Templates {
    /// Adds `english`, whose places are those of the code without their formats, and how it is told.
    pub(super) fn add(&mut self, english: &str, told: &str) {
        let (parts, names) = parse(english);
        // An error begins small behind its path, and large where it stands alone.
        let follows_path = parts[0].is_empty() && parts.get(1).is_some_and(|part| part.starts_with(": "));
        if let (true, Some((_, alone))) = (follows_path, told.split_once(": ").or(told.split_once("\u{a0}: "))) {
            let mut alone_parts = parts[1..].to_vec();
            alone_parts[0] = capitalised(&alone_parts[0][2..]);
            self.insert(alone_parts, names[1..].to_vec(), capitalised(alone));
        } else if parts[0].starts_with(char::is_lowercase) {
            let mut large = parts.clone();
            large[0] = capitalised(&large[0]);
            self.insert(large, names.clone(), capitalised(told));
        }
        self.insert(parts, names, told.to_owned());
    }

    fn insert(&mut self, parts: Vec<String>, names: Vec<String>, told: String) {
        match parts.as_slice() {
            [whole] => drop(self.fixed.insert(whole.clone(), told)),
            _ => self.open.push(Template { parts, names, told }),
        }
    }

    /// Puts the most telling first. Call it once all are added.
    pub(super) fn sort(&mut self) {
        self.open.sort_by_key(|template| std::cmp::Reverse(template.parts.iter().map(String::len).sum::<usize>()));
    }

    /// `english` as one sentence of the catalogue. A strict look takes no value that holds a whole sentence.
    fn one(&self, language: Language, english: &str, is_strict: bool, depth: usize) -> Option<String> {
        if let Some(told) = self.fixed.get(english) {
            return Some(told.clone());
        }
        self.open.iter().find_map(|template| {
            let values = template.values(english)?;
            if is_strict && values.iter().any(|value| value.contains(". ")) {
                return None;
            }
            let value = |(name, value): (&String, &str)| self.value(language, name, value, depth);
            let values: Vec<String> = template.names.iter().zip(values).map(value).collect();
            let places: Vec<Place<'_>> =
                template.names.iter().zip(&values).map(|(name, value)| (name.as_str(), value as &dyn std::fmt::Display)).collect();
            Some(catalogue::fill(&template.told, &places))
        })
    }

    /// A value as the language writes it: a decimal, a sentence of its own, or as it is.
    fn value(&self, language: Language, name: &str, value: &str, depth: usize) -> String {
        let is_name = name.contains("version") || name.contains("model");
        if !is_name && value.contains('.') {
            let figure = language.figure(value);
            if figure != value {
                return figure;
            }
        }
        match depth.checked_sub(1) {
            _ if is_name => self.fixed.get(value).map_or(value, String::as_str).to_owned(),
            Some(depth) => self.several(language, value, depth),
            None => value.to_owned(),
        }
    }

    /// `english`, a sentence or several, as far as they are known.
    fn several(&self, language: Language, english: &str, depth: usize) -> String {
        if let Some(told) = self.one(language, english, true, depth) {
            return told;
        }
        let mut told: Vec<String> = Vec::new();
        let (mut rest, mut is_whole) = (english, true);
        while !rest.is_empty() {
            // The longest run of sentences that is known; else one sentence goes by as it is.
            let ends = || rest.match_indices(". ").map(|(at, _)| at + 1);
            let known = std::iter::once(rest.len()).chain(ends().collect::<Vec<_>>().into_iter().rev()).find_map(|end| {
                let told = self.one(language, &rest[..end], true, depth)?;
                Some((told, end))
            });
            is_whole &= known.is_some();
            let (sentence, end) = known.unwrap_or_else(|| {
                let end = ends().next().unwrap_or(rest.len());
                (rest[..end].to_owned(), end)
            });
            told.push(sentence);
            rest = rest[end..].trim_start();
        }
        match is_whole {
            true => told.join(" "),
            false => self.one(language, english, false, depth).unwrap_or_else(|| told.join(" ")),
        }
    }
}

impl Template {
    /// What stands in the places of `text`; `None` where the fixed parts are not in it.
    fn values<'a>(&self, text: &'a str) -> Option<Vec<&'a str>> {
        let (first, rest) = self.parts.split_first()?;
        let (last, middle) = rest.split_last()?;
        let mut text = text.strip_prefix(first.as_str())?;
        let mut values = Vec::with_capacity(self.names.len());
        for part in middle {
            let (value, after) = text.split_once(part.as_str())?;
            values.push(value);
            text = after;
        }
        values.push(text.strip_suffix(last.as_str())?);
        Some(values)
    }
}

/// The fixed parts of a sentence and the names of its places.
fn parse(english: &str) -> (Vec<String>, Vec<String>) {
    let (mut parts, mut names) = (Vec::new(), Vec::new());
    let mut rest = english;
    while let Some((part, (name, after))) = rest.split_once('{').and_then(|(part, rest)| Some((part, rest.split_once('}')?))) {
        parts.push(part.to_owned());
        names.push(if name.is_empty() { (names.len() + 1).to_string() } else { name.to_owned() });
        rest = after;
    }
    parts.push(rest.to_owned());
    (parts, names)
}

/// `english` in `language`.
pub(super) fn retold(language: Language, english: &str) -> String {
    catalogue::french().stored.several(language, english, DEEPEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates() -> Templates {
        let mut templates = Templates::default();
        for (english, told) in [
            ("Too quiet to decide: peak {peak} dBFS.", "Trop faible : crête à {peak} dBFS."),
            ("Made from {an} {codec}.", "Fait d’un {codec}."),
            ("{} of {} agree; z {z}.", "{1} sur {2} concordent ; z {z}."),
            ("{}: no audio in it ({reason}); fetch it again", "{1} : aucun son ({reason}) ; récupérez-le"),
            ("it holds text", "il contient du texte"),
            ("your verdicts are one-sided", "vos verdicts penchent d’un côté"),
            ("FFmpeg {version}", "FFmpeg {version}"),
        ] {
            templates.add(english, told);
        }
        templates.sort();
        templates
    }

    fn told(english: &str) -> String {
        templates().several(Language::French, english, DEEPEST)
    }

    #[test]
    fn sentences_are_found_by_their_fixed_parts_and_numbers_follow() {
        assert_eq!(told("Too quiet to decide: peak -61.5 dBFS."), "Trop faible : crête à -61,5 dBFS.");
        assert_eq!(
            told("Made from an MP3. 119 of 120 agree; z 57.4."),
            "Fait d’un MP3. 119 sur 120 concordent ; z 57,4.",
            "one after the other"
        );
        assert_eq!(told("FFmpeg 5.1"), "FFmpeg 5.1", "a version is no number");
    }

    #[test]
    fn causes_are_told_too_and_what_is_unknown_stays() {
        assert_eq!(
            told("/m/a. b.flac: no audio in it (it holds text); fetch it again"),
            "/m/a. b.flac : aucun son (il contient du texte) ; récupérez-le"
        );
        assert_eq!(told("No audio in it (magic); fetch it again"), "Aucun son (magic) ; récupérez-le", "its path stands elsewhere");
        assert_eq!(told("Your verdicts are one-sided"), "Vos verdicts penchent d’un côté");
        assert_eq!(told("Nobody knows this. Made from a WMA. Nor this."), "Nobody knows this. Fait d’un WMA. Nor this.");
        assert_eq!(told(""), "");
    }
}
