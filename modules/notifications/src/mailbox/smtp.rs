//! The server's side of SMTP (RFC 5321), as far as a mail client needs it: no relaying, no TLS, no sign-in.

#[cfg(test)]
mod tests;

use std::{
    io::{self, Error, ErrorKind},
    time::Duration,
};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    time::timeout,
};

/// The largest mail that is taken, in bytes.
pub(super) const LARGEST: usize = 10 * 1024 * 1024;
/// The longest line that is read whole. RFC 5321 section 4.5.3.1 asks for 512 octets of command, 1000 of text.
const LONGEST_LINE: u64 = 4096;
/// How long a client may be silent; RFC 5321 section 4.5.3.2.7 asks for five minutes.
const PATIENCE: Duration = Duration::from_mins(5);
/// How many recipients one mail may have; RFC 5321 section 4.5.3.1.8 asks for at least 100.
const MOST_RECIPIENTS: usize = 100;

/// Speaks with one client until it leaves; every mail it hands over goes to `keep`.
///
/// # Errors
/// When the connection breaks or the client is silent for too long.
pub(super) async fn converse<R, W>(
    read: R,
    write: W,
    keep: impl FnMut(&[u8]) -> io::Result<u32> + Send,
) -> io::Result<()>
where
    R: AsyncRead + Unpin + Send,
    W: AsyncWrite + Unpin + Send,
{
    let mut talk = Talk { read: BufReader::new(read), write, keep, envelope: Envelope::default() };
    talk.say("220 mailbox ESMTP").await?;
    loop {
        let line = talk.line().await?;
        let Some(line) = line else { return Ok(()) };
        if talk.answer(&line).await? == Next::Leave {
            return Ok(());
        }
    }
}

#[derive(PartialEq)]
enum Next {
    GoOn,
    Leave,
}

/// Who the mail in the making is from and to.
#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

struct Talk<R, W, K> {
    read: R,
    write: W,
    keep: K,
    envelope: Envelope,
}

impl<R, W, K> Talk<R, W, K>
where
    R: AsyncBufRead + Unpin + Send,
    W: AsyncWrite + Unpin + Send,
    K: FnMut(&[u8]) -> io::Result<u32> + Send,
{
    async fn answer(&mut self, line: &[u8]) -> io::Result<Next> {
        let Ok(line) = std::str::from_utf8(line) else {
            return self.go_on("500 that is not text").await;
        };
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => {
                self.envelope = Envelope::default();
                let size = format!("250-mailbox\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE {LARGEST}");
                self.go_on(&size).await
            }
            "HELO" => {
                self.envelope = Envelope::default();
                self.go_on("250 mailbox").await
            }
            "MAIL" => self.mail(rest).await,
            "RCPT" => self.rcpt(rest).await,
            "DATA" => self.data().await,
            "RSET" => {
                self.envelope = Envelope::default();
                self.go_on("250 forgotten").await
            }
            "NOOP" => self.go_on("250 fine").await,
            "VRFY" => self.go_on("252 send it and see").await,
            "QUIT" => {
                self.say("221 goodbye").await?;
                Ok(Next::Leave)
            }
            _ => self.go_on("500 that is not a command").await,
        }
    }

    async fn mail(&mut self, rest: &str) -> io::Result<Next> {
        let Some((from, parameters)) = path(rest, "FROM:") else {
            return self.go_on("501 it goes MAIL FROM:<address>").await;
        };
        if self.envelope.from.is_some() {
            return self.go_on("503 one mail at a time").await;
        }
        if parameters.split(' ').filter_map(size).any(|it| it > LARGEST) {
            return self.go_on("552 that is too large").await;
        }
        self.envelope = Envelope { from: Some(from.to_owned()), to: Vec::new() };
        self.go_on("250 go on").await
    }

    async fn rcpt(&mut self, rest: &str) -> io::Result<Next> {
        let Some((to, _)) = path(rest, "TO:").filter(|(to, _)| !to.is_empty()) else {
            return self.go_on("501 it goes RCPT TO:<address>").await;
        };
        if self.envelope.from.is_none() {
            return self.go_on("503 who is it from?").await;
        }
        if self.envelope.to.len() == MOST_RECIPIENTS {
            return self.go_on("452 too many recipients").await;
        }
        self.envelope.to.push(to.to_owned());
        self.go_on("250 go on").await
    }

    async fn data(&mut self) -> io::Result<Next> {
        if self.envelope.to.is_empty() {
            return self.go_on("503 who is it to?").await;
        }
        self.say("354 end with a dot on a line of its own").await?;
        let envelope = std::mem::take(&mut self.envelope);
        let Some(text) = self.text().await? else {
            return self.go_on("552 that is too large").await;
        };
        match (self.keep)(&delivered(&envelope, &text)) {
            Ok(number) => self.go_on(&format!("250 kept as {number}")).await,
            Err(error) => {
                tracing::warn!(%error, "the mailbox could not keep a mail");
                self.go_on("451 it could not be kept").await
            }
        }
    }

    /// The text up to the lone dot, without the dots that were doubled on the way (RFC 5321 section 4.5.2).
    /// `None` when it was too large; then it is read to its end all the same.
    async fn text(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut text, mut begins, mut fits, mut after_cr) = (Vec::new(), true, true, false);
        loop {
            let Some(line) = self.line().await? else {
                return Err(Error::from(ErrorKind::UnexpectedEof));
            };
            if begins && line == b".\r\n" {
                return Ok(fits.then_some(text));
            }
            let kept = if begins && line.starts_with(b".") { &line[1..] } else { &line[..] };
            // A line ends with CR LF and nothing else: whoever takes a bare LF for an end lets mails be smuggled.
            begins = line.ends_with(b"\r\n") || (after_cr && line == b"\n");
            after_cr = line.ends_with(b"\r");
            fits = fits && text.len() + kept.len() <= LARGEST;
            if fits {
                text.extend_from_slice(kept);
            }
        }
    }

    /// The next line with its end, or as much of it as is read at once. `None` when the client is gone.
    async fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut limited = (&mut self.read).take(LONGEST_LINE);
        match timeout(PATIENCE, limited.read_until(b'\n', &mut line))
            .await
            .map_err(|_| Error::from(ErrorKind::TimedOut))??
        {
            0 => Ok(None),
            _ => Ok(Some(line)),
        }
    }

    async fn go_on(&mut self, answer: &str) -> io::Result<Next> {
        self.say(answer).await?;
        Ok(Next::GoOn)
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        self.write.write_all(answer.as_bytes()).await?;
        self.write.write_all(b"\r\n").await?;
        self.write.flush().await
    }
}

/// The address in `FROM:<address> PARAMETERS`, and the parameters.
fn path<'a>(rest: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let after = rest.get(word.len()..).filter(|_| rest[..word.len()].eq_ignore_ascii_case(word))?;
    after.trim_start().strip_prefix('<')?.split_once('>')
}

/// How large a mail is said to be, from `SIZE=1000` (RFC 1870).
fn size(parameter: &str) -> Option<usize> {
    let (name, value) = parameter.split_once('=')?;
    if name.eq_ignore_ascii_case("SIZE") { value.parse().ok() } else { None }
}

/// The mail with what only the envelope knew on top, as final delivery adds it (RFC 5321 section 4.4).
fn delivered(envelope: &Envelope, text: &[u8]) -> Vec<u8> {
    let mut raw = format!("Return-Path: <{}>\r\n", envelope.from.as_deref().unwrap_or_default()).into_bytes();
    for to in &envelope.to {
        raw.extend_from_slice(format!("Delivered-To: {to}\r\n").as_bytes());
    }
    raw.extend_from_slice(text);
    raw
}
