//! The French catalogue: `locales/fr.po`, compiled in, as translators' tools read and write it.
//!
//! An entry without context is a sentence of the window; one of the context `stored` is a sentence that reaches it in English.

use std::{collections::HashMap, sync::LazyLock};

use polib::po_file;

use super::{Place, stored::Templates};

const FRENCH: &str = include_str!("../../locales/fr.po");

/// The sentences of one language.
pub(super) struct Catalogue {
    /// Singular and plural by the English singular; one form where nothing is counted.
    forms: HashMap<String, Vec<String>>,
    /// The sentences that reach the window in English.
    pub(super) stored: Templates,
}

impl Catalogue {
    /// The form of `english`: 0 for one, 1 for many.
    pub(super) fn form(&self, english: &str, form: usize) -> Option<&str> {
        let forms = self.forms.get(english)?;
        forms.get(form).or(forms.first()).map(String::as_str)
    }

    fn read(text: &str) -> Self {
        let catalogue = po_file::parse_from_reader(text.as_bytes());
        let catalogue = catalogue.inspect_err(|error| tracing::error!("the French catalogue cannot be read: {error}")).ok();
        let (mut forms, mut stored) = (HashMap::new(), Templates::default());
        for message in catalogue.iter().flat_map(|catalogue| catalogue.messages()).filter(|message| message.is_translated()) {
            if message.msgctxt() == Some("stored") {
                stored.add(message.msgid(), message.msgstr().unwrap_or_default());
                continue;
            }
            let told = match message.msgstr_plural() {
                Ok(told) if message.is_plural() => told.clone(),
                _ => vec![message.msgstr().unwrap_or_default().to_owned()],
            };
            forms.insert(message.msgid().to_owned(), told);
        }
        stored.sort();
        Self { forms, stored }
    }
}

/// The French catalogue.
pub(super) fn french() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(FRENCH));
    &CATALOGUE
}

/// `sentence` with its places filled; a place without a value stays as it stands.
pub(super) fn fill(sentence: &str, places: &[Place<'_>]) -> String {
    let mut text = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = places.iter().find(|(known, _)| *known == name)?;
            Some((value.to_string(), after))
        });
        match value {
            Some((value, after)) => {
                text.push_str(&value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name_in_any_order() {
        let places: [Place<'_>; 2] = [("a", &1), ("b", &"{a}")];
        assert_eq!(fill("{b}, {a}, {c} {", &places), "{a}, 1, {c} {");
        assert_eq!(fill("", &places), "");
    }

    #[test]
    fn the_catalogue_is_read() {
        assert!(french().form("Genuine", 0).is_some());
        assert!(french().form("no such sentence", 0).is_none());
    }
}
