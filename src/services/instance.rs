//! One window a user and database: a second start hands its paths to the first and ends.
//!
//! Who holds the lock file is the first; the socket beside it only talks. So a socket left behind by a killed process is known
//! for what it is, and two starts at once cannot both be first. Both lie in a folder that is the user's alone, and each end
//! asks the system who is at the other. Whoever connects may send so much and take so long. A first that does not answer within
//! [`HAND_LIMIT`] is passed over: the second start then opens a window of its own and says why.
//!
//! Starts no thread: [`Listener::attend`] gives the body of one.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError},
    io::{self, Read, Write},
    os::{
        fd::AsFd,
        unix::{
            ffi::{OsStrExt, OsStringExt},
            fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
            net::{UnixListener, UnixStream},
        },
    },
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender, bounded};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with, sockopt::socket_peercred},
    process::geteuid,
};

/// How long a second start waits for the first.
pub const HAND_LIMIT: Duration = Duration::from_secs(1);
/// How long the first listens to one that connected: it sends what it has at once.
const PEER_LIMIT: Duration = Duration::from_millis(300);
/// Longest message: several times what a command line can hold.
const MOST_BYTES: usize = 16 << 20;
/// Summons that wait for the window; one more is refused, and its sender opens a window of its own.
const MOST_WAITING: usize = 64;
/// Opens every message, so that another program's, or another version's, is not taken for one.
const GREETING: &[u8] = b"audiopro-1";
/// The first took the message.
const TAKEN: u8 = b'y';
const TRY_EVERY: Duration = Duration::from_millis(20);

/// What the window is asked: to come to the front, and to take these paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summons {
    /// Absolute paths to add.
    pub paths: Vec<PathBuf>,
    /// What a Wayland compositor wants to see before it brings a window to the front.
    pub activation: Option<OsString>,
}

impl Summons {
    /// The summons of this process: `paths`, made absolute by its working folder, and its activation token.
    pub fn of_this_process(paths: &[PathBuf]) -> Self {
        let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let activation = ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"].into_iter().find_map(env::var_os);
        Self { paths: paths.iter().map(absolute).collect(), activation: activation.filter(|token| !token.is_empty()) }
    }

    /// Fields that end with a zero byte, which no path holds.
    fn to_bytes(&self) -> Vec<u8> {
        let activation = self.activation.as_deref().unwrap_or(OsStr::new(""));
        let fields = [GREETING, activation.as_bytes()].into_iter().chain(self.paths.iter().map(|path| path.as_os_str().as_bytes()));
        fields.flat_map(|field| field.iter().copied().filter(|&byte| byte != 0).chain([0])).collect()
    }

    /// `None` where `bytes` are no message of ours.
    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut fields = bytes.strip_suffix(&[0])?.split(|&byte| byte == 0);
        if fields.next() != Some(GREETING) {
            return None;
        }
        let activation = Some(OsStr::from_bytes(fields.next()?).to_owned()).filter(|token| !token.is_empty());
        let paths: Vec<PathBuf> = fields.map(|field| PathBuf::from(OsString::from_vec(field.to_vec()))).collect();
        paths.iter().all(|path| path.is_absolute()).then_some(Self { paths, activation })
    }
}

/// The way of summons to the window. One that is full refuses more.
pub fn channel() -> (Sender<Summons>, Receiver<Summons>) {
    bounded(MOST_WAITING)
}

/// Why a start could neither be first nor hand over. It goes on by itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// The folder of the sockets cannot be used.
    #[error("Another window cannot be looked for in {}: {source}. This one opens by itself.", path.display())]
    Folder {
        /// The folder, or a file in it.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Another process holds the database's lock and does not answer.
    #[error("The window that is open on {} does not answer. This one opens beside it.", key.display())]
    Silent {
        /// The database.
        key: PathBuf,
    },
    /// More paths than a message may hold.
    #[error("Too many paths for the window that is open on {}. This one opens beside it.", key.display())]
    TooMany {
        /// The database.
        key: PathBuf,
    },
}

/// What came of a start.
#[derive(Debug)]
pub enum Claimed {
    /// It is the first on its database.
    First(Listener),
    /// The first took the summons; this process has nothing more to do.
    Handed,
    /// Neither; it goes on without a socket.
    Alone(InstanceError),
}

/// Folder of this user's sockets: in the session's runtime folder, else in the temporary one. In a Flatpak, in the part of the
/// runtime folder that all windows of the application see.
pub fn folder() -> PathBuf {
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute() && folder.is_dir());
    let shared = |runtime: &PathBuf| Some(runtime.join("app").join(env::var_os("FLATPAK_ID")?)).filter(|folder| folder.is_dir());
    match runtime {
        Some(runtime) => shared(&runtime).unwrap_or(runtime).join("audiopro"),
        None => env::temp_dir().join(format!("audiopro-{}", geteuid().as_raw())),
    }
}

/// Becomes the first on `database` or hands `summons` to who is, within [`HAND_LIMIT`].
pub fn claim(folder: &Path, database: &Path, summons: &Summons) -> Claimed {
    attempt(folder, database, summons).unwrap_or_else(Claimed::Alone)
}

fn attempt(folder: &Path, database: &Path, summons: &Summons) -> Result<Claimed, InstanceError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| InstanceError::Folder { path, source }
    };
    let deadline = Instant::now() + HAND_LIMIT;
    make_private(folder).map_err(at(folder))?;
    let name = name_of(database);
    let (lock_path, socket_path) = (folder.join(format!("{name}.lock")), folder.join(format!("{name}.sock")));
    let not_followed = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    let lock = OpenOptions::new().create(true).append(true).mode(0o600).custom_flags(not_followed).open(&lock_path);
    let lock = lock.map_err(at(&lock_path))?;
    let message = summons.to_bytes();
    loop {
        match lock.try_lock() {
            Ok(()) => return Listener::bind(lock, socket_path.clone()).map(Claimed::First).map_err(at(&socket_path)),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(source)) => return Err(at(&lock_path)(source)),
        }
        if message.len() > MOST_BYTES {
            return Err(InstanceError::TooMany { key: database.to_owned() });
        }
        // The first may hold its lock and not listen yet, or be on its way out: tried again until time is up.
        if hand(&socket_path, &message, deadline).is_ok() {
            return Ok(Claimed::Handed);
        }
        if Instant::now() + TRY_EVERY >= deadline {
            return Err(InstanceError::Silent { key: database.to_owned() });
        }
        thread::sleep(TRY_EVERY);
    }
}

/// Makes `folder` where it is missing; an error where it is not this user's alone.
fn make_private(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let found = fs::symlink_metadata(folder)?;
    if !found.is_dir() || found.uid() != geteuid().as_raw() {
        return Err(io::Error::other("it belongs to somebody else, or is no folder"));
    }
    match found.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => fs::set_permissions(folder, Permissions::from_mode(0o700)),
    }
}

/// Name of a database among the sockets: the same however the database is reached, short enough for a socket's address.
fn name_of(database: &Path) -> String {
    let absolute = std::path::absolute(database).unwrap_or_else(|_| database.to_owned());
    let whole = absolute.canonicalize().ok().or_else(|| {
        let folder = absolute.parent()?.canonicalize().ok()?;
        Some(folder.join(absolute.file_name()?))
    });
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(whole.unwrap_or(absolute).as_os_str().as_bytes()))
}

/// Sends `message` to the first and waits until it took it.
fn hand(socket: &Path, message: &[u8], deadline: Instant) -> io::Result<()> {
    // Not std's connect, which waits without a limit where the queue of the other end is full.
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let descriptor = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    connect(&descriptor, &SocketAddrUnix::new(socket)?)?;
    let mut stream = UnixStream::from(descriptor);
    check_peer(&stream)?;
    let mut sent = 0;
    while sent < message.len() {
        match stream.write(&message[sent..]) {
            Ok(written) => sent += written,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => wait(&stream, PollFlags::OUT, deadline)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    stream.shutdown(std::net::Shutdown::Write)?;
    match read_all(&mut stream, 1, deadline)?[..] {
        [TAKEN] => Ok(()),
        _ => Err(io::Error::other("it did not take the message")),
    }
}

/// An error unless the process at the other end is this user's.
fn check_peer(stream: &UnixStream) -> io::Result<()> {
    match socket_peercred(stream)?.uid == geteuid() {
        true => Ok(()),
        false => Err(io::Error::new(io::ErrorKind::PermissionDenied, "the other end is another user's")),
    }
}

/// What comes until the other end closes; an error where it is more than `most` bytes or later than `deadline`.
fn read_all(stream: &mut UnixStream, most: usize, deadline: Instant) -> io::Result<Vec<u8>> {
    let (mut found, mut block) = (Vec::new(), [0; 1 << 16]);
    loop {
        match stream.read(&mut block) {
            Ok(0) => return Ok(found),
            Ok(read) if found.len() + read > most => return Err(io::Error::other("it says too much")),
            Ok(read) => found.extend_from_slice(&block[..read]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        wait(stream, PollFlags::IN, deadline)?;
    }
}

/// Returns when `stream` is ready for `what`; an error at `deadline`, however busily the other end drips.
fn wait(stream: &UnixStream, what: PollFlags, deadline: Instant) -> io::Result<()> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match poll(&mut [PollFd::new(stream, what)], Some(&limit_of(left))) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
}

fn limit_of(left: Duration) -> Timespec {
    Timespec { tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX), tv_nsec: left.subsec_nanos().into() }
}

/// The first's end: the lock and the socket.
#[derive(Debug)]
pub struct Listener {
    socket: UnixListener,
    path: PathBuf,
    _lock: File,
}

/// Ends the thread that attends when it is dropped.
#[derive(Debug)]
#[must_use = "the thread that attends ends when it is dropped"]
pub struct Stop {
    _end: UnixStream,
}

impl Listener {
    fn bind(lock: File, path: PathBuf) -> io::Result<Self> {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let socket = UnixListener::bind(&path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        socket.set_nonblocking(true)?;
        Ok(Self { socket, path, _lock: lock })
    }

    /// What ends the attending, and the body of the thread that passes `summons` on until then.
    ///
    /// # Errors
    /// The operating system's, where it grants no pair of sockets.
    pub fn attend(self, summons: Sender<Summons>) -> io::Result<(Stop, impl FnOnce() + Send + 'static)> {
        let (end, stop) = UnixStream::pair()?;
        Ok((Stop { _end: end }, move || self.serve(&summons, &stop)))
    }

    fn serve(&self, summons: &Sender<Summons>, stop: &UnixStream) {
        loop {
            let mut ends = [PollFd::new(&self.socket, PollFlags::IN), PollFd::from_borrowed_fd(stop.as_fd(), PollFlags::IN)];
            match poll(&mut ends, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return tracing::warn!("later starts are no longer listened to: {error}"),
            }
            if !ends[1].revents().is_empty() {
                return;
            }
            match self.socket.accept() {
                Ok((stream, _)) => {
                    if let Err(error) = answer(stream, summons) {
                        tracing::warn!("another start was not listened to: {error}");
                    }
                }
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                // Out of descriptors, say: what waits stays ready, and asking at once would spin.
                Err(_) => thread::sleep(PEER_LIMIT),
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes one message and says so.
fn answer(mut stream: UnixStream, summons: &Sender<Summons>) -> io::Result<()> {
    check_peer(&stream)?;
    stream.set_nonblocking(true)?;
    let message = read_all(&mut stream, MOST_BYTES, Instant::now() + PEER_LIMIT)?;
    let found = Summons::of_bytes(&message).ok_or_else(|| io::Error::other("it is no message of Audiopro"))?;
    summons.try_send(found).map_err(|_| io::Error::other("the window takes no more"))?;
    stream.write_all(&[TAKEN])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A first that attends on a thread; its summons, and what ends it.
    fn first(folder: &Path, database: &Path) -> (Receiver<Summons>, Stop, thread::JoinHandle<()>) {
        let Claimed::First(listener) = claim(folder, database, &Summons::default()) else { panic!("it is not the first") };
        let (sender, summons) = channel();
        let (stop, body) = listener.attend(sender).unwrap();
        (summons, stop, thread::spawn(body))
    }

    fn summons(paths: &[&[u8]]) -> Summons {
        let paths = paths.iter().map(|path| PathBuf::from(OsString::from_vec(path.to_vec()))).collect();
        Summons { paths, activation: Some(OsString::from("token")) }
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_second_start_hands_its_paths_over_and_another_database_does_not() {
        let home = tempfile::tempdir().unwrap();
        let (folder, database) = (home.path().join("run"), home.path().join("a.db"));
        let (received, stop, attending) = first(&folder, &database);
        let sent = summons(&[b"/music/\xff\xfe odd\n.flac", b"/b"]);
        assert!(matches!(claim(&folder, &database, &sent), Claimed::Handed));
        assert_eq!(received.recv_timeout(HAND_LIMIT).unwrap(), sent);
        assert!(matches!(claim(&folder, &home.path().join("b.db"), &sent), Claimed::First(_)));
        assert_eq!(mode(&folder), 0o700);
        for entry in fs::read_dir(&folder).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600);
        }
        drop(stop);
        attending.join().unwrap();
        assert!(matches!(claim(&folder, &database, &sent), Claimed::First(_)), "the place is free again");
    }

    #[test]
    fn a_database_is_the_same_by_every_way_to_it() {
        let home = tempfile::tempdir().unwrap();
        let real = home.path().join("real");
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, home.path().join("link")).unwrap();
        let name = name_of(&real.join("a.db"));
        assert_eq!(name_of(&home.path().join("link/a.db")), name, "before the file is there");
        fs::write(real.join("a.db"), "").unwrap();
        assert_eq!(name_of(&home.path().join("link/../real/a.db")), name);
        assert_ne!(name_of(&real.join("b.db")), name);
    }

    #[test]
    fn a_socket_left_behind_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("a.db");
        let socket = home.path().join("run").join(format!("{}.sock", name_of(&database)));
        fs::create_dir(home.path().join("run")).unwrap();
        drop(UnixListener::bind(&socket).unwrap()); // as a killed process leaves it
        let (received, _stop, _) = first(&home.path().join("run"), &database);
        assert!(matches!(claim(&home.path().join("run"), &database, &summons(&[])), Claimed::Handed));
        assert_eq!(received.len(), 1);
    }

    #[test]
    fn a_first_that_hangs_is_passed_over_in_a_second() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("a.db");
        let Claimed::First(_held) = claim(home.path(), &database, &Summons::default()) else { panic!("it is not the first") };
        let socket = home.path().join(format!("{}.sock", name_of(&database)));
        let started = Instant::now();
        // Even behind a queue that is full, where a plain connect would wait for ever.
        let _queue: Vec<_> = (0..200)
            .map_while(|_| {
                let end = socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::NONBLOCK, None).unwrap();
                connect(&end, &SocketAddrUnix::new(&socket).unwrap()).ok().map(|()| end)
            })
            .collect();
        let claimed = claim(home.path(), &database, &Summons::default());
        let Claimed::Alone(error @ InstanceError::Silent { .. }) = claimed else { panic!("{claimed:?}") };
        assert!(error.to_string().contains("a.db"), "{error}");
        assert!(started.elapsed() < HAND_LIMIT * 3);
    }

    #[test]
    fn hostile_peers_neither_stop_nor_fill_it() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("a.db");
        let (received, _stop, _) = first(home.path(), &database);
        let connect = || UnixStream::connect(home.path().join(format!("{}.sock", name_of(&database)))).unwrap();
        for message in
            [&b""[..], b"\0", b"audiopro-1", b"audiopro-1\0", b"audiopro-9\0\0/a\0", b"audiopro-1\0\0relative\0", &[0xff; 999]]
        {
            let mut peer = connect();
            peer.write_all(message).unwrap();
            peer.shutdown(std::net::Shutdown::Write).unwrap();
            assert_eq!(peer.read_to_end(&mut Vec::new()).unwrap_or(0), 0, "{message:?} was taken");
        }
        let endless = connect();
        let mut pour = endless.try_clone().unwrap();
        let poured = thread::spawn(move || (0..1024).take_while(|_| pour.write_all(&[b'a'; 1 << 16]).is_ok()).count());
        assert!(poured.join().unwrap() * (1 << 16) < 2 * MOST_BYTES, "it was cut off");
        let _silent = connect();
        assert!(matches!(claim(home.path(), &database, &summons(&[b"/a"])), Claimed::Handed), "behind one that says nothing");
        assert_eq!(received.recv().unwrap().paths, [PathBuf::from("/a")]);
        assert!(received.is_empty());
    }

    #[test]
    fn a_window_that_takes_nothing_more_is_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("a.db");
        let (received, _stop, _) = first(home.path(), &database);
        for _ in 0..MOST_WAITING {
            assert!(matches!(claim(home.path(), &database, &Summons::default()), Claimed::Handed));
        }
        assert!(matches!(claim(home.path(), &database, &Summons::default()), Claimed::Alone(InstanceError::Silent { .. })));
        assert_eq!(received.len(), MOST_WAITING);
    }

    #[test]
    fn a_folder_that_is_open_to_others_is_closed_and_a_link_is_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("run");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o777)).unwrap();
        assert!(matches!(claim(&folder, &home.path().join("a.db"), &Summons::default()), Claimed::First(_)));
        assert_eq!(mode(&folder), 0o700);
        let link = home.path().join("link");
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        let claimed = claim(&link, &home.path().join("a.db"), &Summons::default());
        assert!(matches!(&claimed, Claimed::Alone(error) if error.to_string().contains("link")), "{claimed:?}");
    }

    #[test]
    fn paths_of_a_summons_are_absolute() {
        let found = Summons::of_this_process(&[PathBuf::from("a/../b.flac"), PathBuf::from("/c")]);
        assert_eq!(found.paths, [env::current_dir().unwrap().join("a/../b.flac"), PathBuf::from("/c")]);
        assert_eq!(Summons::of_bytes(&found.to_bytes()), Some(found));
    }
}
