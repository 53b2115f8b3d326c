//! Holds the French of the QML files: every sentence has one that is finished, none is left over, places are the same.
//!
//! `scripts/translate` brings `qml/i18n/qml_fr.ts` in line with the sentences.

#[path = "common/french.rs"]
mod french;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use roxmltree::{Document, Node, ParsingOptions};

/// A sentence by its file, its English and the comment that tells it from the same English elsewhere in that file.
type Key = (String, String, String);

/// What a QML file is made of, as far as sentences go.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Mark(char),
}

/// The tokens of a QML file, without its comments.
fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let ends =
        |from: usize, end: &[char]| (from..letters.len()).find(|&at| letters[at..].starts_with(end)).unwrap_or(letters.len());
    while at < letters.len() {
        match letters[at] {
            '/' if letters.get(at + 1) == Some(&'/') => at = ends(at, &['\n']),
            '/' if letters.get(at + 1) == Some(&'*') => at = ends(at + 2, &['*', '/']) + 2,
            quote @ ('"' | '\'' | '`') => {
                let (text, after) = text_from(&letters, at + 1, quote);
                tokens.push(Token::Text(text));
                at = after;
            }
            letter if letter.is_alphanumeric() || letter == '_' => {
                let end =
                    (at..letters.len()).find(|&at| !letters[at].is_alphanumeric() && letters[at] != '_').unwrap_or(letters.len());
                tokens.push(Token::Word(letters[at..end].iter().collect()));
                at = end;
            }
            letter => {
                tokens.extend((!letter.is_whitespace()).then_some(Token::Mark(letter)));
                at += 1;
            }
        }
    }
    tokens
}

/// The text that begins at `at` and ends with `quote`, and where its file goes on.
fn text_from(letters: &[char], mut at: usize, quote: char) -> (String, usize) {
    let mut text = String::new();
    while let Some(&letter) = letters.get(at).filter(|&&letter| letter != quote) {
        at += 1;
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        let escaped = letters.get(at).copied().unwrap_or_default();
        at += 1;
        text.push(match escaped {
            'n' => '\n',
            't' => '\t',
            'u' => {
                let digits: String = letters[at..].iter().take(4).collect();
                at += 4;
                u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or_else(|| panic!("\\u{digits} is no letter"))
            }
            other => other,
        });
    }
    (text, at + 1)
}

/// The sentences of a QML file.
fn sentences(context: &str, source: &str) -> BTreeSet<Key> {
    let tokens = tokens(source);
    let is_call = |at: usize| tokens[at] == Token::Word("qsTr".to_owned()) && tokens.get(at + 1) == Some(&Token::Mark('('));
    let text = |at: usize| match tokens.get(at) {
        Some(Token::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let sentence = |at: usize| {
        let english = text(at + 2).unwrap_or_else(|| panic!("{context}.qml translates {:?}, which is no text", tokens.get(at + 2)));
        let comment = match tokens.get(at + 3) {
            Some(Token::Mark(')')) => None,
            Some(Token::Mark(',')) => text(at + 4),
            other => panic!("{context}.qml: after {english:?} stands {other:?}: a sentence is one text, not several put together"),
        };
        (context.to_owned(), english, comment.unwrap_or_default())
    };
    (0..tokens.len()).filter(|&at| is_call(at)).map(sentence).collect()
}

/// The QML files of the window, without their tests.
fn qml_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the checkout can be listed") {
        let path = entry.expect("a folder of the checkout can be listed").path();
        if path.is_dir() && !path.ends_with("tests") {
            found.extend(qml_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "qml") {
            found.push(path);
        }
    }
    found
}

fn sentences_of_the_window() -> BTreeSet<Key> {
    let mut all = BTreeSet::new();
    for path in qml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("qml")) {
        let context = path.file_stem().expect("a QML file has a name").to_string_lossy().into_owned();
        all.extend(sentences(&context, &fs::read_to_string(&path).expect("a source is readable")));
    }
    all
}

/// An entry of the translations.
struct Entry {
    french: String,
    /// `unfinished`, `vanished` or `obsolete`; empty for one that is in use.
    state: String,
}

fn translations() -> BTreeMap<Key, Entry> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("qml/i18n/qml_fr.ts");
    let file = fs::read_to_string(path).expect("the translations are readable");
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&file, options).expect("the translations are XML");
    let child = |node: Node<'_, '_>, name: &str| {
        node.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text()).unwrap_or_default().to_owned()
    };
    let mut entries = BTreeMap::new();
    for message in document.descendants().filter(|node| node.has_tag_name("message")) {
        let context = message.parent().expect("a message stands in a context");
        let key = (child(context, "name"), child(message, "source"), child(message, "comment"));
        let translation = message.children().find(|child| child.has_tag_name("translation"));
        let state = translation.and_then(|translation| translation.attribute("type")).unwrap_or_default().to_owned();
        let is_new = entries.insert(key.clone(), Entry { french: child(message, "translation"), state }).is_none();
        assert!(is_new, "{key:?} stands there twice: run scripts/translate");
    }
    entries
}

/// The places of a sentence, `%1` to `%9`, each as often as it stands there.
fn places(text: &str) -> Vec<char> {
    let mut places: Vec<char> =
        text.split('%').skip(1).filter_map(|rest| rest.chars().next()).filter(char::is_ascii_digit).collect();
    places.sort_unstable();
    places
}

#[test]
fn every_sentence_has_its_french_and_none_is_left_over() {
    let (sentences, translations) = (sentences_of_the_window(), translations());
    assert!(sentences.len() > 500, "the QML files have sentences");
    let is_told = |key: &Key| translations.get(key).is_some_and(|entry| entry.state.is_empty() && !entry.french.trim().is_empty());
    let untold: Vec<&Key> = sentences.iter().filter(|key| !is_told(key)).collect();
    let left: Vec<&Key> = translations.keys().filter(|key| !sentences.contains(key)).collect();
    assert!(
        untold.is_empty() && left.is_empty(),
        "qml/i18n/qml_fr.ts has no finished French for {untold:#?} and does not need {left:#?}: run scripts/translate, then translate"
    );
}

#[test]
fn sentences_keep_their_places() {
    for ((context, english, _), Entry { french, .. }) in translations() {
        assert_eq!(places(&french), places(&english), "{context}: {english} / {french}");
    }
}

#[test]
fn french_is_set_as_french_is() {
    for ((context, ..), Entry { french, .. }) in translations() {
        let in_braces = (1..=9).fold(french.clone(), |text, at| text.replace(&format!("%{at}"), &format!("{{{at}}}")));
        assert_eq!(french::fault(&in_braces), None, "{context}: {french}");
    }
}

#[test]
fn sentences_are_read_off_a_file() {
    let source = r#"
        // qsTr("a comment")
        /* qsTr("another") */
        text: on ? qsTr("Say \"%1\"\u2026").arg(qsTr('L', "left")) : "qsTr(\"no call\")"
    "#;
    let key = |english: &str, comment: &str| ("View".to_owned(), english.to_owned(), comment.to_owned());
    assert_eq!(sentences("View", source), BTreeSet::from([key("Say \"%1\"\u{2026}", ""), key("L", "left")]));
    assert_eq!(places("%2 of %1, 100 %, %1"), ['1', '1', '2']);
}
