//! Against a real bus of our own, with services on it that speak the protocols and write down what they were asked.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread::{self, JoinHandle},
    time::Instant,
};

use crossbeam_channel::{Receiver, unbounded};
use zbus::{
    MatchRule, blocking, interface,
    message::Type,
    object_server::SignalEmitter,
    zvariant::{OwnedFd, OwnedValue},
};

use super::*;

/// A private bus; ended when dropped.
struct Daemon {
    child: Child,
    address: String,
}

impl Daemon {
    fn start() -> Self {
        let mut child = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed (scripts/packages.txt)");
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { child, address: address.trim().to_owned() }
    }

    /// A connection on which `service` is served as `name` at `path`.
    fn serve(&self, name: &str, path: &str, service: impl zbus::object_server::Interface) -> blocking::Connection {
        let builder = blocking::connection::Builder::address(self.address.as_str()).unwrap();
        builder.name(name).unwrap().serve_at(path, service).unwrap().build().unwrap()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a service was asked.
#[derive(Debug, PartialEq)]
enum Asked {
    Notify { replaces: u32, icon: String, title: String, body: String, actions: Vec<String>, entry: String },
    Inhibit(Vec<String>),
    Uninhibit(u32),
}

struct NotificationService(Sender<Asked>);

#[interface(name = "org.freedesktop.Notifications")]
impl NotificationService {
    fn get_capabilities(&self) -> Vec<&str> {
        vec!["body", "body-markup", "actions"]
    }

    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        _app: &str,
        replaces: u32,
        icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let entry = hints.get("desktop-entry").and_then(|entry| <&str>::try_from(entry).ok()).unwrap_or_default().to_owned();
        self.0.send(Asked::Notify { replaces, icon, title, body, actions, entry }).unwrap();
        7
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
    #[zbus(signal)]
    async fn activation_token(emitter: &SignalEmitter<'_>, id: u32, token: &str) -> zbus::Result<()>;
}

struct ScreenSaver(Sender<Asked>);

#[interface(name = "org.freedesktop.ScreenSaver")]
impl ScreenSaver {
    fn inhibit(&self, who: String, why: String) -> u32 {
        self.0.send(Asked::Inhibit(vec![who, why])).unwrap();
        42
    }

    #[zbus(name = "UnInhibit")]
    fn un_inhibit(&self, cookie: u32) {
        self.0.send(Asked::Uninhibit(cookie)).unwrap();
    }
}

struct SessionManager(Sender<Asked>);

#[interface(name = "org.gnome.SessionManager")]
impl SessionManager {
    fn inhibit(&self, who: String, _window: u32, why: String, flags: u32) -> u32 {
        self.0.send(Asked::Inhibit(vec![who, why, flags.to_string()])).unwrap();
        43
    }

    fn uninhibit(&self, cookie: u32) {
        self.0.send(Asked::Uninhibit(cookie)).unwrap();
    }
}

struct Logind {
    asked: Sender<Asked>,
    held: Sender<std::os::unix::net::UnixStream>,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: String, who: String, why: String, mode: String) -> OwnedFd {
        let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        self.held.send(ours).unwrap();
        self.asked.send(Asked::Inhibit(vec![what, who, why, mode])).unwrap();
        std::os::fd::OwnedFd::from(theirs).into()
    }
}

fn start(session: Option<&Daemon>, system: Option<&Daemon>) -> (Orders, Receiver<Summons>, JoinHandle<()>) {
    let address = |daemon: Option<&Daemon>| daemon.map(|daemon| daemon.address.clone());
    let (clicked, summons) = unbounded();
    let (orders, body) = attend(Buses { session: address(session), system: address(system) }, clicked);
    (orders, summons, thread::spawn(body))
}

const SOON: Duration = Duration::from_secs(10);

#[test]
fn a_notification_arrives_is_replaced_and_its_click_is_a_summons() {
    let daemon = Daemon::start();
    let (asked, notified) = unbounded();
    let service = daemon.serve("org.freedesktop.Notifications", "/org/freedesktop/Notifications", NotificationService(asked));
    let (orders, summons, thread) = start(Some(&daemon), None);
    for replaces in [0, 7] {
        orders.notify(Note { title: "Audit finished".to_owned(), body: "12 tracks & <1 min".to_owned() });
        let expected = Asked::Notify {
            replaces,
            icon: "audiopro".to_owned(),
            title: "Audit finished".to_owned(),
            body: "12 tracks &amp; &lt;1 min".to_owned(),
            actions: vec!["default".to_owned(), "Open".to_owned()],
            entry: "audiopro".to_owned(),
        };
        assert_eq!(notified.recv_timeout(SOON).unwrap(), expected);
    }
    let emitter = SignalEmitter::new(service.inner(), "/org/freedesktop/Notifications").unwrap();
    zbus::block_on(async {
        NotificationService::action_invoked(&emitter, 8, "default").await.unwrap(); // another program's
        NotificationService::activation_token(&emitter, 7, "token").await.unwrap();
        NotificationService::action_invoked(&emitter, 7, "default").await.unwrap();
    });
    let expected = Summons { paths: Vec::new(), activation: Some("token".into()) };
    assert_eq!(summons.recv_timeout(SOON).unwrap(), expected);
    drop(orders);
    thread.join().unwrap();
    assert!(summons.is_empty());
}

#[test]
fn logind_keeps_the_machine_awake_while_there_is_work() {
    let daemon = Daemon::start();
    let (asked, inhibited) = unbounded();
    let (held, descriptors) = unbounded();
    let _service = daemon.serve("org.freedesktop.login1", "/org/freedesktop/login1", Logind { asked, held });
    let (orders, _, thread) = start(None, Some(&daemon));
    for share in [0.1, 0.2, 0.3] {
        orders.busy(share);
    }
    let words = ["sleep:idle", "Audiopro", "Audio tracks are being audited", "block"];
    assert_eq!(inhibited.recv_timeout(SOON).unwrap(), Asked::Inhibit(words.map(str::to_owned).to_vec()));
    let mut ours = descriptors.recv().unwrap();
    ours.set_read_timeout(Some(SOON)).unwrap();
    orders.idle();
    assert_eq!(std::io::Read::read(&mut ours, &mut [0]).unwrap(), 0, "the descriptor was closed");
    orders.busy(0.5);
    inhibited.recv_timeout(SOON).unwrap();
    drop(orders);
    thread.join().unwrap();
    assert!(inhibited.is_empty(), "asked once for each stretch of work");
}

#[test]
fn without_logind_the_session_manager_is_asked_then_the_screen_saver() {
    let daemon = Daemon::start();
    let (asked, inhibited) = unbounded();
    let _saver = daemon.serve("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", ScreenSaver(asked.clone()));
    let why = "Audio tracks are being audited";
    let awake_and_back = |expected: &[&str], cookie| {
        let (orders, _, thread) = start(Some(&daemon), None);
        orders.busy(0.5);
        let expected = expected.iter().map(|&word| word.to_owned()).collect();
        assert_eq!(inhibited.recv_timeout(SOON).unwrap(), Asked::Inhibit(expected));
        drop(orders); // a window that closes in the middle
        assert_eq!(inhibited.recv_timeout(SOON).unwrap(), Asked::Uninhibit(cookie));
        thread.join().unwrap();
    };
    awake_and_back(&["Audiopro", why], 42);
    let _manager = daemon.serve("org.gnome.SessionManager", "/org/gnome/SessionManager", SessionManager(asked));
    awake_and_back(&["audiopro", why, "12"], 43);
}

#[test]
fn the_taskbar_hears_the_latest_share_and_its_end() {
    let daemon = Daemon::start();
    let listener = blocking::connection::Builder::address(daemon.address.as_str()).unwrap().build().unwrap();
    let rule = MatchRule::builder().msg_type(Type::Signal).interface("com.canonical.Unity.LauncherEntry").unwrap().build();
    let signals = blocking::MessageIterator::for_match_rule(rule, &listener, None).unwrap();
    let (orders, _, thread) = start(Some(&daemon), None);
    for step in 0..1000 {
        orders.busy(f64::from(step) / 1000.0);
    }
    orders.busy(f64::NAN);
    orders.busy(0.999);
    orders.idle();
    drop(orders);
    thread.join().unwrap();
    let mut heard = Vec::new();
    for signal in signals {
        let (entry, properties): (String, HashMap<String, OwnedValue>) = signal.unwrap().body().deserialize().unwrap();
        assert_eq!(entry, "application://audiopro.desktop");
        let (share, is_visible) =
            (f64::try_from(&properties["progress"]).unwrap(), bool::try_from(&properties["progress-visible"]).unwrap());
        heard.push((share, is_visible));
        if !is_visible {
            break;
        }
    }
    assert!(heard.len() < 20, "a thousand steps are not a thousand signals: {}", heard.len());
    assert_eq!(heard.last(), Some(&(0.0, false)));
}

#[test]
fn overtaken_progress_is_left_out_and_no_note_is() {
    let note = || Order::Notify(Note { title: "a".to_owned(), body: String::new() });
    let given = vec![Order::Busy(0.1), note(), Order::Busy(0.2), Order::Idle, note()];
    assert_eq!(without_overtaken(given), [note(), Order::Idle, note()]);
}

#[test]
fn without_a_bus_nothing_happens_and_nobody_waits() {
    for address in [None, Some("unix:path=/nonexistent/bus".to_owned()), Some("nonsense".to_owned())] {
        let (clicked, summons) = unbounded();
        let (orders, body) = attend(Buses { session: address.clone(), system: address }, clicked);
        let thread = thread::spawn(body);
        let started = Instant::now();
        orders.busy(0.5);
        orders.notify(Note { title: "a".to_owned(), body: "b".to_owned() });
        orders.idle();
        drop(orders);
        thread.join().unwrap();
        assert!(started.elapsed() < LIMIT, "nothing was waited for");
        assert!(summons.is_empty());
    }
}
