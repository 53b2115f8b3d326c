//! A display that nobody sees, the program's window on it, and what a person does to it.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use audiopro::{
    contracts::VerdictClass,
    persistence::{Repository, TableQuery},
};
use serde_json::{Value, json};

use super::picture::{Part, Picture};

const DISPLAY_SIZE: &str = "2200x1100x24";
/// Where the pointer rests: beside every window, so that it shows no tip and no hover.
const ASIDE: (u32, u32) = (2190, 1090);
/// Longest time that one step may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at a window, a store or a file.
const LOOK_EVERY: Duration = Duration::from_millis(80);
/// Pixels that a change has at least: a cursor that blinks has fewer.
const LEAST_CHANGE: usize = 100;

/// A process that goes with its owner.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    pub fn start(command: &mut Command) -> Self {
        let child = command.spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}. scripts/test installs what the walkthrough needs")))
    }

    /// How it ends by itself.
    pub fn end(mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.0.try_wait().expect("a child can be asked") {
                return status;
            }
            assert!(Instant::now() < end, "it ends within a minute");
            sleep(LOOK_EVERY);
        }
    }
}

/// A display that nobody sees.
pub struct Display {
    name: String,
    _server: Running,
}

impl Display {
    pub fn start() -> Self {
        let mut server = Running::start(
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

    /// The program with a home of its own, to be started.
    pub fn program(&self, home: &Path) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_audiopro"));
        command.env("AUDIOPRO_HOME", home).env("HOME", home).env("LC_ALL", "C.UTF-8").current_dir(home).stdout(Stdio::null());
        command
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        self.command("xdotool").args(arguments).output().expect("xdotool is installed: scripts/test does it")
    }

    /// The windows whose title matches that show now.
    pub fn windows(&self, title: &str) -> Vec<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
        String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect()
    }

    /// The window whose title matches, once it shows.
    fn window(&self, title: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(id) = self.windows(title).into_iter().next() {
                return id;
            }
            if Instant::now() > end {
                let all = self.xdotool(&["search", "--name", ".", "getwindowname", "%@"]);
                panic!("no window called {title} shows within a minute, but {}", String::from_utf8_lossy(&all.stdout));
            }
            sleep(LOOK_EVERY);
        }
    }
}

/// The program's window.
pub struct Window<'a> {
    display: &'a Display,
    home: &'a Path,
    id: String,
    program: Running,
}

impl<'a> Window<'a> {
    /// Starts the program with these settings on `paths` and waits until it shows in the size that they say.
    pub fn open(display: &'a Display, home: &'a Path, settings: &Value, paths: &[&Path]) -> Self {
        fs::create_dir_all(home).expect("the home can be made");
        fs::write(home.join("settings.json"), settings.to_string()).expect("the settings can be written");
        let log = fs::File::create(home.join("stderr.txt")).expect("the log can be made");
        let program = Running::start(display.program(home).args(paths).stderr(log));
        let id = display.window("Audiopro$");
        let mut window = Self { display, home, id, program };
        window.xdotool(&["windowmove", &window.id, "0", "0"]);
        window.xdotool(&["windowfocus", &window.id]);
        window.put_pointer_aside();
        let side = |name: &str| settings["window"][name].as_u64().and_then(|pixels| u32::try_from(pixels).ok()).unwrap_or(0);
        window.until_shown("it has its size", |picture| picture.size() == (side("width"), side("height")));
        window
    }

    fn xdotool(&self, arguments: &[&str]) {
        let output = self.display.xdotool(arguments);
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]);
            sleep(Duration::from_millis(60)); // as fast as fingers are
        }
    }

    pub fn types(&self, text: &str) {
        self.xdotool(&["type", "--delay", "8", text]);
    }

    pub fn click(&self, x: u32, y: u32) {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
        sleep(Duration::from_millis(60));
        self.put_pointer_aside();
    }

    fn put_pointer_aside(&self) {
        self.xdotool(&["mousemove", &ASIDE.0.to_string(), &ASIDE.1.to_string()]);
    }

    /// Gives it another size, as dragging its frame does.
    pub fn resize(&mut self, (width, height): (u32, u32)) {
        self.xdotool(&["windowsize", &self.id, &width.to_string(), &height.to_string()]);
        self.until_shown("it has another size", |picture| picture.size() == (width, height));
    }

    /// What it shows at this moment.
    fn look(&self) -> Picture {
        let arguments = ["-silent", "-window", self.id.as_str(), "-depth", "8", "ppm:-"];
        let taken =
            self.display.command("import").args(arguments).output().expect("ImageMagick is installed: scripts/test does it");
        Picture::of_ppm(&taken.stdout).unwrap_or_else(|| panic!("no picture: {}", String::from_utf8_lossy(&taken.stderr)))
    }

    /// What it shows once it is at rest: two looks find the same.
    pub fn at_rest(&self) -> Picture {
        let end = Instant::now() + PATIENCE;
        let mut before = self.look();
        loop {
            sleep(LOOK_EVERY);
            let now = self.look();
            if now == before {
                return now;
            }
            assert!(Instant::now() < end, "the window comes to rest within a minute");
            before = now;
        }
    }

    /// Keeps a picture of it at rest for whoever wants to look.
    pub fn shot(&self, name: &str) -> Picture {
        let picture = self.at_rest();
        keep(&picture, name);
        picture
    }

    /// What it shows at rest, once that is so.
    pub fn until_shown(&mut self, what: &str, mut is_so: impl FnMut(&Picture) -> bool) -> Picture {
        let end = Instant::now() + PATIENCE;
        loop {
            let picture = self.at_rest();
            if is_so(&picture) {
                return picture;
            }
            self.wait_on(what, end);
        }
    }

    /// Does `act` and waits until `part` shows something else for it.
    pub fn changes(&mut self, what: &str, part: Part, act: impl FnOnce(&Self)) -> Picture {
        let before = self.at_rest();
        act(self);
        self.until_shown(what, |now| now.differing(&before, part) >= LEAST_CHANGE)
    }

    /// Asks the store until it says yes.
    pub fn until(&mut self, what: &str, mut is_so: impl FnMut(&Repository) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !self.store().is_some_and(|store| is_so(&store)) {
            self.wait_on(what, end);
        }
    }

    /// Presses `key` until the store says yes: the window may not know yet what there is to undo.
    pub fn press_until(&mut self, key: &str, what: &str, mut is_so: impl FnMut(&Repository) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.keys(&[key]);
            for _ in 0..10 {
                if self.store().is_some_and(|store| is_so(&store)) {
                    return;
                }
                self.wait_on(what, end);
            }
        }
    }

    /// Looks at the settings that the program kept until they say so.
    pub fn until_kept(&mut self, what: &str, mut is_so: impl FnMut(&Value) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(&self.kept_settings()) {
            self.wait_on(what, end);
        }
    }

    /// Waits until a file is there and no longer grows.
    pub fn until_written(&mut self, file: &Path) {
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
            keep(&self.look(), "given-up");
            panic!("not within a minute: {what}; target/walkthrough/given-up.png shows the window");
        }
        let ended = self.program.0.try_wait().expect("the program can be asked");
        assert_eq!(ended, None, "the window stays open: {what}");
        sleep(LOOK_EVERY);
    }

    /// The store as it is now; `None` while there is none.
    pub fn store(&self) -> Option<Repository> {
        Repository::open(&self.home.join("audiopro.db")).ok()
    }

    /// The settings as the program kept them last.
    pub fn kept_settings(&self) -> Value {
        let text = fs::read_to_string(self.home.join("settings.json")).expect("the settings can be read");
        serde_json::from_str(&text).expect("the settings are JSON")
    }

    /// What QML complained of.
    pub fn complaints(&self) -> String {
        let told = fs::read_to_string(self.home.join("stderr.txt")).unwrap_or_default();
        told.lines().filter(|line| line.contains("qrc:/")).collect::<Vec<_>>().join("\n")
    }

    /// Drags files from another window to the middle of this one.
    pub fn drop_files(&self, files: &[PathBuf]) {
        let uris: Vec<String> = files.iter().map(|file| format!("file://{}", file.display())).collect();
        let window = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drag.qml");
        let mut source = self.display.command("/usr/lib/qt6/bin/qml");
        let source = Running::start(source.arg(window).args(["--", &uris.join("\r\n")]).stderr(Stdio::null()));
        let id = self.display.window("^files$");
        self.xdotool(&["windowmove", &id, "2000", "900"]);
        // Nothing tells when a window can be dragged from, or when one that is dragged over has answered.
        sleep(Duration::from_millis(700));
        self.xdotool(&["mousemove", "2060", "940", "mousedown", "1"]);
        for (x, y) in [(2050, 930), (2000, 880), (1500, 700), (900, 500), (640, 420), (630, 410), (625, 405)] {
            self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
            sleep(Duration::from_millis(120));
        }
        self.xdotool(&["mouseup", "1"]);
        sleep(Duration::from_millis(700));
        // The files' window takes the keyboard with it when it goes.
        drop(source);
        self.xdotool(&["windowfocus", &self.id]);
        self.put_pointer_aside();
    }
}

fn keep(picture: &Picture, name: &str) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder");
    let folder = target.join("walkthrough");
    fs::create_dir_all(&folder).expect("the folder of pictures can be made");
    picture.save(&folder.join(format!("{name}.png")));
}

/// Settings of a window; the health dialog stays away, and nothing moves.
pub fn settings(theme: &str, language: &str, (width, height): (u32, u32)) -> Value {
    json!({
        "theme": theme,
        "language": language,
        "show_health_at_start": false,
        "reduced_motion": true,
        "window": { "width": width, "height": height },
    })
}

/// The demo pair, in a folder of its own: a transcode, then its genuine sister.
pub fn demo_pair(folder: &Path) -> [PathBuf; 2] {
    fs::create_dir_all(folder).expect("the folder can be made");
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    ["lattice-from-mp3.flac", "lattice-genuine.flac"].map(|name| {
        let copy = folder.join(name);
        fs::copy(demo.join(name), &copy).expect("the demo pair is there");
        copy
    })
}

/// How many genuine tracks and how many transcodes the store has.
pub fn audited(store: &Repository) -> (u64, u64) {
    let counts = store.counts(&TableQuery::default()).unwrap_or_default();
    (counts.of_class(VerdictClass::Genuine), counts.of_class(VerdictClass::Transcode))
}

/// In a window of 1280 x 800: the rows of the table, the verdict and the figures of the detail, and what stands below its tabs.
pub const TABLE: Part = Part::new(0, 156, 798, 610);
pub const DETAIL: Part = Part::new(810, 100, 460, 350);
pub const TAB_VIEW: Part = Part::new(810, 490, 460, 220);
/// Inside the spectrogram of the detail.
pub const SPECTROGRAM: Part = Part::new(860, 540, 340, 130);
/// Where dialogs open.
pub const MIDDLE: Part = Part::new(400, 200, 480, 400);
/// Middle of the first row of the table, in every size.
pub const FIRST_ROW: (u32, u32) = (300, 170);
/// A picture of sound has at least so many colours; an empty one has one.
pub const COLOURS_OF_SOUND: usize = 64;
