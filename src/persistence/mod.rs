//! STUB
use std::path::{Path,PathBuf};
use crate::contracts::*;
#[derive(Clone,Copy,Debug,PartialEq,Eq,Hash)] pub struct TrackId(pub i64);
#[derive(Clone,Copy,Debug,PartialEq,Eq,Hash)] pub struct BatchId(pub i64);
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub enum RowState { Queued, Audited, Failed, Cancelled }
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub enum BatchState { Done, Cancelled }
#[derive(Clone,Copy,Debug,PartialEq,Eq,Default)] pub enum SortColumn { #[default] Added, Verdict, Name, Folder, Format, Rate, Length, Probability, Evidence, Lufs, TruePeak, DynamicRange, Clips, Integrity }
#[derive(Clone,Debug,Default)] pub struct TableQuery { pub sort: SortColumn, pub descending: bool, pub classes: Vec<VerdictClass>, pub with_failed: bool, pub only_damaged: bool, pub only_defects: bool, pub text: String }
#[derive(Clone,Debug)] pub struct TrackRow { pub id: TrackId, pub path: PathBuf, pub name: String, pub folder: String, pub state: RowState, pub format: Option<String>, pub sample_rate_hz: Option<u32>, pub bits: Option<u16>, pub duration_s: Option<f64>, pub class: Option<VerdictClass>, pub probability: Option<f64>, pub suspicion: Option<f64>, pub evidence: String, pub source_codec: Option<Codec>, pub lufs: Option<f64>, pub true_peak_dbtp: Option<f64>, pub dr: Option<u32>, pub clipped_runs: Option<u64>, pub integrity: Option<IntegrityState>, pub error: Option<String> }
#[derive(Clone,Debug,Default)] pub struct Counts { pub total: u64, pub failed: u64, pub damaged: u64, pub with_defects: u64 }
impl Counts { pub fn of_class(&self,_c:VerdictClass)->u64 {0} }
#[derive(Debug,thiserror::Error)] #[error("x")] pub struct StoreError;
#[derive(Clone,Debug)] pub struct Repository;
pub struct Registered { pub track: TrackId, pub stored: bool }
pub struct Interrupted { pub batch: BatchId, pub waiting: u64 }
#[allow(unused)]
impl Repository {
 pub fn open(p:&Path)->Result<Self,StoreError>{todo!()}
 pub fn register(&self,b:Option<BatchId>,k:&[TrackKey])->Result<Vec<Registered>,StoreError>{todo!()}
 pub fn save(&self,t:TrackId,k:&TrackKey,r:&AuditReport)->Result<(),StoreError>{todo!()}
 pub fn report(&self,t:TrackId)->Result<Option<AuditReport>,StoreError>{todo!()}
 pub fn begin_batch(&self,p:&[PathBuf])->Result<BatchId,StoreError>{todo!()}
 pub fn finish_batch(&self,b:BatchId,s:BatchState)->Result<(),StoreError>{todo!()}
 pub fn interrupted(&self)->Result<Option<Interrupted>,StoreError>{todo!()}
 pub fn waiting_items(&self,b:BatchId)->Result<Vec<(TrackId,TrackKey)>,StoreError>{todo!()}
 pub fn row_ids(&self,q:&TableQuery)->Result<Vec<TrackId>,StoreError>{todo!()}
 pub fn rows(&self,q:&[TrackId])->Result<Vec<TrackRow>,StoreError>{todo!()}
 pub fn counts(&self,q:&TableQuery)->Result<Counts,StoreError>{todo!()}
 pub fn remove(&self,q:&[TrackId])->Result<u64,StoreError>{todo!()}
 pub fn checkpoint(&self)->Result<(),StoreError>{todo!()}
 pub fn for_each_report(&self,q:&TableQuery,f:&mut dyn FnMut(AuditReport)->bool)->Result<(),StoreError>{todo!()}
}
