//! STUB
pub mod gpu { pub struct M{pub used_bytes:u64,pub total_bytes:u64} pub fn memory()->Option<M>{None} }
pub mod settings { use std::path::*; #[derive(Clone,Copy,Debug,Default,PartialEq)] pub enum Theme {#[default] System,Dark,Light}
#[derive(Clone,Debug,Default)] pub struct Settings{pub workers:usize,pub database:Option<PathBuf>,pub ffmpeg:Option<PathBuf>,pub ollama_address:String,pub ollama_model:String,pub theme:Theme,pub row_height:u8,pub show_health_at_start:bool,pub reduced_motion:bool}
impl Settings { pub fn save(&self,_:&Path)->std::io::Result<()>{todo!()} } }
pub mod health { use std::path::*; #[derive(Clone,Copy,PartialEq,Debug,serde::Serialize)] pub enum HealthState{Ready,Limited,Missing} #[derive(Clone,Debug,serde::Serialize)] pub struct HealthCheck{pub id:&'static str,pub state:HealthState} impl std::fmt::Display for HealthCheck{fn fmt(&self,_:&mut std::fmt::Formatter)->std::fmt::Result{Ok(())}} pub struct DatabaseProbe; pub fn check(_s:&super::settings::Settings,_p:&DatabaseProbe,_l:Option<&Path>,_c:&crate::contracts::CancelToken)->Vec<HealthCheck>{vec![]} }
