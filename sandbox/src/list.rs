use std::borrow::Cow;

use serde_json::{Value, json};

use crate::errors::{ApiError, ApiResult};
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{World, int};

/// Which part of a list is wanted: <https://docs.stripe.com/api/pagination>.
#[derive(Debug)]
pub(crate) struct Page {
    limit: usize,
    starting_after: Option<String>,
    ending_before: Option<String>,
    created: Vec<(Compare, i64)>,
}

#[derive(Clone, Copy, Debug)]
enum Compare {
    Equal,
    After,
    From,
    Before,
    Until,
}

/// A part of a list, newest first.
pub(crate) struct List {
    pub(crate) data: Vec<Value>,
    pub(crate) has_more: bool,
    pub(crate) url: String,
}

impl Page {
    /// Reads `limit`, `starting_after`, `ending_before` and `created`.
    pub(crate) fn read(params: &mut Params) -> ApiResult<Self> {
        let limit = params.integer("limit")?.unwrap_or(10);
        let limit = usize::try_from(limit).ok().filter(|it| (1..=100).contains(it)).ok_or_else(|| {
            let bound = if limit < 1 { "greater than or equal to 1" } else { "less than or equal to 100" };
            let message = format!("This value must be {bound} (it currently is '{limit}').");
            ApiError::parameter(message, "limit").code("parameter_invalid_integer")
        })?;
        let starting_after = params.text("starting_after")?;
        let ending_before = params.text("ending_before")?;
        if starting_after.is_some() && ending_before.is_some() {
            let message = "You can only specify one of these parameters: starting_after, ending_before.";
            return Err(ApiError::parameter(message, "starting_after"));
        }
        Ok(Self { limit, starting_after, ending_before, created: created(params)? })
    }

    /// The page of all objects of a kind that `keep` keeps.
    pub(crate) fn of(
        &self,
        turn: &Turn<'_>,
        kind: &str,
        url: &str,
        keep: impl Fn(&Value) -> bool,
    ) -> ApiResult<List> {
        let (data, has_more) = self.cut(turn.world, kind, |it| self.in_time(it) && keep(it))?;
        Ok(List { data, has_more, url: url.to_owned() })
    }

    fn cut(&self, world: &World, kind: &str, keep: impl Fn(&Value) -> bool) -> ApiResult<(Vec<Value>, bool)> {
        let all: Vec<&str> = world.ids_of(kind).rev().collect();
        let place = |id: &str, param: &str| {
            let found = all.iter().position(|it| *it == id);
            found.ok_or_else(|| ApiError::missing_param(kind, id, param))
        };
        let kept = |id: &&str| world.get(id).filter(|it| keep(it)).map(Cow::into_owned);
        // One more than asked for shows whether there are more.
        let mut rows: Vec<Value> = match (&self.starting_after, &self.ending_before) {
            (_, Some(id)) => {
                let newer = &all[..place(id, "ending_before")?];
                newer.iter().rev().filter_map(kept).take(self.limit + 1).collect()
            }
            (Some(id), None) => {
                let older = &all[place(id, "starting_after")? + 1..];
                older.iter().filter_map(kept).take(self.limit + 1).collect()
            }
            (None, None) => all.iter().filter_map(kept).take(self.limit + 1).collect(),
        };
        let has_more = rows.len() > self.limit;
        rows.truncate(self.limit);
        if self.ending_before.is_some() {
            rows.reverse();
        }
        Ok((rows, has_more))
    }

    fn in_time(&self, object: &Value) -> bool {
        let created = int(object, "created");
        self.created.iter().all(|(compare, at)| match compare {
            Compare::Equal => created == *at,
            Compare::After => created > *at,
            Compare::From => created >= *at,
            Compare::Before => created < *at,
            Compare::Until => created <= *at,
        })
    }
}

impl List {
    pub(crate) fn body(&self) -> Value {
        json!({ "object": "list", "data": self.data, "has_more": self.has_more, "url": self.url })
    }
}

fn created(params: &mut Params) -> ApiResult<Vec<(Compare, i64)>> {
    let mut bounds = Vec::new();
    if params.is_branch("created") {
        let Some(mut range) = params.branch("created")? else { return Ok(bounds) };
        for (name, compare) in
            [("gt", Compare::After), ("gte", Compare::From), ("lt", Compare::Before), ("lte", Compare::Until)]
        {
            bounds.extend(range.integer(name)?.map(|at| (compare, at)));
        }
        range.finish()?;
    } else {
        bounds.extend(params.integer("created")?.map(|at| (Compare::Equal, at)));
    }
    Ok(bounds)
}
