//! Pages as lists of what stands where, and a pen that fills them from top to bottom.

use super::typeface::{Style, Typefaces};
use crate::report::{
    Picture,
    drawing::{Drawing, Figure, Ink},
};

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Margins at both sides.
pub(super) const SIDE: f32 = 58.0;
/// Where the text of a page begins and ends.
pub(super) const TOP: f32 = 82.0;
pub(super) const BOTTOM: f32 = PAGE.1 - 70.0;
/// Width of the text.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;

/// Where a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
    Centre,
}

/// Typeface, size and colour of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) style: Style,
    pub(super) size: f32,
    pub(super) ink: Ink,
}

impl Type {
    pub(super) const fn new(style: Style, size: f32, ink: Ink) -> Self {
        Self { style, size, ink }
    }

    /// From one baseline to the next.
    pub(super) fn leading(self) -> f32 {
        (self.size * 1.42).max(self.size + 2.5)
    }
}

pub(super) const BODY: Type = Type::new(Style::Regular, 9.5, Ink::Text);
pub(super) const SOFT: Type = Type::new(Style::Regular, 8.5, Ink::Label);
pub(super) const STRONG: Type = Type::new(Style::SemiBold, 9.5, Ink::Text);
pub(super) const HEADING: Type = Type::new(Style::SemiBold, 11.5, Ink::Text);
pub(super) const CAPTION: Type = Type::new(Style::Medium, 8.0, Ink::Label);
pub(super) const MONO: Type = Type::new(Style::Mono, 8.0, Ink::Text);

/// Something on a page.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A text at its baseline.
    Text { x: f32, y: f32, kind: Type, align: Align, text: String },
    /// A drawing at its upper left corner.
    Drawing { x: f32, y: f32, drawing: Drawing },
    /// A picture, by its number.
    Picture { x: f32, y: f32, width: f32, height: f32, number: usize },
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) items: Vec<Item>,
    /// What its head says; none on a page that brings its own.
    pub(super) head: Option<String>,
    /// Whether it has a frame.
    pub(super) is_framed: bool,
}

/// Writes down a document from top to bottom, page after page.
pub(super) struct Pen<'a> {
    pub(super) faces: &'a Typefaces,
    pub(super) pages: Vec<Page>,
    pub(super) pictures: Vec<Vec<u8>>,
    pub(super) y: f32,
    head: String,
}

/// A column of a table.
pub(super) struct Column {
    pub(super) title: &'static str,
    /// Share of the width.
    pub(super) share: f32,
    pub(super) align: Align,
}

/// A cell: lines of text, each in its type.
pub(super) type Cell = Vec<(Type, String)>;

impl<'a> Pen<'a> {
    pub(super) fn new(faces: &'a Typefaces) -> Self {
        Self { faces, pages: Vec::new(), pictures: Vec::new(), y: 0.0, head: String::new() }
    }

    /// Begins a page that brings its own head; the pages after it have `head`.
    pub(super) fn framed_page(&mut self, head: &str) {
        head.clone_into(&mut self.head);
        self.pages.push(Page { is_framed: true, ..Page::default() });
        self.y = TOP;
    }

    /// Begins a page.
    pub(super) fn page(&mut self) {
        self.pages.push(Page { head: Some(self.head.clone()), ..Page::default() });
        self.y = TOP;
    }

    /// Goes on to the next page unless `height` is left on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.page();
        }
    }

    pub(super) fn put(&mut self, item: Item) {
        if self.pages.is_empty() {
            self.page();
        }
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    pub(super) fn text(&mut self, x: f32, y: f32, kind: Type, align: Align, text: impl Into<String>) {
        self.put(Item::Text { x, y, kind, align, text: text.into() });
    }

    /// A filled rectangle.
    pub(super) fn block(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        let mut drawing = Drawing::new(width, height);
        drawing.rectangle(0.0, 0.0, width, height, ink, 1.0);
        self.put(Item::Drawing { x, y, drawing });
    }

    /// A hairline across.
    pub(super) fn rule(&mut self) {
        self.block(SIDE, self.y, WIDTH, 0.5, Ink::Grid);
    }

    /// A text in lines of `width` from `x`, page after page.
    pub(super) fn lines(&mut self, x: f32, width: f32, kind: Type, text: &str) {
        for line in self.faces.wrap(kind.style, kind.size, text, width) {
            self.need(kind.leading());
            self.y += kind.leading();
            self.text(x, self.y - kind.size * 0.3, kind, Align::Left, line);
        }
    }

    /// A paragraph over the whole width.
    pub(super) fn paragraph(&mut self, kind: Type, text: &str) {
        self.lines(SIDE, WIDTH, kind, text);
        self.skip(5.0);
    }

    /// A heading that stays with `following` points of what comes after it.
    pub(super) fn heading(&mut self, text: &str, following: f32) {
        self.need(HEADING.leading() + 18.0 + following);
        self.skip(14.0);
        self.lines(SIDE, WIDTH, HEADING, text);
        self.skip(4.0);
    }

    /// Names and values under each other; a long value goes on in further lines.
    pub(super) fn pairs(&mut self, pairs: &[(&str, Type, String)]) {
        const NAMES: f32 = 124.0;
        for (name, kind, value) in pairs {
            let lines = self.faces.wrap(kind.style, kind.size, value, WIDTH - NAMES);
            self.need(BODY.leading() + kind.leading() * (lines.len() as f32 - 1.0) + 3.0);
            let first = self.y + BODY.leading();
            self.text(SIDE, first - BODY.size * 0.3, SOFT, Align::Left, *name);
            for (at, line) in lines.iter().enumerate() {
                self.text(SIDE + NAMES, first - BODY.size * 0.3 + at as f32 * kind.leading(), *kind, Align::Left, line.as_str());
            }
            self.y = first + kind.leading() * (lines.len() as f32 - 1.0) + 1.5;
        }
    }

    /// A table with its head, the head again on each further page.
    pub(super) fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) {
        const GAP: f32 = 10.0;
        self.need(60.0);
        self.table_head(columns);
        for row in rows {
            let mut lines: Vec<Vec<(Type, String)>> = Vec::new();
            for (column, cell) in columns.iter().zip(row) {
                let width = column.share * WIDTH - GAP;
                let wrapped = cell.iter().flat_map(|(kind, text)| {
                    self.faces.wrap(kind.style, kind.size, text, width).into_iter().map(move |line| (*kind, line))
                });
                lines.push(wrapped.collect());
            }
            let height = |cell: &Vec<(Type, String)>| cell.iter().map(|(kind, _)| kind.leading()).sum::<f32>();
            let tallest = lines.iter().map(height).fold(0.0, f32::max) + 5.0;
            if self.y + tallest > BOTTOM {
                self.page();
                self.table_head(columns);
            }
            let top = self.y + 2.0;
            let mut x = SIDE;
            for (column, cell) in columns.iter().zip(lines) {
                let width = column.share * WIDTH;
                let mut y = top;
                for (kind, line) in cell {
                    y += kind.leading();
                    let (place, align) = placed(column.align, x, width - GAP);
                    self.text(place, y - kind.size * 0.3, kind, align, line);
                }
                x += width;
            }
            self.y += tallest;
            self.rule();
        }
        self.skip(6.0);
    }

    fn table_head(&mut self, columns: &[Column]) {
        const GAP: f32 = 10.0;
        let mut x = SIDE;
        self.y += CAPTION.leading();
        for column in columns {
            let width = column.share * WIDTH;
            let (place, align) = placed(column.align, x, width - GAP);
            self.text(place, self.y - 2.5, CAPTION, align, column.title);
            x += width;
        }
        self.y += 2.5;
        self.block(SIDE, self.y, WIDTH, 0.9, Ink::Label);
    }

    /// A drawing under its title and note.
    pub(super) fn figure(&mut self, figure: Figure) {
        let note = self.faces.wrap(SOFT.style, SOFT.size, &figure.note, WIDTH).len() as f32;
        self.need(STRONG.leading() + note * SOFT.leading() + figure.drawing.height + 10.0);
        self.lines(SIDE, WIDTH, STRONG, &figure.title);
        self.lines(SIDE, WIDTH, SOFT, &figure.note);
        self.skip(5.0);
        let (y, height) = (self.y, figure.drawing.height);
        self.put(Item::Drawing { x: SIDE, y, drawing: figure.drawing });
        self.skip(height + 12.0);
    }

    /// A picture under its title and above its caption, as wide as the text.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let shape = picture.height as f32 / picture.width.max(1) as f32;
        let height = (WIDTH * shape).min(BOTTOM - TOP - 60.0);
        let width = (height / shape.max(1e-3)).min(WIDTH);
        self.need(STRONG.leading() + SOFT.leading() + height + 16.0);
        self.lines(SIDE, WIDTH, STRONG, &picture.title);
        self.lines(SIDE, WIDTH, SOFT, &picture.caption);
        self.skip(5.0);
        let (y, number) = (self.y, self.pictures.len());
        self.pictures.push(picture.png.clone());
        self.put(Item::Picture { x: SIDE, y, width, height, number });
        self.skip(height + 12.0);
    }
}

fn placed(align: Align, x: f32, width: f32) -> (f32, Align) {
    match align {
        Align::Left => (x, align),
        Align::Right => (x + width, align),
        Align::Centre => (x + width / 2.0, align),
    }
}
