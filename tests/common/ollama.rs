//! A server that speaks Ollama's protocol: `/api/tags`, `/api/ps`, `/api/chat` as a stream of JSON lines, and its faults.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

/// How the server answers a chat.
#[derive(Clone, Debug)]
pub enum Mode {
    /// With this text, cut into pieces as a model streams it.
    Says(String),
    /// With an HTTP status and a body.
    Status(u16, String),
    /// With a page of another program.
    Html,
    /// With the first half of a reply, then the end of the connection.
    CutOff,
    /// With the first word, then with nothing.
    Stalls,
    /// With a text that has no end.
    Endless,
}

/// A running server; what it was asked is kept.
pub struct Ollama {
    pub address: String,
    chats: Arc<Mutex<Vec<serde_json::Value>>>,
}

pub const MODEL: &str = "tiny:1b";

impl Ollama {
    pub fn start(mode: Mode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it is bound").to_string();
        let chats = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&chats);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (mode, kept) = (mode.clone(), Arc::clone(&kept));
                std::thread::spawn(move || serve(stream, &mode, &kept));
            }
        });
        Self { address, chats }
    }

    /// Bodies of the chats asked so far.
    pub fn chats(&self) -> Vec<serde_json::Value> {
        self.chats.lock().expect("no test panics with it").clone()
    }
}

fn serve(mut stream: TcpStream, mode: &Mode, chats: &Mutex<Vec<serde_json::Value>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket can be shared"));
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request).unwrap_or(0) == 0 {
            return;
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 || header == "\r\n" {
                break;
            }
            if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        let is_kept_open = match path.as_str() {
            "/api/tags" => {
                let tags = format!(
                    r#"{{"models":[{{"name":"{MODEL}","model":"{MODEL}","modified_at":"2026-01-01T00:00:00Z","size":1,"digest":"d1"}}]}}"#
                );
                whole(&mut stream, 200, "application/json", &tags)
            }
            "/api/ps" => {
                let loaded = format!(r#"{{"models":[{{"name":"{MODEL}","size":900000000,"size_vram":0,"digest":"d1"}}]}}"#);
                whole(&mut stream, 200, "application/json", &loaded)
            }
            "/api/chat" => {
                chats.lock().expect("no test panics with it").push(serde_json::from_slice(&body).unwrap_or_default());
                chat(&mut stream, mode)
            }
            _ => whole(&mut stream, 404, "text/plain", "404 page not found"),
        };
        if is_kept_open.is_err() {
            return;
        }
    }
}

fn whole(stream: &mut TcpStream, status: u16, kind: &str, body: &str) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
    stream.flush()
}

fn chunk(stream: &mut TcpStream, text: &str) -> std::io::Result<()> {
    write!(stream, "{:x}\r\n{text}\r\n", text.len())?;
    stream.flush()
}

fn line(content: &str, done: bool) -> String {
    let message = serde_json::json!({ "role": "assistant", "content": content });
    format!("{}\n", serde_json::json!({ "model": MODEL, "created_at": "2026-01-01T00:00:00Z", "message": message, "done": done }))
}

fn chat(stream: &mut TcpStream, mode: &Mode) -> std::io::Result<()> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    match mode {
        Mode::Says(text) => {
            write!(stream, "{head}")?;
            let letters: Vec<char> = text.chars().collect();
            for piece in letters.chunks(7) {
                chunk(stream, &line(&piece.iter().collect::<String>(), false))?;
            }
            chunk(stream, &line("", true))?;
            write!(stream, "0\r\n\r\n")?;
            stream.flush()
        }
        Mode::Status(status, body) => whole(stream, *status, "application/json", body),
        Mode::Html => whole(stream, 200, "text/html", "<html><body>A router</body></html>"),
        Mode::CutOff => {
            write!(stream, "{head}")?;
            chunk(stream, &line("{\"class\":\"trans", false))?;
            Err(std::io::ErrorKind::ConnectionAborted.into())
        }
        Mode::Stalls => {
            write!(stream, "{head}")?;
            chunk(stream, &line("{", false))?;
            std::thread::sleep(Duration::from_secs(60));
            Ok(())
        }
        Mode::Endless => {
            write!(stream, "{head}")?;
            loop {
                chunk(stream, &line(&"a".repeat(1000), false))?;
            }
        }
    }
}
