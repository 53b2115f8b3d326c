//! What a window shows, as pixels that can be asked.

use std::{collections::HashMap, fs::File, io::BufWriter, path::Path};

/// Red, green, blue.
pub type Colour = [u8; 3];

/// A part of a picture, in pixels from its upper left corner. What lies outside the picture is left out.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl Part {
    /// All of any picture.
    pub const WHOLE: Self = Self::new(0, 0, 4096, 4096);

    pub const fn new(x: u32, y: u32, width: u32, height: u32) -> Self {
        Self { x, y, width, height }
    }
}

/// A picture in 8-bit RGB.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    /// Three bytes a pixel, row by row.
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads a binary PPM of 8 bits; `None` where it is none.
    pub fn of_ppm(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"P6")?;
        let mut numbers = [0_u32; 3];
        for number in &mut numbers {
            rest = rest.trim_ascii_start();
            let end = rest.iter().position(u8::is_ascii_whitespace)?;
            *number = std::str::from_utf8(&rest[..end]).ok()?.parse().ok()?;
            rest = &rest[end..];
        }
        let [width, height, white] = numbers;
        // One byte of white space ends the head.
        let pixels = rest.get(1..)?.to_vec();
        (white == 255 && pixels.len() == width as usize * height as usize * 3).then_some(Self { width, height, pixels })
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn of_part(&self, part: Part) -> impl Iterator<Item = Colour> {
        let byte = |x: u32| x.min(self.width) as usize * 3;
        let (from, to) = (byte(part.x), byte(part.x + part.width));
        let rows = part.y.min(self.height)..(part.y + part.height).min(self.height);
        rows.flat_map(move |y| {
            let start = y as usize * self.width as usize * 3;
            self.pixels[start + from..start + to].chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]])
        })
    }

    fn counted(&self, part: Part) -> HashMap<Colour, usize> {
        let mut counts = HashMap::new();
        for colour in self.of_part(part) {
            *counts.entry(colour).or_default() += 1;
        }
        counts
    }

    /// How many different colours `part` has.
    pub fn colours(&self, part: Part) -> usize {
        self.counted(part).len()
    }

    /// The colour that most of `part` has.
    pub fn main_colour(&self, part: Part) -> Option<Colour> {
        self.counted(part).into_iter().max_by_key(|(_, count)| *count).map(|(colour, _)| colour)
    }

    /// How many pixels of `part` are others in `other`; all of them where the pictures have other sizes.
    pub fn differing(&self, other: &Self, part: Part) -> usize {
        if self.size() != other.size() {
            return self.of_part(part).count();
        }
        self.of_part(part).zip(other.of_part(part)).filter(|(here, there)| here != there).count()
    }

    /// Writes it to `file` as PNG.
    pub fn save(&self, file: &Path) {
        let output = BufWriter::new(File::create(file).expect("the folder of pictures can be written"));
        let mut encoder = png::Encoder::new(output, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().expect("the picture can be written");
        writer.write_image_data(&self.pixels).expect("the picture can be written");
        writer.finish().expect("the picture can be written");
    }
}

#[test]
fn a_picture_is_read_and_asked() {
    let picture = |pixels: &[u8]| Picture::of_ppm(&[b"P6\n3 2\n255\n".as_slice(), pixels].concat());
    let (black, red) = ([0, 0, 0], [255, 0, 0]);
    let one = picture(&[black, black, red, black, black, black].concat()).expect("it is a picture");
    let other = picture(&[black, black, red, black, red, red].concat()).expect("it is a picture");
    assert_eq!(one.size(), (3, 2));
    assert_eq!((one.colours(Part::WHOLE), one.colours(Part::new(0, 0, 2, 2))), (2, 1));
    assert_eq!((one.main_colour(Part::WHOLE), one.main_colour(Part::new(2, 0, 1, 1))), (Some(black), Some(red)));
    assert_eq!((one.differing(&other, Part::WHOLE), one.differing(&other, Part::new(0, 0, 2, 2))), (2, 1));
    assert!(picture(&[0; 17]).is_none() && Picture::of_ppm(b"P5\n1 1\n255\n\0").is_none());
}
