//! STUB
use crate::{contracts::*,units::*};
pub struct Reservoir; pub struct Excerpts; pub struct GridBank;
#[allow(unused)] impl Reservoir { pub fn new(r:SampleRate,c:usize)->Self{Self} pub fn push(&mut self,b:&PcmBlock){} pub fn finish(self)->Excerpts{Excerpts} }
#[allow(unused)] impl GridBank { pub fn new()->Self{Self} pub fn test(&mut self,e:&Excerpts,c:&CancelToken,f:&mut dyn FnMut(Filterbank))->Result<GridOutcome,Cancelled>{todo!()} }
