use anyhow::Context as _;
use contracts::Timestamp;
use kernel::{Clock as _, DemoClock};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The demo's one clock, which remembers how far ahead it is when the demo is started again.
#[derive(Clone, Debug)]
pub(super) struct KeptClock {
    pub(super) clock: Arc<DemoClock>,
    file: PathBuf,
}

impl KeptClock {
    /// The clock kept in `data`; a new one starts `behind` the present, so that history can be made.
    pub(super) fn open(data: &Path, behind: Duration) -> anyhow::Result<Self> {
        let file = data.join("clock");
        let ahead = match fs::read_to_string(&file) {
            Ok(text) => text.trim().parse().with_context(|| format!("{} holds no number", file.display()))?,
            Err(_) => -i64::try_from(behind.as_micros()).unwrap_or(0),
        };
        Ok(Self { clock: Arc::new(DemoClock::ahead_by(ahead)), file })
    }

    pub(super) fn advance(&self, by: Duration) -> anyhow::Result<()> {
        self.clock.advance(by);
        // Under another name first: killed half-way, the clock is the old one and not half of the new one.
        let new = self.file.with_extension("new");
        fs::write(&new, self.clock.ahead().to_string())
            .and_then(|()| fs::rename(&new, &self.file))
            .context("the clock could not be kept")
    }

    /// The moment that a clock which is behind will come up to; its own, when it is not.
    pub(super) fn present(&self) -> Timestamp {
        Timestamp(self.clock.now().0 - self.clock.ahead().min(0))
    }

    /// Brings a clock that is behind up to the present.
    pub(super) fn catch_up(&self) -> anyhow::Result<()> {
        let behind = u64::try_from(-self.clock.ahead()).unwrap_or(0);
        self.advance(Duration::from_micros(behind))
    }
}
