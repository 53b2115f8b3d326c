//! A child process read without blocking and without a thread: killed on cancel, at its time limit, and when dropped.

use std::{
    ffi::OsStr,
    io::{self, Read},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::contracts::{CancelToken, Cancelled};

/// Longest wait between two looks at the cancel token.
const LOOK_EVERY: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
/// Bytes of error text kept.
const MAX_ERROR_TEXT: usize = 4096;
/// Bytes read from a pipe at a time: what a Linux pipe holds.
const PIPE_BYTES: usize = 64 * 1024;

/// A running program whose output is read.
pub(super) struct ReadChild {
    child: Child,
    cancel: CancelToken,
    deadline: Instant,
    is_output_open: bool,
    is_errors_open: bool,
    error_text: Vec<u8>,
}

/// Why reading stopped.
#[derive(Debug)]
pub(super) enum ChildError {
    Cancelled,
    TimedOut,
    Io(io::Error),
}

impl From<Cancelled> for ChildError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<io::Error> for ChildError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl ReadChild {
    /// Starts `program` without a shell and without an input.
    pub(super) fn start<'a>(
        program: &OsStr,
        arguments: impl IntoIterator<Item = &'a OsStr>,
        time_limit: Duration,
        cancel: &CancelToken,
    ) -> io::Result<Self> {
        let child =
            Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        Ok(Self {
            child,
            cancel: cancel.clone(),
            deadline: Instant::now() + time_limit,
            is_output_open: true,
            is_errors_open: true,
            error_text: Vec::new(),
        })
    }

    /// Appends what the program has written next to `output`; `false` once it has closed its output.
    pub(super) fn read(&mut self, output: &mut Vec<u8>) -> Result<bool, ChildError> {
        loop {
            self.cancel.check()?;
            if Instant::now() >= self.deadline {
                return Err(ChildError::TimedOut);
            }
            if !self.is_output_open && !self.is_errors_open {
                return Ok(false);
            }
            let (stdout, stderr) = (self.child.stdout.as_mut(), self.child.stderr.as_mut());
            let (Some(stdout), Some(stderr)) = (stdout, stderr) else { return Ok(false) };
            let (mut has_output, mut has_errors) = (false, false);
            {
                // A closed pipe is always ready, so it is left out.
                let mut polled = Vec::with_capacity(2);
                if self.is_output_open {
                    polled.push(PollFd::new(stdout, PollFlags::IN));
                }
                if self.is_errors_open {
                    polled.push(PollFd::new(stderr, PollFlags::IN));
                }
                match poll(&mut polled, Some(&LOOK_EVERY)) {
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(ChildError::Io(error.into())),
                }
                let mut ready = polled.iter().map(|polled| !polled.revents().is_empty());
                if self.is_output_open {
                    has_output = ready.next().unwrap_or(false);
                }
                if self.is_errors_open {
                    has_errors = ready.next().unwrap_or(false);
                }
            }
            if has_errors {
                let mut text = [0; 4096];
                let got = stderr.read(&mut text)?;
                self.is_errors_open = got > 0;
                let room = MAX_ERROR_TEXT - self.error_text.len();
                self.error_text.extend_from_slice(&text[..got.min(room)]);
            }
            if has_output {
                let before = output.len();
                output.resize(before + PIPE_BYTES, 0);
                let got = stdout.read(&mut output[before..]);
                output.truncate(before + got.as_ref().map_or(0, |&got| got));
                if got? > 0 {
                    return Ok(true);
                }
                self.is_output_open = false;
            }
        }
    }

    /// What the program has complained about so far, the first few kilobytes.
    pub(super) fn error_text(&self) -> String {
        String::from_utf8_lossy(&self.error_text).trim().to_owned()
    }

    /// Waits for the end of the program, whose output has ended.
    pub(super) fn wait(&mut self) -> io::Result<ExitStatus> {
        self.child.wait()
    }

    /// The process number, for tests.
    #[cfg(test)]
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for ReadChild {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(program: &str, arguments: &[&str], limit: Duration, cancel: &CancelToken) -> ReadChild {
        ReadChild::start(OsStr::new(program), arguments.iter().map(OsStr::new), limit, cancel).unwrap()
    }

    #[test]
    fn output_and_errors_are_both_read_to_the_end() {
        let script = "i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo complaint >&2; i=$((i+1)); done";
        let mut child = start("sh", &["-c", script], Duration::from_secs(60), &CancelToken::new());
        let mut output = Vec::new();
        while child.read(&mut output).unwrap() {}
        assert_eq!(output.len(), 20_000 * 11);
        assert!(child.error_text().starts_with("complaint\ncomplaint") && child.error_text().len() <= MAX_ERROR_TEXT);
        assert!(child.wait().unwrap().success());
    }

    #[test]
    fn a_set_token_ends_the_read_and_the_process() {
        let cancel = CancelToken::new();
        let mut child = start("sleep", &["1000"], Duration::from_secs(60), &cancel);
        let process = format!("/proc/{}", child.id());
        assert!(std::path::Path::new(&process).exists());
        cancel.cancel();
        assert!(matches!(child.read(&mut Vec::new()), Err(ChildError::Cancelled)));
        drop(child);
        assert!(!std::path::Path::new(&process).exists(), "the child outlived its reader");
    }

    #[test]
    fn the_time_limit_ends_the_read() {
        let mut child = start("sleep", &["1000"], Duration::from_millis(50), &CancelToken::new());
        assert!(matches!(child.read(&mut Vec::new()), Err(ChildError::TimedOut)));
    }
}
