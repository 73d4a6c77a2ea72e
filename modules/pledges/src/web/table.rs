//! Tables for spreadsheets.

use axum::{
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use kernel::web::{Error, Result};

/// Answers with a table to keep as `name`.
pub(super) fn attachment<const N: usize>(
    name: &str,
    header: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<Response> {
    let broken = |error: csv::Error| Error::Internal(error.into());
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(header).map_err(broken)?;
    for row in rows {
        csv.write_record(row).map_err(broken)?;
    }
    let bytes = csv.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))?;
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
