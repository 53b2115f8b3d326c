//! The local model server: whether it answers, and which models it holds.
//!
//! Asked without any proxy and without following redirects: what is said about a track stays with the server that the auditor
//! named. Every request has a time limit and stops when its token is set.

use std::{
    pin::pin,
    time::{Duration, Instant},
};

use ollama_rs::Ollama;

use crate::contracts::CancelToken;

/// Port on which Ollama listens unless told otherwise.
const PORT: u16 = 11434;
/// How often a waiting request looks at its token.
const LOOK_EVERY: Duration = Duration::from_millis(50);

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
    /// The token was set.
    #[error("cancelled")]
    Cancelled,
    /// The operating system refused what a request needs.
    #[error("no request could be made: {0}")]
    System(std::io::Error),
}

/// Names of the models that the server at `address` holds, asked for at most `limit`.
///
/// # Errors
/// Why there is no answer.
pub fn models(address: &str, limit: Duration, cancel: &CancelToken) -> Result<Vec<String>, OllamaError> {
    let url = full_address(address);
    let bad_address = || OllamaError::Address { address: address.to_owned() };
    let parsed = Ollama::try_new(url.as_str()).map_err(|_| bad_address())?.url().clone();
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(limit).build();
    let client = client.map_err(|_| bad_address())?;
    let server = Ollama::builder().url(parsed).reqwest_client(client).build();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(OllamaError::System)?;
    let end = Instant::now() + limit;
    let answer = runtime.block_on(async {
        let mut request = pin!(server.list_local_models());
        loop {
            match tokio::time::timeout(LOOK_EVERY, request.as_mut()).await {
                Ok(answer) => return Some(answer),
                Err(_) if cancel.is_cancelled() || Instant::now() >= end => return None,
                Err(_) => {}
            }
        }
    });
    // A name that is still being resolved on the runtime's own thread must not hold the caller.
    runtime.shutdown_background();
    match answer {
        Some(Ok(models)) => Ok(models.into_iter().map(|model| model.name).collect()),
        Some(Err(ollama_rs::error::OllamaError::ReqwestError(_))) => Err(OllamaError::Unreachable { address: url }),
        Some(Err(_)) => Err(OllamaError::Foreign { address: url }),
        None if cancel.is_cancelled() => Err(OllamaError::Cancelled),
        None => Err(OllamaError::Unreachable { address: url }),
    }
}

/// Whether `models` holds `wanted`; a name without a tag means its `latest`.
pub fn holds(models: &[String], wanted: &str) -> bool {
    models.iter().any(|model| model == wanted || model.strip_suffix(":latest") == Some(wanted))
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
        assert_eq!(models, ["qwen2.5:7b", "llama3:latest"]);
        assert!(holds(&models, "qwen2.5:7b") && holds(&models, "llama3") && !holds(&models, "qwen2.5"));
    }

    #[test]
    fn another_server_is_not_taken_for_ollama() {
        for (status, body) in [("200 OK", "<html>"), ("404 Not Found", "no"), ("200 OK", "{\"models\": 3}")] {
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
