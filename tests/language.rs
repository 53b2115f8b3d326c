//! Holds the French of the window: every sentence has one, none is left over, and it is set as French is.
//!
//! Sentences are read off the sources as tokens, so that a comment, an attribute or test code is no sentence. A sentence of the window
//! stands in `tr!` or `tr_n!`; one that reaches it in English is any text of several words in the modules of [`TOLD`].

#[path = "common/french.rs"]
mod french;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use audiopro::{
    brain::features::TABLE,
    contracts::{Codec, Measurements},
};
use polib::{message::MessageView, po_file};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Modules, from `src/`, whose sentences the window shows: reports, errors, problems, health. A module that comes to be shown is added
/// here with its French.
const TOLD: &[&str] = &[
    "analyzer/decode",
    "brain/arbitration.rs",
    "brain/forest.rs",
    "brain/judgement.rs",
    "brain/network.rs",
    "brain/weights.rs",
    "brain/words.rs",
    "contracts/headline.rs",
    "contracts/sections.rs",
    "manager/arbitrating.rs",
    "manager/assembly.rs",
    "manager/discovery.rs",
    "manager/engine.rs",
    "manager/handle.rs",
    "manager/intake.rs",
    "manager/judging.rs",
    "manager/learning.rs",
    "manager/looking.rs",
    "manager/marking.rs",
    "manager/mod.rs",
    "manager/playlist.rs",
    "manager/probe.rs",
    "manager/quarantine",
    "manager/watching.rs",
    "manager/rejudging.rs",
    "manager/startup.rs",
    "persistence/error.rs",
    "analyzer/sound.rs",
    "pictures/spectrogram.rs",
    "report/file.rs",
    "services/gpu.rs",
    "services/health",
    "services/logs.rs",
    "services/mod.rs",
    "services/ollama.rs",
    "services/onnx.rs",
    "services/paths.rs",
    "services/projects.rs",
    "services/demo.rs",
    "policy",
    "services/settings.rs",
];

/// What stands there and is no sentence of the window, by its beginning.
const UNTOLD: &[&str] = &[
    // Names.
    "CUDA, NVML",
    "ONNX Runtime",
    "Monkey's Audio",
    "name = \"audiopro\"",
    // What the local model is told, and a reason that the window puts together itself.
    "You are the arbiter",
    "Was this track ever lossy?",
    "below 0.35",
    "below 3, proof from 8",
    "any; filters and old recordings do this",
    "{} kHz{slope}",
    ", {slope} dB/kHz",
    "{model} takes it for",
    " {}: {}.",
    // How a rule of a policy is written in a report, which is English; the window words it itself.
    "at least {}{unit}",
    "at most {}{unit}",
    "one of {}",
    "{} to {}{unit}",
    "{} {found}, {}",
    "{} {number}",
    "{}: {reason}",
    // What FFmpeg says.
    "Error while decoding",
    "Invalid data",
    "ffmpeg version ",
    "stream=codec_name",
    // Commands to be copied.
    "brew install",
    "winget install",
    "sudo apt install",
    "ollama pull",
    // Of the command line and the logs alone.
    "audio_id is not 32",
    "it is of version",
    "line {number} is no mark",
    "{} of {} verdicts changed",
    "{mark}{count} from",
    "{stage} {ms} ms",
    // Joins sentences.
    "{found}. {}",
];

/// A text of the sources, without the formats of its places.
#[derive(Debug, Default)]
struct Texts {
    /// Of `tr!` and of the singular of `tr_n!`, with the plural.
    shown: BTreeMap<String, Option<String>>,
    /// Every other text, with the file that it stands in.
    other: BTreeMap<String, String>,
}

fn text_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    Some(syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?.value())
}

/// `{z:.1}` as `{z}`.
fn without_formats(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, (place, after))) = rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let name = place.split(':').next().unwrap_or_default();
        plain.push_str(&format!("{before}{{{name}}}"));
        rest = after;
    }
    plain + rest
}

impl Texts {
    fn read(&mut self, file: &str, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_mark = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
        let name = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(name)) => name.to_string(),
            _ => String::new(),
        };
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    let open = if is_mark(at + 1, '!') { at + 2 } else { at + 1 };
                    let attribute = tokens.get(open).map(TokenTree::to_string).unwrap_or_default();
                    if attribute.replace(' ', "").starts_with("[cfg(test)]") {
                        // The item ends at its block or at its semicolon.
                        at = (open..tokens.len())
                            .find(|&end| {
                                is_mark(end, ';')
                                    || matches!(&tokens[end], TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
                            })
                            .unwrap_or(tokens.len());
                    } else {
                        if let Some(TokenTree::Group(group)) = tokens.get(open).filter(|_| attribute.starts_with("[error")) {
                            self.read(file, group.stream());
                        }
                        at = open;
                    }
                }
                TokenTree::Ident(_) if is_mark(at + 1, '!') && matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) => {
                    let Some(TokenTree::Group(group)) = tokens.get(at + 2) else { unreachable!("matched above") };
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    let mut texts = inside.iter().filter_map(text_of);
                    match name(at).as_str() {
                        "tr" => drop(texts.next().map(|text| self.shown.entry(text).or_default())),
                        "tr_n" => drop(texts.next().map(|one| self.shown.insert(one, texts.next()))),
                        _ => {}
                    }
                    // Asserts and logs are no sentences; those of the window may hold others in their values.
                    let is_log = at >= 3 && name(at - 3) == "tracing";
                    let is_shown = matches!(name(at).as_str(), "tr" | "tr_n");
                    if !is_log && !name(at).contains("assert") {
                        let skipped = if is_shown {
                            inside.iter().position(|token| matches!(token, TokenTree::Punct(_))).unwrap_or(inside.len())
                        } else {
                            0
                        };
                        self.read(file, inside.into_iter().skip(skipped).collect());
                    }
                    at += 2;
                }
                TokenTree::Group(group) => self.read(file, group.stream()),
                TokenTree::Literal(_) => {
                    if let Some(text) = text_of(token) {
                        self.other.insert(without_formats(&text), file.to_owned());
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn of_the_sources() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut texts = Self::default();
        // `tests.rs` is what the lines under `#[cfg(test)]` are, in a file of its own.
        for path in files_under(&src).into_iter().filter(|path| !path.ends_with("tests.rs")) {
            let file = path.strip_prefix(&src).expect("listed under src").to_string_lossy().replace('\\', "/");
            let source = fs::read_to_string(&path).expect("a source is readable");
            texts.read(&file, TokenStream::from_str(&source).unwrap_or_else(|error| panic!("{file}: {error}")));
        }
        texts
    }

    /// What reaches the window in English.
    fn told(&self) -> BTreeSet<&str> {
        let is_told = |text: &str, file: &str| {
            let is_there =
                TOLD.iter().any(|place| file.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
            let is_sentence = text.trim().contains(' ') && text.contains(char::is_alphabetic);
            is_there && is_sentence && !UNTOLD.iter().any(|untold| text.starts_with(untold))
        };
        self.other.iter().filter(|(text, file)| is_told(text, file)).map(|(text, _)| text.as_str()).collect()
    }
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a folder of the checkout can be listed").path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// An entry of the catalogue.
struct Entry {
    is_stored: bool,
    english: String,
    plural: Option<String>,
    french: Vec<String>,
}

fn catalogue() -> Vec<Entry> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/fr.po");
    let catalogue = po_file::parse(&path).expect("the catalogue is a PO file");
    let entry = |message: &dyn MessageView| Entry {
        is_stored: message.msgctxt() == Some("stored"),
        english: message.msgid().to_owned(),
        plural: message.msgid_plural().ok().map(str::to_owned),
        french: match message.msgstr_plural() {
            Ok(forms) => forms.clone(),
            Err(_) => vec![message.msgstr().unwrap_or_default().to_owned()],
        },
    };
    catalogue.messages().map(entry).collect()
}

/// Places of a sentence by their names; one without a name has its number, from 1.
fn places(text: &str) -> BTreeSet<String> {
    let names = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
    names.enumerate().map(|(at, name)| if name.is_empty() { (at + 1).to_string() } else { name }).collect()
}

#[test]
fn every_sentence_of_the_window_is_translated_and_no_other() {
    let (texts, catalogue) = (Texts::of_the_sources(), catalogue());
    assert!(texts.shown.len() > 100, "the sources have sentences");
    let entries: BTreeMap<&str, &Entry> =
        catalogue.iter().filter(|entry| !entry.is_stored).map(|entry| (entry.english.as_str(), entry)).collect();
    let missing: Vec<_> = texts.shown.iter().filter(|(text, _)| !entries.contains_key(text.as_str())).collect();
    let unused: Vec<_> = entries.keys().filter(|text| !texts.shown.contains_key(**text)).collect();
    assert!(missing.is_empty() && unused.is_empty(), "locales/fr.po lacks {missing:#?} and does not need {unused:#?}");
    for (one, many) in &texts.shown {
        assert_eq!(entries[one.as_str()].plural, *many, "the plural of {one}");
        assert!(!one.contains(":.") && !one.contains(":0"), "a place has no format, numbers are written before: {one}");
    }
}

#[test]
fn every_sentence_that_reaches_the_window_is_translated_and_no_other() {
    let (texts, catalogue) = (Texts::of_the_sources(), catalogue());
    let stored: BTreeSet<&str> = catalogue.iter().filter(|entry| entry.is_stored).map(|entry| entry.english.as_str()).collect();
    let meanings: BTreeSet<String> = TABLE.iter().map(|feature| meaning(feature.meaning)).collect();
    let names = names_of_measurements();
    let told = texts.told().into_iter().chain(meanings.iter().map(String::as_str)).chain(names.iter().map(String::as_str));
    let missing: Vec<&str> = told.filter(|text| !stored.contains(text)).collect();
    let is_known = |text: &str| texts.other.contains_key(text) || meanings.contains(text) || names.contains(text);
    let unused: Vec<&&str> = stored.iter().filter(|text| !is_known(text)).collect();
    assert!(missing.is_empty() && unused.is_empty(), "locales/fr.po lacks {missing:#?} and does not need {unused:#?}");
}

/// The meaning of a feature, with its codec as a place where the table has one for each.
fn meaning(meaning: &str) -> String {
    let codec = Codec::ALL.into_iter().find(|codec| meaning.starts_with(&format!("z of the {} ", codec.label())));
    codec.map_or_else(|| meaning.to_owned(), |codec| meaning.replace(&format!("the {} ", codec.label()), "the {codec} "))
}

/// The names under which the window lists what was measured.
fn names_of_measurements() -> BTreeSet<String> {
    let measured = serde_json::to_value(Measurements::default()).expect("measurements are JSON");
    let of = |value: &serde_json::Value| value.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let names = of(&measured).into_iter().chain(of(&measured["traces"]));
    names.filter(|name| name != "traces").map(|name| name.replace('_', " ")).collect()
}

#[test]
fn sentences_keep_their_places() {
    for Entry { english, french, is_stored, .. } in catalogue() {
        for told in french {
            assert!(!told.trim().is_empty(), "{english} has no French");
            let (wanted, found) = (places(&english), places(&told));
            assert!(found.is_subset(&wanted), "{told}: a place that {english} has not");
            let dropped: Vec<_> = wanted.difference(&found).filter(|name| !is_stored || !name.ends_with("an")).collect();
            assert!(dropped.is_empty(), "{told} drops {dropped:?}");
        }
    }
}

#[test]
fn french_is_set_as_french_is() {
    for Entry { french, .. } in catalogue() {
        for told in french {
            assert_eq!(french::fault(&told), None, "{told}");
        }
    }
}
