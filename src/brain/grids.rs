//! What the codec grids of a track say to the judge: as evidence, as suspicion, and of a second generation.

use crate::contracts::{Codec, Evidence, GridOutcome, GridTest};

/// Lowest suspicion that a track without any grid keeps: the share of lossy pasts in which neither test stands out, over all
/// headrooms (`audiopro evaluate` on LAME 320, V0, 128 and AAC 256).
const UNSEEN_SHARE: f64 = 0.02;

/// The test of a lossy file by which it carries the grid of another codec than its own, or its own at another alignment.
/// Filterbanks of one family show a part of each other's grid, so that within a family the other grid must stand at least half as
/// high as the own one.
pub(super) fn second_generation<'a>(own_codec: &str, outcome: &'a GridOutcome) -> Option<&'a GridTest> {
    let family = |codec: Codec| match codec {
        Codec::Mp3 | Codec::Mp2 | Codec::Musepack => 0,
        Codec::Aac | Codec::HeAac | Codec::Vorbis | Codec::Wma => 1,
        Codec::Opus => 2,
        Codec::Ac3 => 3,
        Codec::Atrac => 4,
    };
    let own = Codec::ALL.into_iter().find(|codec| is_named(own_codec, *codec))?;
    let z_of_own = outcome.tests.iter().filter(|test| test.codec == own).filter_map(GridTest::z).fold(0.0, f64::max);
    let is_other = |test: &&GridTest| {
        let z = test.z().unwrap_or(0.0);
        // A file of HE-AAC calls itself AAC.
        let is_own = test.codec == own || (own == Codec::Aac && test.codec == Codec::HeAac);
        !is_own && outcome.is_decisive(test) && (family(test.codec) != family(own) || z >= z_of_own / 2.0)
    };
    let other = outcome.tests.iter().filter(is_other).max_by(|a, b| f64::total_cmp(&a.z().unwrap_or(0.0), &b.z().unwrap_or(0.0)));
    other.or_else(|| outcome.second_alignment().filter(|test| test.codec == own))
}

/// Whether a decoder's name for a codec means `codec`.
fn is_named(name: &str, codec: Codec) -> bool {
    match codec {
        Codec::Ac3 => matches!(name, "ac3" | "eac3"),
        Codec::Wma => name.starts_with("wma"),
        Codec::Musepack => name.starts_with("musepack") || name.starts_with("mpc"),
        other => name == other.id(),
    }
}

/// Probability of a lossy past from the grid's own null: 5 % where a test stands as high as genuine tracks usually reach, 95 %
/// at its bar, logistic between and beyond. `None` where no test could be made.
pub(super) fn suspicion(outcome: &GridOutcome) -> Option<f64> {
    let of = |z: f64, bar: f64| {
        let middle = f64::midpoint(outcome.usual_z, bar);
        let odds_19 = 2.0 * 19.0_f64.ln() / (bar - outcome.usual_z).max(0.1);
        1.0 / (1.0 + (-(z - middle) * odds_19).exp())
    };
    let each = outcome.tests.iter().flat_map(|test| {
        let holes = test.holes.map(|holes| match outcome.hole_bar_of(test) {
            Some(bar) => of(holes.z, bar),
            // A doubt, and no more, however many holes.
            None => of(holes.z, outcome.hole_bar).min(0.5),
        });
        [holes, test.lattice.map(|lattice| of(lattice.z, outcome.lattice_bar))]
    });
    each.flatten().reduce(f64::max).map(|highest| highest.max(UNSEEN_SHARE / (1.0 + UNSEEN_SHARE)))
}

/// Both statistics of each test as evidence, in the order of the tests.
pub(super) fn grid_evidence(outcome: Option<&GridOutcome>) -> Vec<Evidence> {
    let Some(outcome) = outcome else { return Vec::new() };
    let mut evidence = Vec::new();
    for test in &outcome.tests {
        let GridTest { filterbank, codec, rate_hz, .. } = *test;
        if let Some(holes) = test.holes {
            evidence.push(Evidence::CodecGrid {
                codec,
                filterbank,
                rate_hz,
                z: holes.z,
                p_value: holes.p_value,
                hole_rate: holes.hole_rate,
                null_rate: holes.null_rate,
                threshold_lsb16: holes.threshold_lsb16,
                offset: holes.offset,
                channel: holes.channel,
                agreeing_share: test.agreeing_share,
                is_decisive: outcome.holes_decide(test),
            });
        }
        if let Some(lattice) = test.lattice {
            evidence.push(Evidence::CodecLattice {
                codec,
                filterbank,
                rate_hz,
                z: lattice.z,
                p_value: lattice.p_value,
                fit: lattice.fit,
                null_fit: lattice.null_fit,
                offset: lattice.offset,
                channel: lattice.channel,
                is_decisive: lattice.z >= outcome.lattice_bar,
            });
        }
    }
    evidence
}
