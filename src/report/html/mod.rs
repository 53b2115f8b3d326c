//! One web page that holds everything: no network, no other file, no script but its own.
//!
//! Reports come one by one, and the page begins with what only the last one settles. So rows and details are written to temporary
//! files as they come and copied into place at the end; memory holds counts and one place a track. Every value is escaped by the
//! templates, and the page's own policy lets no script run but the one whose checksum it names.

mod page;
mod track;

use std::{
    fs::File,
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    sync::Arc,
};

use maud::Markup;

use super::{PictureSource, ReportWriter, method::Origins, totals::Totals};
use crate::{
    contracts::{AuditReport, IntegrityState, VerdictClass},
    policy::{Policy, PolicyOutcome, PolicyState},
};

/// Tracks up to which every one has its details.
const DETAILS_FOR_ALL: u64 = 500;
/// Details of tracks that ask for a look, where there are more tracks.
const MOST_DETAILS: usize = 1000;
/// Proofs drawn with their coefficients, which take the most room.
const MOST_COEFFICIENTS: usize = 200;
/// Tracks up to which the details stand open.
const OPEN_UP_TO: u64 = 3;

/// Writes the page.
pub(super) struct HtmlWriter {
    output: Box<dyn Write + Send>,
    policy: Option<Arc<Policy>>,
    pictures: Option<PictureSource>,
    spools: Option<Spools>,
    places: Vec<Place>,
    totals: Totals,
    origins: Origins,
    coefficients: usize,
    asking: usize,
}

/// Where the details of a track lie.
struct Place {
    /// Of its first byte.
    start: u64,
    bytes: u64,
    /// Whether they are told among many tracks too.
    asks_for_a_look: bool,
}

/// Rows and details that wait for the end.
struct Spools {
    /// The rows as they stand where there are few tracks: each links to its details.
    few: Spool,
    /// And where there are many.
    many: Spool,
    details: Spool,
}

/// A temporary file without a name.
struct Spool {
    file: BufWriter<File>,
    bytes: u64,
}

impl Spool {
    fn new() -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(tempfile::tempfile()?), bytes: 0 })
    }

    fn add(&mut self, markup: &Markup) -> io::Result<()> {
        self.bytes += markup.0.len() as u64;
        self.file.write_all(markup.0.as_bytes())
    }

    /// Copies `bytes` from `start` to `output`.
    fn copy(&mut self, start: u64, bytes: u64, output: &mut dyn Write) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(start))?;
        io::copy(&mut file.take(bytes), output).map(drop)
    }
}

impl HtmlWriter {
    pub(super) fn new(output: Box<dyn Write + Send>, policy: Option<Arc<Policy>>, pictures: Option<PictureSource>) -> Self {
        Self {
            output,
            policy,
            pictures,
            spools: None,
            places: Vec::new(),
            totals: Totals::default(),
            origins: Origins::default(),
            coefficients: 0,
            asking: 0,
        }
    }

    fn has_room_for(&self, asks_for_a_look: bool) -> bool {
        if asks_for_a_look {
            self.totals.tracks <= DETAILS_FOR_ALL || self.asking < MOST_DETAILS
        } else {
            self.totals.tracks <= DETAILS_FOR_ALL
        }
    }

    /// The details that are told once all tracks are known.
    fn told(&mut self) -> Vec<Place> {
        let has_all = self.totals.tracks <= DETAILS_FOR_ALL;
        self.places.drain(..).filter(|place| has_all || place.asks_for_a_look).collect()
    }
}

impl ReportWriter for HtmlWriter {
    fn write(&mut self, report: &AuditReport) -> io::Result<()> {
        let outcome = self.policy.as_ref().map(|policy| policy.evaluate(report));
        self.totals.add(report, outcome.as_ref());
        self.origins.add(report);
        let number = self.totals.tracks;
        let asks_for_a_look = asks_for_a_look(report, outcome.as_ref());
        let has_details = self.has_room_for(asks_for_a_look);
        if self.spools.is_none() {
            self.spools = Some(Spools { few: Spool::new()?, many: Spool::new()?, details: Spool::new()? });
        }
        let Some(spools) = &mut self.spools else { return Ok(()) };
        if number <= DETAILS_FOR_ALL {
            spools.few.add(&track::row(report, outcome.as_ref(), Some(number)))?;
        }
        let link = (has_details && asks_for_a_look).then_some(number);
        spools.many.add(&track::row(report, outcome.as_ref(), link))?;
        if has_details {
            let pictures = self.pictures.as_ref().map(|render| render(report)).unwrap_or_default();
            let has_proof = report.pictures.proof.is_some();
            let with_coefficients = self.coefficients < MOST_COEFFICIENTS;
            self.coefficients += usize::from(has_proof);
            self.asking += usize::from(asks_for_a_look);
            let start = spools.details.bytes;
            spools.details.add(&track::details(report, outcome.as_ref(), &pictures, number, with_coefficients))?;
            self.places.push(Place { start, bytes: spools.details.bytes - start, asks_for_a_look });
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let told = self.told();
        let summary = page::Summary {
            totals: &self.totals,
            origins: &self.origins,
            policy: self.policy.as_deref(),
            details: told.len() as u64,
            has_left_coefficients: self.coefficients > MOST_COEFFICIENTS,
            has_all_details: self.totals.tracks <= DETAILS_FOR_ALL,
            has_pictures: self.pictures.is_some(),
        };
        self.output.write_all(page::opening(&summary).0.as_bytes())?;
        if let Some(mut spools) = self.spools.take() {
            self.output.write_all(page::table_opening(self.policy.is_some()).as_bytes())?;
            let rows = if summary.has_all_details { &mut spools.few } else { &mut spools.many };
            rows.copy(0, rows.bytes, &mut self.output)?;
            self.output.write_all(page::TABLE_END.as_bytes())?;
            self.output.write_all(page::details_opening(&summary).0.as_bytes())?;
            for place in told {
                spools.details.copy(place.start, place.bytes, &mut self.output)?;
            }
        }
        self.output.write_all(page::closing(&summary).0.as_bytes())?;
        self.output.flush()
    }
}

/// Whether a track is told in detail among many: a suspicion, a doubt, a fault, a broken rule.
fn asks_for_a_look(report: &AuditReport, outcome: Option<&PolicyOutcome>) -> bool {
    let is_told = |class: VerdictClass| class.is_suspicious() || class == VerdictClass::Inconclusive;
    report.verdict.as_ref().is_none_or(|verdict| is_told(verdict.class))
        || report.integrity.as_ref().is_some_and(|integrity| integrity.state == IntegrityState::Damaged)
        || outcome.is_some_and(|outcome| outcome.outcome == PolicyState::Fail)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::report::{Picture, samples, table::tests::Buffer};

    fn written(reports: impl IntoIterator<Item = AuditReport>, policy: Option<Policy>, pictures: Option<PictureSource>) -> String {
        let buffer = Buffer::default();
        let mut writer = Box::new(HtmlWriter::new(Box::new(buffer.clone()), policy.map(Arc::new), pictures));
        for report in reports {
            writer.write(&report).unwrap();
        }
        writer.finish().unwrap();
        buffer.text()
    }

    fn count(text: &str, part: &str) -> usize {
        text.matches(part).count()
    }

    #[test]
    fn a_page_tells_verdict_evidence_limits_and_method() {
        let page = written([samples::transcode(), samples::genuine("/music/b.flac")], None, None);
        for part in [
            "<!DOCTYPE html>",
            "Transcode from MP3",
            "This FLAC was made from an MP3.",
            "Decided by the codec grid",
            "Empty coefficients: MP3",
            "below 4.0",
            "ITU-R BS.1770-4",
            "EBU Tech 3342",
            "MP3 up to 320 kbit/s would show",
            "The codec&#39;s grid",
            "prefers-color-scheme",
            "@media print",
            concat!("Audiopro ", env!("CARGO_PKG_VERSION")),
        ] {
            assert!(page.replace("codec's", "codec&#39;s").contains(part), "{part}");
        }
        assert_eq!((count(&page, "<details class=\"track\""), count(&page, "<tr data-class=")), (2, 2));
        assert!(!page.contains("http://") && !page.contains("https://"), "nothing is fetched");
        assert_eq!(count(&page, "<script"), 1);
    }

    #[test]
    fn a_hostile_name_or_tag_stays_text() {
        let mut report = samples::transcode();
        report.path = PathBuf::from("/m/<script>alert(1)</script>\"onload=x '&.flac");
        report.metadata.tags = vec![("</details><img src=x>".to_owned(), "</script><u>".to_owned())];
        report.metadata.encoders = vec!["<i>".to_owned()];
        let failed = AuditReport::failed(PathBuf::from("/m/\u{202e}gpj.flac"), "<h1>no</h1>");
        let page = written([report, failed], None, None);
        for harmful in ["<script>alert", "<img src=x", "<u>", "<i>", "<h1>no", "\u{202e}", "\"onload=x"] {
            assert!(!page.contains(harmful), "{harmful}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=x"));
    }

    #[test]
    fn among_many_only_those_that_ask_for_a_look_have_details_and_the_page_says_so() {
        let report = |at: u32| match at % 100 {
            0 => samples::transcode(),
            1 => AuditReport::failed(PathBuf::from("/b"), "no"),
            _ => samples::genuine(&format!("/music/{at}.flac")),
        };
        let page = written((0..1000).map(report), None, None);
        assert_eq!((count(&page, "<tr data-class="), count(&page, "<details class=\"track\"")), (1000, 20));
        assert!(page.contains("Details follow for 20 of 1000 tracks"), "it is said");
        assert!(page.contains("href=\"#t1\"") && page.contains("id=\"t1\""));
        assert!(!page.contains("href=\"#t3\""), "no link without its end");
        assert!(page.len() < 2_000_000, "{}", page.len());
    }

    #[test]
    fn a_policy_has_its_column_and_its_reasons() {
        let text = "name = \"House & rules\"\n[measurements]\ntrue_peak_dbtp = { max = -1 }\n";
        let policy = Policy::parse(text, Path::new("p.toml")).unwrap();
        let page = written([samples::transcode()], Some(policy), None);
        for part in ["House &amp; rules", "at most -1 dBTP", "data-v=\"fail\"", "<td class=\"num\">0.3</td>"] {
            assert!(page.contains(part), "{part}");
        }
    }

    #[test]
    fn pictures_are_part_of_the_page() {
        let render: PictureSource = Arc::new(|_| {
            let png = b"\x89PNG picture".to_vec();
            vec![Picture { title: "Spectrogram".to_owned(), png, width: 8, height: 4, caption: "All of it.".to_owned() }]
        });
        let page = written([samples::transcode()], None, Some(render));
        assert!(page.contains("src=\"data:image/png;base64,iVBORyBwaWN0dXJl\"") && page.contains("All of it."));
    }

    #[test]
    fn nothing_found_is_a_page_too() {
        let page = written([], None, None);
        assert!(page.contains("No track was audited") && page.ends_with("</html>"), "{page}");
    }
}
