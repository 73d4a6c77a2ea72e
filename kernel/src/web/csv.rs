//! Tables for spreadsheets (RFC 4180), in which nothing that somebody typed can become a formula. Pure.

/// One row of a table: its cells with commas between them and the end of a line behind them. Each is made [`harmless`].
#[must_use]
pub fn csv_row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<_> = cells.into_iter().map(|it| quoted(harmless(it))).collect();
    cells.join(",") + "\r\n"
}

/// A text that a spreadsheet does not take for a formula: what begins like one gets an apostrophe before it, which
/// spreadsheets take for "this is text" (OWASP, CSV injection). What a row is made of by other means than [`csv_row`] is
/// to go through here wherever somebody could have typed it; a sum below zero would not be a number any more.
#[must_use]
pub fn harmless(text: &str) -> String {
    // Some spreadsheets leave out white space before they look at what is behind it.
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// In quotation marks where something in it would end the cell, or is an apostrophe that is to stay.
fn quoted(text: String) -> String {
    if text.contains(['"', ',', '\n', '\r', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_commas_and_quotes_are_quoted() {
        assert_eq!(csv_row(["a", "b, c", "d \"e\""]), "a,\"b, c\",\"d \"\"e\"\"\"\r\n");
        assert_eq!(csv_row(["two\nlines", "", "c"]), "\"two\nlines\",,c\r\n");
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for typed in ["=cmd()", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n1", "\u{a0}=1"] {
            assert_eq!(harmless(typed), format!("'{typed}"));
            assert_eq!(csv_row([typed]), format!("\"'{typed}\"\r\n"));
        }
    }

    #[test]
    fn what_does_not_begin_like_one_stays_as_it_was_typed() {
        for typed in ["", "Asha", "1+1", "a=b", "50 %", "asha@example.test", "'quoted'", "ä-ö"] {
            assert_eq!(harmless(typed), typed);
        }
    }
}
