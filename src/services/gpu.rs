//! The NVIDIA graphics card, by its management library (NVML), loaded at run time. Reads only; sets nothing.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use nvml_wrapper::Nvml;

/// Memory of the first graphics card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GpuMemory {
    /// Bytes in use by all programs.
    pub used_bytes: u64,
    /// Bytes of the card.
    pub total_bytes: u64,
}

/// A graphics card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gpu {
    /// Its name, as the driver tells it.
    pub name: String,
    /// Its memory, where the driver tells it.
    pub memory: Option<GpuMemory>,
    /// Version of the driver.
    pub driver: Option<String>,
}

/// The library once it was loaded: loading takes some ten milliseconds, and the window asks every second.
static LIBRARY: OnceLock<Nvml> = OnceLock::new();
/// Whether it was looked for; without a driver only [`find`] looks again.
static WAS_LOOKED_FOR: AtomicBool = AtomicBool::new(false);

/// The first graphics card; `None` where no driver answers. Looks anew where none answered before.
pub fn find() -> Option<Gpu> {
    let device = library(true)?.device_by_index(0).ok()?;
    let driver = library(false).and_then(|nvml| nvml.sys_driver_version().ok());
    Some(Gpu { name: device.name().ok()?, memory: memory_of(&device), driver })
}

/// Memory of the first graphics card; `None` where no driver answers, or none did at the last look.
pub fn memory() -> Option<GpuMemory> {
    memory_of(&library(!WAS_LOOKED_FOR.load(Ordering::Relaxed))?.device_by_index(0).ok()?)
}

fn library(looks_anew: bool) -> Option<&'static Nvml> {
    if LIBRARY.get().is_none() && looks_anew {
        WAS_LOOKED_FOR.store(true, Ordering::Relaxed);
        match Nvml::init() {
            // Two looks at once load it twice; the second is dropped, which NVML counts.
            Ok(nvml) => drop(LIBRARY.set(nvml)),
            Err(error) => tracing::debug!("NVML: {error}"),
        }
    }
    LIBRARY.get()
}

fn memory_of(device: &nvml_wrapper::Device<'_>) -> Option<GpuMemory> {
    let memory = device.memory_info().ok()?;
    Some(GpuMemory { used_bytes: memory.used, total_bytes: memory.total })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_with_memory_has_a_total_no_smaller_than_its_use() {
        // Runs on machines with and without a card: without one both are absent.
        let (card, memory) = (find(), memory());
        assert!(card.is_some() || memory.is_none());
        assert!(memory.is_none_or(|memory| memory.used_bytes <= memory.total_bytes && memory.total_bytes > 0));
    }
}
