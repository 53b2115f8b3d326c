//! The words of the window in the auditor's language, English or French.
//!
//! English stands in the code and is what is stored, logged and printed; [`tr!`] and [`tr_n!`] give a sentence of the window in
//! its language, [`retold`] one that came from below the window in English. The French stands in `locales/fr.po`. Numbers are
//! written here too, so that a decimal comma has one place.
//!
//! The language is English until the window sets another: the command line, which never does, always speaks English.
//! `tests/language.rs` holds that the catalogue has every sentence and no other.

mod catalogue;
mod stored;

use std::{
    borrow::Cow,
    fmt::Display,
    sync::atomic::{AtomicU8, Ordering},
};

use serde::{Deserialize, Serialize};

/// A language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {
    /// English, the language of the code.
    #[default]
    English = 0,
    /// French.
    French = 1,
}

/// What the auditor chose in the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// As the system says.
    #[default]
    System,
    /// English.
    En,
    /// French.
    Fr,
}

impl Choice {
    /// Every choice, in the order of the settings.
    pub const ALL: [Self; 3] = [Self::System, Self::En, Self::Fr];

    /// Name in the settings and in QML.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The choice of that name; the system's for any other.
    pub fn from_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.id() == id).unwrap_or_default()
    }

    /// The language that is meant.
    pub fn language(self) -> Language {
        match self {
            Self::System => Language::among(sys_locale::get_locales()),
            Self::En => Language::English,
            Self::Fr => Language::French,
        }
    }
}

impl Language {
    /// Its code of two letters (ISO 639-1), as translators of Qt name their files.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The first of `locales` (`fr-CA`, `fr_FR.UTF-8`) that is spoken here; English where none is.
    fn among(locales: impl IntoIterator<Item = String>) -> Self {
        let spoken = |locale: String| match locale.split(['-', '_', '.']).next()? {
            "fr" => Some(Self::French),
            "en" | "C" | "POSIX" => Some(Self::English),
            _ => None,
        };
        locales.into_iter().find_map(spoken).unwrap_or_default()
    }

    /// `value` with so many decimals: `1,204.5`, in French `1 204,5` with a narrow no-break space.
    pub fn number(self, value: f64, decimals: usize) -> String {
        self.figure(&format!("{value:.decimals$}"))
    }

    /// A number that is written like `1204.5`, as this language writes it; any other text as it is.
    pub fn figure(self, plain: &str) -> String {
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
        let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !decimals.is_none_or(is_digits) {
            return plain.to_owned();
        }
        let (group, point) = match self {
            Self::English => (',', '.'),
            Self::French => ('\u{202f}', ','),
        };
        let mut text = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if let Some(decimals) = decimals {
            text.push(point);
            text.push_str(decimals);
        }
        text
    }

    /// Whether `count` takes the singular.
    fn is_one(self, count: u64) -> bool {
        match self {
            Self::English => count == 1,
            Self::French => count < 2,
        }
    }
}

/// The language of the window.
static CURRENT: AtomicU8 = AtomicU8::new(Language::English as u8);

/// Makes `language` the window's from now on.
pub fn set(language: Language) {
    CURRENT.store(language as u8, Ordering::Relaxed);
}

/// The window's language.
pub fn current() -> Language {
    #[cfg(test)]
    if let Some(language) = testing::OVERRIDE.get() {
        return language;
    }
    if CURRENT.load(Ordering::Relaxed) == Language::French as u8 { Language::French } else { Language::English }
}

/// [`Language::number`] in the window's language.
pub fn number(value: f64, decimals: usize) -> String {
    current().number(value, decimals)
}

/// A whole number in the window's language, with its thousands told apart.
pub fn whole(number: impl Display) -> String {
    current().figure(&number.to_string())
}

/// [`Language::figure`] in the window's language.
pub fn figure(plain: &str) -> String {
    current().figure(plain)
}

/// `english`, which came from below the window or from the store, in the window's language; what the catalogue does not know stays.
pub fn retold(english: &str) -> Cow<'_, str> {
    match current() {
        Language::English => Cow::Borrowed(english),
        language => Cow::Owned(stored::retold(language, english)),
    }
}

/// `text` with a large first letter, as a sentence begins.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A value of a sentence, by the name of its place.
pub type Place<'a> = (&'a str, &'a dyn Display);

/// A sentence without places, for [`tr!`].
#[doc(hidden)]
pub fn sentence(english: &'static str) -> &'static str {
    match current() {
        Language::English => english,
        Language::French => catalogue::french().form(english, 0).unwrap_or(english),
    }
}

/// A sentence with places, for [`tr!`].
#[doc(hidden)]
pub fn filled(english: &'static str, places: &[Place<'_>]) -> String {
    catalogue::fill(sentence(english), places)
}

/// A sentence that counts, for [`tr_n!`].
#[doc(hidden)]
pub fn counted(count: u64, one: &'static str, many: &'static str, places: &[Place<'_>]) -> String {
    let language = current();
    let english = if Language::English.is_one(count) { one } else { many };
    let sentence = match language {
        Language::English => english,
        Language::French => catalogue::french().form(one, usize::from(!language.is_one(count))).unwrap_or(english),
    };
    catalogue::fill(sentence, places)
}

/// A sentence in the window's language: `tr!("No track")` gives a `&'static str`, `tr!("offset {offset}", offset)` or `tr!("z {z}",
/// z = number(z, 1))` a `String`. Places are named and bare: numbers are written by [`number`](super::number) before.
#[cfg(any(feature = "window", test))]
macro_rules! tr {
    ($english:literal) => {
        $crate::language::sentence($english)
    };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        // Never run: the compiler checks that the places and the names agree.
        let _ = || format!($english, $($name = $crate::language::value!($name $(= $value)?)),+);
        $crate::language::filled($english, &[$((stringify!($name), &$crate::language::value!($name $(= $value)?))),+])
    }};
}

/// A sentence that counts: `tr_n!(n, "{n} track", "{n} tracks", n)`. Both forms have the same places.
#[cfg(any(feature = "window", test))]
macro_rules! tr_n {
    ($count:expr, $one:literal, $many:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        let _ = || {
            (
                format!($one, $($name = $crate::language::value!($name $(= $value)?)),+),
                format!($many, $($name = $crate::language::value!($name $(= $value)?)),+),
            )
        };
        $crate::language::counted(
            $count as u64,
            $one,
            $many,
            &[$((stringify!($name), &$crate::language::value!($name $(= $value)?))),+],
        )
    }};
}

/// The value of a place: the variable of its name, where none is given.
#[cfg(any(feature = "window", test))]
macro_rules! value {
    ($name:ident) => {
        $name
    };
    ($name:ident = $value:expr) => {
        $value
    };
}

#[cfg(any(feature = "window", test))]
pub(crate) use {tr, tr_n, value};

/// Another language for one test, on its thread alone.
#[cfg(test)]
pub(crate) mod testing {
    use std::cell::Cell;

    use super::Language;

    thread_local! {
        pub(super) static OVERRIDE: Cell<Option<Language>> = const { Cell::new(None) };
    }

    /// What `work` gives while the window speaks French.
    pub(crate) fn in_french<T>(work: impl FnOnce() -> T) -> T {
        OVERRIDE.set(Some(Language::French));
        let told = work();
        OVERRIDE.set(None);
        told
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::in_french, *};

    #[test]
    fn numbers_follow_the_language() {
        let (english, french) = (Language::English, Language::French);
        assert_eq!((english.number(1204.45, 1).as_str(), french.number(-1204.25, 2).as_str()), ("1,204.5", "-1\u{202f}204,25"));
        assert_eq!((english.number(12.0, 0).as_str(), french.number(1e6, 0).as_str()), ("12", "1\u{202f}000\u{202f}000"));
        assert_eq!((french.number(f64::NAN, 1).as_str(), french.figure("1e-30").as_str()), ("NaN", "1e-30"));
        assert_eq!(french.figure("5.1.6-0"), "5.1.6-0");
    }

    #[test]
    fn the_first_locale_that_is_spoken_counts() {
        let among = |locales: &[&str]| Language::among(locales.iter().map(|locale| (*locale).to_owned()));
        assert_eq!(among(&["fr-CA", "en-GB"]), Language::French);
        assert_eq!(among(&["fr_FR.UTF-8"]), Language::French);
        assert_eq!(among(&["de-DE", "fr"]), Language::French);
        assert_eq!(among(&["C", "fr"]), Language::English);
        assert_eq!((among(&["fro", "de"]), among(&[])), (Language::English, Language::English));
    }

    #[test]
    fn choices_have_names() {
        assert!(Choice::ALL.into_iter().all(|choice| Choice::from_id(choice.id()) == choice));
        assert_eq!(Choice::from_id("klingon"), Choice::System);
        assert_eq!(serde_json::to_value(Choice::Fr).unwrap(), "fr");
    }

    #[test]
    fn sentences_follow_the_language_and_count_as_it_does() {
        let told = |count: u64| tr_n!(count, "Taken back on {count} track", "Taken back on {count} tracks", count);
        assert_eq!((told(0).as_str(), told(1).as_str()), ("Taken back on 0 tracks", "Taken back on 1 track"));
        let french = in_french(|| [told(0), told(1), told(2)]);
        assert_eq!(french.map(|told| told.ends_with('s')), [false, false, true]);
        assert_eq!(tr!("z {z}", z = 48), "z 48");
        assert_eq!(in_french(|| tr!("z {z}", z = 48)), "z\u{a0}48");
        assert_eq!((tr!("Genuine"), in_french(|| tr!("Genuine"))), ("Genuine", "Authentique"));
    }
}
