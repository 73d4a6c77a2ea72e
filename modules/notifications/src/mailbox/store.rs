use mail_parser::{Address, Message, MessageParser};
use std::{
    collections::VecDeque,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// How many mails are kept in memory and shown. Older ones stay as files.
const SHOWN: usize = 500;

/// A mail the mailbox keeps.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its number, from 1 in the order of arrival.
    pub number: u32,
    /// The mail as it came, headers first.
    pub raw: Arc<[u8]>,
}

impl Received {
    /// The subject, decoded.
    pub fn subject(&self) -> String {
        self.read(|it| it.subject().map(str::to_owned))
    }

    /// Who sent it, as `Name <address>`.
    pub fn from(&self) -> String {
        self.read(|it| it.from().map(people))
    }

    /// To whom, as `Name <address>`.
    pub fn to(&self) -> String {
        self.read(|it| it.to().map(people))
    }

    /// The date it bears, in RFC 3339.
    pub fn date(&self) -> String {
        self.read(|it| it.date().map(mail_parser::DateTime::to_rfc3339))
    }

    /// Its `Message-ID`, without the angle brackets.
    pub fn message_id(&self) -> String {
        self.read(|it| it.message_id().map(str::to_owned))
    }

    /// The plain part, decoded.
    pub fn text(&self) -> String {
        self.read(|it| it.body_text(0).map(std::borrow::Cow::into_owned))
    }

    /// The HTML part, decoded. Empty when there is none.
    pub fn html(&self) -> String {
        self.read(|it| {
            it.html_bodies()
                .next()
                .filter(|it| it.is_text_html())
                .and_then(|it| it.text_contents())
                .map(str::to_owned)
        })
    }

    /// The header lines as they came.
    pub fn headers(&self) -> String {
        let raw = self.raw_text();
        raw.split_once("\r\n\r\n").map_or(raw.clone(), |(headers, _)| headers.to_owned())
    }

    /// All of it as text; bytes that are none are replaced.
    pub fn raw_text(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    fn read(&self, part: impl FnOnce(&Message<'_>) -> Option<String>) -> String {
        MessageParser::default().parse(&*self.raw).and_then(|it| part(&it)).unwrap_or_default()
    }
}

fn people(address: &Address<'_>) -> String {
    let one = |it: &mail_parser::Addr<'_>| match (it.name(), it.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => address.or(name).unwrap_or_default().to_owned(),
    };
    address.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Mails as files called `00001.eml`, and the newest of them in memory.
#[derive(Debug)]
pub(super) struct Store {
    /// Where they are kept; nowhere but in memory when there is no folder.
    dir: Option<PathBuf>,
    last: u32,
    newest: VecDeque<Received>,
}

impl Store {
    /// Keeps nothing but what is shown.
    pub(super) fn in_memory() -> Self {
        Self { dir: None, last: 0, newest: VecDeque::new() }
    }

    /// Opens the folder, making it when it is missing.
    pub(super) fn open(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let mut numbers = Vec::new();
        for entry in fs::read_dir(dir)? {
            let name = entry?.file_name();
            let number: Option<u32> =
                name.to_str().and_then(|it| it.strip_suffix(".eml")).and_then(|it| it.parse().ok());
            numbers.extend(number);
        }
        numbers.sort_unstable();
        let mut store = Self { dir: Some(dir.to_owned()), last: 0, newest: VecDeque::new() };
        for number in numbers.iter().copied().skip(numbers.len().saturating_sub(SHOWN)) {
            let raw = fs::read(path(dir, number))?;
            store.remember(number, raw.into());
        }
        Ok(store)
    }

    /// Keeps `raw` and says which number it got. A file is whole or not there, even when the process is killed.
    pub(super) fn keep(&mut self, raw: &[u8]) -> io::Result<u32> {
        let number = self.last + 1;
        if let Some(dir) = &self.dir {
            let unfinished = dir.join("unfinished");
            fs::write(&unfinished, raw)?;
            fs::rename(unfinished, path(dir, number))?;
        }
        self.remember(number, raw.into());
        Ok(number)
    }

    pub(super) fn newest_first(&self) -> Vec<Received> {
        self.newest.iter().rev().cloned().collect()
    }

    pub(super) fn find(&self, number: u32) -> Option<Received> {
        self.newest.iter().find(|it| it.number == number).cloned()
    }

    fn remember(&mut self, number: u32, raw: Arc<[u8]>) {
        self.last = number;
        self.newest.push_back(Received { number, raw });
        if self.newest.len() > SHOWN {
            self.newest.pop_front();
        }
    }
}

fn path(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("{number:05}.eml"))
}
