//! Helpers of the vectorised kernels.

/// `a b + c`, fused where `FMA` says that the target has the instruction: without it `mul_add` would be a slow library call.
#[inline(always)]
pub(super) fn fma<const FMA: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FMA { a.mul_add(b, c) } else { a * b + c }
}
