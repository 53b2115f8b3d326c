//! Runs the QML tests in this process, so that they see the statically linked types.

use std::{ffi::CString, path::Path};

#[cxx::bridge]
mod ffi {
    unsafe extern "C++" {
        include!(<QtQuickTest/quicktest.h>);

        unsafe fn quick_test_main(argc: i32, argv: *mut *mut c_char, name: *const c_char, source_dir: *const c_char) -> i32;
    }
}

/// Runs every `tst_*.qml` in `folder` with `arguments` of QtTest; the number of failures.
///
/// # Errors
/// A sentence where an argument holds a zero byte.
pub fn run(folder: &Path, arguments: &[String]) -> Result<i32, String> {
    let text = |text: &str| CString::new(text).map_err(|_| format!("{text:?} holds a zero byte"));
    let folder = text(&folder.to_string_lossy())?;
    let name = text("audiopro")?;
    let mut owned = vec![text("audiopro")?, text("-import")?, text("qrc:/qt/qml")?];
    for argument in arguments {
        owned.push(text(argument)?);
    }
    let mut pointers: Vec<_> = owned.iter().map(|argument| argument.as_ptr().cast_mut()).collect();
    let count = i32::try_from(pointers.len()).map_err(|_| "too many arguments".to_owned())?;
    // SAFETY: every pointer is to a string that ends in zero and outlives the call; Qt reads them and writes none.
    Ok(unsafe { ffi::quick_test_main(count, pointers.as_mut_ptr(), name.as_ptr(), folder.as_ptr()) })
}
