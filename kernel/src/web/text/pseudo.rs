use std::borrow::Cow;

/// Letters with marks, so that what is still plain was not translated, and vowels twice, which makes a text about
/// 40 % longer, so that what does not fit shows.
pub(super) fn strange(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let marked = marked(letter);
        out.push(marked);
        if "aeiouAEIOU".contains(letter) {
            out.push(marked);
        }
    }
    Cow::Owned(out)
}

fn marked(letter: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const MARKED: &str = "áƀćđéƒĝĥíĵķļɱñóƥɋŕşţúṽŵẋýžÁƁĆĐÉƑĜĤÍĴĶĻḾÑÓƤɊŔŞŢÚṼŴẊÝŽ";
    let at = PLAIN.chars().position(|it| it == letter);
    at.and_then(|at| MARKED.chars().nth(at)).unwrap_or(letter)
}
