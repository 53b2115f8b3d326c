//! STUB
use crate::{contracts::*,units::*};
pub struct TrackMeter; #[allow(unused)] impl TrackMeter { pub fn new(r:SampleRate,c:usize,b:Option<u16>,d:Option<FrameCount>)->Self{Self} pub fn push(&mut self,b:&PcmBlock){} pub fn finish(self)->(Measurements,Pictures){todo!()} }
