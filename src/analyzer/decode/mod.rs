//! STUB
use std::path::{Path,PathBuf}; use std::time::Duration; use crate::contracts::*;
#[derive(Debug,thiserror::Error)] pub enum DecodeError { #[error("c")] Cancelled }
pub struct DecodeSettings { pub ffmpeg: Option<PathBuf>, pub ffmpeg_time_limit: Duration }
pub struct TrackReader; pub struct Decoded { pub facts: StreamFacts, pub integrity: Integrity, pub metadata: Metadata }
#[allow(unused)]
impl TrackReader { pub fn open(p:&Path,s:&DecodeSettings,c:&CancelToken)->Result<Self,DecodeError>{todo!()} pub fn facts(&self)->&StreamFacts{todo!()} pub fn next_block(&mut self,b:&mut PcmBlock)->Result<bool,DecodeError>{todo!()} pub fn finish(self)->Result<Decoded,DecodeError>{todo!()} }
pub fn is_audio_candidate(_:&Path)->bool{todo!()}
