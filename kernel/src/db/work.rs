//! A command on its way, its types forgotten. What carries it out is long, waits at many places, and is the same for
//! all of them: so it is compiled once, and not once for each of two hundred commands.

use super::{Command, transaction::Transaction};
use async_trait::async_trait;
use sea_orm::DbErr;
use std::any::Any;

/// A command of any type, and in the end what came of it.
#[async_trait]
pub(crate) trait Work: Any + Send {
    /// Does it inside `tx`; whether to keep what it did. Doing it again forgets what came of it before.
    async fn run(&mut self, tx: &Transaction) -> bool;
}

/// What was carried out, and whether it is durable.
pub(crate) struct Done {
    pub(super) work: Box<dyn Work>,
    pub(super) committed: Result<(), DbErr>,
}

/// A command with its types. See [`Context::run`](crate::Context::run).
pub(crate) struct Asked<C: Command> {
    command: C,
    result: Option<Result<C::Output, C::Error>>,
}

impl<C: Command> Asked<C> {
    pub(crate) fn boxed(command: C) -> Box<dyn Work> {
        Box::new(Self { command, result: None })
    }

    /// What to tell whoever asked.
    pub(crate) fn answer(done: Done) -> Result<C::Output, C::Error> {
        let work: Box<dyn Any> = done.work;
        let result = work.downcast::<Self>().ok().and_then(|it| it.result);
        match (result, done.committed) {
            (None, Ok(())) => Err(DbErr::Custom("the work broke off".into()).into()),
            (None | Some(Ok(_)), Err(error)) => Err(error.into()),
            (Some(result), _) => result,
        }
    }
}

#[async_trait]
impl<C: Command> Work for Asked<C> {
    async fn run(&mut self, tx: &Transaction) -> bool {
        let result = self.command.run(tx).await;
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }
}
