//! STUB
use crate::contracts::*;
pub fn plain_text(_r:&AuditReport)->String{todo!()}
pub fn export(_p:&std::path::Path,_f:&str,_rows:impl FnOnce(&mut dyn FnMut(&AuditReport)->bool)->Result<(),String>)->Result<u64,String>{todo!()}
