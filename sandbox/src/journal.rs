use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::world::Batch;

/// An append-only file of JSON lines, one for each request that changed something.
///
/// A line is handed to the operating system in one write before the request is answered: the state
/// survives the death of the process, not that of the machine.
pub(crate) struct Journal(File);

impl Journal {
    /// Opens the file and hands on what is in it, a line at a time. A last line that was cut short is taken away.
    pub(crate) fn open(path: &Path, mut take: impl FnMut(Batch)) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let mut text = String::new();
        io::Read::read_to_string(&mut file, &mut text)?;
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        file.set_len(u64::try_from(whole).map_err(io::Error::other)?)?;
        for line in text[..whole].lines() {
            take(serde_json::from_str(line)?);
        }
        Ok(Self(file))
    }

    pub(crate) fn append(&mut self, batch: &Batch) -> io::Result<()> {
        let mut line = serde_json::to_vec(batch)?;
        line.push(b'\n');
        self.0.write_all(&line)
    }
}
