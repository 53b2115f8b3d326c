//! Cuts a FLAC stream into frames and checks the CRC-16 of each.
//!
//! A FLAC frame does not say how long it is: it ends where the next header begins. A header is believed where the bytes before
//! it make the frame's checksum come out, or where it is exactly the header that must follow. So a damaged frame ends at the
//! next good one, and only it is lost.

use std::{
    fs::File,
    io::{self, Read},
};

use super::header::{FrameHeader, MAX_HEADER_BYTES, crc16};

/// Bytes asked of the file at a time.
const READ_BYTES: usize = 128 * 1024;

/// What stands next in the stream.
#[derive(Debug)]
pub(super) struct FoundFrame {
    pub header: FrameHeader,
    /// Bytes of the frame, at the front of [`Framer::data`].
    pub bytes: usize,
    pub end: FrameEnd,
    /// Bytes before it that belong to no frame.
    pub skipped_bytes: u64,
}

/// How a frame ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameEnd {
    /// Its checksum is right.
    Sound,
    /// The next frame begins, and the checksum is wrong.
    Damaged,
    /// The stream ends, and the checksum is wrong: a frame cut short, or something behind the last one.
    Cut,
    /// No end was found within the longest possible frame.
    Lost,
}

/// The stream from the first frame on.
pub(super) struct Framer {
    file: File,
    buffer: Vec<u8>,
    start: usize,
    /// Bytes still to be read before the trailing tags.
    left_in_file: u64,
    stream_bits: u16,
}

impl Framer {
    /// Frames of the next `bytes` bytes of `file`; `stream_bits` is the depth where a frame states none.
    pub(super) fn new(file: File, bytes: u64, stream_bits: u16) -> Self {
        Self { file, buffer: Vec::new(), start: 0, left_in_file: bytes, stream_bits }
    }

    /// Bytes from the current position on.
    pub(super) fn data(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Steps over the first `bytes` of [`Framer::data`].
    pub(super) fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.buffer.len());
    }

    /// The next frame, or the bytes skipped before the end. Only sound frames that `accept` allows are believed after lost bytes.
    pub(super) fn next_frame(&mut self, accept: impl Fn(&FrameHeader) -> bool) -> io::Result<Result<FoundFrame, u64>> {
        let mut skipped_bytes = 0;
        loop {
            if self.fill(MAX_HEADER_BYTES)? == 0 {
                return Ok(Err(skipped_bytes));
            }
            if let Some(header) = FrameHeader::parse(self.data()).filter(|header| skipped_bytes == 0 || accept(header)) {
                let (bytes, end) = self.find_end(&header)?;
                if end == FrameEnd::Sound || skipped_bytes == 0 {
                    return Ok(Ok(FoundFrame { header, bytes, end, skipped_bytes }));
                }
            }
            let step = 1 + self.data()[1..].iter().position(|&byte| byte == 0xff).unwrap_or(self.data().len() - 1);
            skipped_bytes += step as u64;
            self.consume(step);
        }
    }

    /// Length of the frame at the front, and how it ends.
    fn find_end(&mut self, header: &FrameHeader) -> io::Result<(usize, FrameEnd)> {
        let longest = header.max_bytes(self.stream_bits);
        let (mut crc, mut summed, mut at) = (0, 0, header.bytes + 2);
        loop {
            let available = self.fill(at + READ_BYTES)?;
            let is_at_end = self.left_in_file == 0;
            let searchable = if is_at_end { available } else { available - MAX_HEADER_BYTES };
            while let Some(step) = self.data().get(at..searchable).and_then(|data| data.iter().position(|&byte| byte == 0xff)) {
                at += step;
                if at > longest {
                    break;
                }
                let data = self.data();
                if let Some(next) = FrameHeader::parse(&data[at..]) {
                    crc = crc16(crc, &data[summed..at]);
                    summed = at;
                    if crc == 0 || header.is_followed_by(&next) {
                        return Ok((at, if crc == 0 { FrameEnd::Sound } else { FrameEnd::Damaged }));
                    }
                }
                at += 1;
            }
            at = at.max(searchable);
            if is_at_end {
                // Zero bytes after the last frame leave the checksum as it is.
                let is_sound = crc16(crc, &self.data()[summed..]) == 0;
                return Ok(match (is_sound, available <= longest) {
                    (true, _) => (available, FrameEnd::Sound),
                    (false, true) => (available, FrameEnd::Cut),
                    (false, false) => (longest, FrameEnd::Lost),
                });
            }
            if at > longest {
                return Ok((longest, FrameEnd::Lost));
            }
        }
    }

    /// Reads until `wanted` bytes stand in the buffer or the stream ends; gives the bytes that do.
    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        if self.data().len() >= wanted || self.left_in_file == 0 {
            return Ok(self.data().len());
        }
        self.buffer.drain(..self.start);
        self.start = 0;
        while self.buffer.len() < wanted && self.left_in_file > 0 {
            let asked = (wanted - self.buffer.len()).max(READ_BYTES) as u64;
            let got = (&mut self.file).take(asked.min(self.left_in_file)).read_to_end(&mut self.buffer)? as u64;
            self.left_in_file = if got == 0 { 0 } else { self.left_in_file - got };
        }
        Ok(self.buffer.len())
    }
}
