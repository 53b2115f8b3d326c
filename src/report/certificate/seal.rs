//! The seal: a checksum over every byte of the certificate, the seal itself counted as zeros.
//!
//! It finds damage and careless changes. It is no signature: whoever changes a certificate on purpose can seal it again.

use sha2::{Digest, Sha256};

/// What stands before the digits. It is found in the document's keywords, which PDF/A keeps readable.
const MARK: &str = "audiopro-seal:";
/// Digits of a SHA-256.
const DIGITS: usize = 64;

/// The keyword to put into a document that will be sealed.
pub(super) fn blank() -> String {
    format!("{MARK}{}", "0".repeat(DIGITS))
}

/// Seals a finished document; whether it holds a place for the seal.
pub(super) fn set(document: &mut [u8]) -> bool {
    let places = places(document);
    let digits = sum(document, &places);
    for &place in &places {
        document[place..place + DIGITS].copy_from_slice(digits.as_bytes());
    }
    !places.is_empty()
}

/// Whether the seal of `document` fits its bytes; `None` where it has none.
pub(super) fn holds(document: &[u8]) -> Option<bool> {
    let places = places(document);
    let digits = sum(document, &places);
    let fits = places.iter().all(|&place| document[place..place + DIGITS] == *digits.as_bytes());
    (!places.is_empty()).then_some(fits)
}

/// First digits of every seal.
fn places(document: &[u8]) -> Vec<usize> {
    let is_seal = |at: &usize| {
        let rest = &document[*at..];
        let digits = rest.get(MARK.len()..MARK.len() + DIGITS);
        rest.starts_with(MARK.as_bytes()) && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    (0..document.len()).filter(is_seal).map(|at| at + MARK.len()).collect()
}

fn sum(document: &[u8], places: &[usize]) -> String {
    let (mut sum, mut from) = (Sha256::new(), 0);
    for &place in places {
        sum.update(&document[from..place]);
        sum.update([b'0'; DIGITS]);
        from = place + DIGITS;
    }
    sum.update(&document[from..]);
    super::hex(&sum.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_until_any_byte_changes() {
        let mut document = format!("head {0} middle {0} tail", blank()).into_bytes();
        assert_eq!(holds(&document), Some(false), "zeros are no seal");
        assert!(set(&mut document));
        assert_eq!(holds(&document), Some(true));
        for at in [0, 10, 25, 60, document.len() - 1] {
            let mut changed = document.clone();
            changed[at] ^= 1;
            assert_ne!(holds(&changed), Some(true), "{at}");
        }
        let mut longer = document.clone();
        longer.push(b'\n');
        assert_eq!(holds(&longer), Some(false));
        assert_eq!(holds(b"no seal at all"), None);
        assert!(!set(&mut b"no seal at all".to_vec()));
    }
}
