//! STREAMINFO and frame headers (RFC 9639, 8.2 and 9.1), with their checksums.

/// Contents of the STREAMINFO block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StreamInfo {
    pub max_block_frames: u16,
    pub rate_hz: u32,
    pub channels: u16,
    pub bits: u16,
    /// `None` where the encoder did not know.
    pub total_frames: Option<u64>,
    /// `None` where it is all zero.
    pub md5: Option<[u8; 16]>,
}

/// Bytes of a STREAMINFO block.
pub(super) const STREAMINFO_BYTES: usize = 34;

impl StreamInfo {
    pub(super) fn parse(block: &[u8; STREAMINFO_BYTES]) -> Self {
        let packed = u64::from_be_bytes([block[10], block[11], block[12], block[13], block[14], block[15], block[16], block[17]]);
        let mut md5 = [0; 16];
        md5.copy_from_slice(&block[18..34]);
        Self {
            max_block_frames: u16::from_be_bytes([block[2], block[3]]),
            rate_hz: (packed >> 44) as u32,
            channels: (packed >> 41 & 7) as u16 + 1,
            bits: (packed >> 36 & 31) as u16 + 1,
            total_frames: Some(packed & 0xf_ffff_ffff).filter(|&total| total > 0),
            md5: Some(md5).filter(|md5| md5.iter().any(|&byte| byte != 0)),
        }
    }

    /// A STREAMINFO block for a decoder: the stream as its frames are, blocks of up to `max_block_frames`.
    pub(super) fn for_decoder(rate_hz: u32, channels: u16, bits: u16, max_block_frames: u16) -> Box<[u8]> {
        let mut block = vec![0; STREAMINFO_BYTES];
        block[0..2].copy_from_slice(&16_u16.to_be_bytes());
        block[2..4].copy_from_slice(&max_block_frames.max(16).to_be_bytes());
        let packed = u64::from(rate_hz) << 44 | u64::from(channels - 1) << 41 | u64::from(bits - 1) << 36;
        block[10..18].copy_from_slice(&packed.to_be_bytes());
        block.into_boxed_slice()
    }
}

/// Longest frame header.
pub(super) const MAX_HEADER_BYTES: usize = 16;

/// Header of one frame. Rate and bits are `None` where the frame points at STREAMINFO.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrameHeader {
    /// Whether `number` counts frames of audio (variable block size) rather than blocks.
    pub is_variable: bool,
    pub number: u64,
    pub frames: u32,
    pub rate_hz: Option<u32>,
    pub bits: Option<u16>,
    /// 0 to 7: that many channels less one; 8 left/side, 9 side/right, 10 mid/side.
    pub assignment: u8,
    /// Bytes of the header, checksum included.
    pub bytes: usize,
}

impl FrameHeader {
    pub(super) fn channels(&self) -> u16 {
        if self.assignment < 8 { u16::from(self.assignment) + 1 } else { 2 }
    }

    /// Whether `next` is what an encoder writes right after this frame.
    pub(super) fn is_followed_by(&self, next: &Self) -> bool {
        let expected = if self.is_variable { self.number + u64::from(self.frames) } else { self.number + 1 };
        next.is_variable == self.is_variable
            && next.number == expected
            && next.channels() == self.channels()
            && next.rate_hz == self.rate_hz
            && next.bits == self.bits
    }

    /// Longest that this frame can be: every subframe verbatim, the side channel one bit wider.
    pub(super) fn max_bytes(&self, stream_bits: u16) -> usize {
        let bits = usize::from(self.bits.unwrap_or(stream_bits)) + 1;
        let subframe = (self.frames as usize * bits).div_ceil(8) + 8;
        self.bytes + usize::from(self.channels()) * subframe + 2
    }

    /// The header that `data` starts with, checksum and all; `None` where there is none.
    pub(super) fn parse(data: &[u8]) -> Option<Self> {
        let &[sync, strategy, block_rate, channels_bits, ..] = data else { return None };
        if sync != 0xff || strategy & 0xfe != 0xf8 || channels_bits & 1 != 0 {
            return None;
        }
        let (block_code, rate_code) = (block_rate >> 4, block_rate & 15);
        let (assignment, bits_code) = (channels_bits >> 4, channels_bits >> 1 & 7);
        if block_code == 0 || rate_code == 15 || assignment > 10 {
            return None;
        }
        let (number, mut at) = coded_number(data.get(4..)?)?;
        at += 4;
        let mut take = |bytes: usize| -> Option<u32> {
            let value = data.get(at..at + bytes)?.iter().fold(0, |value, &byte| value << 8 | u32::from(byte));
            at += bytes;
            Some(value)
        };
        let frames = match block_code {
            1 => 192,
            2..=5 => 144 << block_code,
            6 => take(1)? + 1,
            7 => take(2)? + 1,
            _ => 1 << block_code,
        };
        let rate_hz = match rate_code {
            0 => None,
            12 => Some(take(1)? * 1000),
            13 => Some(take(2)?),
            14 => Some(take(2)? * 10),
            code => Some(RATES_HZ[usize::from(code)]),
        };
        let bits = match bits_code {
            0 => None,
            3 => return None,
            code => Some(BITS[usize::from(code)]),
        };
        let checksum = *data.get(at)?;
        (crc8(&data[..at]) == checksum && rate_hz != Some(0)).then_some(Self {
            is_variable: strategy & 1 == 1,
            number,
            frames,
            rate_hz,
            bits,
            assignment,
            bytes: at + 1,
        })
    }
}

/// RFC 9639, 9.1.2; index 0 and 12 to 15 are not rates.
const RATES_HZ: [u32; 16] =
    [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 0, 0, 0, 0];
/// RFC 9639, 9.1.4; index 0 and 3 are not depths.
const BITS: [u16; 8] = [0, 8, 12, 0, 16, 20, 24, 32];

/// The number coded like UTF-8 that `data` starts with, up to 36 bits, and its bytes.
fn coded_number(data: &[u8]) -> Option<(u64, usize)> {
    let first = *data.first()?;
    let ones = first.leading_ones() as usize;
    if ones == 0 {
        return Some((u64::from(first), 1));
    }
    if ones == 1 || ones > 7 {
        return None;
    }
    let mut value = u64::from(first) & (0x7f >> ones);
    for &byte in data.get(1..ones)? {
        if byte & 0xc0 != 0x80 {
            return None;
        }
        value = value << 6 | u64::from(byte & 0x3f);
    }
    Some((value, ones))
}

/// CRC-8 of the frame header, polynomial 0x07 (RFC 9639, 9.1.8).
pub(super) fn crc8(data: &[u8]) -> u8 {
    data.iter().fold(0, |crc, &byte| CRC8_TABLE[usize::from(crc ^ byte)])
}

const CRC8_TABLE: [u8; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut crc = index as u8;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 0x80 != 0 { crc << 1 ^ 0x07 } else { crc << 1 };
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
};

/// CRC-16 of a frame, polynomial 0x8005 (RFC 9639, 9.3), carried on from `crc`. Over a whole frame, checksum included, it is 0.
///
/// Eight bytes a step: byte by byte it took as long as a third of the decoding.
pub(super) fn crc16(mut crc: u16, data: &[u8]) -> u16 {
    let (steps, rest) = data.as_chunks::<8>();
    for step in steps {
        let [high, low] = crc.to_be_bytes();
        crc = CRC16_TABLES[7][usize::from(step[0] ^ high)]
            ^ CRC16_TABLES[6][usize::from(step[1] ^ low)]
            ^ CRC16_TABLES[5][usize::from(step[2])]
            ^ CRC16_TABLES[4][usize::from(step[3])]
            ^ CRC16_TABLES[3][usize::from(step[4])]
            ^ CRC16_TABLES[2][usize::from(step[5])]
            ^ CRC16_TABLES[1][usize::from(step[6])]
            ^ CRC16_TABLES[0][usize::from(step[7])];
    }
    rest.iter().fold(crc, |crc, &byte| crc << 8 ^ CRC16_TABLES[0][usize::from((crc >> 8) as u8 ^ byte)])
}

/// `CRC16_TABLES[n][b]`: checksum of byte `b` followed by `n` zero bytes.
static CRC16_TABLES: [[u16; 256]; 8] = {
    let mut tables = [[0; 256]; 8];
    let mut index = 0;
    while index < 256 {
        let mut crc = (index as u16) << 8;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 0x8000 != 0 { crc << 1 ^ 0x8005 } else { crc << 1 };
            bit += 1;
        }
        tables[0][index] = crc;
        index += 1;
    }
    let mut table = 1;
    while table < 8 {
        let mut index = 0;
        while index < 256 {
            let crc = tables[table - 1][index];
            tables[table][index] = crc << 8 ^ tables[0][(crc >> 8) as usize];
            index += 1;
        }
        table += 1;
    }
    tables
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crc16_equals_the_bitwise_definition() {
        let data: Vec<u8> = (0..1003_u32).map(|index| ((index * 73) >> 2) as u8).collect();
        let bitwise = data.iter().fold(0_u16, |crc, &byte| {
            (0..8).fold(crc ^ u16::from(byte) << 8, |crc, _| if crc & 0x8000 != 0 { crc << 1 ^ 0x8005 } else { crc << 1 })
        });
        assert_eq!(crc16(0, &data), bitwise);
        assert_eq!(crc16(crc16(0, &data[..501]), &data[501..]), bitwise);
    }

    #[test]
    fn header_of_the_rfc_example_is_read() {
        // RFC 9639, appendix D.1.4: one frame of one stereo sample, 44.1 kHz, 16 bits.
        let header = FrameHeader::parse(&[0xff, 0xf8, 0x69, 0x18, 0x00, 0x00, 0xbf, 0x03]);
        assert_eq!(
            header,
            Some(FrameHeader {
                is_variable: false,
                number: 0,
                frames: 1,
                rate_hz: Some(44_100),
                bits: Some(16),
                assignment: 1,
                bytes: 7
            })
        );
        assert_eq!(FrameHeader::parse(&[0xff, 0xf8, 0x69, 0x18, 0x00, 0x00, 0xbe, 0x03]), None);
    }

    #[test]
    fn a_block_for_the_decoder_reads_back() {
        let block = StreamInfo::for_decoder(768_000, 8, 24, 4096);
        let info = StreamInfo::parse(block.as_ref().try_into().unwrap());
        assert_eq!((info.rate_hz, info.channels, info.bits, info.max_block_frames), (768_000, 8, 24, 4096));
        assert_eq!((info.total_frames, info.md5), (None, None));
    }

    #[test]
    fn coded_numbers_reach_36_bits() {
        assert_eq!(coded_number(&[0xfe, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf]), Some(((1 << 36) - 1, 7)));
        assert_eq!(coded_number(&[0x80]), None);
        assert_eq!(coded_number(&[0xc2]), None);
    }
}
