use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::errors::{ApiError, ApiResult};

/// Deeper than anything in Stripe's API.
const DEEPEST: usize = 8;

/// One parameter of a form with brackets: `metadata[x]=y` is a branch with the leaf `y` under `x`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Text(String),
    Branch(BTreeMap<String, Node>),
}

impl Node {
    /// As an object shows it: text, and nothing for an empty one.
    pub(crate) fn shown(&self) -> Value {
        match self {
            Self::Text(text) if text.is_empty() => Value::Null,
            Self::Text(text) => Value::from(text.as_str()),
            Self::Branch(children) => {
                let fields: Map<String, Value> =
                    children.iter().map(|(key, it)| (key.clone(), it.shown())).collect();
                Value::Object(fields)
            }
        }
    }

    /// One spelling for equal parameters whatever their order, to compare requests by.
    pub(crate) fn canonical(&self) -> String {
        match self {
            Self::Text(text) => format!("{text:?}"),
            Self::Branch(children) => {
                let inner: Vec<_> =
                    children.iter().map(|(key, it)| format!("{key:?}:{}", it.canonical())).collect();
                format!("{{{}}}", inner.join(","))
            }
        }
    }
}

/// Reads `application/x-www-form-urlencoded` text with bracketed names.
pub(crate) fn decode(raw: &[u8]) -> ApiResult<BTreeMap<String, Node>> {
    let mut root = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(raw) {
        if name.is_empty() && value.is_empty() {
            continue;
        }
        refuse_bad_text(raw, &name, &value)?;
        insert(&mut root, &segments(&name)?, value.into_owned(), &name)?;
    }
    Ok(root)
}

fn refuse_bad_text(raw: &[u8], name: &str, value: &str) -> ApiResult<()> {
    let replaced = name.contains('\u{fffd}') || value.contains('\u{fffd}');
    let honest = raw.windows(9).any(|it| it.eq_ignore_ascii_case(b"%EF%BF%BD"))
        || raw.windows(3).any(|it| it == "\u{fffd}".as_bytes());
    if replaced && !honest {
        return Err(ApiError::parameter("Invalid request: the parameters are not valid UTF-8.", name));
    }
    Ok(())
}

fn segments(name: &str) -> ApiResult<Vec<String>> {
    let broken = || ApiError::parameter(format!("Invalid parameter name: {name}"), name);
    let (head, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    let mut segments = vec![head.to_owned()];
    while !rest.is_empty() {
        let inner = rest.strip_prefix('[').ok_or_else(broken)?;
        let (segment, after) = inner.split_once(']').ok_or_else(broken)?;
        segments.push(segment.to_owned());
        rest = after;
    }
    if segments.len() > DEEPEST { Err(broken()) } else { Ok(segments) }
}

fn insert(at: &mut BTreeMap<String, Node>, path: &[String], value: String, name: &str) -> ApiResult<()> {
    let Some((first, rest)) = path.split_first() else { return Ok(()) };
    // `expand[]=a`: the next place of the list.
    let key = if first.is_empty() { at.len().to_string() } else { first.clone() };
    if rest.is_empty() {
        at.insert(key, Node::Text(value));
        return Ok(());
    }
    match at.entry(key).or_insert_with(|| Node::Branch(BTreeMap::new())) {
        Node::Branch(children) => insert(children, rest, value, name),
        Node::Text(_) => Err(ApiError::parameter(format!("Invalid object: {name}"), name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(raw: &str) -> String {
        Node::Branch(decode(raw.as_bytes()).unwrap()).canonical()
    }

    #[test]
    fn brackets_make_branches_and_lists() {
        assert_eq!(
            decoded("line_items[0][price_data][currency]=inr&metadata[x]=a%20b&expand[]=p&expand[]=q"),
            r#"{"expand":{"0":"p","1":"q"},"line_items":{"0":{"price_data":{"currency":"inr"}}},"metadata":{"x":"a b"}}"#
        );
    }

    #[test]
    fn the_order_of_parameters_does_not_matter() {
        assert_eq!(decoded("a=1&b[c]=2"), decoded("b%5Bc%5D=2&a=1"));
        assert_ne!(decoded("a=1"), decoded("a=2"));
    }

    #[test]
    fn broken_brackets_bad_text_and_a_value_that_is_also_an_object_are_refused() {
        for raw in ["a[b=1", "a[b]c=1", "a=1&a[b]=2", "a=%FF", "a[b][c][d][e][f][g][h][i]=1"] {
            assert!(decode(raw.as_bytes()).is_err(), "{raw}");
        }
        assert!(decode("a=%EF%BF%BD".as_bytes()).is_ok());
    }
}
