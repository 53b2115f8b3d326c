//! `audiopro health`: the checks of the window's dialog, as text or JSON.

use std::io::{self, IsTerminal};

use comfy_table::{Cell, Color, ContentArrangement, Table, presets::NOTHING};
use serde::Serialize;

use super::{
    EXIT_FAILED,
    arguments::{HealthArguments, HealthFormat},
    audit::wants_colour,
    print,
    start::Session,
};
use crate::{
    contracts::CancelToken,
    manager::{probe_database, probe_network, probe_weights},
    persistence::Repository,
    report::printable,
    services::health::{self, DatabaseProbe, HealthCheck, HealthState},
};

#[derive(Serialize)]
struct Answer<'a> {
    schema: u32,
    /// Whether nothing essential is missing: store, disk, logs.
    can_start: bool,
    checks: &'a [HealthCheck],
}

/// Prints the checks; 0 where nothing essential is missing, else 2.
pub(super) fn run(arguments: &HealthArguments) -> u8 {
    let session = Session::start();
    let database = session.database(arguments.db.as_deref());
    // A look makes no database.
    let probe = if database.exists() {
        match Repository::open(&database) {
            Ok(repository) => probe_database(&database, Some(&repository), None),
            Err(error) => probe_database(&database, None, Some(&error.to_string())),
        }
    } else {
        DatabaseProbe::absent(&database)
    };
    let checks = health::check(
        &session.settings,
        &probe,
        &probe_weights(&session.places.weights),
        &probe_network(&session.places.weights, &session.settings),
        Some(&session.places.logs),
        &CancelToken::new(),
    );
    let can_start = !checks.iter().any(|check| check.is_essential() && check.state == HealthState::Missing);
    let text = match arguments.format {
        HealthFormat::Json => {
            serde_json::to_string_pretty(&Answer { schema: 1, can_start, checks: &checks }).map(|text| text + "\n")
        }
        HealthFormat::Table => {
            session.complain_about_settings();
            Ok(table(&checks, wants_colour(io::stdout().is_terminal())))
        }
    };
    let printed = match text {
        Ok(text) => print(text.as_bytes()),
        Err(error) => {
            super::complain(&format!("the answer cannot be written: {error}"));
            EXIT_FAILED
        }
    };
    if can_start { printed } else { EXIT_FAILED }
}

fn table(checks: &[HealthCheck], is_coloured: bool) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if is_coloured {
        table.enforce_styling();
    } else {
        table.force_no_tty();
        table.set_width(120);
    }
    for check in checks {
        let colour = match check.state {
            HealthState::Ready => Color::Green,
            HealthState::Limited => Color::Yellow,
            HealthState::Missing => Color::Red,
        };
        table.add_row([Cell::new(&check.name), Cell::new(check.state.label()).fg(colour), Cell::new(printable(&check.found))]);
        let more = [("Limits", &check.limits), ("To mend", &check.remedy), ("Command", &check.command)];
        for (word, sentence) in more {
            if let Some(sentence) = sentence {
                table.add_row([Cell::new(""), Cell::new(word), Cell::new(printable(sentence))]);
            }
        }
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_followed_by_its_remedy() {
        let check = HealthCheck {
            id: "ollama".to_owned(),
            name: "Ollama".to_owned(),
            state: HealthState::Limited,
            found: "Running, but the model m is not there".to_owned(),
            limits: Some("Tracks in the grey zone stay inconclusive.".to_owned()),
            remedy: None,
            command: Some("ollama pull m".to_owned()),
        };
        let text = table(&[check], false);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        assert!(lines[0].starts_with("Ollama") && lines[0].contains("Limited"), "{text}");
        assert!(lines[1].starts_with("Limits") && lines[2].starts_with("Command") && lines[2].ends_with("ollama pull m"), "{text}");
        assert!(!text.contains('\u{1b}'));
    }
}
