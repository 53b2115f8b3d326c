//! What the window writes: reports, certificates, pictures; and certificates read back. Runs in a job. No Qt.

use std::{
    cell::Cell,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};

use super::{
    reporting_text::{self, Certified},
    sound_drawing::{Kind, Order},
    sounds,
};
use crate::{
    analyzer::{DecodeError, sound::SoundError},
    contracts::{AuditReport, AuditSettings, AuditStatus, CancelToken},
    language::{retold, tr},
    persistence::{Repository, SortColumn, StoreError, TableQuery, TrackId},
    pictures::View,
    policy::Policy,
    report::{
        self, OutputFile, PictureChoice, PictureKind, PictureOrder, PictureSource, ReportFormat, ReportOptions, Scene,
        certificate::{self, Assembly, CertificateError, Comparison},
        explain_unwritable, spectrogram_of,
    },
};

/// Why nothing was written: a sentence, or `None` where it was cancelled.
pub(super) type Refusal = Option<String>;

/// What the work needs besides the store.
#[derive(Clone)]
pub(super) struct Tools {
    /// What each track is held against.
    pub(super) policy: Option<Arc<Policy>>,
    pub(super) settings: AuditSettings,
    /// Where decoded sound is kept meanwhile.
    pub(super) cache: PathBuf,
}

/// Told with the share that is done, 0 to 1.
pub(super) type Tell<'a> = &'a dyn Fn(f64);

/// Writes the reports of `tracks`, or of all where none is named, to `path`; their number.
pub(super) fn export(
    store: &Repository,
    tracks: &[TrackId],
    path: &Path,
    format: ReportFormat,
    tools: &Tools,
    cancel: &CancelToken,
    tell: Tell<'_>,
) -> Result<u64, Refusal> {
    let pictures = (format == ReportFormat::Html).then(|| pictures(tools, cancel));
    let options = ReportOptions { policy: tools.policy.clone(), pictures, ..ReportOptions::default() };
    let text = |error: StoreError| error.to_string();
    let written = report::export_with(path, format, options, |visit| {
        if tracks.is_empty() {
            let query = TableQuery { sort: SortColumn::Added, ..TableQuery::default() };
            let total = store.counts(&query).map_err(text)?.total;
            let seen = Cell::new(0);
            store
                .for_each_report(&query, &mut |report| {
                    seen.set(seen.get() + 1);
                    tell(share(seen.get(), total));
                    !cancel.is_cancelled() && visit(&report)
                })
                .map_err(text)?;
        } else {
            for (number, track) in tracks.iter().enumerate() {
                tell(share(number as u64, tracks.len() as u64));
                if cancel.is_cancelled() {
                    break;
                }
                if let Some(report) = store.report(*track).map_err(text)?
                    && !visit(&report)
                {
                    break;
                }
            }
        }
        // What was cut short is not kept.
        if cancel.is_cancelled() { Err(String::new()) } else { Ok(()) }
    });
    written.map_err(|problem| (!cancel.is_cancelled()).then_some(problem))
}

/// Draws the spectrogram of each track that gets one as its report is written.
fn pictures(tools: &Tools, cancel: &CancelToken) -> PictureSource {
    let choice = Mutex::new(PictureChoice::default());
    let (tools, cancel) = (tools.clone(), cancel.clone());
    Arc::new(move |report| {
        let is_taken = choice.lock().unwrap_or_else(PoisonError::into_inner).takes(report);
        if !is_taken || cancel.is_cancelled() {
            return Vec::new();
        }
        let drawn = spectrogram_of(report, &tools.cache, &tools.settings, &cancel);
        drawn.inspect_err(|problem| tracing::warn!("no spectrogram: {problem:?}")).into_iter().collect()
    })
}

/// Writes the certificate of `tracks` to `path`.
pub(super) fn certify(
    store: &Repository,
    tracks: &[TrackId],
    path: &Path,
    tools: &Tools,
    cancel: &CancelToken,
    tell: Tell<'_>,
) -> Result<Certified, Refusal> {
    let told = |error: CertificateError| Some(error.to_string());
    certificate::fits(tracks.len()).map_err(told)?;
    let unread = |error: StoreError| Some(error.to_string());
    let (mut reports, mut left_out) = (Vec::new(), Vec::new());
    for track in tracks {
        match store.report(*track).map_err(unread)? {
            Some(report) if report.status == AuditStatus::Audited => reports.push(report),
            // A failed audit says why, and names its file.
            Some(AuditReport { error: Some(problem), .. }) => left_out.push(retold(&problem).into_owned()),
            // A track that is gone has no name any more.
            _ => left_out.extend(store.rows(&[*track]).map_err(unread)?.iter().map(|row| reporting_text::unaudited(&row.name))),
        }
    }
    let (mut choice, mut assembly) = (PictureChoice::default(), Assembly::default());
    let total = reports.len() as u64;
    for (number, report) in reports.into_iter().enumerate() {
        tell(share(number as u64, total));
        let sums = certificate::checksums_of(&report.path, &tools.settings, cancel).map_err(|_| None::<String>)?;
        let mut pictures = Vec::new();
        if sums.is_ok() && choice.takes(&report) {
            match spectrogram_of(&report, &tools.cache, &tools.settings, cancel) {
                Ok(picture) => pictures.push(picture),
                Err(None) => return Err(None),
                Err(Some(problem)) => tracing::warn!("no spectrogram: {problem}"),
            }
        }
        assembly.add(Arc::new(report), sums, tools.policy.as_deref(), pictures);
    }
    let paths: Vec<&Path> = assembly.tracks().map(|(report, _)| report.path.as_path()).collect();
    if let ([], [problem, ..]) = (paths.as_slice(), assembly.left_out()) {
        return Err(Some(problem.clone()));
    }
    // The certificate speaks English, as every report does.
    let title = certificate::title_of(&paths).unwrap_or_else(|| "Audit".to_owned());
    let bytes = assembly.document(&title).map_err(told)?;
    if cancel.is_cancelled() {
        return Err(None);
    }
    OutputFile::write(path, &bytes).map_err(|error| Some(explain_unwritable(path, &error)))?;
    left_out.extend(assembly.left_out().iter().map(|problem| retold(problem).into_owned()));
    Ok(Certified { tracks: paths.len(), left_out })
}

/// Reads the certificate at `path` and compares `files` with it; where none is named, the files of its tracks' names beside it.
pub(super) fn verify(
    path: &Path,
    files: &[PathBuf],
    settings: &AuditSettings,
    cancel: &CancelToken,
    tell: Tell<'_>,
) -> Result<Value, Refusal> {
    let read = certificate::load(path).map_err(|problem| Some(format!("{}: {problem}", path.display())))?;
    let tracks = &read.facts.tracks;
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = || {
        // A name with a folder in it is no name: a hostile certificate opens nothing elsewhere.
        let is_name = |name: &&String| Path::new(name).file_name().is_some_and(|last| last == name.as_str());
        tracks.iter().map(|track| &track.name).filter(is_name).map(|name| folder.join(name)).filter(|file| file.is_file()).collect()
    };
    let files: Vec<PathBuf> = if files.is_empty() { beside() } else { files.to_vec() };
    let mut compared = Vec::new();
    for (number, file) in files.iter().enumerate() {
        tell(share(number as u64, files.len() as u64));
        let sums = certificate::checksums_of(file, settings, cancel).map_err(|_| None::<String>)?;
        compared.push(Comparison::new(file, sums, tracks));
    }
    let lines: Vec<Value> = compared
        .iter()
        .map(|file| json!({ "path": report::printable(&file.path), "belongs": file.belongs, "isRead": file.error.is_none(), "words": reporting_text::comparison(file) }))
        .collect();
    let names: Vec<String> = tracks.iter().map(|track| report::printable(&track.name)).collect();
    Ok(json!({
        "certificate": report::printable(&path.to_string_lossy()),
        "made": reporting_text::made(&read.facts),
        "isUnchanged": read.is_unchanged,
        "seal": reporting_text::seal(read.is_unchanged),
        "tracks": names,
        "files": lines,
    }))
}

/// Saves what `order` asks for of `track` as a picture of `size` pixels.
pub(super) fn save_picture(
    store: &Repository,
    track: TrackId,
    order: &Order,
    size: (u32, u32),
    path: &Path,
    tools: &Tools,
    cancel: &CancelToken,
) -> Result<(), Refusal> {
    let order = picture_order(order)?;
    let (report, scene): (AuditReport, Scene) = match sounds::get(track).filter(|shown| shown.sound.is_complete()) {
        Some(shown) => {
            let scene = Scene { sound: shown.sound.clone(), spectrogram: shown.spectrogram.clone(), overview: shown.overview() };
            (shown.report.clone(), scene)
        }
        None => {
            let report = store.report(track).map_err(|error| Some(error.to_string()))?;
            let report = report.ok_or_else(|| Some(tr!("This track was not audited yet.").to_owned()))?;
            let scene = Scene::decode(&report, &tools.cache, &tools.settings, cancel).map_err(|error| match error {
                SoundError::Decode(DecodeError::Cancelled) => None,
                error => Some(error.to_string()),
            })?;
            (report, scene)
        }
    };
    report::save_picture(path, &report, &scene, &order, size, cancel)
}

/// What the window shows, as a picture to keep.
fn picture_order(order: &Order) -> Result<PictureOrder, Refusal> {
    let kind = match order.kind {
        Kind::Spectrogram => PictureKind::Spectrogram,
        Kind::Waveform => PictureKind::Waveform,
        Kind::Spectrum => PictureKind::Spectrum,
        Kind::Loudness => PictureKind::Loudness,
        _ => return Err(Some(tr!("This picture cannot be saved. Choose spectrogram, spectrum, waveform or loudness.").to_owned())),
    };
    let view = (order.to_s > order.from_s).then_some(View { from_s: order.from_s, to_s: order.to_s });
    Ok(PictureOrder { kind, view, look: order.look, marks: order.marks })
}

fn share(done: u64, total: u64) -> f64 {
    if total == 0 { 0.0 } else { (done as f64 / total as f64).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contracts::TrackKey, pictures::Axis};

    #[test]
    fn what_is_shown_is_what_is_saved() {
        let order: Order =
            serde_json::from_str(r#"{"kind":"spectrogram","from_s":1,"to_s":3.5,"look":{"axis":"log","window":4096}}"#).unwrap();
        let picture = picture_order(&order).unwrap();
        assert_eq!((picture.kind, picture.look.axis, picture.look.window), (PictureKind::Spectrogram, Axis::Log, 4096));
        assert_eq!(picture.view, Some(View { from_s: 1.0, to_s: 3.5 }));
        let order = Order { kind: Kind::Goniometer, ..Order::default() };
        assert!(picture_order(&order).unwrap_err().unwrap().contains("spectrogram"));
    }

    #[test]
    fn what_is_no_certificate_is_told_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.pdf");
        std::fs::write(&path, "%PDF-1.7").unwrap();
        let refused = verify(&path, &[], &AuditSettings::default(), &CancelToken::new(), &|_| {}).unwrap_err().unwrap();
        assert!(refused.contains("notes.pdf") && refused.contains("certif"), "{refused}");
    }

    #[test]
    fn a_cancelled_export_leaves_the_old_file_and_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Repository::open(&folder.path().join("a.db")).unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "old").unwrap();
        let tools = Tools { policy: None, settings: AuditSettings::default(), cache: folder.path().to_owned() };
        let cancel = CancelToken::new();
        let go = |format| export(&store, &[], &path, format, &tools, &cancel, &|_| {});
        assert_eq!(go(ReportFormat::Csv), Ok(0));
        std::fs::write(&path, "old").unwrap();
        cancel.cancel();
        assert_eq!(go(ReportFormat::Html), Err(None));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        let missing = certify(&store, &[TrackId(9)], &path, &tools, &CancelToken::new(), &|_| {}).unwrap_err().unwrap();
        assert!(missing.contains("nothing to certify"), "{missing}");
    }

    /// A store with one audited track, a WAV of a second.
    fn stored(folder: &Path) -> (Repository, TrackId, PathBuf) {
        let path = folder.join("01 a.wav");
        let samples: Vec<u8> =
            (0..44_100).flat_map(|n| ((f64::from(n) / 7.0).sin() * 9_000.0).to_bits().to_le_bytes()[4..8].to_vec()).collect();
        let mut file = b"RIFF".to_vec();
        file.extend_from_slice(&(36 + samples.len() as u32).to_le_bytes());
        file.extend_from_slice(b"WAVEfmt ");
        for value in [16_u32, 1 | 2 << 16, 44_100, 44_100 * 4, 4 | 16 << 16] {
            file.extend_from_slice(&value.to_le_bytes());
        }
        file.extend_from_slice(b"data");
        file.extend_from_slice(&(samples.len() as u32).to_le_bytes());
        file.extend_from_slice(&samples);
        std::fs::write(&path, file).unwrap();
        let store = Repository::open(&folder.join("a.db")).unwrap();
        let key = TrackKey { path: path.clone(), size_bytes: 1, modified_ns: 1 };
        let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
        let report = AuditReport { status: AuditStatus::Audited, error: None, ..AuditReport::failed(path.clone(), "") };
        store.save(track, &key, &report).unwrap();
        (store, track, path)
    }

    #[test]
    fn a_certificate_names_the_tracks_that_it_leaves_out() {
        let folder = tempfile::tempdir().unwrap();
        let (store, audited, _) = stored(folder.path());
        let keys = ["02 b.wav", "03 c.wav"].map(|name| TrackKey { path: folder.path().join(name), size_bytes: 1, modified_ns: 1 });
        let [waiting, failed] = [&keys[0], &keys[1]].map(|key| store.register(None, std::slice::from_ref(key)).unwrap()[0].track);
        store.save(failed, &keys[1], &AuditReport::failed(keys[1].path.clone(), "03 c.wav holds no audio.")).unwrap();
        let tools = Tools { policy: None, settings: AuditSettings::default(), cache: folder.path().to_owned() };
        let (pdf, cancel) = (folder.path().join("a.pdf"), CancelToken::new());
        let done = certify(&store, &[waiting, audited, failed], &pdf, &tools, &cancel, &|_| {}).unwrap();
        let left_out = ["02 b.wav: not audited yet.", "03 c.wav holds no audio."].map(str::to_owned).to_vec();
        assert_eq!(done, Certified { tracks: 1, left_out });
        let none = certify(&store, &[waiting, failed], &pdf, &tools, &cancel, &|_| {}).unwrap_err().unwrap();
        assert!(none.contains("nothing to certify"), "{none}");
    }

    #[test]
    fn a_certificate_belongs_to_the_file_beside_it_and_a_picture_has_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let (store, track, audio) = stored(folder.path());
        let settings = AuditSettings::default();
        let tools = Tools { policy: None, settings: settings.clone(), cache: folder.path().to_owned() };
        let (pdf, png, cancel) = (folder.path().join("a.pdf"), folder.path().join("a.png"), CancelToken::new());
        let done = certify(&store, &[track, TrackId(77)], &pdf, &tools, &cancel, &|_| {}).unwrap();
        assert_eq!(done, Certified { tracks: 1, left_out: Vec::new() });
        let found = verify(&pdf, &[], &settings, &cancel, &|_| {}).unwrap();
        assert_eq!(found["isUnchanged"], true);
        assert_eq!(found["files"].as_array().unwrap().len(), 1, "the file beside it is found by its name");
        assert_eq!((&found["files"][0]["belongs"], &found["tracks"][0]), (&json!(true), &json!("01 a.wav")));
        let order = Order { kind: Kind::Waveform, ..Order::default() };
        save_picture(&store, track, &order, (640, 400), &png, &tools, &cancel).unwrap();
        let header = std::fs::read(&png).unwrap()[16..24].to_vec();
        assert_eq!(header, [640_u32.to_be_bytes(), 400_u32.to_be_bytes()].concat());
        std::fs::remove_file(&audio).unwrap();
        let gone = certify(&store, &[track], &pdf, &tools, &cancel, &|_| {}).unwrap_err().unwrap();
        assert!(gone.contains("01 a.wav"), "{gone}");
        assert_eq!(verify(&pdf, &[], &settings, &cancel, &|_| {}).unwrap()["files"], json!([]));
    }
}
