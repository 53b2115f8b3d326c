//! Pixels and frame into one PNG, band by band: memory holds one band besides the pixels.

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb},
};

use super::{PictureError, frame::Layout, pixels::Drawn};
use crate::{
    contracts::CancelToken,
    report::{certificate::typeface::FONTS, method::PROGRAM},
};

/// Rows drawn at once.
const BAND: u32 = 128;

/// Writes the picture: pixels on white paper, `svg` over them.
pub(super) fn png(
    svg: &str,
    layout: &Layout,
    drawn: &Drawn,
    output: &mut dyn Write,
    cancel: &CancelToken,
) -> Result<(), PictureError> {
    let (width, height) = layout.size;
    let broken = |reason: String| PictureError::NotDrawn { reason };
    let tree = tree_of(svg).map_err(broken)?;
    let band_rows = BAND.min(height);
    let mut band = Pixmap::new(width, band_rows).ok_or_else(|| broken("no memory for a band".to_owned()))?;
    let mut encoder = Encoder::new(&mut *output, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.add_text_chunk("Software".to_owned(), PROGRAM.to_owned()).map_err(unwritten)?;
    let mut writer = encoder.write_header().map_err(unwritten)?;
    let mut stream = writer.stream_writer().map_err(unwritten)?;
    let mut row = vec![0; width as usize * 3];
    for top in (0..height).step_by(band_rows as usize) {
        cancel.check()?;
        band.fill(resvg::tiny_skia::Color::TRANSPARENT);
        resvg::render(&tree, Transform::from_translate(0.0, -(top as f32)), &mut band.as_mut());
        let rows = band.data().chunks_exact(width as usize * 4);
        for (y, over) in (top..height.min(top + band_rows)).zip(rows) {
            row.fill(255);
            drawn.patches.iter().for_each(|patch| patch.put(y, &mut row));
            // Premultiplied: what lies over adds to what is left of what lies under.
            for (under, over) in row.chunks_exact_mut(3).zip(over.chunks_exact(4)) {
                let left = 255 - u32::from(over[3]);
                for (under, over) in under.iter_mut().zip(over) {
                    *under = (u32::from(*over) + (u32::from(*under) * left + 127) / 255).min(255) as u8;
                }
            }
            stream.write_all(&row)?;
        }
    }
    stream.finish().map_err(unwritten)?;
    writer.finish().map_err(unwritten)?;
    Ok(output.flush()?)
}

/// The frame, read with the bundled typefaces alone: the same on every machine.
fn tree_of(svg: &str) -> Result<Tree, String> {
    let mut faces = fontdb::Database::new();
    FONTS.iter().for_each(|font| faces.load_font_data(font.to_vec()));
    let options = Options { fontdb: std::sync::Arc::new(faces), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| error.to_string())
}

fn unwritten(error: EncodingError) -> PictureError {
    match error {
        EncodingError::IoError(error) => PictureError::Io(error),
        other => PictureError::NotDrawn { reason: other.to_string() },
    }
}
