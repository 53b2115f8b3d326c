//! How contracts are written into columns and read back.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use serde::{
    Serialize,
    de::{DeserializeOwned, IntoDeserializer, value::StrDeserializer},
};

use super::error::Fault;
use crate::contracts::{GridProof, Pictures};

/// Layout of [`pack`]; the first byte of every blob.
const PICTURES_LAYOUT: u8 = 2;
/// The layout before pictures of the proof were kept: nothing follows the curves.
const WITHOUT_PROOF: u8 = 1;

/// The operating system's bytes of a path.
#[cfg(unix)]
pub(super) fn path_bytes(path: &Path) -> Cow<'_, [u8]> {
    Cow::Borrowed(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()))
}

/// The path of these bytes.
#[cfg(unix)]
pub(super) fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes))
}

/// The path as UTF-8: elsewhere a name that is no Unicode cannot be kept exactly.
#[cfg(not(unix))]
pub(super) fn path_bytes(path: &Path) -> Cow<'_, [u8]> {
    match path.to_string_lossy() {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// The path of these bytes.
#[cfg(not(unix))]
pub(super) fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

/// `value` as JSON text.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::Damaged(format!("a report cannot be written as JSON ({error})")))
}

/// The value in the JSON text of column `what`.
pub(super) fn from_json<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::Damaged(format!("the stored {what} of an audit cannot be read ({error})")))
}

/// The value whose JSON is the string `id`; `None` where this program does not know it.
pub(super) fn from_id<T: DeserializeOwned>(id: &str) -> Option<T> {
    let deserializer: StrDeserializer<'_, serde::de::value::Error> = id.into_deserializer();
    T::deserialize(deserializer).ok()
}

/// The curves as bytes: a layout byte, then each curve as its length and its values, four bytes each, little-endian; at last the
/// pictures of the proof, where there are any. JSON would take three times the room.
pub(super) fn pack(pictures: &Pictures) -> Vec<u8> {
    let mut bytes = vec![PICTURES_LAYOUT];
    for curve in [
        &pictures.spectrum_db,
        &pictures.spectrum_peak_db,
        &pictures.envelope_low,
        &pictures.envelope_high,
        &pictures.envelope_rms,
        &pictures.short_term_lufs,
    ] {
        put(&mut bytes, curve.iter().map(|value| value.to_bits()));
    }
    put(&mut bytes, pictures.envelope_clips.iter().copied());
    if let Some(proof) = &pictures.proof {
        pack_proof(&mut bytes, proof);
    }
    bytes
}

fn pack_proof(bytes: &mut Vec<u8>, proof: &GridProof) {
    let floats = [proof.picture_start_s, proof.picture_step_s, proof.picture_hz.0, proof.picture_hz.1].map(f32::to_bits);
    let head = [u32::from(proof.is_by_holes), proof.offset, proof.beside_offset, proof.picture_blocks];
    put(bytes, head.into_iter().chain(floats).collect::<Vec<_>>().into_iter());
    put(bytes, proof.alignments.iter().map(|value| value.to_bits()));
    put(bytes, proof.ladder.iter().copied());
    put(bytes, proof.ladder_beside.iter().copied());
    for picture in [&proof.picture, &proof.picture_beside] {
        bytes.extend_from_slice(&(picture.len() as u32).to_le_bytes());
        bytes.extend_from_slice(picture);
    }
}

fn unpack_proof(rest: &mut &[u8]) -> Option<GridProof> {
    let head = take(rest)?;
    let &[is_by_holes, offset, beside_offset, picture_blocks, start, step, low, high] = head.as_slice() else { return None };
    if is_by_holes > 1 {
        return None;
    }
    let alignments = take(rest)?.into_iter().map(f32::from_bits).collect();
    let (ladder, ladder_beside) = (take(rest)?, take(rest)?);
    let (picture, picture_beside) = (take_bytes(rest)?, take_bytes(rest)?);
    Some(GridProof {
        is_by_holes: is_by_holes == 1,
        alignments,
        offset,
        beside_offset,
        picture_blocks,
        picture_start_s: f32::from_bits(start),
        picture_step_s: f32::from_bits(step),
        picture_hz: (f32::from_bits(low), f32::from_bits(high)),
        picture,
        picture_beside,
        ladder,
        ladder_beside,
    })
}

fn take_bytes(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (bytes, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    Some(bytes.to_vec())
}

/// The curves in these bytes.
pub(super) fn unpack(bytes: &[u8]) -> Result<Pictures, Fault> {
    let damaged = || Fault::Damaged("the stored curves of an audit cannot be read".to_owned());
    let (&layout, mut rest) = bytes.split_first().ok_or_else(damaged)?;
    if !matches!(layout, PICTURES_LAYOUT | WITHOUT_PROOF) {
        return Err(damaged());
    }
    let mut curve = || take(&mut rest).ok_or_else(damaged);
    let floats = |words: Vec<u32>| words.into_iter().map(f32::from_bits).collect();
    let mut pictures = Pictures {
        spectrum_db: floats(curve()?),
        spectrum_peak_db: floats(curve()?),
        envelope_low: floats(curve()?),
        envelope_high: floats(curve()?),
        envelope_rms: floats(curve()?),
        short_term_lufs: floats(curve()?),
        envelope_clips: curve()?,
        proof: None,
    };
    if !rest.is_empty() && layout == PICTURES_LAYOUT {
        pictures.proof = Some(unpack_proof(&mut rest).ok_or_else(damaged)?);
    }
    if rest.is_empty() { Ok(pictures) } else { Err(damaged()) }
}

fn put(bytes: &mut Vec<u8>, values: impl ExactSizeIterator<Item = u32>) {
    bytes.extend_from_slice(&(values.len() as u32).to_le_bytes());
    for value in values {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
}

fn take(rest: &mut &[u8]) -> Option<Vec<u32>> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (values, after) = after.split_at_checked((u32::from_le_bytes(*length) as usize).checked_mul(4)?)?;
    *rest = after;
    Some(values.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contracts::{Codec, IntegrityState, VerdictClass};

    #[test]
    fn ids_are_the_names_of_the_json() {
        assert_eq!(from_id::<VerdictClass>("transcode"), Some(VerdictClass::Transcode));
        assert_eq!(from_id::<IntegrityState>("damaged"), Some(IntegrityState::Damaged));
        assert_eq!(from_id::<Codec>("a codec of later"), None);
    }

    #[test]
    fn curves_keep_every_bit() {
        let pictures = Pictures {
            spectrum_db: vec![-120.0, f32::NEG_INFINITY, -0.0],
            envelope_low: vec![-1.0; 1024],
            envelope_clips: vec![0, 7, u32::MAX],
            short_term_lufs: vec![f32::NAN],
            proof: Some(GridProof {
                is_by_holes: true,
                alignments: vec![0.07, 0.2],
                offset: 1,
                picture_hz: (2000.0, 16_000.0),
                picture: vec![0, 9, 255],
                ladder: vec![4, 5],
                ..GridProof::default()
            }),
            ..Pictures::default()
        };
        let back = unpack(&pack(&pictures)).unwrap();
        assert!(back.short_term_lufs[0].is_nan());
        assert_eq!(Pictures { short_term_lufs: Vec::new(), ..back }, Pictures { short_term_lufs: Vec::new(), ..pictures });
    }

    proptest! {
        #[test]
        fn any_bytes_are_curves_or_an_error(mut bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = unpack(&bytes);
            bytes.splice(0..0, [PICTURES_LAYOUT]);
            if let Ok(pictures) = unpack(&bytes) {
                prop_assert_eq!(pack(&pictures), bytes);
            }
        }

        #[test]
        fn a_cut_blob_is_an_error(cut in 0_usize..40) {
            let whole = pack(&Pictures { envelope_clips: vec![1, 2, 3], ..Pictures::default() });
            prop_assert!(cut >= whole.len() || unpack(&whole[..cut]).is_err());
        }
    }
}
