//! What a file declares and what was measured of it, as the rows of the detail panel's list. No Qt.

use serde_json::{Value, json};

use super::rows::length;
use crate::{
    contracts::{AuditReport, Codec, Integrity, IntegrityState, Md5State, Reader},
    language::{figure, retold, tr, whole},
};

/// The list, group by group.
pub(super) fn rows(report: &AuditReport) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut add = |group: &str, name: &str, value: String| rows.push(json!({ "group": group, "name": name, "value": value }));
    if let Some(facts) = &report.facts {
        let group = tr!("Stream");
        add(group, tr!("Container"), facts.container.clone());
        add(group, tr!("Codec"), facts.codec.clone());
        add(group, tr!("Rate"), tr!("{hz} Hz", hz = whole(facts.sample_rate.hz())));
        if let Some(bits) = facts.bits {
            add(group, tr!("Bits"), bits.to_string());
        }
        add(group, tr!("Channels"), facts.channels.to_string());
        add(group, tr!("Frames"), whole(facts.frames.0));
        if let Some(declared) = facts.declared_frames.filter(|declared| *declared != facts.frames) {
            add(group, tr!("Frames declared"), whole(declared.0));
        }
        add(group, tr!("Read by"), if facts.reader == Reader::Ffmpeg { "FFmpeg" } else { "Symphonia" }.to_owned());
    }
    if let Some(integrity) = &report.integrity {
        add(tr!("Integrity"), tr!("State"), self::integrity(integrity));
        if let Some(at) = integrity.first_fault_s {
            add(tr!("Integrity"), tr!("First fault"), length(Some(at)));
        }
    }
    let measured = serde_json::to_value(&report.measurements).unwrap_or_default();
    let traces = measured.get("traces").and_then(Value::as_object).into_iter().flatten();
    for (name, value) in measured.as_object().into_iter().flatten().chain(traces) {
        let text = match value {
            // The evidence names the network.
            _ if name == "looked_by" => continue,
            Value::Null | Value::Object(_) => continue,
            Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), readable),
            Value::Bool(yes) => if *yes { tr!("yes") } else { tr!("no") }.to_owned(),
            Value::Array(list) if list.is_empty() => tr!("none").to_owned(),
            other => other.to_string(),
        };
        add(tr!("Measurements"), &retold(&name.replace('_', " ")), text);
    }
    for (name, value) in &report.metadata.properties {
        add(tr!("Declared"), &retold(name), retold(value).into_owned());
    }
    for encoder in &report.metadata.encoders {
        add(tr!("Declared"), tr!("Encoder"), encoder.clone());
    }
    if let Some((mime, bytes)) = &report.metadata.picture {
        add(tr!("Declared"), tr!("Picture"), tr!("{mime}, {bytes} bytes", mime, bytes = whole(bytes)));
    }
    for (name, value) in &report.metadata.tags {
        add(tr!("Tags"), name, value.clone());
    }
    if let Some(problem) = &report.metadata.problem {
        add(tr!("Tags"), tr!("Not read"), retold(problem).into_owned());
    }
    add(tr!("Audit"), tr!("Took"), tr!("{ms} ms", ms = whole(report.elapsed_ms)));
    if let Some(grid) = &report.grid {
        let tried = Codec::ALL.into_iter().filter(|codec| grid.tests.iter().any(|test| test.codec == *codec));
        add(tr!("Audit"), tr!("Codecs tried"), tried.map(Codec::label).collect::<Vec<_>>().join(", "));
    }
    rows
}

/// Whether a file is whole, in words.
pub(super) fn integrity(integrity: &Integrity) -> String {
    match (integrity.state, integrity.md5, integrity.detail.as_deref().map(retold)) {
        (IntegrityState::Intact, Some(Md5State::Match), _) => tr!("Intact, MD5 matches").to_owned(),
        (IntegrityState::Intact, _, None) => tr!("Intact").to_owned(),
        (IntegrityState::Intact, _, Some(detail)) => tr!("Intact. {detail}", detail),
        (IntegrityState::Damaged, _, Some(detail)) => tr!("Damaged. {detail}", detail),
        (IntegrityState::Damaged, _, None) => tr!("Damaged").to_owned(),
        (IntegrityState::Undetermined, _, Some(detail)) => tr!("Integrity unknown. {detail}", detail),
        (IntegrityState::Undetermined, _, None) => tr!("Integrity unknown").to_owned(),
    }
}

/// At most four decimals, no trailing zeros.
fn readable(value: f64) -> String {
    let text = format!("{value:.4}");
    figure(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_lose_empty_decimals() {
        assert_eq!(readable(16.0), "16");
        assert_eq!(readable(-9.125), "-9.125");
        assert_eq!(readable(0.000_01), "0");
    }
}
