//! Pages to PDF/A-3: fonts subset, colours defined, the facts attached.

use std::sync::Arc;

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Archival, ConfigurationBuilder},
    embed::{AssociationKind, EmbeddedFile, MimeType},
    geom::{PathBuilder, Point, Size, Transform},
    image::Image,
    metadata::{DateTime, Metadata, TextDirection},
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, Stroke as Pencil, StrokeDash},
    surface::Surface,
};
use time::OffsetDateTime;

use super::{
    CertificateError, seal,
    sheet::{Align, Item, PAGE, Page, SIDE, Type},
    typeface::{Style, Typefaces},
};
use crate::{
    contracts::VerdictClass,
    report::{
        drawing::{Anchor, Drawing, Ink, Shape, Step, Stroke},
        method::PROGRAM,
    },
};

/// Name of the attachment.
pub(super) const ATTACHMENT: &str = "audiopro-certificate.json";

/// What a document says of itself.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) made: OffsetDateTime,
    /// The facts as JSON.
    pub(super) facts: Vec<u8>,
    /// Their SHA-256.
    pub(super) facts_sum: &'a str,
}

/// The document.
pub(super) fn render(
    pages: &[Page],
    pictures: &[Vec<u8>],
    faces: &Typefaces,
    about: About<'_>,
) -> Result<Vec<u8>, CertificateError> {
    let broken = |reason: String| CertificateError::NotMade { reason };
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A3_U).finish();
    let configuration = configuration.map_err(|error| broken(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let made = date(about.made);
    document.set_metadata(
        Metadata::new()
            .title(about.title.to_owned())
            .creator(PROGRAM.to_owned())
            .producer(PROGRAM.to_owned())
            .description("Certificate of an audio audit".to_owned())
            .keywords(vec!["audiopro-certificate".to_owned(), seal::blank()])
            .language("en".to_owned())
            .text_direction(TextDirection::LeftToRight)
            .creation_date(made),
    );
    let images: Vec<Option<Image>> = pictures
        .iter()
        // Smoothed by no viewer: PDF/A forbids it, and a measured pixel is one.
        .map(|png| Image::from_png(Arc::new(png.clone()).into(), false))
        .map(|image| image.inspect_err(|error| tracing::warn!("a picture is left out of a certificate: {error}")).ok())
        .collect();
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| broken("no page size".to_owned()))?;
    for (number, page) in pages.iter().enumerate() {
        let mut sheet = document.start_page_with(settings.clone());
        let mut surface = sheet.surface();
        let mut painter = Painter { surface: &mut surface, faces, images: &images };
        painter.furniture(page, number + 1, pages.len(), &about);
        page.items.iter().for_each(|item| painter.item(item));
        surface.finish();
        sheet.finish();
    }
    let facts = EmbeddedFile {
        path: ATTACHMENT.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("The facts of this certificate".to_owned()),
        association_kind: AssociationKind::Data,
        data: about.facts.into(),
        modification_date: Some(made),
        // Plain, so that reading it back unpacks nothing.
        compress: Some(false),
        location: None,
    };
    document.embed_file(facts).ok_or_else(|| broken("the facts could not be attached".to_owned()))?;
    let mut bytes = document.finish().map_err(|error| broken(format!("{error:?}")))?;
    if seal::set(&mut bytes) { Ok(bytes) } else { Err(broken("the document holds no place for its seal".to_owned())) }
}

fn date(at: OffsetDateTime) -> DateTime {
    let year = u16::try_from(at.year()).unwrap_or(1970);
    let day = DateTime::new(year).month(at.month().into()).day(at.day());
    day.hour(at.hour()).minute(at.minute()).second(at.second()).utc_offset_hour(0).utc_offset_minute(0)
}

/// Puts items on a page.
struct Painter<'s, 'a, 'b> {
    surface: &'s mut Surface<'a>,
    faces: &'b Typefaces,
    images: &'b [Option<Image>],
}

impl Painter<'_, '_, '_> {
    /// Frame, head and foot.
    fn furniture(&mut self, page: &Page, number: usize, pages: usize, about: &About<'_>) {
        const SMALL: Type = Type::new(Style::Regular, 7.5, Ink::Label);
        const DIGITS: Type = Type::new(Style::Mono, 6.8, Ink::Label);
        if page.is_framed {
            for (inset, width) in [(26.0, 1.1), (30.0, 0.4)] {
                let corners = [(inset, inset), (PAGE.0 - inset, inset), (PAGE.0 - inset, PAGE.1 - inset), (inset, PAGE.1 - inset)];
                let mut steps = vec![Step::Move(corners[0].0, corners[0].1)];
                steps.extend(corners[1..].iter().map(|&(x, y)| Step::Line(x, y)));
                steps.push(Step::Close);
                self.shape(&shape(steps, Ink::Line, Some(Stroke::Plain(width))));
            }
        }
        if let Some(head) = &page.head {
            let name = self.faces.elided(SMALL.style, SMALL.size, head, 330.0);
            self.text(SIDE, 52.0, Type::new(Style::SemiBold, 8.0, Ink::Line), Align::Left, "Audiopro");
            self.text(PAGE.0 - SIDE, 52.0, SMALL, Align::Right, &name);
            self.shape(&shape(vec![Step::Move(SIDE, 60.0), Step::Line(PAGE.0 - SIDE, 60.0)], Ink::Grid, Some(Stroke::Plain(0.5))));
        }
        let y = PAGE.1 - 46.0;
        self.shape(&shape(
            vec![Step::Move(SIDE, y - 12.0), Step::Line(PAGE.0 - SIDE, y - 12.0)],
            Ink::Grid,
            Some(Stroke::Plain(0.5)),
        ));
        self.text(SIDE, y, DIGITS, Align::Left, &format!("facts {}", &about.facts_sum[..32.min(about.facts_sum.len())]));
        self.text(PAGE.0 - SIDE, y, SMALL, Align::Right, &format!("Page {number} of {pages}"));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text { x, y, kind, align, text } => self.text(*x, *y, *kind, *align, text),
            Item::Drawing { x, y, drawing } => {
                self.surface.push_transform(&Transform::from_translate(*x, *y));
                self.drawing(drawing);
                self.surface.pop();
            }
            Item::Picture { x, y, width, height, number } => {
                if let (Some(Some(image)), Some(size)) = (self.images.get(*number), Size::from_wh(*width, *height)) {
                    self.surface.push_transform(&Transform::from_translate(*x, *y));
                    self.surface.draw_image(image.clone(), size);
                    self.surface.pop();
                }
            }
        }
    }

    fn drawing(&mut self, drawing: &Drawing) {
        drawing.shapes.iter().for_each(|shape| self.shape(shape));
        for label in &drawing.labels {
            let align = match label.anchor {
                Anchor::Start => Align::Left,
                Anchor::Middle => Align::Centre,
                Anchor::End => Align::Right,
            };
            self.text(label.x, label.y, Type::new(Style::Regular, label.size * 0.9, label.ink), align, &label.text);
        }
    }

    fn text(&mut self, x: f32, y: f32, kind: Type, align: Align, text: &str) {
        let line = self.faces.shape(kind.style, text);
        if line.glyphs.is_empty() {
            return;
        }
        let x = match align {
            Align::Left => x,
            Align::Right => x - line.width * kind.size,
            Align::Centre => x - line.width * kind.size / 2.0,
        };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(kind.ink, 1.0)));
        self.surface.draw_glyphs(Point::from_xy(x, y), &line.glyphs, self.faces.font(kind.style), &line.text, kind.size, false);
    }

    fn shape(&mut self, shape: &Shape) {
        let mut builder = PathBuilder::new();
        let place = |x: f32, y: f32| (shape.origin.0 + x * shape.scale.0, shape.origin.1 + y * shape.scale.1);
        for step in &shape.steps {
            match *step {
                Step::Move(x, y) => {
                    let (x, y) = place(x, y);
                    builder.move_to(x, y);
                }
                Step::Line(x, y) => {
                    let (x, y) = place(x, y);
                    builder.line_to(x, y);
                }
                Step::Close => builder.close(),
            }
        }
        let Some(path) = builder.finish() else { return };
        match shape.stroke {
            None => {
                self.surface.set_stroke(None);
                self.surface.set_fill(Some(fill(shape.ink, shape.opacity)));
            }
            Some(stroke) => {
                let (width, dash) = match stroke {
                    Stroke::Plain(width) => (width, None),
                    Stroke::Dashed(width) => (width, Some(StrokeDash { array: vec![3.0, 2.0], offset: 0.0 })),
                };
                let opacity = NormalizedF32::new(shape.opacity).unwrap_or(NormalizedF32::ONE);
                self.surface.set_fill(None);
                self.surface.set_stroke(Some(Pencil {
                    paint: colour(shape.ink).into(),
                    width,
                    opacity,
                    dash,
                    ..Pencil::default()
                }));
            }
        }
        self.surface.draw_path(&path);
    }
}

fn shape(steps: Vec<Step>, ink: Ink, stroke: Option<Stroke>) -> Shape {
    Shape { steps, ink, opacity: 1.0, stroke, origin: (0.0, 0.0), scale: (1.0, 1.0) }
}

fn fill(ink: Ink, opacity: f32) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE), rule: FillRule::NonZero }
}

/// How an ink looks on paper: the light theme of the window.
fn colour(ink: Ink) -> rgb::Color {
    let hex: u32 = match ink {
        Ink::Line => 0x1C_5F_C7,
        Ink::Area => 0xB9_CD_F0,
        Ink::Grid => 0xDB_DF_E5,
        Ink::Label => 0x5B_64_71,
        Ink::Text => 0x19_1C_20,
        Ink::Proof => 0x00_6E_93,
        Ink::Other => 0x6B_74_82,
        Ink::Alert | Ink::Failed => 0xB8_12_40,
        Ink::Ground => 0xF1_F4_F8,
        Ink::Content(0) => 0xDF_E4_EB,
        Ink::Content(1) => 0xC3_CB_D6,
        Ink::Content(_) => 0xA3_AD_BC,
        Ink::Verdict(VerdictClass::Genuine) => 0x0B_70_54,
        Ink::Verdict(VerdictClass::Transcode) => 0x8F_24_00,
        Ink::Verdict(VerdictClass::Upsampled) => 0x7A_66_00,
        Ink::Verdict(VerdictClass::Padded) => 0x86_1B_72,
        Ink::Verdict(VerdictClass::Lossy) => 0x44_69_9F,
        Ink::Verdict(VerdictClass::Inconclusive) => 0x43_4A_54,
    };
    let [_, red, green, blue] = hex.to_be_bytes();
    rgb::Color::new(red, green, blue)
}
