//! Tables for spreadsheets (RFC 4180), in which nothing that somebody typed can become a formula. Pure.

/// One row. What begins like a formula gets an apostrophe before it, which spreadsheets take for "this is text"
/// (OWASP, CSV injection).
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<_> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    let dangerous =
        text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    let text = if dangerous { format!("'{text}") } else { text.to_owned() };
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
        assert_eq!(row(["a", "b, c", "d \"e\""]), "a,\"b, c\",\"d \"\"e\"\"\"\r\n");
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for typed in ["=cmd()", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1"] {
            let row = row([typed]);
            assert!(row.trim_start_matches('"').starts_with('\''), "{typed:?} became {row:?}");
        }
    }
}
