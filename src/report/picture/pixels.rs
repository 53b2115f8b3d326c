//! The pixels inside a picture's axes, and where the labels stand.

use super::{
    PictureError, PictureKind, PictureOrder, Scene,
    frame::{Layout, Place},
};
use crate::{
    contracts::{AuditReport, CancelToken},
    pictures::{
        self, View, frequency_ticks,
        image::{Image, Palette, Rgb, Tick},
        level_ticks, time_ticks,
    },
};

/// What lies under the pixels: the window's well.
pub(super) const WELL: Rgb = Rgb(0x0A, 0x0B, 0x0D);
/// Colours of the window's well.
pub(super) const PALETTE: Palette = Palette {
    line: Rgb(0x7D, 0xB6, 0xFF),
    fill: Rgb(0x2C, 0x4A, 0x78),
    grid: Rgb(0x3A, 0x41, 0x4C),
    proof: Rgb(0x6F, 0xDD, 0xF7),
    alert: Rgb(0xFF, 0x70, 0x88),
};

/// Pixels with their place.
pub(super) struct Patch {
    pub(super) place: Place,
    /// As many as the place has, over its whole width and height, or so many times fewer in both directions.
    pub(super) image: Image,
    /// Pixels of the picture a pixel of the image, along either side.
    pub(super) zoom: usize,
}

/// Everything inside the frame.
pub(super) struct Drawn {
    /// The picture, then the colours of its levels.
    pub(super) patches: Vec<Patch>,
    /// Labels of the picture's axes.
    pub(super) ticks: Vec<Tick>,
    /// Labels of the colours.
    pub(super) legend_ticks: Vec<Tick>,
    /// Edges over the spectrogram: place from the top, and what it is.
    pub(super) edges: Vec<(f64, String)>,
}

/// Draws what `order` asks for of `view`.
pub(super) fn draw(
    report: &AuditReport,
    scene: &Scene,
    order: &PictureOrder,
    view: &View,
    layout: &Layout,
    cancel: &CancelToken,
) -> Result<Drawn, PictureError> {
    let (plot, look) = (layout.plot, &order.look);
    let (width, height) = (plot.width as usize, plot.height as usize);
    // Labels are as far apart as on a screen, whatever the size.
    let unscaled = |pixels: usize| (pixels as f32 / layout.scale) as usize;
    let times = || time_ticks(view, unscaled(width));
    // Curves are lines of one pixel: drawn small and enlarged, they are as strong as the letters beside them.
    let zoom = (layout.scale.floor() as usize).max(1);
    let small = (width.div_ceil(zoom), height.div_ceil(zoom));
    let top_hz = look.top_hz(scene.sound.sample_rate().nyquist_hz());
    let figures = &report.measurements;
    let end = if figures.is_cutoff_sharp() { "cutoff" } else { "fades out at" };
    let edges_hz = [(end, figures.cutoff_hz), ("upsampling edge", figures.upsampling_edge_hz)];
    let whole = |image| Patch { place: plot, image, zoom: 1 };
    let mut drawn = Drawn { patches: Vec::new(), ticks: Vec::new(), legend_ticks: Vec::new(), edges: Vec::new() };
    match order.kind {
        PictureKind::Spectrogram => {
            let levels = scene.spectrogram.levels(view, look, width, cancel)?;
            drawn.patches.push(whole(pictures::paint(&levels, look, height)));
            drawn.ticks = frequency_ticks(look.axis, look.low_hz, top_hz, unscaled(height), "y");
            drawn.ticks.extend(times());
            let legend = layout.legend;
            let image = pictures::paint_legend(look.map, legend.width as usize, legend.height as usize);
            drawn.patches.push(Patch { place: legend, image, zoom: 1 });
            drawn.legend_ticks = level_ticks(look.floor_db, look.ceiling_db, unscaled(legend.height as usize), "y");
            let edge = |(name, hz): (&str, Option<f64>)| {
                let hz = hz.filter(|hz| (look.low_hz..top_hz).contains(hz))?;
                let place = 1.0 - look.axis.place_of(hz, look.low_hz, top_hz);
                Some((place, format!("{name} {:.2} kHz", hz / 1000.0)))
            };
            drawn.edges = edges_hz.into_iter().filter_map(edge).collect();
        }
        PictureKind::Waveform => {
            let image = pictures::waveform(&scene.sound, &scene.overview, view, order.marks, &PALETTE, (width, height))?;
            drawn.patches.push(whole(image));
            let lanes = scene.sound.channels().min(2);
            let name = |lane: usize| if lanes == 1 { "0" } else { ["L", "R"][lane] };
            drawn.ticks = (0..lanes).map(|lane| Tick::new("y", (lane as f64 + 0.5) / lanes as f64, name(lane))).collect();
            drawn.ticks.extend(times());
        }
        PictureKind::Spectrum => {
            let spectrum = pictures::region_spectrum(&scene.spectrogram, view, look.channel, look.window, cancel)?;
            let edges: Vec<f64> = edges_hz.iter().filter_map(|(_, hz)| *hz).collect();
            let (image, ticks) = pictures::paint_spectrum(&spectrum, look.axis, (look.low_hz, top_hz), &edges, &PALETTE, small);
            drawn.patches.push(Patch { place: plot, image, zoom });
            drawn.ticks = ticks;
        }
        PictureKind::Loudness => {
            let integrated_lufs = figures.integrated_lufs;
            let (image, ticks) = pictures::loudness(&scene.overview, integrated_lufs, view, &PALETTE, small);
            drawn.patches.push(Patch { place: plot, image, zoom });
            drawn.ticks = ticks;
        }
    }
    cancel.check()?;
    Ok(drawn)
}

impl Patch {
    /// Puts the patch's pixels of row `y` of the picture into `row`, RGB, over the well.
    pub(super) fn put(&self, y: u32, row: &mut [u8]) {
        let Some(down) = y.checked_sub(self.place.y).filter(|down| *down < self.place.height) else { return };
        let from = (down as usize / self.zoom) * self.image.width * 4;
        let Some(pixels) = self.image.rgba.get(from..from + self.image.width * 4) else { return };
        let start = self.place.x as usize * 3;
        let Some(row) = row.get_mut(start..start + self.place.width as usize * 3) else { return };
        for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
            let at = x / self.zoom * 4;
            let Some([red, green, blue, alpha]) = pixels.get(at..at + 4) else { return };
            let over = |value: u8, under: u8| {
                let alpha = u32::from(*alpha);
                ((u32::from(value) * alpha + u32::from(under) * (255 - alpha) + 127) / 255) as u8
            };
            pixel.copy_from_slice(&[over(*red, WELL.0), over(*green, WELL.1), over(*blue, WELL.2)]);
        }
    }
}
