//! How fast the machinery is, against the same work without it, in the same run. See `README.md`.

mod accept;
mod bare;
mod bulk;
mod cards;
mod deliver;
mod jobs;
mod latency;
mod pages;
mod place;
mod policy;
mod rounds;
mod search;
mod sign_ins;
mod start;
mod workload;
mod world;

use crate::{
    bulk::{Bulk, Plan},
    world::World,
};
use clap::{Parser, ValueEnum};
use std::{num::NonZeroU32, time::Duration};

/// How many rounds count. An odd number, so that the median is one of them.
const ROUNDS: u32 = 5;

#[derive(Parser)]
#[command(about = "Measures the kernel against the same work done without it")]
struct Arguments {
    /// What to measure.
    #[arg(value_enum, default_value_t = What::All)]
    what: What,
    /// For how many seconds each line of a table is measured, all rounds together.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=600))]
    seconds: u32,
    /// `postgres://…` of a server where a database may be made and dropped again. Without it: `SQLite` in a
    /// scratch folder.
    #[arg(long)]
    database: Option<String>,
    /// Over how many campaigns `search` looks.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    campaigns: u32,
    /// How many pledges `wave` charges and `refunds` gives back.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
    pledges: u32,
    /// How many calls of `wave` and `refunds` the provider takes in a second; 0 lifts the limit.
    #[arg(long, default_value_t = 25)]
    limit: u32,
    /// How many seconds of the provider pass in one of ours: it takes that many times more.
    #[arg(long, default_value_t = NonZeroU32::MIN)]
    scale: NonZeroU32,
    /// The program that `start`, `pages`, `wave` and `refunds` start; the one beside this one when it is not said.
    #[arg(long)]
    program: Option<std::path::PathBuf>,
    /// For how many seconds `start` leaves it alone before it looks at its memory.
    #[arg(long, default_value_t = 60)]
    idle: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Commands that write a row and a message.
    Accept,
    /// Messages to four subscriptions.
    Deliver,
    /// Jobs that do nothing.
    Jobs,
    /// From commit to handler while nothing else happens.
    Latency,
    /// Pages of found campaigns, over many that were generated. Not part of `all`: filling takes minutes.
    Search,
    /// Pages of the real program at 500 a second. Not part of `all`: it builds nothing.
    Pages,
    /// What fifty sign-ins at once do to pledges, on the whole platform. Not part of `all` either.
    SignIns,
    /// Who asks and whether they may, on the whole platform: what that adds to a page. Not part of `all` either.
    Policy,
    /// 5,000 stolen cards and fifty donors: how many come through. Not part of `all` either.
    Cards,
    /// How soon the real program is ready, and what it holds in memory. Not part of `all`: it builds nothing.
    Start,
    /// Every saved card of a campaign charged, at the provider's limit, by the real program. Not part of `all`.
    Wave,
    /// Everything that was given to a campaign given back, likewise. Not part of `all`.
    Refunds,
    /// All of them but `cards`, `pages`, `policy`, `refunds`, `search`, `sign-ins`, `start` and `wave`.
    All,
}

impl Arguments {
    fn in_bulk(self, what: Bulk) -> Plan {
        Plan {
            what,
            pledges: self.pledges,
            database: self.database,
            limit: NonZeroU32::new(self.limit),
            scale: self.scale,
            seconds: u64::from(self.seconds),
            program: self.program,
        }
    }
}

impl What {
    /// What happens to a whole campaign, when it is that.
    fn in_bulk(self) -> Option<Bulk> {
        match self {
            Self::Wave => Some(Bulk::Wave),
            Self::Refunds => Some(Bulk::Refunds),
            _ => None,
        }
    }

    fn covers(self, other: Self) -> bool {
        self == other || self == Self::All && other != Self::Search
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if arguments.what == What::SignIns {
        return sign_ins::measure().await;
    }
    if arguments.what == What::Cards {
        return cards::measure().await;
    }
    if arguments.what == What::Policy {
        return policy::measure().await;
    }
    if arguments.what == What::Pages {
        return pages::measure(arguments.program, u64::from(arguments.seconds)).await;
    }
    if arguments.what == What::Start {
        return start::measure(arguments.program, Duration::from_secs(arguments.idle)).await;
    }
    if let Some(what) = arguments.what.in_bulk() {
        return bulk::measure(arguments.in_bulk(what)).await;
    }
    let world = World::make(arguments.database.as_deref()).await?;
    let measured = measure(&world, &arguments).await;
    world.unmake().await?;
    measured
}

async fn measure(world: &World, arguments: &Arguments) -> anyhow::Result<()> {
    let slice = Duration::from_secs(u64::from(arguments.seconds)) / ROUNDS;
    println!("{}", world.describe().await?);
    println!(
        "{ROUNDS} rounds of {:.1} s a line, the lines of a table by turns; medians",
        slice.as_secs_f64()
    );
    if arguments.what.covers(What::Accept) {
        accept::measure(world, slice).await?.print();
    }
    if arguments.what.covers(What::Deliver) {
        deliver::measure(world, slice).await?.print();
    }
    if arguments.what.covers(What::Jobs) {
        jobs::measure(world, slice).await?.print();
    }
    if arguments.what.covers(What::Latency) {
        latency::measure(world).await?;
    }
    if arguments.what.covers(What::Search) {
        search::measure(world, arguments.campaigns).await?;
    }
    Ok(())
}
