//! `audiopro patches`: writes what the network looks at, for whoever trains one.
//!
//! Decodes the tracks of a manifest and audits nothing. Both files appear whole or not at all; rows and patches stand in the order
//! of the manifest, however many tracks are decoded at once.

use std::{
    io::{self, Write},
    path::Path,
};

use csv::{ByteRecord, ReaderBuilder, Trim, WriterBuilder};

use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_USAGE, arguments::PatchesArguments, checksums::on_workers, complain, evaluate, interrupt,
    progress::Progress, start::Session,
};
use crate::{
    analyzer::{self, AnalysisError, Scratch},
    contracts::{AuditSettings, CancelToken, Patches},
    report::{OutputFile, explain_unwritable},
};

/// What stands under the options in the help.
pub(super) const HELP: &str = "\
Writes two files into the folder:
  patches.u8  every patch, one after the other: 28 800 bytes each, [2][480][30], mid and side,
              bands of 50 Hz from low to high, moments of 5 ms; attenuation below the patch's
              highest level in half decibels
  tracks.csv  the columns of the manifest, then first_patch and patches (how many; 0 where none)

Exit codes:
  0    done
  2    some track could not be read, and has no patches
  64   wrong usage, or a manifest that cannot be read
  130  stopped by Ctrl-C; nothing is written";

/// Tracks decoded between two writes, for each worker: their patches are held until then, 0.9 MB a track.
const TRACKS_A_WORKER: usize = 16;

/// Makes and writes the patches; the exit code.
pub(super) fn run(arguments: &PatchesArguments) -> u8 {
    let interrupts = interrupt::listen();
    let session = Session::start();
    session.complain_about_settings();
    let rows = match evaluate::read(&arguments.manifest) {
        Ok(rows) => rows,
        Err(error) => {
            complain(&error.to_string());
            return EXIT_USAGE;
        }
    };
    let table = match Table::read(&arguments.manifest) {
        Ok(table) => table,
        Err(error) => {
            complain(&format!("{} cannot be read: {error}.", arguments.manifest.display()));
            return EXIT_USAGE;
        }
    };
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), ..AuditSettings::default() };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = match arguments.jobs.unwrap_or(session.settings.workers) {
        0 => processors,
        workers => workers,
    };
    let progress = Progress::new(false);
    let mut output = match Output::create(&arguments.output) {
        Ok(output) => output,
        Err(code) => return code,
    };
    progress.found(rows.len() as u64);
    let mut has_failed = false;
    for (rows, lines) in rows.chunks(TRACKS_A_WORKER * workers).zip(table.lines.chunks(TRACKS_A_WORKER * workers)) {
        let jobs = rows.iter().map(|row| {
            let (file, settings) = (row.file.clone(), settings.clone());
            move |cancel: &CancelToken| match analyzer::patches_of(&file, &settings, &mut Scratch::default(), cancel) {
                Ok(patches) => Ok(Ok(patches)),
                Err(AnalysisError::Cancelled(cancelled)) => Err(cancelled),
                Err(error) => Ok(Err(error.to_string())),
            }
        });
        let made = match on_workers(jobs.collect(), workers, &interrupts, &progress) {
            Ok(made) => made,
            Err(code) => {
                progress.clear();
                return code;
            }
        };
        for (made, line) in made.into_iter().zip(lines) {
            let patches = made.and_then(|made| made).unwrap_or_else(|problem| {
                has_failed = true;
                progress.tell(&problem);
                Patches::default()
            });
            output.tracks.push((line.clone(), patches.len()));
            if let Err(error) = output.patches.write_all(patches.bytes()) {
                progress.clear();
                complain(&explain_unwritable(&arguments.output.join(PATCHES), &error));
                return EXIT_FAILED;
            }
        }
    }
    progress.clear();
    match output.keep(&table.head) {
        Ok(()) if has_failed => EXIT_FAILED,
        Ok(()) => EXIT_CLEAN,
        Err(error) => {
            complain(&explain_unwritable(&arguments.output, &error));
            EXIT_FAILED
        }
    }
}

const PATCHES: &str = "patches.u8";
const TRACKS: &str = "tracks.csv";

/// A manifest as it is written, its columns that nobody here knows included.
struct Table {
    head: ByteRecord,
    lines: Vec<ByteRecord>,
}

impl Table {
    fn read(path: &Path) -> csv::Result<Self> {
        let mut reader = ReaderBuilder::new().trim(Trim::Headers).from_path(path)?;
        let head = reader.byte_headers()?.clone();
        let lines = reader.into_byte_records().collect::<csv::Result<Vec<ByteRecord>>>()?;
        Ok(Self { head, lines })
    }
}

/// Both files in the making.
struct Output {
    files: [OutputFile; 2],
    patches: Box<dyn Write + Send>,
    /// Lines of the manifest, each with the number of its patches.
    tracks: Vec<(ByteRecord, usize)>,
}

impl Output {
    /// Makes the folder and starts the files.
    ///
    /// # Errors
    /// The exit code, after a complaint.
    fn create(folder: &Path) -> Result<Self, u8> {
        let unwritable = |path: &Path, error: &io::Error| {
            complain(&explain_unwritable(path, error));
            EXIT_FAILED
        };
        std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        let start = |name: &str| {
            let path = folder.join(name);
            OutputFile::create(&path).map_err(|error| unwritable(&path, &error))
        };
        let files = [start(PATCHES)?, start(TRACKS)?];
        let patches = files[0].stream().map_err(|error| unwritable(&folder.join(PATCHES), &error))?;
        Ok(Self { files, patches, tracks: Vec::new() })
    }

    /// Writes the table and puts both files in their places.
    fn keep(mut self, head: &ByteRecord) -> io::Result<()> {
        self.patches.flush()?;
        let mut table = WriterBuilder::new().from_writer(self.files[1].stream()?);
        let mut line = head.clone();
        line.push_field(b"first_patch");
        line.push_field(b"patches");
        table.write_byte_record(&line)?;
        let mut first = 0;
        for (mut line, patches) in self.tracks {
            line.push_field(first.to_string().as_bytes());
            line.push_field(patches.to_string().as_bytes());
            table.write_byte_record(&line)?;
            first += patches;
        }
        table.flush()?;
        drop(table);
        let [patches, tracks] = self.files;
        patches.keep()?;
        tracks.keep()
    }
}
