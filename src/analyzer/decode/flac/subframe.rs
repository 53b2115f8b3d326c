//! A plain FLAC frame decoder in 64-bit arithmetic (RFC 9639, 9.2): the second reader of FLAC.
//!
//! It reads what Symphonia gets wrong or refuses: samples deeper than 24 bits, and frames whose checksum is right all the same.
//! It favours the obvious over the fast; the usual stream never comes here.

use super::header::FrameHeader;

/// Decodes the frame `data`, which starts with `header`, into `planes`, one a channel; `None` where it breaks the format.
pub(super) fn decode_frame(data: &[u8], header: &FrameHeader, stream_bits: u16, planes: &mut Vec<Vec<i32>>) -> Option<()> {
    let bits = u32::from(header.bits.unwrap_or(stream_bits));
    let (channels, frames) = (usize::from(header.channels()), header.frames as usize);
    let mut reader = BitReader { data: data.get(header.bytes..)?, at: 0 };
    let mut decoded = Vec::with_capacity(channels);
    for channel in 0..channels {
        let is_side = matches!((header.assignment, channel), (8, 1) | (9, 0) | (10, 1));
        decoded.push(read_subframe(&mut reader, bits + u32::from(is_side), frames)?);
    }
    if let [first, second] = decoded.as_mut_slice() {
        for (a, b) in first.iter_mut().zip(second) {
            (*a, *b) = match header.assignment {
                8 => (*a, *a - *b),
                9 => (*a + *b, *b),
                10 => {
                    let doubled_mid = *a << 1 | *b & 1;
                    ((doubled_mid + *b) >> 1, (doubled_mid - *b) >> 1)
                }
                _ => (*a, *b),
            };
        }
    }
    planes.resize_with(channels, Vec::new);
    for (plane, samples) in planes.iter_mut().zip(&decoded) {
        plane.clear();
        for &sample in samples {
            plane.push(i32::try_from(sample).ok()?);
        }
    }
    Some(())
}

fn read_subframe(reader: &mut BitReader<'_>, bits: u32, frames: usize) -> Option<Vec<i64>> {
    if reader.bits(1)? != 0 {
        return None;
    }
    let kind = reader.bits(6)? as u32;
    let wasted = if reader.bits(1)? == 1 { reader.unary()? + 1 } else { 0 };
    let bits = bits.checked_sub(wasted).filter(|&bits| bits > 0)?;
    let mut samples = Vec::with_capacity(frames);
    match kind {
        0 => {
            let value = reader.signed(bits)?;
            samples.resize(frames, value);
        }
        1 => {
            for _ in 0..frames {
                samples.push(reader.signed(bits)?);
            }
        }
        8..=12 => {
            let order = (kind - 8) as usize;
            read_warm_up(reader, bits, order, frames, &mut samples)?;
            predict(reader, FIXED[order], 0, frames, &mut samples)?;
        }
        32..=63 => {
            let order = (kind - 31) as usize;
            read_warm_up(reader, bits, order, frames, &mut samples)?;
            let precision = reader.bits(4)? as u32 + 1;
            let shift = reader.signed(5)?;
            if precision == 16 || shift < 0 {
                return None;
            }
            let mut coefficients = [0; 32];
            for coefficient in &mut coefficients[..order] {
                *coefficient = reader.signed(precision)?;
            }
            predict(reader, &coefficients[..order], shift as u32, frames, &mut samples)?;
        }
        _ => return None,
    }
    if wasted > 0 {
        samples.iter_mut().for_each(|sample| *sample <<= wasted);
    }
    Some(samples)
}

/// Coefficients of the fixed predictors (RFC 9639, 9.2.5), the newest sample's first.
const FIXED: [&[i64]; 5] = [&[], &[1], &[2, -1], &[3, -3, 1], &[4, -6, 4, -1]];

fn read_warm_up(reader: &mut BitReader<'_>, bits: u32, order: usize, frames: usize, samples: &mut Vec<i64>) -> Option<()> {
    if order > frames {
        return None;
    }
    for _ in 0..order {
        samples.push(reader.signed(bits)?);
    }
    Some(())
}

/// Reads the residual (RFC 9639, 9.2.7) and adds the prediction as it goes.
fn predict(reader: &mut BitReader<'_>, coefficients: &[i64], shift: u32, frames: usize, samples: &mut Vec<i64>) -> Option<()> {
    let parameter_bits = match reader.bits(2)? {
        0 => 4,
        1 => 5,
        _ => return None,
    };
    let partitions = 1_usize << reader.bits(4)?;
    if frames % partitions != 0 || frames / partitions < coefficients.len() {
        return None;
    }
    for partition in 0..partitions {
        let parameter = reader.bits(parameter_bits)? as u32;
        let is_escaped = parameter == (1 << parameter_bits) - 1;
        let raw_bits = if is_escaped { reader.bits(5)? as u32 } else { 0 };
        let count = frames / partitions - if partition == 0 { coefficients.len() } else { 0 };
        for _ in 0..count {
            let residual = if is_escaped {
                if raw_bits == 0 { 0 } else { reader.signed(raw_bits)? }
            } else {
                let folded = u64::from(reader.unary()?) << parameter | reader.bits(parameter)?;
                (folded >> 1) as i64 ^ -((folded & 1) as i64)
            };
            // 33-bit samples by 15-bit coefficients, 32 of them: 53 bits, so the sum holds in 64.
            let sum: i64 = coefficients.iter().zip(samples.iter().rev()).map(|(coefficient, sample)| coefficient * sample).sum();
            let sample = (sum >> shift) + residual;
            if sample.unsigned_abs() > 1 << 33 {
                return None;
            }
            samples.push(sample);
        }
    }
    Some(())
}

/// Bits of a slice, the most significant first.
struct BitReader<'a> {
    data: &'a [u8],
    /// Position in bits.
    at: usize,
}

impl BitReader<'_> {
    /// The next `count` bits, at most 33.
    fn bits(&mut self, count: u32) -> Option<u64> {
        let end = self.at + count as usize;
        if end > self.data.len() * 8 {
            return None;
        }
        let mut value = 0_u64;
        let (first, last) = (self.at / 8, end.div_ceil(8));
        for &byte in &self.data[first..last] {
            value = value << 8 | u64::from(byte);
        }
        value >>= last * 8 - end;
        self.at = end;
        Some(value & ((1_u64 << count) - 1))
    }

    fn signed(&mut self, count: u32) -> Option<i64> {
        let value = self.bits(count)?;
        let shift = 64 - count;
        Some((value << shift) as i64 >> shift)
    }

    /// Zeros before the next one.
    fn unary(&mut self) -> Option<u32> {
        let mut zeros = 0;
        loop {
            let byte = *self.data.get(self.at / 8)? << (self.at % 8);
            let left = 8 - (self.at % 8) as u32;
            let run = byte.leading_zeros().min(left);
            zeros += run;
            self.at += run as usize;
            if run < left {
                self.at += 1;
                return Some(zeros);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_and_runs_are_read_across_bytes() {
        let mut reader = BitReader { data: &[0b1010_0000, 0b0000_0001, 0xff, 0xff, 0xff, 0xff, 0x80], at: 0 };
        assert_eq!(reader.bits(3), Some(0b101));
        assert_eq!(reader.unary(), Some(12));
        assert_eq!(reader.signed(33), Some(-1));
        assert_eq!(reader.unary(), None);
    }

    #[test]
    fn the_rfc_example_frame_is_decoded() {
        // RFC 9639, appendix D.1.4: two verbatim subframes of one sample each.
        let frame = [0xff, 0xf8, 0x69, 0x18, 0x00, 0x00, 0xbf, 0x03, 0x58, 0xfd, 0x03, 0x12, 0x8b, 0xaa, 0x9a];
        let header = FrameHeader::parse(&frame).unwrap();
        let mut planes = Vec::new();
        decode_frame(&frame, &header, 16, &mut planes).unwrap();
        assert_eq!(planes, [[25_588], [10_416]]);
    }
}
