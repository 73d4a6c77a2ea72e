//! `{{ t(key="give-title", name=giver, amount=gift) }}`: a text in the language that is being spoken.

use super::amount;
use crate::web::text::{Argument, Language, Texts};
use std::sync::Arc;
use tera::{Kwargs, State, TeraResult, Value};

/// Stands for markup while a text is put into words and escaped; of Unicode's private use, so no text has it.
const FIRST_MARK: u32 = 0xE000;
/// What Fluent puts around an argument inside Arabic. Around a tag it would only be in the way.
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// The function `t`, which knows `texts`.
pub(super) fn function(
    texts: Arc<Texts>,
) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<Value> + Send + Sync + 'static {
    move |options, state| say(&texts, &options, state)
}

fn say(texts: &Texts, options: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let key = options.must_get::<&str>("key")?;
    let (mut arguments, mut markup) = (Vec::new(), Vec::new());
    for (name, value) in options.iter() {
        let Some(name) = name.as_str().filter(|it| *it != "key") else { continue };
        if name == "to" {
            let address = state.escape(value.as_str().unwrap_or_default())?;
            arguments.push(("open", mark(&mut markup, format!("<a href=\"{address}\">"))));
            arguments.push(("close", mark(&mut markup, "</a>".to_owned())));
        } else if value.is_safe() && value.is_string() {
            arguments.push((name, mark(&mut markup, value.as_str().unwrap_or_default().to_owned())));
        } else {
            arguments.push((name, argument(value)));
        }
    }
    let text = texts
        .say(Language::current(), key, &arguments)
        .map_err(|problem| tera::Error::message(problem.to_string()))?;
    if markup.is_empty() {
        return Ok(Value::normal_string(&text));
    }
    Ok(with_markup(&state.escape(&text)?, &markup))
}

fn argument(value: &Value) -> Argument {
    if let Some(money) = amount(value) {
        return money.into();
    }
    match value.as_i64() {
        Some(number) if value.is_number() => number.into(),
        _ => value.to_string().into(),
    }
}

fn mark(markup: &mut Vec<(char, String)>, html: String) -> Argument {
    let next = u32::try_from(markup.len()).unwrap_or_default() + FIRST_MARK;
    let letter = char::from_u32(next).unwrap_or_default();
    markup.push((letter, html));
    letter.to_string().into()
}

/// The escaped text with its markup put back, as something that is not escaped again.
fn with_markup(text: &str, markup: &[(char, String)]) -> Value {
    let mut out = text.to_owned();
    for (letter, html) in markup {
        let [before, after] = ISOLATES;
        out = out.replace(&format!("{before}{letter}{after}"), html).replace(*letter, html);
    }
    Value::safe_string(&out)
}
