//! The real window on a virtual display, from drop to certificate by real mouse and keys; then what it looks like in every theme,
//! language, size and fill.
//!
//! Its pictures lie in `target/walkthrough/` for whoever wants to look. What counts is checked in the store and on the disk.
#![cfg(feature = "window")]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use audiopro::{
    contracts::VerdictClass,
    persistence::{Repository, TableQuery},
};

const DISPLAY_SIZE: &str = "2200x1100x24";
/// Longest time that one step may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Time for a picture to follow what it shows.
const MOMENT: Duration = Duration::from_millis(700);

/// A process that goes with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(command: &mut Command) -> Running {
    let child = command.spawn();
    Running(child.unwrap_or_else(|error| panic!("{command:?}: {error}. scripts/test installs what the walkthrough needs")))
}

/// A display that nobody sees.
struct Display {
    name: String,
    _server: Running,
}

impl Display {
    fn start() -> Self {
        let mut server = start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", DISPLAY_SIZE, "-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut number = String::new();
        let output = server.0.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut number).expect("the display says its number");
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        Self { name: format!(":{}", number.trim()), _server: server }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env("QT_QPA_PLATFORM", "xcb").env("QT_QUICK_BACKEND", "software");
        // Qt's own file dialog on every desktop, and nothing said on that of whoever runs this.
        command.env("QT_QPA_PLATFORMTHEME", "generic").env_remove("XDG_CURRENT_DESKTOP").env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        self.command("xdotool").args(arguments).output().expect("xdotool is installed: scripts/test does it")
    }

    /// The window whose title matches, once it shows.
    fn window(&self, title: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
            if let Some(id) = String::from_utf8_lossy(&found.stdout).lines().next() {
                return id.to_owned();
            }
            if Instant::now() > end {
                let all = self.xdotool(&["search", "--name", ".", "getwindowname", "%@"]);
                panic!("no window called {title} shows within a minute, but {}", String::from_utf8_lossy(&all.stdout));
            }
            sleep(Duration::from_millis(100));
        }
    }
}

/// The program with a home of its own.
struct Window<'a> {
    display: &'a Display,
    home: &'a Path,
    id: String,
    program: Running,
}

impl<'a> Window<'a> {
    fn open(display: &'a Display, home: &'a Path, settings: &str) -> Self {
        fs::create_dir_all(home).expect("the home can be made");
        fs::write(home.join("settings.json"), settings).expect("the settings can be written");
        let log = fs::File::create(home.join("stderr.txt")).expect("the log can be made");
        let program = start(
            display
                .command(env!("CARGO_BIN_EXE_audiopro"))
                .env("AUDIOPRO_HOME", home)
                .env("LC_ALL", "C.UTF-8")
                .env("HOME", home)
                .current_dir(home)
                .stdout(Stdio::null())
                .stderr(log),
        );
        let id = display.window("Audiopro$");
        let window = Self { display, home, id, program };
        window.xdotool(&["windowmove", &window.id, "0", "0"]);
        window.xdotool(&["windowfocus", &window.id]);
        sleep(MOMENT);
        window
    }

    fn xdotool(&self, arguments: &[&str]) {
        let output = self.display.xdotool(arguments);
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]);
            sleep(Duration::from_millis(60));
        }
    }

    fn types(&self, text: &str) {
        self.xdotool(&["type", "--delay", "8", text]);
    }

    fn click(&self, x: u32, y: u32) {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
        sleep(Duration::from_millis(150));
    }

    fn shot(&self, name: &str) {
        sleep(MOMENT);
        let folder = pictures();
        fs::create_dir_all(&folder).expect("the folder of pictures can be made");
        let file = folder.join(format!("{name}.png"));
        let taken = self.display.command("import").args(["-window", &self.id]).arg(&file).status();
        assert!(taken.expect("ImageMagick is installed: scripts/test does it").success(), "{} was taken", file.display());
    }

    fn database(&self) -> PathBuf {
        self.home.join("audiopro.db")
    }

    /// Asks the store until it says yes.
    fn until(&mut self, what: &str, mut is_so: impl FnMut(&Repository) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !Repository::open(&self.database()).is_ok_and(|store| is_so(&store)) {
            self.wait_on(what, end);
        }
    }

    /// Waits until a file is there and no longer grows.
    fn until_written(&mut self, file: &Path) {
        let end = Instant::now() + PATIENCE;
        let size = || fs::metadata(file).map_or(0, |facts| facts.len());
        loop {
            let before = size();
            self.wait_on(&format!("{} is written", file.display()), end);
            if before > 0 && size() == before {
                return;
            }
        }
    }

    fn wait_on(&mut self, what: &str, end: Instant) {
        if Instant::now() > end {
            self.shot("given-up");
            panic!("not within a minute: {what}; target/walkthrough/given-up.png shows the window");
        }
        assert_eq!(self.program.0.try_wait().expect("the program can be asked"), None, "the window stays open: {what}");
        sleep(Duration::from_millis(150));
    }

    /// What QML complained of.
    fn complaints(&self) -> String {
        let told = fs::read_to_string(self.home.join("stderr.txt")).unwrap_or_default();
        told.lines().filter(|line| line.contains("qrc:/")).collect::<Vec<_>>().join("\n")
    }

    /// Drags files from another window to the middle of this one.
    fn drop_files(&self, files: &[PathBuf]) {
        let uris: Vec<String> = files.iter().map(|file| format!("file://{}", file.display())).collect();
        let window = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drag.qml");
        let source =
            start(self.display.command("/usr/lib/qt6/bin/qml").arg(window).args(["--", &uris.join("\r\n")]).stderr(Stdio::null()));
        let id = self.display.window("^files$");
        self.xdotool(&["windowmove", &id, "2000", "900"]);
        sleep(MOMENT);
        self.xdotool(&["mousemove", "2060", "940", "mousedown", "1"]);
        for (x, y) in [(2050, 930), (2000, 880), (1500, 700), (900, 500), (640, 420), (630, 410), (625, 405)] {
            self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
            sleep(Duration::from_millis(120));
        }
        self.xdotool(&["mouseup", "1"]);
        sleep(MOMENT);
        // The files' window takes the keyboard with it when it goes.
        drop(source);
        self.xdotool(&["windowfocus", &self.id]);
    }
}

fn pictures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder").join("walkthrough")
}

fn settings(theme: &str, language: &str, width: u32, height: u32) -> String {
    format!(
        r#"{{"theme":"{theme}","language":"{language}","show_health_at_start":false,"reduced_motion":true,
            "window":{{"width":{width},"height":{height}}}}}"#
    )
}

fn of_class(store: &Repository, class: VerdictClass) -> u64 {
    store.counts(&TableQuery::default()).map_or(0, |counts| counts.of_class(class))
}

/// The demo pair, in a folder of its own.
fn demo_pair(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).expect("the folder can be made");
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    ["lattice-from-mp3.flac", "lattice-genuine.flac"]
        .map(|name| {
            let copy = folder.join(name);
            fs::copy(demo.join(name), &copy).expect("the demo pair is there");
            copy
        })
        .into()
}

#[test]
fn from_drop_to_certificate() {
    let display = Display::start();
    let folder = tempfile::tempdir().expect("a folder");
    let music = demo_pair(&folder.path().join("music"));
    let home = folder.path().join("home");
    let mut window = Window::open(&display, &home, &settings("dark", "en", 1280, 800));
    window.shot("01-empty");

    window.drop_files(&music);
    window.until("the dropped pair is audited", |store| {
        of_class(store, VerdictClass::Genuine) == 1 && of_class(store, VerdictClass::Transcode) == 1
    });
    window.shot("02-audited");

    window.keys(&["ctrl+f"]);
    window.types("mp3");
    window.keys(&["Return", "Down"]);
    window.shot("03-evidence");
    // At last one that holds the sound.
    for tab in [2, 3, 4, 5, 6, 8, 9, 7] {
        window.keys(&[&format!("ctrl+{tab}")]);
        window.shot(&format!("04-tab-{tab}"));
    }
    window.keys(&["space"]);
    window.shot("05-player");

    window.keys(&["ctrl+1", "g"]);
    window.until("a mark is kept", |store| store.marks().is_ok_and(|marks| marks.len() == 1));
    window.keys(&["ctrl+z"]);
    window.until("undo takes the mark off", |store| store.marks().is_ok_and(|marks| marks.is_empty()));

    // The dialog opens on the folder that the program was started in; its field and its button by mouse.
    let certificate = home.join("certificate.pdf");
    window.keys(&["ctrl+shift+e"]);
    sleep(MOMENT);
    // Letters mark nothing while the dialog is open.
    window.keys(&["t"]);
    sleep(MOMENT);
    window.until("nothing was marked", |store| store.marks().is_ok_and(|marks| marks.is_empty()));
    window.click(560, 527);
    window.keys(&["ctrl+a"]);
    window.types("certificate.pdf");
    window.keys(&["Return"]);
    window.shot("06-certificate");
    window.click(756, 571);
    window.until_written(&certificate);
    let verified = Command::new(env!("CARGO_BIN_EXE_audiopro")).arg("verify").arg(&certificate).arg(&music[0]).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let foreign = Command::new(env!("CARGO_BIN_EXE_audiopro")).arg("verify").arg(&certificate).arg(&music[1]).output().unwrap();
    assert!(!foreign.status.success(), "the other file does not belong to the certificate");

    // The suggested name is taken as it is.
    window.keys(&["ctrl+e"]);
    sleep(MOMENT);
    window.click(756, 571);
    window.until("the table is written under the suggested name", |_| {
        let names = fs::read_dir(&home).expect("the home is readable").flatten().map(|entry| entry.file_name());
        names.map(|name| name.to_string_lossy().into_owned()).any(|name| name.starts_with("audit-") && name.ends_with(".csv"))
    });

    window.keys(&["ctrl+f", "Escape", "ctrl+a", "d"]);
    sleep(Duration::from_secs(3));
    window.shot("07-comparison");
    window.keys(&["Escape", "alt+2"]);
    window.shot("08-albums");
    window.keys(&["alt+3"]);
    window.shot("09-copies");
    window.keys(&["alt+1", "question"]);
    window.shot("10-shortcuts");
    window.keys(&["Escape", "ctrl+k"]);
    window.types("cert");
    window.shot("11-palette");
    window.keys(&["Escape", "ctrl+comma"]);
    window.shot("12-settings");
    window.keys(&["Escape"]);
    // Real mouse: the first row, whatever was selected.
    window.click(300, 170);
    window.shot("13-first-row");
    assert_eq!(window.complaints(), "", "QML complains of nothing");
}

#[test]
fn every_theme_language_size_and_fill() {
    let display = Display::start();
    for rows in [0, 1, 1_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("home");
        fs::create_dir_all(&home).expect("the home can be made");
        fill(&home.join("audiopro.db"), rows);
        for (theme, language, width, height) in [("dark", "en", 1920, 1080), ("light", "fr", 1280, 800), ("dark", "fr", 1024, 700)]
        {
            let window = Window::open(&display, &home, &settings(theme, language, width, height));
            if rows > 0 {
                window.click(300, 170);
            }
            window.shot(&format!("look-{rows}-{theme}-{language}-{width}"));
            assert_eq!(window.complaints(), "", "QML complains of nothing with {rows} rows, {theme}, {language}, {width}");
        }
    }
}

/// A store with `rows` audits.
fn fill(database: &Path, rows: usize) {
    let store = Repository::open(database).expect("a store");
    let reports: Vec<_> = common::audits::gallery()
        .into_iter()
        .cycle()
        .take(rows)
        .enumerate()
        .map(|(number, mut report)| {
            let name = report.path.file_name().expect("it has a name").to_string_lossy().into_owned();
            report.path = PathBuf::from(format!("/music/Album {:03}/{number:06} {name}", number / 12));
            report
        })
        .collect();
    common::audits::store(&store, &reports);
}
