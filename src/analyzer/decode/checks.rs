//! Checks made on the bytes that Symphonia is fed, as they pass: Ogg page checksums, MPEG and ADTS frame chains.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex, PoisonError},
};

use symphonia::core::io::MediaSource;

use super::{
    fault::{Faults, clock},
    probe::{FrameShape, PacketForm},
};

/// The part of a file between its tags, each byte seen by a check as it is read.
pub(super) struct CheckedSource {
    file: File,
    start: u64,
    end: u64,
    position: u64,
    check: Option<Arc<Mutex<StreamCheck>>>,
}

impl CheckedSource {
    /// The bytes from `start` to `end` of `file`. With a check the source cannot seek, so that the check sees each byte once and
    /// in order.
    pub(super) fn new(mut file: File, start: u64, end: u64, check: Option<Arc<Mutex<StreamCheck>>>) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file, start, end, position: start, check })
    }
}

impl Read for CheckedSource {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = (self.end - self.position).min(buffer.len() as u64) as usize;
        let got = self.file.read(&mut buffer[..room])?;
        self.position += got as u64;
        if let Some(check) = &self.check {
            check.lock().unwrap_or_else(PoisonError::into_inner).feed(&buffer[..got]);
        }
        Ok(got)
    }
}

impl Seek for CheckedSource {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if self.check.is_some() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let length = self.end - self.start;
        let wanted = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => length.checked_add_signed(offset),
            SeekFrom::Current(offset) => (self.position - self.start).checked_add_signed(offset),
        };
        let offset = wanted.ok_or(io::ErrorKind::InvalidInput)?.min(length);
        self.position = self.start + offset;
        self.file.seek(SeekFrom::Start(self.position))?;
        Ok(offset)
    }
}

impl MediaSource for CheckedSource {
    fn is_seekable(&self) -> bool {
        self.check.is_none()
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.end - self.start)
    }
}

/// What is checked on a stream of bytes.
pub(super) enum StreamCheck {
    Ogg(OggCheck),
    Frames(FrameChain),
}

impl StreamCheck {
    /// The check that `form` allows.
    pub(super) fn for_form(form: PacketForm) -> Option<Self> {
        match form {
            PacketForm::Ogg => Some(Self::Ogg(OggCheck::default())),
            PacketForm::Mpeg | PacketForm::Adts => Some(Self::Frames(FrameChain::new(form))),
            PacketForm::Mp4 => None,
        }
    }

    fn feed(&mut self, data: &[u8]) {
        match self {
            Self::Ogg(check) => check.feed(data),
            Self::Frames(check) => check.feed(data),
        }
    }

    /// Adds what was found to `faults`; whether the stream carries checksums and all of them are right.
    pub(super) fn finish(&mut self, rate_hz: u32, faults: &mut Faults) -> bool {
        match self {
            Self::Ogg(check) => check.finish(rate_hz, faults),
            Self::Frames(check) => {
                check.finish(faults);
                false
            }
        }
    }
}

/// Checks the checksum and the sequence of Ogg pages (RFC 3533).
#[derive(Default)]
pub(super) struct OggCheck {
    page: Vec<u8>,
    /// Granule position and number of the last good page by stream; streams past the first few are not followed.
    streams: Vec<(u32, u32)>,
    granule: u64,
    /// Position of the last good page before the first fault.
    first_fault: Option<(u64, &'static str)>,
    good_pages: u64,
    has_ended: bool,
    is_lost: bool,
}

/// Streams whose page numbers are followed.
const MAX_OGG_STREAMS: usize = 16;

impl OggCheck {
    fn feed(&mut self, data: &[u8]) {
        self.page.extend_from_slice(data);
        let mut at = 0;
        loop {
            let rest = &self.page[at..];
            if !rest.starts_with(b"OggS") {
                if rest.len() < 4 {
                    break;
                }
                self.is_lost = true;
                at += 1 + rest[1..].iter().position(|&byte| byte == b'O').unwrap_or(rest.len() - 1);
                continue;
            }
            let Some(bytes) = page_bytes(rest).filter(|&bytes| bytes <= rest.len()) else { break };
            let page = &self.page[at..at + bytes];
            let stored = u32::from_le_bytes([page[22], page[23], page[24], page[25]]);
            let computed = ogg_crc(ogg_crc(ogg_crc(0, &page[..22]), &[0; 4]), &page[26..]);
            if stored == computed {
                let page = page.to_vec();
                self.take_page(&page);
                at += bytes;
            } else {
                self.note("its checksum is wrong");
                at += 4;
            }
        }
        self.page.drain(..at);
    }

    fn take_page(&mut self, page: &[u8]) {
        if std::mem::take(&mut self.is_lost) && self.good_pages > 0 {
            self.note("bytes that belong to no page stand before it");
        }
        let serial = u32::from_le_bytes([page[14], page[15], page[16], page[17]]);
        let number = u32::from_le_bytes([page[18], page[19], page[20], page[21]]);
        let is_first = page[5] & 2 != 0;
        if let Some((_, last)) = self.streams.iter_mut().find(|(known, _)| *known == serial) {
            let is_next = number == last.wrapping_add(1);
            *last = number;
            if !is_next && !is_first {
                self.note("pages are missing before it");
            }
        } else if self.streams.len() < MAX_OGG_STREAMS {
            self.streams.push((serial, number));
        }
        let granule = page[6..14].try_into().map_or(u64::MAX, u64::from_le_bytes);
        if granule != u64::MAX {
            self.granule = granule;
        }
        self.has_ended = page[5] & 4 != 0;
        self.good_pages += 1;
    }

    fn note(&mut self, what: &'static str) {
        if self.first_fault.is_none() {
            self.first_fault = Some((self.granule, what));
        }
    }

    fn finish(&mut self, rate_hz: u32, faults: &mut Faults) -> bool {
        let seconds = |granule: u64| granule as f64 / f64::from(rate_hz.max(1));
        if let Some((granule, what)) = self.first_fault {
            let at_s = seconds(granule);
            faults.prove(at_s, format!("A page is damaged at {}: {what}.", clock(at_s)));
        }
        if !self.page.is_empty()
            && page_bytes(&self.page).is_none_or(|bytes| bytes > self.page.len())
            && self.page.starts_with(b"OggS")
        {
            let at_s = seconds(self.granule);
            faults.prove(at_s, format!("The file ends early: inside a page, at {}.", clock(at_s)));
        }
        if !self.has_ended {
            faults.suspect(seconds(self.granule), "The last page does not say that it is the last: the end may be missing.");
        }
        self.good_pages > 0
    }
}

/// Bytes of the page that `data` begins with, once its header is there.
fn page_bytes(data: &[u8]) -> Option<usize> {
    let segments = usize::from(*data.get(26)?);
    let lengths = data.get(27..27 + segments)?;
    Some(27 + segments + lengths.iter().map(|&length| usize::from(length)).sum::<usize>())
}

/// CRC-32 of an Ogg page, polynomial 0x04c11db7, neither reflected nor inverted (RFC 3533, 6), carried on from `crc`.
fn ogg_crc(crc: u32, data: &[u8]) -> u32 {
    data.iter().fold(crc, |crc, &byte| crc << 8 ^ OGG_CRC_TABLE[usize::from((crc >> 24) as u8 ^ byte)])
}

const OGG_CRC_TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut crc = (index as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 0x8000_0000 != 0 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 };
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
};

/// Follows MPEG audio or ADTS frames from header to header.
pub(super) struct FrameChain {
    form: PacketForm,
    /// Bytes not yet looked at: less than a header.
    pending: Vec<u8>,
    /// Bytes of the current frame still to come.
    left: usize,
    last: Option<FrameShape>,
    frames: u64,
    chained: u64,
    seconds: f64,
    lost_at_s: Option<f64>,
    fault: Option<f64>,
    changed_at_s: Option<f64>,
    is_in_tags: bool,
}

/// Bytes of a header that [`FrameShape`] needs.
const SHAPE_BYTES: usize = 8;
/// Good frames in a row after which the stream is found again.
const REGAINED_FRAMES: u64 = 3;

impl FrameChain {
    fn new(form: PacketForm) -> Self {
        Self {
            form,
            pending: Vec::new(),
            left: 0,
            last: None,
            frames: 0,
            chained: 0,
            seconds: 0.0,
            lost_at_s: None,
            fault: None,
            changed_at_s: None,
            is_in_tags: false,
        }
    }

    fn feed(&mut self, mut data: &[u8]) {
        if self.is_in_tags {
            return;
        }
        if !self.pending.is_empty() {
            self.pending.extend_from_slice(data);
            let pending = std::mem::take(&mut self.pending);
            self.walk(&pending);
            return;
        }
        if self.left >= data.len() {
            self.left -= data.len();
            return;
        }
        data = &data[self.left..];
        self.left = 0;
        self.walk(data);
    }

    /// Walks through `data`, which begins where a header should.
    fn walk(&mut self, data: &[u8]) {
        let mut at = 0;
        while at + SHAPE_BYTES <= data.len() {
            let rest = &data[at..];
            match FrameShape::parse(self.form, rest) {
                Some(shape) => {
                    if self.chained > 0 && self.last.is_some_and(|last| !last.is_like(&shape)) {
                        self.changed_at_s.get_or_insert(self.seconds);
                    }
                    self.chained += 1;
                    if self.chained >= REGAINED_FRAMES
                        && let Some(lost_at_s) = self.lost_at_s.take()
                    {
                        self.fault.get_or_insert(lost_at_s);
                    }
                    self.frames += 1;
                    self.seconds += f64::from(shape.frames) / f64::from(shape.rate_hz);
                    self.last = Some(shape);
                    at += shape.bytes;
                }
                None if self.frames > 0
                    && [&b"TAG"[..], b"APETAGEX", b"LYRICS", b"ID3"].iter().any(|tag| rest.starts_with(tag)) =>
                {
                    self.is_in_tags = true;
                    return;
                }
                None => {
                    if self.frames > 0 {
                        self.lost_at_s.get_or_insert(self.seconds);
                    }
                    self.chained = 0;
                    at += 1;
                }
            }
        }
        if at >= data.len() {
            self.left = at - data.len();
        } else {
            self.pending = data[at..].to_vec();
        }
    }

    fn finish(&mut self, faults: &mut Faults) {
        if let Some(at_s) = self.fault {
            faults.prove(at_s, format!("The stream is broken at {}: bytes that belong to no frame.", clock(at_s)));
        }
        if let Some(at_s) = self.changed_at_s {
            faults.prove(at_s, format!("The format changes inside the stream at {}.", clock(at_s)));
        }
        if self.left > 0 && self.frames > 1 && self.lost_at_s.is_none() {
            let at_s = self.seconds;
            faults.prove(at_s, format!("The file ends early: inside a frame, at {}.", clock(at_s)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::decode::fault::Otherwise;
    use crate::contracts::IntegrityState;

    fn mp3_frames(count: usize) -> Vec<u8> {
        let mut frame = vec![0x11; 417];
        frame[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x00]);
        frame.repeat(count)
    }

    fn state_of(stream: &[u8], step: usize) -> (IntegrityState, Option<f64>) {
        let mut chain = FrameChain::new(PacketForm::Mpeg);
        stream.chunks(step).for_each(|part| chain.feed(part));
        let mut faults = Faults::default();
        chain.finish(&mut faults);
        let integrity = faults.into_integrity(None, Otherwise::Undetermined(String::new()));
        (integrity.state, integrity.first_fault_s)
    }

    #[test]
    fn a_whole_chain_is_not_damaged_in_any_division() {
        for step in [1, 7, 416, 417, 418, 100_000] {
            assert_eq!(state_of(&mp3_frames(10), step).0, IntegrityState::Undetermined, "{step}");
        }
    }

    #[test]
    fn lost_bytes_in_the_middle_are_damage_and_tags_at_the_end_are_none() {
        let mut stream = mp3_frames(10);
        stream.drain(417 * 5 + 100..417 * 5 + 200);
        let (state, at_s) = state_of(&stream, 1000);
        assert_eq!(state, IntegrityState::Damaged);
        // The sixth frame is cut; the chain breaks behind it, 6 * 1152 frames in.
        assert!((at_s.unwrap() - 6.0 * 1152.0 / 44_100.0).abs() < 1e-9);
        let mut tagged = mp3_frames(10);
        tagged.extend_from_slice(b"TAGsomething that is no frame");
        assert_eq!(state_of(&tagged, 1000).0, IntegrityState::Undetermined);
        tagged.truncate(417 * 9 + 10);
        assert_eq!(state_of(&tagged, 1000).0, IntegrityState::Damaged);
    }

    fn ogg_page(number: u32, flags: u8, body: &[u8]) -> Vec<u8> {
        let mut page = b"OggS\0".to_vec();
        page.push(flags);
        page.extend_from_slice(&(u64::from(number) * 1000).to_le_bytes());
        page.extend_from_slice(&7_u32.to_le_bytes());
        page.extend_from_slice(&number.to_le_bytes());
        page.extend_from_slice(&[0; 4]);
        page.push(1);
        page.push(body.len() as u8);
        page.extend_from_slice(body);
        let crc = ogg_crc(0, &page);
        page[22..26].copy_from_slice(&crc.to_le_bytes());
        page
    }

    #[test]
    fn a_flipped_bit_in_an_ogg_page_is_found_at_its_time() {
        let stream: Vec<u8> =
            (0..5).flat_map(|number| ogg_page(number, if number == 4 { 4 } else { 0 }, &[number as u8; 50])).collect();
        let check = |stream: &[u8]| {
            let mut check = OggCheck::default();
            stream.chunks(33).for_each(|part| check.feed(part));
            let mut faults = Faults::default();
            check.finish(1000, &mut faults);
            faults.into_integrity(None, Otherwise::Intact(None))
        };
        assert_eq!(check(&stream).state, IntegrityState::Intact);
        let mut flipped = stream.clone();
        flipped[3 * 78 + 40] ^= 1;
        let integrity = check(&flipped);
        assert_eq!((integrity.state, integrity.first_fault_s), (IntegrityState::Damaged, Some(2.0)));
        assert_eq!(check(&stream[..stream.len() - 10]).state, IntegrityState::Damaged);
        assert_eq!(check(&stream[..78 * 3]).state, IntegrityState::Undetermined);
    }
}
