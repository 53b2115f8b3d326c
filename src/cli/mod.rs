//! STUB
use std::path::PathBuf;
pub enum Invocation { Command(u8), Window{db:Option<PathBuf>,paths:Vec<PathBuf>} }
pub fn parse()->Invocation{todo!()} pub fn run(_c:u8)->std::process::ExitCode{todo!()}
pub struct WindowStart { pub settings: crate::services::settings::Settings, pub settings_file: Option<PathBuf>, pub settings_problem: Option<String>, pub repository: Option<crate::persistence::Repository>, pub database: PathBuf, pub database_problem: Option<String>, pub log_folder: Option<PathBuf>, pub logs: () }
pub fn prepare_window(_d:Option<PathBuf>)->WindowStart{todo!()}
