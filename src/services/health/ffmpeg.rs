//! Whether FFmpeg answers: one call of `ffmpeg -version` with a time limit.

use std::{
    fs, io,
    io::{Read, Seek},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::{HealthCheck, HealthState};
use crate::contracts::CancelToken;

/// How often a waiting check looks at the child and at the token.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A running `ffmpeg -version`. Its output goes to a file: a pipe that something else holds open would hold this up too.
pub(super) struct VersionCall {
    child: Child,
    output: fs::File,
}

impl VersionCall {
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let output = tempfile::tempfile()?;
        let child = Command::new(program)
            .arg("-version")
            .stdin(Stdio::null())
            .stdout(Stdio::from(output.try_clone()?))
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { child, output })
    }

    /// The first line of what it said; `None` where it failed or did not end by `end`.
    fn finish(mut self, end: Instant, cancel: &CancelToken) -> Option<String> {
        let status = loop {
            match self.child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if Instant::now() < end && !cancel.is_cancelled() => std::thread::sleep(LOOK_EVERY),
                Ok(None) | Err(_) => break None,
            }
        };
        if status.is_none() {
            // It may have ended between the look and here; either way it is collected.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        if !status?.success() {
            return None;
        }
        let mut said = Vec::new();
        self.output.rewind().ok()?;
        self.output.take(1 << 14).read_to_end(&mut said).ok()?;
        String::from_utf8_lossy(&said).lines().next().map(str::to_owned)
    }
}

pub(super) fn check(call: io::Result<VersionCall>, end: Instant, cancel: &CancelToken) -> HealthCheck {
    const NAME: &str = "FFmpeg";
    const LIMITS: &str = "Opus, WavPack, APE, Musepack, HE-AAC, WMA, DSD and AC-3 cannot be read, and nothing is read twice.";
    let remedy = "Install FFmpeg, or name it in the settings.";
    let line = match call {
        Ok(call) => call.finish(end, cancel),
        Err(error) => {
            let found = match error.kind() {
                io::ErrorKind::NotFound => "Not found".to_owned(),
                _ => format!("Cannot be started: {error}"),
            };
            return HealthCheck::trouble("ffmpeg", NAME, HealthState::Missing, found, LIMITS, Some(remedy))
                .with_command(install_command("ffmpeg"));
        }
    };
    match line.as_deref().and_then(|line| line.strip_prefix("ffmpeg version ")) {
        Some(rest) => {
            let version = rest.split_whitespace().next().unwrap_or("unknown version");
            HealthCheck::ready("ffmpeg", NAME, format!("{version}, second reader for Opus, WavPack, APE, WMA, HE-AAC"))
        }
        None => {
            let found = if line.is_some() { "The program is not FFmpeg" } else { "Does not answer" };
            HealthCheck::trouble(
                "ffmpeg",
                NAME,
                HealthState::Limited,
                found,
                LIMITS,
                Some("Install FFmpeg anew, or name another in the settings."),
            )
        }
    }
}

fn install_command(package: &str) -> String {
    if cfg!(target_os = "macos") {
        format!("brew install {package}")
    } else if cfg!(windows) {
        format!("winget install {package}")
    } else {
        format!("sudo apt install {package}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn script(folder: &Path, body: &str) -> std::path::PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join("ffmpeg");
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn checked(program: &Path, limit: Duration) -> HealthCheck {
        check(VersionCall::start(program), Instant::now() + limit, &CancelToken::new())
    }

    #[cfg(unix)]
    #[test]
    fn the_version_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let program = script(folder.path(), "echo ffmpeg version 5.1.6-0+deb12u1 Copyright; echo more");
        let found = checked(&program, Duration::from_secs(20));
        assert_eq!(found.state, HealthState::Ready);
        assert!(found.found.starts_with("5.1.6-0+deb12u1, "), "{found}");
    }

    #[cfg(unix)]
    #[test]
    fn programs_that_are_not_ffmpeg_fail_or_hang_are_limited() {
        let folder = tempfile::tempdir().unwrap();
        for (body, expected) in [
            ("echo hello", "The program is not FFmpeg"),
            ("exit 3", "Does not answer"),
            ("exec sleep 600", "Does not answer"),
            ("sleep 5 & exec sleep 600", "Does not answer"),
        ] {
            // Long enough for a shell to start on a busy machine, short enough to wait for.
            let found = checked(&script(folder.path(), body), Duration::from_secs(if body.contains("sleep") { 1 } else { 20 }));
            assert_eq!((found.state, found.found.as_str()), (HealthState::Limited, expected), "{body}");
        }
    }

    #[test]
    fn a_missing_program_has_a_command_that_installs_it() {
        let found = checked(Path::new("/no/such/ffmpeg"), Duration::from_secs(1));
        assert_eq!((found.state, found.found.as_str()), (HealthState::Missing, "Not found"));
        assert!(found.command.is_some_and(|command| command.contains("ffmpeg")));
    }
}
