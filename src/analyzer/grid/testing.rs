//! Helpers shared by the unit tests of this folder.

/// Checks `values` against `expected` to `tolerance` of the expected rms.
pub(super) fn assert_close(values: &[f32], expected: &[f64], tolerance: f64) {
    assert_eq!(values.len(), expected.len());
    let rms = (expected.iter().map(|x| x * x).sum::<f64>() / expected.len() as f64).sqrt();
    for (i, (value, expected)) in values.iter().zip(expected).enumerate() {
        assert!((f64::from(*value) - expected).abs() <= tolerance * rms, "coefficient {i}: {value} against {expected}, rms {rms}");
    }
}
