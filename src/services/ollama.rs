//! The local model server: whether it answers, which models it holds, and what one replies.
//!
//! The requests are ollama-rs's; they are sent by the HTTP client under it, because a reply must be bounded, timed and dropped.
//!
//! Asked without any proxy and without following redirects: what is said about a track stays with the server that the auditor
//! named. Every request has a time limit and stops when its token is set.

use std::{
    pin::pin,
    time::{Duration, Instant},
};

use ollama_rs::{
    Ollama,
    generation::chat::{ChatMessage, request::ChatMessageRequest},
    models::ModelOptions,
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::contracts::CancelToken;

/// Port on which Ollama listens unless told otherwise.
const PORT: u16 = 11434;
/// How often a waiting request looks at its token.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Longest reply that is read.
const MOST_REPLY: usize = 64 << 10;
/// Longest pause in a reply: loading a model takes its time, but before the first word.
const MOST_PAUSE: Duration = Duration::from_secs(60);

/// Why the server gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OllamaError {
    /// The address is none.
    #[error("{address} is no address")]
    Address {
        /// As the settings say it.
        address: String,
    },
    /// Nobody answers there, or nobody in time.
    #[error("nothing answers at {address}")]
    Unreachable {
        /// Where.
        address: String,
    },
    /// Something answers that is not Ollama.
    #[error("what answers at {address} is not Ollama")]
    Foreign {
        /// Where.
        address: String,
    },
    /// It answers with an error.
    #[error("{address} refuses (HTTP {status}){}{detail}", if detail.is_empty() { "" } else { ": " })]
    Refused {
        /// Where.
        address: String,
        /// HTTP status.
        status: u16,
        /// What it says.
        detail: String,
    },
    /// The reply ended before its end, or paused too long.
    #[error("the reply of {address} was cut off")]
    CutOff {
        /// Where.
        address: String,
    },
    /// The reply has no end.
    #[error("the reply of {address} is too long")]
    TooLong {
        /// Where.
        address: String,
    },
    /// The token was set.
    #[error("cancelled")]
    Cancelled,
    /// The operating system refused what a request needs.
    #[error("no request could be made: {0}")]
    System(std::io::Error),
}

/// A model of the server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Model {
    /// Its name with its tag.
    pub name: String,
    /// Tells its weights from others; empty where the server tells none.
    #[serde(default)]
    pub digest: String,
}

/// A model that is loaded, and the memory that it takes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LoadedModel {
    /// Its name with its tag.
    pub name: String,
    /// Bytes in all.
    #[serde(default)]
    pub size: u64,
    /// Bytes of these on a graphics card.
    #[serde(default)]
    pub size_vram: u64,
}

#[derive(Deserialize)]
struct Models<T> {
    models: Vec<T>,
}

/// The models that the server at `address` holds, asked for at most `limit`.
///
/// # Errors
/// Why there is no answer.
pub fn models(address: &str, limit: Duration, cancel: &CancelToken) -> Result<Vec<Model>, OllamaError> {
    list(address, "api/tags", limit, cancel)
}

/// The models that are loaded right now.
///
/// # Errors
/// Why there is no answer.
pub fn loaded_models(address: &str, limit: Duration, cancel: &CancelToken) -> Result<Vec<LoadedModel>, OllamaError> {
    list(address, "api/ps", limit, cancel)
}

fn list<T: DeserializeOwned>(address: &str, path: &str, limit: Duration, cancel: &CancelToken) -> Result<Vec<T>, OllamaError> {
    let server = Server::new(address)?;
    let text = server.run(limit, cancel, server.client.get(server.at(path)), &mut whole)?;
    serde_json::from_slice(&text).map(|Models { models }| models).map_err(|_| OllamaError::Foreign { address: server.url })
}

/// What a model is asked.
#[derive(Clone, Debug)]
pub struct Chat<'a> {
    /// Its name.
    pub model: &'a str,
    /// What it is.
    pub system: &'a str,
    /// The question.
    pub prompt: &'a str,
    /// JSON schema that the reply is held to.
    pub schema: &'a serde_json::Value,
}

/// The model's reply, whole, at most [`MOST_REPLY`] bytes of it, within `limit` and without a pause of [`MOST_PAUSE`].
///
/// # Errors
/// Why there is none.
pub fn chat(address: &str, chat: &Chat<'_>, limit: Duration, cancel: &CancelToken) -> Result<String, OllamaError> {
    let server = Server::new(address)?;
    let messages = vec![ChatMessage::system(chat.system.to_owned()), ChatMessage::user(chat.prompt.to_owned())];
    // The same question gets the same answer as far as the model can.
    let options = ModelOptions::default().temperature(0.0).seed(1);
    let request = ChatMessageRequest::new(chat.model.to_owned(), messages).options(options);
    let mut body = serde_json::to_value(&request).map_err(|_| OllamaError::Foreign { address: server.url.clone() })?;
    body["stream"] = true.into();
    body["format"] = chat.schema.clone();
    let request = server.client.post(server.at("api/chat")).header("content-type", "application/json").body(body.to_string());
    let mut reply = Reply::default();
    server.run(limit, cancel, request, &mut |chunk| reply.take(chunk))?;
    let is_begun = !reply.text.is_empty();
    match reply.finish() {
        Some(text) => Ok(text),
        None if is_begun => Err(OllamaError::CutOff { address: server.url }),
        None => Err(OllamaError::Foreign { address: server.url }),
    }
}

/// The lines of a streamed reply.
#[derive(Default)]
struct Reply {
    line: Vec<u8>,
    text: String,
    is_done: bool,
}

#[derive(Deserialize)]
struct ReplyLine {
    #[serde(default)]
    message: ReplyMessage,
    #[serde(default)]
    done: bool,
}

#[derive(Default, Deserialize)]
struct ReplyMessage {
    #[serde(default)]
    content: String,
}

impl Reply {
    /// Takes bytes; whether more are wanted, or what is wrong with them.
    fn take(&mut self, chunk: &[u8]) -> Result<bool, Refusal> {
        self.line.extend_from_slice(chunk);
        while let Some(end) = self.line.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.line.drain(..=end).collect();
            self.take_line(&line)?;
        }
        if self.line.len() + self.text.len() > MOST_REPLY { Err(Refusal::TooLong) } else { Ok(!self.is_done) }
    }

    fn take_line(&mut self, line: &[u8]) -> Result<(), Refusal> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        let line: ReplyLine = serde_json::from_slice(line).map_err(|_| Refusal::Foreign)?;
        self.text.push_str(&line.message.content);
        self.is_done |= line.done;
        Ok(())
    }

    /// The text; `None` where the stream ended before its end.
    fn finish(mut self) -> Option<String> {
        let rest = std::mem::take(&mut self.line);
        self.take_line(&rest).ok()?;
        self.is_done.then_some(self.text)
    }
}

/// Why bytes are not taken.
enum Refusal {
    Foreign,
    TooLong,
}

/// Takes all of it.
fn whole(_: &[u8]) -> Result<bool, Refusal> {
    Ok(true)
}

/// A server that may be asked.
struct Server {
    url: String,
    client: reqwest::Client,
}

impl Server {
    fn new(address: &str) -> Result<Self, OllamaError> {
        let url = full_address(address);
        let bad_address = || OllamaError::Address { address: address.to_owned() };
        let parsed = Ollama::try_new(url.as_str()).map_err(|_| bad_address())?.url().clone();
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build();
        Ok(Self { url: parsed.as_str().trim_end_matches('/').to_owned(), client: client.map_err(|_| bad_address())? })
    }

    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.url)
    }

    /// Sends `request` and hands each piece of the reply to `take` until that wants no more; all that came, of a reply that `take`
    /// does not bound itself at most [`MOST_REPLY`] bytes.
    fn run(
        &self,
        limit: Duration,
        cancel: &CancelToken,
        request: reqwest::RequestBuilder,
        take: &mut dyn FnMut(&[u8]) -> Result<bool, Refusal>,
    ) -> Result<Vec<u8>, OllamaError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(OllamaError::System)?;
        let end = Instant::now() + limit;
        let address = || self.url.clone();
        let answer = runtime.block_on(async {
            let unreachable = |_| OllamaError::Unreachable { address: address() };
            let mut response = self.wait(request.send(), end, cancel).await?.map_err(unreachable)?;
            let status = response.status();
            let mut text = Vec::new();
            loop {
                let pause = end.min(Instant::now() + MOST_PAUSE);
                match self.wait(response.chunk(), pause, cancel).await? {
                    Ok(Some(chunk)) => {
                        text.extend_from_slice(&chunk);
                        let wanted = if status.is_success() { take(&chunk) } else { Ok(true) };
                        match wanted {
                            Ok(true) if text.len() <= 4 * MOST_REPLY => {}
                            Ok(true) | Err(Refusal::TooLong) => return Err(OllamaError::TooLong { address: address() }),
                            Ok(false) => break,
                            Err(Refusal::Foreign) => return Err(OllamaError::Foreign { address: address() }),
                        }
                    }
                    Ok(None) => break,
                    Err(_) => return Err(OllamaError::CutOff { address: address() }),
                }
            }
            match status {
                status if status.is_success() => Ok(text),
                _ => Err(OllamaError::Refused { address: address(), status: status.as_u16(), detail: detail_of(&text) }),
            }
        });
        // A name that is still being resolved on the runtime's own thread must not hold the caller.
        runtime.shutdown_background();
        answer
    }

    /// `work`, unless the token is set or `end` passes first; it is then dropped at once.
    async fn wait<T>(&self, work: impl Future<Output = T>, end: Instant, cancel: &CancelToken) -> Result<T, OllamaError> {
        let mut work = pin!(work);
        loop {
            match tokio::time::timeout(LOOK_EVERY, work.as_mut()).await {
                Ok(done) => return Ok(done),
                Err(_) if cancel.is_cancelled() => return Err(OllamaError::Cancelled),
                Err(_) if Instant::now() >= end => return Err(OllamaError::Unreachable { address: self.url.clone() }),
                Err(_) => {}
            }
        }
    }
}

/// What an error reply says of itself, in a line.
fn detail_of(text: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Told {
        error: String,
    }
    let told = serde_json::from_slice::<Told>(text).map(|told| told.error).unwrap_or_default();
    told.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

/// Whether `models` holds `wanted`; a name without a tag means its `latest`.
pub fn holds(models: &[Model], wanted: &str) -> bool {
    find(models, wanted).is_some()
}

/// The model `wanted`; a name without a tag means its `latest`.
pub fn find<'a>(models: &'a [Model], wanted: &str) -> Option<&'a Model> {
    models.iter().find(|model| model.name == wanted || model.name.strip_suffix(":latest") == Some(wanted))
}

/// `address` as a URL with scheme and port, from any form that `OLLAMA_HOST` takes: `host`, `host:port`, `:port`, a URL. The
/// address on which a server listens everywhere is asked on this machine.
fn full_address(address: &str) -> String {
    let address = address.trim().trim_end_matches('/');
    let (scheme, host) = address.split_once("://").unwrap_or(("http", address));
    let has_scheme = address.contains("://");
    let (host, path) = host.split_once('/').map_or((host, ""), |(host, path)| (host, path));
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port))
            if !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit()) && !ends_inside_brackets(host) =>
        {
            (name, Some(port))
        }
        _ => (host, None),
    };
    let name = match name {
        "" | "0.0.0.0" | "[::]" => "127.0.0.1",
        name => name,
    };
    let slash = if path.is_empty() { "" } else { "/" };
    match (port, has_scheme) {
        (Some(port), _) => format!("{scheme}://{name}:{port}{slash}{path}"),
        (None, false) => format!("{scheme}://{name}:{PORT}{slash}{path}"),
        (None, true) => format!("{scheme}://{name}{slash}{path}"),
    }
}

/// Whether the last colon of `host` is part of an IPv6 address.
fn ends_inside_brackets(host: &str) -> bool {
    host.starts_with('[') && host.ends_with(']')
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
    };

    use super::*;

    const LIMIT: Duration = Duration::from_secs(2);

    /// Serves `body` once at the returned address.
    fn serve(status: &str, body: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let reply = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(reply.as_bytes());
        });
        address
    }

    #[test]
    fn models_are_listed() {
        let body = r#"{"models":[{"name":"qwen2.5:7b","modified_at":"2025-01-01T00:00:00Z","size":1},
                                 {"name":"llama3:latest","modified_at":"2025-01-01T00:00:00Z","size":2}]}"#;
        let models = models(&serve("200 OK", body), LIMIT, &CancelToken::new()).unwrap();
        assert_eq!(models.iter().map(|model| model.name.as_str()).collect::<Vec<_>>(), ["qwen2.5:7b", "llama3:latest"]);
        assert!(holds(&models, "qwen2.5:7b") && holds(&models, "llama3") && !holds(&models, "qwen2.5"));
    }

    #[test]
    fn another_server_is_not_taken_for_ollama() {
        for (status, body) in [("200 OK", "<html>"), ("200 OK", "{\"models\": 3}")] {
            let address = serve(status, body);
            assert!(matches!(models(&address, LIMIT, &CancelToken::new()), Err(OllamaError::Foreign { .. })), "{body}");
        }
    }

    #[test]
    fn a_closed_port_and_a_silent_server_are_unreachable() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        assert!(matches!(models(&closed, LIMIT, &CancelToken::new()), Err(OllamaError::Unreachable { .. })));
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = silent.local_addr().unwrap().to_string();
        let limit = Duration::from_millis(200);
        assert!(matches!(models(&address, limit, &CancelToken::new()), Err(OllamaError::Unreachable { .. })));
    }

    #[test]
    fn a_set_token_stops_a_request() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let cancel = CancelToken::new();
        cancel.cancel();
        let address = silent.local_addr().unwrap().to_string();
        assert!(matches!(models(&address, Duration::from_secs(60), &cancel), Err(OllamaError::Cancelled)));
    }

    #[test]
    fn every_form_of_an_address_is_understood() {
        for (given, expected) in [
            ("http://127.0.0.1:11434", "http://127.0.0.1:11434"),
            ("http://127.0.0.1:11434/", "http://127.0.0.1:11434"),
            ("0.0.0.0", "http://127.0.0.1:11434"),
            (":8080", "http://127.0.0.1:8080"),
            ("box.lan", "http://box.lan:11434"),
            ("box.lan:9", "http://box.lan:9"),
            ("[::1]", "http://[::1]:11434"),
            ("[::1]:9", "http://[::1]:9"),
            ("http://box.lan/ollama", "http://box.lan/ollama"),
        ] {
            assert_eq!(full_address(given), expected);
        }
        assert!(matches!(models("http://:::", LIMIT, &CancelToken::new()), Err(OllamaError::Address { .. })));
    }
}
