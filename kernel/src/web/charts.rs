//! Charts and portraits as drawings of ours: no script, no request, the same on paper and in a mail. Pure
//! functions from numbers to paths; the components `chart` and `avatar` put them on a page, with a table beside.

mod plot;
mod portrait;

pub use self::plot::{Bar, Frame, Key, Plot, Point};
pub(super) use self::portrait::portrait;
