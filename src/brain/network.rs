//! The second opinion: a small network that looks at patches of a track's spectrogram, on ONNX Runtime.
//!
//! A witness for the forest and never a judge: it gives log-odds, from which nothing follows alone. The library is handed in and
//! loaded at first use, once a process; one session is shared by all workers, a batch at a time on one thread. Whatever is wrong
//! with library or weights is one error, told once, and the forest goes on without.

use std::{
    borrow::Cow,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use ort::{
    LoadDynamicError,
    environment::Environment,
    ep::{CUDA, ExecutionProvider},
    logging::{LogLevel, LoggerFunction},
    session::Session,
    value::{Outlet, TensorElementType, TensorRef},
};

use super::weights::version_of;
use crate::contracts::{
    CancelToken, Cancelled, MAP_BANDS, MAP_TIMES, NetworkMap, NetworkReading, PATCH_BANDS, PATCH_BYTES, PATCH_SCHEMA, PATCH_TIMES,
    PatchVoice, Patches,
};

/// Patches at once: some tens of milliseconds, and as much memory as their activations take.
const BATCH: usize = 8;
/// Oldest ONNX Runtime that has what is called here, as `Cargo.toml` asks of the crate.
pub const OLDEST_RUNTIME: &str = "1.20";
/// Names in a file of ours.
const KIND_KEY: &str = "audiopro.kind";
const SCHEMA_KEY: &str = "audiopro.patch_schema";
const KIND: &str = "network";
/// Names of its input, of its output, and of the one that says where; that one may be missing.
const INPUT: &str = "patches";
const OUTPUT: &str = "logits";
const MAP: &str = "map";

/// Why the network says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// There is no library.
    #[error("ONNX Runtime's library was not found")]
    NoLibrary,
    /// It is no library, or none for this machine.
    #[error("{} cannot be loaded as ONNX Runtime: {cause}", library.display())]
    Library {
        /// The library.
        library: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// It is older than what is called here.
    #[error("{} is ONNX Runtime {found}; {version} or later is needed", library.display(), version = OLDEST_RUNTIME)]
    TooOld {
        /// The library.
        library: PathBuf,
        /// Its version.
        found: String,
    },
    /// The file of weights cannot be read.
    #[error("the network cannot be read: {0}")]
    Unreadable(String),
    /// It is another kind of model.
    #[error("it is no network of Audiopro")]
    Foreign,
    /// It was trained on other patches.
    #[error("the network was trained on other patches than this Audiopro makes")]
    OtherSchema,
    /// Its input or output is another one.
    #[error("the network has another shape: {0}")]
    OtherShape(String),
    /// It is cut off, or no model at all.
    #[error("the network is damaged: {0}")]
    Damaged(String),
    /// It gives no map: its word can be had, and no picture of it.
    #[error("the network does not say where it looked")]
    NoMap,
    /// It was loaded, and then failed.
    #[error("the network failed: {0}")]
    Failed(String),
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// What a network runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// A graphics card of NVIDIA's.
    Cuda,
    /// The processor.
    Cpu,
}

impl Provider {
    /// Its name in a report.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cuda => "cuda",
            Self::Cpu => "cpu",
        }
    }
}

/// A network, loaded at first use.
pub struct Network {
    library: Option<PathBuf>,
    weights: Result<Cow<'static, [u8]>, NetworkError>,
    version: OnceLock<String>,
    loaded: OnceLock<Result<Loaded, NetworkError>>,
}

struct Loaded {
    session: Mutex<Session>,
    provider: Provider,
    version: String,
    has_map: bool,
}

impl Network {
    /// The network of `weights`, which will run on `library`. Nothing is loaded yet.
    pub fn new(library: Option<PathBuf>, weights: Result<Cow<'static, [u8]>, NetworkError>) -> Self {
        Self { library, weights, version: OnceLock::new(), loaded: OnceLock::new() }
    }

    /// Where the library is.
    pub fn library(&self) -> Option<&Path> {
        self.library.as_deref()
    }

    /// What tells its weights from others, in eight letters; `None` where there are none. Nothing is loaded.
    pub fn version(&self) -> Option<&str> {
        let weights = self.weights.as_ref().ok()?;
        Some(self.version.get_or_init(|| version_of(weights)))
    }

    /// What it runs on, and what tells its weights from others. Loads it where that has not happened.
    ///
    /// # Errors
    /// Why it cannot be loaded.
    pub fn runs_on(&self) -> Result<(Provider, &str), NetworkError> {
        self.loaded().map(|loaded| (loaded.provider, loaded.version.as_str()))
    }

    /// What it says of `patches`; `None` where there are none.
    ///
    /// # Errors
    /// [`NetworkError::Cancelled`] within a batch of the token being set; else why it says nothing.
    pub fn read(&self, patches: &Patches, cancel: &CancelToken) -> Result<Option<NetworkReading>, NetworkError> {
        if patches.is_empty() {
            return Ok(None);
        }
        let loaded = self.loaded()?;
        let mut logits = Vec::with_capacity(patches.len());
        for batch in patches.bytes().chunks(BATCH * PATCH_BYTES) {
            cancel.check()?;
            logits.extend(loaded.look(batch, false)?.0);
        }
        Ok(NetworkReading::of(&logits, loaded.provider.id(), &loaded.version))
    }

    /// Whether it says where it looked. Loads it where that has not happened.
    ///
    /// # Errors
    /// [`NetworkError::NoMap`] where it does not; else why it cannot be loaded.
    pub fn check_map(&self) -> Result<(), NetworkError> {
        self.loaded().and_then(Loaded::check_map)
    }

    /// What it says of each of `patches`, and of which part of it; `None` where there are none.
    ///
    /// # Errors
    /// As [`Network::read`] and [`Network::check_map`].
    pub fn map(&self, patches: &Patches, cancel: &CancelToken) -> Result<Option<NetworkMap>, NetworkError> {
        if patches.is_empty() {
            return Ok(None);
        }
        let loaded = self.loaded()?;
        loaded.check_map()?;
        let mut voices = Vec::with_capacity(patches.len());
        for (batch, starts_s) in patches.bytes().chunks(BATCH * PATCH_BYTES).zip(patches.starts_s().chunks(BATCH)) {
            cancel.check()?;
            let (logits, maps) = loaded.look(batch, true)?;
            let parts = starts_s.iter().zip(logits).zip(maps.chunks_exact(MAP_BANDS * MAP_TIMES));
            voices.extend(parts.map(|((start_s, logit), map)| PatchVoice { start_s: *start_s, logit, map: map.to_vec() }));
        }
        Ok(Some(NetworkMap { weights: loaded.version.clone(), voices }))
    }

    fn loaded(&self) -> Result<&Loaded, NetworkError> {
        let load = || {
            let weights = self.weights.as_ref().map_err(NetworkError::clone);
            let loaded = weights.and_then(|weights| Loaded::new(self.library.as_deref(), weights));
            match &loaded {
                Ok(loaded) => tracing::info!(provider = loaded.provider.id(), weights = loaded.version, "the network is loaded"),
                Err(error) => tracing::warn!("no network: {error}"),
            }
            loaded
        };
        self.loaded.get_or_init(load).as_ref().map_err(NetworkError::clone)
    }
}

/// Without its weights: megabytes that tell nobody anything.
impl fmt::Debug for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Network").field("library", &self.library).finish_non_exhaustive()
    }
}

impl Loaded {
    fn new(library: Option<&Path>, weights: &[u8]) -> Result<Self, NetworkError> {
        let environment = environment(library.ok_or(NetworkError::NoLibrary)?)?;
        // A card's memory for what nobody checked would be wasted: the processor looks first.
        let session = open(&environment, weights, Provider::Cpu).map_err(|error| NetworkError::Damaged(one_line(&error)))?;
        let has_map = check(&session)?;
        let (session, provider) = if CUDA::is_available().unwrap_or(false) {
            match open(&environment, weights, Provider::Cuda) {
                Ok(session) => (session, Provider::Cuda),
                Err(error) => {
                    tracing::info!("the network runs on the processor: {}", one_line(&error));
                    (session, Provider::Cpu)
                }
            }
        } else {
            (session, Provider::Cpu)
        };
        Ok(Self { session: Mutex::new(session), provider, version: version_of(weights), has_map })
    }

    fn check_map(&self) -> Result<(), NetworkError> {
        if self.has_map { Ok(()) } else { Err(NetworkError::NoMap) }
    }

    /// Log-odds of each patch of `batch`, and, with `with_map`, those of its parts, patch by patch.
    fn look(&self, batch: &[u8], with_map: bool) -> Result<(Vec<f32>, Vec<f32>), NetworkError> {
        let failed = |error: ort::Error| NetworkError::Failed(one_line(&error));
        let count = batch.len() / PATCH_BYTES;
        let input = TensorRef::from_array_view(([count, 2, PATCH_BANDS, PATCH_TIMES], batch)).map_err(failed)?;
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(ort::inputs![INPUT => input]).map_err(failed)?;
        let figures = |name: &str, wanted: usize| -> Result<Vec<f32>, NetworkError> {
            let output = outputs.get(name).ok_or_else(|| NetworkError::Failed(format!("it gave no {name}")))?;
            let (_, figures) = output.try_extract_tensor::<f32>().map_err(failed)?;
            let finite = figures.iter().filter(|figure| figure.is_finite()).count();
            if (figures.len(), finite) != (wanted, wanted) {
                let found = figures.len();
                return Err(NetworkError::Failed(format!("of {count} patches it gave {found} figures, {finite} of them finite")));
            }
            Ok(figures.to_vec())
        };
        let logits = figures(OUTPUT, count)?;
        let maps = if with_map { figures(MAP, count * MAP_BANDS * MAP_TIMES)? } else { Vec::new() };
        Ok((logits, maps))
    }
}

/// ONNX Runtime, of which there is one a process, with the library that it was loaded from.
static ENVIRONMENT: Mutex<Option<(Environment, PathBuf)>> = Mutex::new(None);

/// The library that this process has loaded; `None` before the first use.
pub fn loaded_library() -> Option<PathBuf> {
    let held = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
    held.as_ref().map(|(_, library)| library.clone())
}

/// ONNX Runtime: the library that was loaded first stays, whichever is asked for.
fn environment(library: &Path) -> Result<Environment, NetworkError> {
    let mut held = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((environment, _)) = &*held {
        return Ok(environment.clone());
    }
    let library = std::path::absolute(library).unwrap_or_else(|_| library.to_owned());
    let broken = |cause: String| NetworkError::Library { library: library.clone(), cause };
    let builder = ort::init_from(&library).map_err(|error| match error {
        LoadDynamicError::BadVersion { version_str, .. } => NetworkError::TooOld { library: library.clone(), found: version_str },
        LoadDynamicError::Dlopen { error, .. } => broken(error.to_string()),
        other => broken(other.to_string()),
    })?;
    let environment = builder.with_name("audiopro").with_telemetry(false).with_logger(logger()).build();
    let environment = environment.map_err(|error| broken(one_line(&error)))?;
    environment.set_log_level(LogLevel::Warning);
    *held = Some((environment.clone(), library.clone()));
    Ok(environment)
}

/// What the library says goes to our log, and not to the terminal.
fn logger() -> LoggerFunction {
    Arc::new(|level: LogLevel, _: &str, _: &str, _: &str, message: &str| match level {
        LogLevel::Verbose | LogLevel::Info => {}
        LogLevel::Warning => tracing::info!("ONNX Runtime: {message}"),
        LogLevel::Error | LogLevel::Fatal => tracing::warn!("ONNX Runtime: {message}"),
    })
}

fn open(environment: &Environment, weights: &[u8], provider: Provider) -> Result<Session, ort::Error> {
    let mut builder =
        Session::builder(environment)?.with_intra_threads(1)?.with_inter_threads(1)?.with_log_level(LogLevel::Warning)?;
    if provider == Provider::Cuda {
        // Shortened products would make another figure than the processor does.
        let card = CUDA::default().with_tf32(false).build().error_on_failure();
        builder = builder.with_execution_providers([card])?;
    }
    builder.commit_from_memory(weights)
}

/// Whether a model is one of ours, for patches like ours; whether it has a map.
fn check(session: &Session) -> Result<bool, NetworkError> {
    let metadata = session.metadata().map_err(|error| NetworkError::Damaged(one_line(&error)))?;
    if metadata.custom(KIND_KEY).as_deref() != Some(KIND) {
        return Err(NetworkError::Foreign);
    }
    if metadata.custom(SCHEMA_KEY) != Some(PATCH_SCHEMA.to_string()) {
        return Err(NetworkError::OtherSchema);
    }
    let other = |what: String| Err(NetworkError::OtherShape(what));
    let [input] = session.inputs() else { return other(format!("{} inputs", session.inputs().len())) };
    let patch = [2, PATCH_BANDS as i64, PATCH_TIMES as i64];
    if !is_like(input, INPUT, TensorElementType::Uint8, &patch) {
        return other(format!("its input is {} of {}", input.name(), input.dtype()));
    }
    let output = |name: &str| session.outputs().iter().find(|output| output.name() == name);
    match output(OUTPUT) {
        None => return other(format!("no output {OUTPUT}")),
        Some(logits) if !is_like(logits, OUTPUT, TensorElementType::Float32, &[1]) => {
            return other(format!("its output {OUTPUT} is of {}", logits.dtype()));
        }
        Some(_) => {}
    }
    match output(MAP) {
        None => Ok(false),
        Some(map) if !is_like(map, MAP, TensorElementType::Float32, &[1, MAP_BANDS as i64, MAP_TIMES as i64]) => {
            other(format!("its output {MAP} is of {}", map.dtype()))
        }
        Some(_) => Ok(true),
    }
}

/// Whether a place is of this name and type, and of this shape behind the number of patches.
fn is_like(place: &Outlet, name: &str, of: TensorElementType, shape: &[i64]) -> bool {
    let dimensions = place.dtype().tensor_shape().map(|shape| shape.to_vec());
    // The number of patches must be open: -1.
    place.name() == name
        && place.dtype().tensor_type() == Some(of)
        && dimensions.is_some_and(|found| found.split_first() == Some((&-1, shape)))
}

/// A message of the library without its line breaks.
fn one_line(error: &ort::Error) -> String {
    error.message().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{env, fs};

    use super::*;

    /// A field of a protobuf message that holds bytes: text, or another message.
    fn field(number: u8, bytes: impl AsRef<[u8]>) -> Vec<u8> {
        let mut field = vec![(number << 3) | 2];
        let mut length = bytes.as_ref().len();
        while length > 127 {
            field.push(length as u8 | 128);
            length >>= 7;
        }
        field.push(length as u8);
        field.extend(bytes.as_ref());
        field
    }

    /// A field that holds a number below 128, of a message with at most 15 fields.
    fn number(number: u8, value: u8) -> Vec<u8> {
        vec![number << 3, value]
    }

    fn place(name: &str, of: u8, shape: &[Option<u16>]) -> Vec<u8> {
        let dimension = |size: &Option<u16>| match size {
            Some(size) => vec![1 << 3, *size as u8 | 128, (size >> 7) as u8],
            None => field(2, "N"),
        };
        let shape: Vec<u8> = shape.iter().flat_map(|size| field(1, dimension(size))).collect();
        let tensor = [number(1, of), field(2, shape)].concat();
        [field(1, name), field(2, field(1, tensor))].concat()
    }

    /// A model in ONNX's format that is a network of this Audiopro.
    pub(crate) fn ours() -> Vec<u8> {
        model(KIND, "1", 480)
    }

    /// A model in ONNX's format whose logit is the mean byte of a patch; its map, where it has `rows`, holds the mean bytes of
    /// so many rows of bands, each seven moments long.
    fn model_with(kind: &str, schema: &str, bands: u16, rows: Option<u16>) -> Vec<u8> {
        // Attributes: a number is of type 2, numbers are of type 7; the type stands in field 20.
        let attribute = |name: &str, value: u8| [field(1, name), number(3, value), vec![0xa0, 1, 2]].concat();
        let several = |name: &str, values: &[u8]| {
            let values: Vec<u8> = values.iter().flat_map(|value| number(8, *value)).collect();
            [field(1, name), values, vec![0xa0, 1, 7]].concat()
        };
        let node = |input: &str, output: &str, name: &str, attributes: &[Vec<u8>]| {
            let attributes: Vec<u8> = attributes.iter().flat_map(|attribute| field(5, attribute)).collect();
            field(1, [field(1, input), field(2, output), field(4, name), attributes].concat())
        };
        let axes = || several("axes", &[1]);
        let mut graph = [
            node(INPUT, "x", "Cast", &[attribute("to", 1)]),
            node("x", "y", "Flatten", &[attribute("axis", 1)]),
            node("y", OUTPUT, "ReduceMean", &[axes(), attribute("keepdims", 1)]),
            field(2, "g"),
            field(11, place(INPUT, 2, &[None, Some(2), Some(bands), Some(30)])),
            field(12, place(OUTPUT, 1, &[None, Some(1)])),
        ]
        .concat();
        if let Some(rows) = rows {
            let cell = [(bands / rows) as u8, 7];
            graph.extend(node("x", "p", "AveragePool", &[several("kernel_shape", &cell), several("strides", &cell)]));
            graph.extend(node("p", MAP, "ReduceMean", &[axes(), attribute("keepdims", 1)]));
            graph.extend(field(12, place(MAP, 1, &[None, Some(1), Some(rows), Some(4)])));
        }
        let property = |key: &str, value: &str| field(14, [field(1, key), field(2, value)].concat());
        let model =
            [number(1, 8), field(7, graph), field(8, number(2, 17)), property(KIND_KEY, kind), property(SCHEMA_KEY, schema)];
        model.concat()
    }

    fn model(kind: &str, schema: &str, bands: u16) -> Vec<u8> {
        model_with(kind, schema, bands, Some(15))
    }

    fn patches(count: usize) -> Patches {
        let bytes = (0..count).flat_map(|patch| vec![10 * patch as u8; PATCH_BYTES]).collect();
        Patches::new(bytes, (0..count).map(|patch| patch as f64).collect())
    }

    fn network(library: Option<PathBuf>, weights: Vec<u8>) -> Network {
        Network::new(library, Ok(Cow::Owned(weights)))
    }

    /// The library that the developer names; without one these tests check what goes on without.
    pub(crate) fn library() -> Option<PathBuf> {
        let named = env::var_os("ORT_DYLIB_PATH").map(PathBuf::from).filter(|path| path.is_file());
        if named.is_none() {
            eprintln!("ORT_DYLIB_PATH names no library: no network was run");
        }
        named
    }

    #[test]
    fn without_library_or_weights_it_says_why() {
        let ours = ours();
        let cancel = CancelToken::new();
        assert_eq!(network(None, ours.clone()).read(&patches(1), &cancel), Err(NetworkError::NoLibrary));
        assert_eq!(network(None, ours.clone()).read(&patches(0), &cancel), Ok(None), "there is nothing to look at");
        let without = Network::new(None, Err(NetworkError::Foreign));
        assert_eq!(without.runs_on(), Err(NetworkError::Foreign));
        assert_eq!(without.version(), None);
        assert_eq!(network(None, ours.clone()).version(), Some(version_of(&ours).as_str()), "nothing is loaded for it");
        assert_eq!(network(None, ours.clone()).check_map(), Err(NetworkError::NoLibrary));
        assert_eq!(network(None, ours.clone()).map(&patches(1), &cancel), Err(NetworkError::NoLibrary));
        assert_eq!(network(None, ours.clone()).map(&patches(0), &cancel), Ok(None));
        // Where another test has loaded the library, it stays.
        if library().is_none() {
            let folder = tempfile::tempdir().unwrap();
            let fake = folder.path().join("libonnxruntime.so");
            fs::write(&fake, "no library").unwrap();
            let error = network(Some(fake.clone()), ours).runs_on().unwrap_err();
            assert!(matches!(&error, NetworkError::Library { library, .. } if *library == fake), "{error:?}");
            assert!(error.to_string().contains("libonnxruntime.so"), "{error}");
        }
    }

    #[test]
    fn patches_are_read_in_batches_in_their_order() {
        let Some(library) = library() else { return };
        let network = network(Some(library), ours());
        let reading = network.read(&patches(20), &CancelToken::new()).unwrap().unwrap();
        assert_eq!(Some(reading.weights.as_str()), network.version());
        assert!(loaded_library().is_some());
        assert_eq!((reading.patches, reading.share_over_zero), (20, 0.95));
        assert!((reading.mean_logit - 95.0).abs() < 1e-3, "{reading:?}");
        assert!((reading.highest_decile - 170.0).abs() < 1e-3, "{reading:?}");
        let cancelled = CancelToken::new();
        cancelled.cancel();
        assert_eq!(network.read(&patches(20), &cancelled), Err(NetworkError::Cancelled(Cancelled)));
    }

    #[test]
    fn a_map_says_where_in_each_patch() {
        let Some(library) = library() else { return };
        let network = network(Some(library), model(KIND, "1", 480));
        // Bytes that rise with the frequency and with the time.
        let byte = |at: usize| (10 * (at / PATCH_TIMES % PATCH_BANDS / 32) + (at % PATCH_TIMES / 7).min(3)) as u8;
        let rising: Vec<u8> = (0..PATCH_BYTES).map(byte).collect();
        let bytes: Vec<u8> = [patches(9).bytes(), rising.as_slice()].concat();
        let starts_s: Vec<f64> = (0_u8..10).map(|start| 1.5 * f64::from(start)).collect();
        let map = network.map(&Patches::new(bytes, starts_s), &CancelToken::new()).unwrap().unwrap();
        assert_eq!(Ok(map.weights.as_str()), network.runs_on().map(|(_, weights)| weights));
        assert_eq!(map.voices.len(), 10, "in two batches");
        for (voice, place) in map.voices.iter().zip(0_u8..9) {
            let level = 10.0 * f32::from(place);
            assert_eq!(voice.start_s, 1.5 * f64::from(place));
            assert!((voice.logit - level).abs() < 1e-3 && voice.map.iter().all(|part| (part - level).abs() < 1e-3), "{voice:?}");
        }
        let last = &map.voices[9];
        assert_eq!((last.start_s, last.map.len()), (13.5, MAP_BANDS * MAP_TIMES));
        for (band, time) in [(0, 0), (0, 3), (7, 2), (14, 0), (14, 3)] {
            let level = (10 * band + time) as f32;
            assert!((last.at(band, time).unwrap() - level).abs() < 1e-3, "{band}, {time}: {last:?}");
        }
        let cancelled = CancelToken::new();
        cancelled.cancel();
        assert_eq!(network.map(&patches(1), &cancelled), Err(NetworkError::Cancelled(Cancelled)));
    }

    #[test]
    fn a_model_without_a_map_is_read_and_gives_no_picture() {
        let Some(library) = library() else { return };
        let network = network(Some(library), model_with(KIND, "1", 480, None));
        let cancel = CancelToken::new();
        assert!((network.read(&patches(2), &cancel).unwrap().unwrap().mean_logit - 5.0).abs() < 1e-3);
        assert_eq!(network.check_map(), Err(NetworkError::NoMap));
        assert_eq!(network.map(&patches(2), &cancel), Err(NetworkError::NoMap));
    }

    #[test]
    fn a_model_that_is_none_of_ours_is_refused() {
        let Some(library) = library() else { return };
        let fault = |weights: Vec<u8>| network(Some(library.clone()), weights).runs_on().unwrap_err();
        assert_eq!(fault(model("something", "1", 480)), NetworkError::Foreign);
        assert_eq!(fault(model(KIND, "2", 480)), NetworkError::OtherSchema);
        assert!(matches!(fault(model(KIND, "1", 240)), NetworkError::OtherShape(_)));
        let finer = fault(model_with(KIND, "1", 480, Some(30)));
        assert!(matches!(&finer, NetworkError::OtherShape(what) if what.contains(MAP)), "{finer}");
        let whole = model(KIND, "1", 480);
        for damaged in [&whole[..whole.len() / 2], b"", b"no model at all"] {
            assert!(matches!(fault(damaged.to_vec()), NetworkError::Damaged(_) | NetworkError::Foreign));
        }
    }
}
