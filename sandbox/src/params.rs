use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::errors::{ApiError, ApiResult};
use crate::form::Node;

mod shape;

pub(crate) use shape::{Fields, Shape};

/// Stripe's limits on metadata: <https://docs.stripe.com/metadata>.
const METADATA_KEYS: usize = 50;
const METADATA_KEY_LENGTH: usize = 40;
const METADATA_VALUE_LENGTH: usize = 500;

/// The parameters of a request. Reading takes them out; what is left at the end was unknown.
#[derive(Debug)]
pub(crate) struct Params {
    nodes: BTreeMap<String, Node>,
    path: String,
}

impl Params {
    pub(crate) fn new(nodes: BTreeMap<String, Node>) -> Self {
        Self { nodes, path: String::new() }
    }

    /// The full name of a parameter: `line_items[0][quantity]`.
    pub(crate) fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}[{key}]", self.path) }
    }

    pub(crate) fn text(&mut self, key: &str) -> ApiResult<Option<String>> {
        match self.nodes.remove(key) {
            None => Ok(None),
            Some(Node::Text(text)) if text.is_empty() => Err(self.empty(key)),
            Some(Node::Text(text)) => Ok(Some(text)),
            Some(Node::Branch(_)) => Err(ApiError::parameter("Invalid string: {...}", self.name(key))),
        }
    }

    /// As [`Params::text`], with an empty value read as "none".
    pub(crate) fn clearable(&mut self, key: &str) -> ApiResult<Option<String>> {
        if self.is_empty(key) {
            self.nodes.remove(key);
        }
        self.text(key)
    }

    pub(crate) fn required_text(&mut self, key: &str) -> ApiResult<String> {
        let missing = self.missing(key);
        self.text(key)?.ok_or(missing)
    }

    pub(crate) fn integer(&mut self, key: &str) -> ApiResult<Option<i64>> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let error = || {
            ApiError::parameter(format!("Invalid integer: {text}"), self.name(key))
                .code("parameter_invalid_integer")
        };
        let digits = text.strip_prefix('-').unwrap_or(&text);
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return Err(error());
        }
        text.parse().map(Some).map_err(|_| error())
    }

    pub(crate) fn required_integer(&mut self, key: &str) -> ApiResult<i64> {
        let missing = self.missing(key);
        self.integer(key)?.ok_or(missing)
    }

    pub(crate) fn boolean(&mut self, key: &str) -> ApiResult<Option<bool>> {
        match self.text(key)?.as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(other) => Err(ApiError::parameter(format!("Invalid boolean: {other}"), self.name(key))),
        }
    }

    pub(crate) fn one_of(&mut self, key: &str, choices: &[&str]) -> ApiResult<Option<String>> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        if choices.contains(&text.as_str()) {
            return Ok(Some(text));
        }
        let last = choices.last().copied().unwrap_or_default();
        let listed = match choices {
            [_] | [] => last.to_owned(),
            [a, b] => format!("{a} or {b}"),
            [many @ .., _] => format!("{}, or {last}", many.join(", ")),
        };
        let name = self.name(key);
        Err(ApiError::parameter(format!("Invalid {name}: must be one of {listed}"), name))
    }

    /// A branch of its own, to be read and finished like the whole.
    pub(crate) fn branch(&mut self, key: &str) -> ApiResult<Option<Params>> {
        match self.nodes.remove(key) {
            None => Ok(None),
            Some(Node::Branch(nodes)) => Ok(Some(Params { nodes, path: self.name(key) })),
            Some(Node::Text(_)) => Err(ApiError::parameter("Invalid object", self.name(key))),
        }
    }

    fn has(&self, key: &str) -> bool {
        self.nodes.contains_key(key)
    }

    fn is_empty(&self, key: &str) -> bool {
        matches!(self.nodes.get(key), Some(Node::Text(text)) if text.is_empty())
    }

    pub(crate) fn is_branch(&self, key: &str) -> bool {
        matches!(self.nodes.get(key), Some(Node::Branch(_)))
    }

    /// A list of branches in the order of their indices.
    pub(crate) fn branches(&mut self, key: &str) -> ApiResult<Vec<Params>> {
        let path = self.name(key);
        let mut items = Vec::new();
        for (index, node) in self.list(key)? {
            match node {
                Node::Branch(nodes) => items.push(Params { nodes, path: format!("{path}[{index}]") }),
                Node::Text(_) => {
                    return Err(ApiError::parameter("Invalid object", format!("{path}[{index}]")));
                }
            }
        }
        Ok(items)
    }

    pub(crate) fn texts(&mut self, key: &str) -> ApiResult<Vec<String>> {
        let path = self.name(key);
        let mut items = Vec::new();
        for (index, node) in self.list(key)? {
            match node {
                Node::Text(text) => items.push(text),
                Node::Branch(_) => {
                    return Err(ApiError::parameter("Invalid string: {...}", format!("{path}[{index}]")));
                }
            }
        }
        Ok(items)
    }

    fn list(&mut self, key: &str) -> ApiResult<Vec<(usize, Node)>> {
        let error = ApiError::parameter("Invalid array", self.name(key));
        let nodes = match self.nodes.remove(key) {
            None => return Ok(Vec::new()),
            Some(Node::Branch(nodes)) => nodes,
            Some(Node::Text(_)) => return Err(error),
        };
        let mut items = Vec::new();
        for (index, node) in nodes {
            match index.parse::<usize>() {
                Ok(index) => items.push((index, node)),
                Err(_) => return Err(error),
            }
        }
        items.sort_by_key(|(index, _)| *index);
        Ok(items)
    }

    /// The texts of a branch, such as evidence, which may be long.
    pub(crate) fn words(&mut self, key: &str) -> ApiResult<Map<String, Value>> {
        let name = self.name(key);
        let Some(branch) = self.branch(key)? else { return Ok(Map::new()) };
        let words = branch.nodes.into_iter().map(|(key, node)| match node {
            Node::Text(text) => Ok((key, json!(text))),
            Node::Branch(_) => Err(ApiError::parameter("Invalid string: {...}", format!("{name}[{key}]"))),
        });
        words.collect()
    }

    /// Metadata within Stripe's limits. An empty value is none.
    pub(crate) fn metadata(&mut self, key: &str) -> ApiResult<Map<String, Value>> {
        let pairs = self.metadata_pairs(key)?.into_iter();
        Ok(pairs.filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, json!(text))).collect())
    }

    /// What is said in the place of what was said `before`. An empty value takes its key away, and one in the place of
    /// all keys all of them: <https://docs.stripe.com/api/metadata>.
    pub(crate) fn metadata_over(&mut self, key: &str, before: &Value) -> ApiResult<Map<String, Value>> {
        if self.is_empty(key) {
            self.nodes.remove(key);
            return Ok(Map::new());
        }
        let name = self.name(key);
        let mut metadata = before.as_object().cloned().unwrap_or_default();
        for (key, text) in self.metadata_pairs(key)? {
            if text.is_empty() {
                metadata.remove(&key);
            } else {
                metadata.insert(key, json!(text));
            }
        }
        check_metadata_size(metadata.len(), name)?;
        Ok(metadata)
    }

    fn metadata_pairs(&mut self, key: &str) -> ApiResult<Vec<(String, String)>> {
        let name = self.name(key);
        let Some(branch) = self.branch(key)? else { return Ok(Vec::new()) };
        check_metadata_size(branch.nodes.len(), name.clone())?;
        let mut pairs = Vec::new();
        for (key, node) in branch.nodes {
            let name = format!("{name}[{key}]");
            let Node::Text(text) = node else {
                return Err(ApiError::parameter("Invalid string: {...}", name));
            };
            check_metadata(&key, &text, &name)?;
            pairs.push((key, text));
        }
        Ok(pairs)
    }

    /// What was said, word for word, of what is kept as it is said and reads nothing but words.
    pub(crate) fn shown(&self, key: &str) -> Option<Value> {
        self.nodes.get(key).map(Node::shown)
    }

    /// Known to Stripe, without effect here: accepted where Stripe would.
    pub(crate) fn accept(&mut self, known: Fields) -> ApiResult<()> {
        known.iter().try_for_each(|(key, shape)| shape.read(self, key))
    }

    /// Known to Stripe and not to the sandbox: refused in words of its own, so that nobody takes it for done.
    pub(crate) fn refuse_undone(&self, keys: &[&str]) -> ApiResult<()> {
        let Some(key) = keys.iter().find(|it| self.has(it)) else { return Ok(()) };
        let name = self.name(key);
        Err(ApiError::parameter(format!("Sandbox: '{name}' is not supported here."), name))
    }

    /// Refuses what nobody read.
    pub(crate) fn finish(self) -> ApiResult<()> {
        let names: Vec<_> = self.nodes.keys().map(|it| self.name(it)).collect();
        let Some(first) = names.first() else { return Ok(()) };
        let plural = if names.len() == 1 { "" } else { "s" };
        let message = format!("Received unknown parameter{plural}: {}", names.join(", "));
        Err(ApiError::parameter(message, first).code("parameter_unknown"))
    }

    pub(crate) fn missing(&self, key: &str) -> ApiError {
        let name = self.name(key);
        ApiError::parameter(format!("Missing required param: {name}."), name).code("parameter_missing")
    }

    fn empty(&self, key: &str) -> ApiError {
        let message = format!(
            "You passed an empty string for '{name}'. We assume empty values are an attempt to unset a parameter; however '{name}' cannot be unset. You should remove '{name}' from your request or supply a non-empty value.",
            name = self.name(key)
        );
        ApiError::parameter(message, self.name(key)).code("parameter_invalid_empty")
    }
}

fn check_metadata_size(keys: usize, name: String) -> ApiResult<()> {
    if keys > METADATA_KEYS {
        return Err(ApiError::parameter(format!("Metadata can have at most {METADATA_KEYS} keys"), name));
    }
    Ok(())
}

fn check_metadata(key: &str, value: &str, name: &str) -> ApiResult<()> {
    if key.chars().count() > METADATA_KEY_LENGTH {
        let message = format!("Metadata keys can have up to {METADATA_KEY_LENGTH} characters: {key}");
        return Err(ApiError::parameter(message, name));
    }
    if value.chars().count() > METADATA_VALUE_LENGTH {
        let message = format!(
            "Metadata values can have up to {METADATA_VALUE_LENGTH} characters, but you passed in a value that is {} characters.",
            value.chars().count()
        );
        return Err(ApiError::parameter(message, name));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
