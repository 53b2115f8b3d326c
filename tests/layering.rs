//! Holds the architecture: imports run one way, and what belongs in one place stays there.
//!
//! Reads the sources as tokens (no comment and no string can fool it), so it needs no build of what it checks. It deliberately
//! does not follow aliases or re-exports of other crates: it guards against slips, not against intent.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Modules from the bottom up. One sees itself and the layers under it; those of one layer do not see each other.
const LAYERS: &[&[&str]] = &[
    &["units", "language"],
    &["contracts"],
    &["workers", "analyzer", "brain", "services", "persistence", "policy"],
    &["manager", "pictures", "playback"],
    &["report"],
    &["cli", "ui"],
    &["main", "lib"],
];

/// Paths that may be written in few places only.
struct Confined {
    /// What is confined, as the message names it.
    what: &'static str,
    /// Consecutive segments of a path; any one of these lists. One that begins with `^` must begin the path.
    paths: &'static [&'static [&'static str]],
    /// Modules or files, from `src/`, that may, each with the reason.
    places: &'static [(&'static str, &'static str)],
    /// Whether unit tests are bound too.
    binds_tests: bool,
}

const CONFINED: &[Confined] = &[
    Confined {
        what: "SQLite",
        paths: &[&["^rusqlite"], &["^rusqlite_migration"]],
        places: &[("persistence", "the store")],
        binds_tests: true,
    },
    Confined {
        what: "a reader of containers or tags",
        paths: &[&["^symphonia"], &["^lofty"]],
        places: &[("analyzer/decode", "routes by content and knows what each reader cannot be trusted with")],
        binds_tests: true,
    },
    Confined {
        what: "a child process",
        paths: &[&["process", "Command"]],
        places: &[
            ("analyzer/decode", "FFmpeg, with a time limit, killed on cancel"),
            ("services/health", "asks FFmpeg for its version"),
            ("services/projects", "starts the program on another database in this process's place"),
        ],
        binds_tests: false, // a test may ask ffmpeg or flac for the right answer
    },
    Confined {
        what: "Qt",
        paths: &[&["^cxx"], &["^cxx_qt"], &["^cxx_qt_lib"]],
        places: &[("ui", "the bridges")],
        binds_tests: true,
    },
    Confined {
        what: "starting a thread",
        paths: &[&["thread", "spawn"], &["thread", "Builder"], &["thread", "scope"], &["^rayon"], &["task", "spawn_blocking"]],
        places: &[("workers", "the pool and the managed threads")],
        binds_tests: false, // a test may play the other side of a channel
    },
    Confined { what: "ONNX Runtime", paths: &[&["^ort"]], places: &[("brain/network", "the second opinion")], binds_tests: true },
    Confined {
        what: "a network or driver client",
        paths: &[&["^ollama_rs"], &["^tokio"], &["^nvml_wrapper"]],
        places: &[("services", "outside help, each with a time limit")],
        binds_tests: true,
    },
];

/// Openings of a string that only SQL has.
const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Text(String),
    PathSeparator,
    Mark(char),
}

/// A token with its line, whether it is test code, and how many inline modules enclose it.
struct Placed {
    token: Token,
    line: usize,
    is_test: bool,
    module_depth: usize,
}

/// The tokens of `source` with their lines: no comments, no numbers, no lifetimes, no characters.
fn tokens(source: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut i, mut line) = (Vec::new(), 0, 1);
    while i < chars.len() {
        let (start, start_line) = (i, line);
        match at(i) {
            '/' if at(i + 1) == '/' => i = (i..chars.len()).find(|&j| at(j) == '\n').unwrap_or(chars.len()),
            '/' if at(i + 1) == '*' => {
                let mut depth = 0_usize;
                loop {
                    match (at(i), at(i + 1)) {
                        ('/', '*') => (depth, i) = (depth + 1, i + 2),
                        ('*', '/') => (depth, i) = (depth - 1, i + 2),
                        _ => i += 1,
                    }
                    if depth == 0 || i >= chars.len() {
                        break;
                    }
                }
            }
            '"' => {
                i += 1;
                while i < chars.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                found.push((Token::Text(chars[start + 1..i.min(chars.len())].iter().collect()), start_line));
                i += 1;
            }
            '\'' if at(i + 1) == '\\' => i = (i + 3..chars.len()).find(|&j| at(j) == '\'').unwrap_or(chars.len()) + 1,
            '\'' if at(i + 2) == '\'' => i += 3,
            '\'' => i = (i + 1..chars.len()).find(|&j| !is_name(at(j))).unwrap_or(chars.len()),
            c if is_name(c) => {
                i = (i..chars.len()).find(|&j| !is_name(at(j))).unwrap_or(chars.len());
                let name: String = chars[start..i].iter().collect();
                let hashes = (i..chars.len()).take_while(|&j| at(j) == '#').count();
                if matches!(name.as_str(), "r" | "br" | "cr") && at(i + hashes) == '"' {
                    let open = i + hashes + 1;
                    let is_end = |j: &usize| at(*j) == '"' && (1..=hashes).all(|k| at(j + k) == '#');
                    let end = (open..chars.len()).find(is_end).unwrap_or(chars.len());
                    found.push((Token::Text(chars[open.min(end)..end].iter().collect()), start_line));
                    i = end + 1 + hashes;
                } else if !c.is_ascii_digit() {
                    found.push((Token::Name(name), start_line));
                }
            }
            ':' if at(i + 1) == ':' => {
                found.push((Token::PathSeparator, start_line));
                i += 2;
            }
            c => {
                if !c.is_whitespace() {
                    found.push((Token::Mark(c), start_line));
                }
                i += 1;
            }
        }
        line += chars[start..i.min(chars.len())].iter().filter(|&&c| c == '\n').count();
    }
    found
}

/// Index of the token that closes the bracket opened at `open`.
fn closing(tokens: &[(Token, usize)], open: usize) -> usize {
    let mut depth = 0_usize;
    for (i, (token, _)) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len().saturating_sub(1)
}

/// Marks test code and module depth. Also gives the names of modules in other files that only tests compile.
fn placed(source: &str, is_test_file: bool) -> (Vec<Placed>, Vec<String>) {
    let tokens = tokens(source);
    let name = |i: usize| if let Some((Token::Name(name), _)) = tokens.get(i) { name.as_str() } else { "" };
    let is_mark = |i: usize, mark: char| tokens.get(i).is_some_and(|(token, _)| *token == Token::Mark(mark));
    let mut is_test = vec![is_test_file; tokens.len()];
    let mut depth = vec![0; tokens.len()];
    let mut test_modules = Vec::new();
    for i in 0..tokens.len() {
        if name(i) == "mod" && is_mark(i + 2, '{') {
            depth[i + 3..closing(&tokens, i + 2)].iter_mut().for_each(|depth| *depth += 1);
        }
        let open = if is_mark(i + 1, '!') { i + 2 } else { i + 1 };
        if !is_mark(i, '#') || !is_mark(open, '[') || name(open + 1) != "cfg" {
            continue;
        }
        let close = closing(&tokens, open);
        let says = |word| (open..close).any(|j| name(j) == word);
        if !says("test") || says("not") {
            continue;
        }
        // The item that follows ends at its block or at its semicolon, whichever opens first; the one in `[u8; 4]` is none.
        let is_use = (close + 1..tokens.len()).take(3).any(|j| name(j) == "use");
        let mut body = close + 1;
        while body + 1 < tokens.len() && !is_mark(body, ';') && (is_use || !is_mark(body, '{')) {
            body = if is_mark(body, '(') || is_mark(body, '[') { closing(&tokens, body) + 1 } else { body + 1 };
        }
        let body = body.min(tokens.len() - 1);
        let end = match open - i {
            2 => tokens.len() - 1,
            _ if is_mark(body, '{') => closing(&tokens, body),
            _ => body,
        };
        is_test[i..=end].fill(true);
        if is_mark(body, ';') && name(body - 2) == "mod" {
            test_modules.push(name(body - 1).to_owned());
        }
    }
    let marks = is_test.into_iter().zip(depth);
    let placed =
        tokens.into_iter().zip(marks).map(|((token, line), (is_test, module_depth))| Placed { token, line, is_test, module_depth });
    (placed.collect(), test_modules)
}

/// Every path written in `tokens`, use trees multiplied out, with the index of its first token.
fn paths(tokens: &[Placed]) -> Vec<(usize, Vec<String>)> {
    fn branch(tokens: &[Placed], mut i: usize, mut path: Vec<String>, first: usize, out: &mut Vec<(usize, Vec<String>)>) -> usize {
        while let Some(Placed { token: Token::Name(name), .. }) = tokens.get(i) {
            path.push(name.clone());
            if tokens.get(i + 1).is_none_or(|next| next.token != Token::PathSeparator) {
                out.push((first, path));
                return i + 1;
            }
            i += 2;
        }
        if tokens.get(i).is_some_and(|open| open.token == Token::Mark('{')) && !path.is_empty() {
            i += 1;
            while let Some(next) = tokens.get(i) {
                match next.token {
                    Token::Mark('}') => return i + 1,
                    Token::Name(_) | Token::Mark('{') => i = branch(tokens, i, path.clone(), i, out),
                    _ => i += 1,
                }
            }
            return i;
        }
        out.push((first, path)); // a glob, a turbofish
        i
    }
    let (mut out, mut i) = (Vec::new(), 0);
    while i < tokens.len() {
        i = match tokens[i].token {
            Token::Name(_) => branch(tokens, i, Vec::new(), i, &mut out),
            _ => i + 1,
        };
    }
    out
}

/// Whether `file` (from `src/`) is `place` or lies in it.
fn lies_in(file: &str, place: &str) -> bool {
    file.strip_prefix(place).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}

/// Module path of `file` (from `src/`): none for the crate's root.
fn module_path(file: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    if parts.last() == Some(&"mod") || matches!(parts[..], ["lib" | "main"]) {
        parts.pop();
    }
    parts
}

/// What `source` breaks, as sentences.
fn violations(file: &str, source: &str, is_test_file: bool) -> Vec<String> {
    let mut found = Vec::new();
    if !source.starts_with("//!") {
        found.push(format!("src/{file}: opens without a `//!` that says what the module does"));
    }
    let layer_of = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let module = module_path(file);
    let own = module.first().copied().unwrap_or("lib");
    let Some(own_layer) = layer_of(own) else {
        found.push(format!("src/{file}: `{own}` stands in no layer: give it one in ARCHITECTURE.md and here"));
        return found;
    };
    let (tokens, _) = placed(source, is_test_file);
    for (at, Placed { token, line, is_test, .. }) in tokens.iter().enumerate() {
        let is_member = at > 0 && matches!(tokens[at - 1].token, Token::Mark('.') | Token::PathSeparator);
        match token {
            Token::Name(name) if matches!(name.as_str(), "unwrap" | "expect") && is_member && !is_test => {
                found.push(format!("src/{file}:{line}: `{name}` ends the program: what is missing is an error with a remedy"));
            }
            Token::Name(name) if name == "unsafe" && own != "ui" => {
                found.push(format!("src/{file}:{line}: `unsafe` belongs in `ui` alone"));
            }
            Token::Text(text) if own != "persistence" && !is_test && SQL.iter().any(|word| text.trim_start().starts_with(word)) => {
                found.push(format!("src/{file}:{line}: SQL belongs in `persistence` alone"));
            }
            _ => {}
        }
    }
    for (first, path) in paths(&tokens) {
        let Placed { line, is_test, module_depth, .. } = &tokens[first];
        let ups = path.iter().skip_while(|name| *name == "self").take_while(|name| *name == "super").count();
        let target = match path[0].as_str() {
            "crate" | "audiopro" => path.get(1),
            "super" | "self" if ups > 0 && ups >= module.len() + module_depth => {
                path.get(path.iter().rposition(|name| name == "super").unwrap_or(0) + 1)
            }
            _ => None,
        };
        if let Some(target) = target.filter(|target| *target != own && path.len() > 1 && target.starts_with(char::is_lowercase)) {
            match layer_of(target) {
                None => found.push(format!("src/{file}:{line}: `{target}` stands in no layer")),
                Some(layer) if layer >= own_layer => {
                    found.push(format!(
                        "src/{file}:{line}: `{own}` must not see `{target}`: imports run one way, see ARCHITECTURE.md"
                    ));
                }
                Some(_) => {}
            }
        }
        for Confined { what, paths, places, binds_tests } in CONFINED {
            let is_named = paths.iter().any(|wanted| match wanted {
                [root] => path[0] == root.trim_start_matches('^'),
                _ => path.windows(wanted.len()).any(|window| window == *wanted),
            });
            if is_named && (*binds_tests || !is_test) && !places.iter().any(|(place, _)| lies_in(file, place)) {
                let homes: Vec<&str> = places.iter().map(|(place, _)| *place).collect();
                found.push(format!("src/{file}:{line}: {what} (`{}`) belongs in {}", path.join("::"), homes.join(", ")));
            }
        }
    }
    found.dedup(); // a use tree names one module many times
    found
}

fn files_under(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a folder of the checkout can be listed").path();
        if path.is_dir() {
            found.extend(files_under(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn sources_keep_their_layers_and_places() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let relative = |path: &Path| path.strip_prefix(&src).expect("listed under src").to_string_lossy().replace('\\', "/");
    let files: Vec<(String, String)> = files_under(&src, "rs")
        .into_iter()
        .map(|path| (relative(&path), fs::read_to_string(&path).expect("a source is readable")))
        .collect();
    assert!(files.iter().any(|(file, _)| file == "lib.rs"), "no sources found in {}", src.display());
    let mut test_modules = BTreeSet::new();
    for (file, source) in &files {
        let parent = module_path(file).join("/");
        let (_, names) = placed(source, false);
        test_modules.extend(names.into_iter().map(|name| format!("{parent}/{name}").trim_start_matches('/').to_owned()));
    }
    let found: Vec<String> = files
        .iter()
        .flat_map(|(file, source)| violations(file, source, test_modules.iter().any(|module| lies_in(file, module))))
        .collect();
    assert!(found.is_empty(), "{} breaches of the architecture:\n{}", found.len(), found.join("\n"));
}

#[test]
fn qml_neither_stores_nor_fetches() {
    for path in files_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("qml"), "qml") {
        let text = fs::read_to_string(&path).expect("a QML file is readable");
        for word in ["QtQuick.LocalStorage", "XMLHttpRequest", "WorkerScript"] {
            assert!(!text.contains(word), "{}: {word}: QML reads properties and calls invokables, nothing else", path.display());
        }
    }
}

#[test]
fn planted_breaches_are_found() {
    let planted: &[(&str, &str, &str)] = &[
        (
            "brain/forest.rs",
            "use crate::{contracts::Verdict, persistence::{Repository, TrackId}};",
            "`brain` must not see `persistence`",
        ),
        ("contracts/track.rs", "fn f() { crate::manager::start() }", "`contracts` must not see `manager`"),
        ("workers/mod.rs", "use super::analyzer;", "`workers` must not see `analyzer`"),
        ("analyzer/grid/bank.rs", "mod tests { use super::super::super::super::brain::judge; }", "`analyzer` must not see `brain`"),
        ("manager/mod.rs", "use crate::report;", "`manager` must not see `report`"),
        ("cli/mod.rs", "use crate::ui::App;", "`cli` must not see `ui`"),
        ("units.rs", "use crate::helpers::x;", "`helpers` stands in no layer"),
        ("helpers.rs", "", "`helpers` stands in no layer"),
        ("report/csv.rs", "use rusqlite::Connection;", "SQLite"),
        ("cli/mod.rs", "let sql = r#\"SELECT * FROM tracks\"#;", "SQL belongs"),
        ("manager/engine.rs", "fn f() { std::thread::spawn(|| ()); }", "starting a thread"),
        ("manager/engine.rs", "use std::{io, thread::{self, Builder}};", "starting a thread"),
        ("ui/session.rs", "use std::process::{self, Command};", "a child process"),
        ("analyzer/decoder.rs", "use symphonia::core::units::Time;", "a reader of containers"),
        ("manager/mod.rs", "#[cxx_qt::bridge] mod qobject {}", "Qt"),
        ("analyzer/dsp/fft.rs", "unsafe { f() }", "`unsafe` belongs"),
        ("ui/session.rs", "fn f() { g().unwrap(); }", "`unwrap` ends the program"),
        (
            "cli/mod.rs",
            "#[cfg(test)] fn t() -> [u8; 4] { g().unwrap() } fn f() { g.map(Option::expect) }",
            "`expect` ends the program",
        ),
        ("brain/mod.rs", "#[cfg(not(test))] fn f() { std::thread::spawn(g); }", "starting a thread"),
        ("services/mod.rs", "#[cfg(test)] mod tests {} fn f() { std::thread::spawn(g); }", "starting a thread"),
    ];
    for (file, source, expected) in planted {
        let found = violations(file, &format!("//! Doc.\n{source}"), false);
        assert!(
            matches!(&found[..], [only] if only.contains(expected)),
            "{file}: {source}\nexpected {expected:?}, found {found:?}"
        );
    }
    assert_eq!(violations("units.rs", "use std::fmt;", false).len(), 1, "a module without its doc");
}

#[test]
fn lawful_sources_pass() {
    let lawful: &[(&str, &str)] = &[
        ("brain/forest.rs", "use crate::{contracts::{Verdict, Evidence}, units::Hertz};\nuse super::weights; pub(crate) fn f() {}"),
        ("analyzer/grid/bank.rs", "use super::super::dsp::mdct; mod tests { use super::*; use super::super::super::dsp; }"),
        (
            "manager/mod.rs",
            "// std::thread::spawn\n/* unsafe /* rusqlite::x */ crate::ui::y */ fn f<'a>(s: &'a str) { g(\"crate::ui\", '\"', '\\'') }",
        ),
        ("manager/mod.rs", "let text = \"unsafe \\\" rusqlite::Connection\"; std::thread::sleep(d);"),
        ("brain/mod.rs", "#[cfg(test)]\nmod tests { fn f() { std::thread::spawn(g); std::process::Command::new(\"flac\"); } }"),
        ("analyzer/decode/ffmpeg.rs", "use std::process::{Child, Command};"),
        ("main.rs", "use audiopro::{cli, ui};"),
        (
            "ui/session.rs",
            "#[expect(dead_code)] fn f() { g().unwrap_or(0); } #[cfg(test)] fn t(a: [u8; 2]) -> [u8; 2] { g().expect(\"x\") }",
        ),
        ("lib.rs", "pub mod ui;"),
    ];
    for (file, source) in lawful {
        let found = violations(file, &format!("//! Doc.\n{source}"), false);
        assert!(found.is_empty(), "{file}: {source}\n{found:?}");
    }
    assert_eq!(placed("#[cfg(test)] pub(crate) mod oracle; mod real;", false).1, ["oracle"]);
}
