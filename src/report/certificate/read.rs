//! A certificate read back.

use lopdf::{Dictionary, Document, Object};

use super::{
    CertificateError, Facts,
    facts::{KIND, SCHEMA},
    render::ATTACHMENT,
    seal,
};

/// A certificate as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// What it says.
    pub facts: Facts,
    /// Whether not a byte of it was changed since it was made, as far as its seal can tell. A seal is no signature.
    pub is_unchanged: bool,
}

/// Reads the certificate in `bytes`.
///
/// # Errors
/// Where it is no certificate, or one of a later program.
pub fn read(bytes: &[u8]) -> Result<Certificate, CertificateError> {
    let foreign = |reason: &str| CertificateError::Foreign { reason: reason.to_owned() };
    if !bytes.starts_with(b"%PDF-") {
        return Err(foreign("it is no PDF"));
    }
    let document =
        Document::load_mem(bytes).map_err(|error| CertificateError::Foreign { reason: format!("the PDF is broken: {error}") })?;
    let json = attachment(&document).ok_or_else(|| foreign("it carries no facts of an audit"))?;
    let value: serde_json::Value = serde_json::from_slice(json).map_err(|_| foreign("its facts are no JSON"))?;
    if value["kind"] != KIND {
        return Err(foreign("its attachment is something else"));
    }
    match value["schema"].as_u64() {
        Some(schema) if schema > u64::from(SCHEMA) => return Err(CertificateError::Newer { found: schema }),
        _ => {}
    }
    let facts = serde_json::from_value(value)
        .map_err(|error| CertificateError::Foreign { reason: format!("its facts are incomplete: {error}") })?;
    Ok(Certificate { facts, is_unchanged: seal::holds(bytes) == Some(true) })
}

/// The bytes of the attached facts. They are stored plain: nothing is unpacked, whatever the document asks for.
fn attachment(document: &Document) -> Option<&[u8]> {
    let is_named = |dictionary: &Dictionary| {
        let name = dictionary.get(b"F").ok().and_then(|name| name.as_str().ok());
        name == Some(ATTACHMENT.as_bytes())
    };
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let specification = dictionaries.filter(|dictionary| dictionary.get(b"EF").is_ok()).find(|dictionary| is_named(dictionary))?;
    let embedded = resolved(document, specification.get(b"EF").ok()?)?.as_dict().ok()?;
    let stream = resolved(document, embedded.get(b"F").ok()?)?.as_stream().ok()?;
    stream.dict.get(b"Filter").is_err().then_some(stream.content.as_slice())
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}
