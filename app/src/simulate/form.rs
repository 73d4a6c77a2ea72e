//! The forms of our own pages, and somebody who fills them in without thinking.

use super::dice::Dice;
use std::collections::BTreeMap;

/// A form as its page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// Where it is sent.
    pub(super) action: String,
    controls: Vec<Control>,
}

/// One thing to fill in, to tick, to choose or to press.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Control {
    name: String,
    /// `hidden`, `text`, `radio`, `checkbox`, `select` (once for each choice), `button` and so on.
    kind: String,
    value: String,
}

/// Every form of `page` that is posted.
pub(super) fn all(page: &str) -> Vec<Form> {
    let forms = page.split("<form ").skip(1).filter_map(|it| it.split_once("</form>"));
    forms.filter(|(it, _)| it.contains("method=\"post\"")).map(|(it, _)| read(it)).collect()
}

/// Where the links of `page` that begin with `path` lead to.
pub(super) fn links(page: &str, path: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    links.filter(|it| it.starts_with(path)).map(str::to_owned).collect()
}

/// The first day that can be chosen in the field called `name`; none where there is no such field.
pub(super) fn least(page: &str, name: &str) -> Option<String> {
    let fields = page.split("<input").skip(1).filter_map(|it| it.split_once('>'));
    let mut fields = fields.map(|(tag, _)| tag).filter(|tag| attribute(tag, "name") == name);
    fields.next().map(|tag| attribute(tag, "min")).filter(|day| !day.is_empty())
}

fn read(form: &str) -> Form {
    let mut it = Form { action: attribute(form, "action"), controls: Vec::new() };
    let mut chosen_from = String::new();
    for part in form.split('<').skip(1) {
        let Some((tag, inside)) = part.split_once('>') else { continue };
        let kind = match tag.split_whitespace().next().unwrap_or_default() {
            "input" => match attribute(tag, "type") {
                none if none.is_empty() => "text".to_owned(),
                kind => kind,
            },
            "textarea" => "text".to_owned(),
            "button" => "button".to_owned(),
            "select" => {
                chosen_from = attribute(tag, "name");
                continue;
            }
            "option" => "select".to_owned(),
            _ => continue,
        };
        let name = if kind == "select" { chosen_from.clone() } else { attribute(tag, "name") };
        let value = if tag.starts_with("textarea") { inside.to_owned() } else { attribute(tag, "value") };
        if !name.is_empty() {
            it.controls.push(Control { name, kind, value });
        }
    }
    it
}

fn attribute(tag: &str, name: &str) -> String {
    let tag = tag.split('>').next().unwrap_or_default();
    let found = tag
        .split_once(&format!(" {name}=\""))
        .or_else(|| tag.starts_with(&format!("{name}=\"")).then(|| tag.split_once('"')).flatten());
    found.and_then(|(_, it)| it.split('"').next()).unwrap_or_default().replace("&#x2F;", "/")
}

impl Form {
    /// What somebody sends who chooses anything, presses anything and writes something everywhere.
    pub(super) fn fill_in(&self, dice: &mut Dice) -> Vec<(&str, String)> {
        let mut fields = Vec::new();
        let mut choices: BTreeMap<&str, Vec<&Control>> = BTreeMap::new();
        for it in &self.controls {
            match it.kind.as_str() {
                "radio" | "select" | "button" => choices.entry(&it.name).or_default().push(it),
                "checkbox" if dice.percent(50) => {}
                "hidden" | "checkbox" => fields.push((it.name.as_str(), it.value.clone())),
                // People do not see it, and who fills it in is taken for a machine.
                _ if it.name == "homepage" => fields.push((it.name.as_str(), String::new())),
                _ => fields.push((it.name.as_str(), written(dice, it))),
            }
        }
        for (name, of) in choices {
            let real: Vec<_> = of.into_iter().filter(|it| it.value != "other").collect();
            fields.extend(dice.pick(&real).map(|it| (name, it.value.clone())));
        }
        fields
    }
}

/// What stands there already, something else now and then.
fn written(dice: &mut Dice, it: &Control) -> String {
    if it.name.starts_with("add_on_") {
        return dice.below(4).to_string();
    }
    let amount = it.name.contains("amount") || it.name == "tip";
    match (amount, it.value.is_empty()) {
        (true, left) if left || dice.percent(40) => (1 + dice.below(60)).to_string(),
        (false, true) => "simulated".to_owned(),
        _ => it.value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form method="get" action="/search"><input name="q"></form>
        <form method="post" action="/p/1/change" class="stack"><input type="hidden" name="_token" value="t">
        <input type="radio" name="amount" value="10"><input type="radio" name="amount" value="other">
        <select name="reward"><option value="7">Seven</option></select><textarea name="why">because</textarea>
        <input name="homepage" value="">
        <button name="turn" value="pause">Pause</button></form><a href="/plans/9">Plan</a><a href="/me">Me</a>"#;

    #[test]
    fn everything_that_a_form_asks_for_is_filled_in() {
        let forms = all(PAGE);
        assert_eq!(forms.len(), 1, "a search changes nothing");
        assert_eq!(forms[0].action, "/p/1/change");
        let sent = forms[0].fill_in(&mut Dice::of(1));
        let expected = [
            ("_token", "t"),
            ("why", "because"),
            ("homepage", ""),
            ("amount", "10"),
            ("reward", "7"),
            ("turn", "pause"),
        ];
        assert_eq!(sent, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn of_an_add_on_a_few_are_asked_for() {
        let page = r#"<form method="post" action="/p/1/change"><input name="add_on_7" value=""></form>"#;
        let forms = all(page);
        for seed in 0..20 {
            let sent = forms[0].fill_in(&mut Dice::of(seed));
            assert!(sent[0].1.parse::<u8>().is_ok_and(|it| it < 4), "{sent:?}");
        }
    }

    #[test]
    fn the_first_day_that_can_be_chosen_is_read() {
        let field = r#"<input class="control" id="day" name="day" type="date" value="" min="2026-03-02" max="2026-05-01">"#;
        assert_eq!(least(field, "day").as_deref(), Some("2026-03-02"));
        assert_eq!((least(field, "when"), least(PAGE, "q")), (None, None));
    }

    #[test]
    fn links_are_found_by_where_they_lead() {
        assert_eq!(links(PAGE, "/plans/"), ["/plans/9"]);
    }
}
