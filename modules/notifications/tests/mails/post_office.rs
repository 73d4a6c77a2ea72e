//! A mail server that goes wrong as it is told.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// Closes the connection instead of answering.
pub(crate) const CUT: &str = "";
/// The end of a mail, as if it were a command.
pub(crate) const END: &str = ".";

/// Takes every mail unless it is told otherwise.
#[derive(Clone)]
pub(crate) struct PostOffice {
    addr: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// What is answered to which command, and how often still.
    faults: Vec<(&'static str, &'static str, usize)>,
    /// The mails that it has taken, as they came.
    mails: Vec<String>,
    /// The addresses that mail was to go to, each time.
    asked: Vec<String>,
}

impl PostOffice {
    pub(crate) async fn open() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let office = Self { addr: listener.local_addr()?, state: Arc::default() };
        let here = office.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let here = here.clone();
                // Whoever breaks off is not missed.
                tokio::spawn(async move { drop(here.converse(stream).await) });
            }
        });
        Ok(office)
    }

    /// Where it is, for whoever signs in.
    pub(crate) fn url(&self) -> String {
        format!("smtp://me:secret@{}", self.addr)
    }

    /// Answers `command` with `answer`, `many` times.
    pub(crate) fn goes_wrong(&self, command: &'static str, answer: &'static str, many: usize) {
        self.state().faults.push((command, answer, many));
    }

    pub(crate) fn mails(&self) -> Vec<String> {
        self.state().mails.clone()
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.state().asked.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, command: &str) -> Option<&'static str> {
        let mut state = self.state();
        let (_, answer, left) = state.faults.iter_mut().find(|it| it.0 == command && it.2 > 0)?;
        *left -= 1;
        Some(*answer)
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 post office\r\n").await?;
        let mut mail = None::<String>;
        while let Some(line) = lines.next_line().await? {
            let command = match &mut mail {
                Some(text) if line != END => {
                    text.push_str(&line);
                    text.push('\n');
                    continue;
                }
                _ => line.split(' ').next().unwrap_or_default().to_ascii_uppercase(),
            };
            if command == "RCPT" {
                self.state().asked.push(line.clone());
            }
            let answer = self.fault(&command);
            // It has taken a mail whether or not anybody hears of it.
            if let Some(text) = mail.take().filter(|_| answer.is_none_or(|it| it == CUT)) {
                self.state().mails.push(text);
            }
            let answer = answer.unwrap_or_else(|| match command.as_str() {
                "EHLO" => "250-post office\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                "AUTH" => "235 welcome",
                "DATA" => {
                    mail = Some(String::new());
                    "354 go on"
                }
                "QUIT" => "221 goodbye",
                _ => "250 fine",
            });
            if answer == CUT {
                return Ok(());
            }
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}
