use futures::future::BoxFuture;
use std::time::Duration;

/// How often what was found is looked at again, and after how long.
const AGAIN: (usize, Duration) = (5, Duration::from_millis(200));

/// What came of looking for what breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// This breaks it; nothing when it holds.
    Compared(Vec<String>),
    /// Nobody can say, for this reason.
    NotCompared(String),
}

impl Look {
    /// Whether something was found.
    fn found(&self) -> Option<&[String]> {
        match self {
            Self::Compared(findings) if !findings.is_empty() => Some(findings),
            _ => None,
        }
    }
}

/// What `look` finds twice in a row. It may read one thing after another while both change, and then finds a
/// difference that never was: such a one is gone, or another, at the next look.
pub(crate) async fn seen_again(
    mut look: impl FnMut() -> BoxFuture<'static, anyhow::Result<Look>> + Send,
) -> anyhow::Result<Look> {
    let mut last = look().await?;
    let mut ever: Vec<_> = last.found().unwrap_or_default().iter().map(|it| about(it).to_owned()).collect();
    for _ in 0..AGAIN.0 {
        let Some(found) = last.found() else { return Ok(last) };
        tokio::time::sleep(AGAIN.1).await;
        let again = look().await?;
        let same: Vec<_> =
            again.found().unwrap_or_default().iter().filter(|it| found.contains(it)).cloned().collect();
        if !same.is_empty() {
            return Ok(Look::Compared(same));
        }
        ever.retain(|it| again.found().unwrap_or_default().iter().any(|found| about(found) == it));
        last = again;
    }
    Ok(match last.found() {
        // On a busy campaign the sums are others each time, and the difference is there each time.
        Some(found) if !ever.is_empty() => {
            Look::Compared(found.iter().filter(|it| ever.iter().any(|at| at == about(it))).cloned().collect())
        }
        Some(_) => Look::NotCompared("what it is about changed from look to look".into()),
        None => last,
    })
}

/// What a finding is about: what stands before its colon, or nothing that could be found again.
fn about(finding: &str) -> &str {
    finding.split_once(": ").map_or(finding, |(about, _)| about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    /// Looks that find these, one after the other.
    async fn looks(found: &[&[&str]]) -> anyhow::Result<Look> {
        let mut left: VecDeque<Vec<String>> =
            found.iter().map(|it| it.iter().map(|&it| it.to_owned()).collect()).collect();
        seen_again(move || {
            let found = left.pop_front().unwrap_or_default();
            Box::pin(async move { Ok(Look::Compared(found)) })
        })
        .await
    }

    fn broken(by: &str) -> Look {
        Look::Compared(vec![by.to_owned()])
    }

    #[tokio::test]
    async fn a_difference_that_is_gone_at_the_next_look_never_was() -> anyhow::Result<()> {
        assert_eq!(looks(&[&["1 here, 2 there"], &[]]).await?, Look::Compared(Vec::new()));
        Ok(())
    }

    #[tokio::test]
    async fn a_difference_that_is_seen_twice_is_one_whatever_else_changes_beside_it() -> anyhow::Result<()> {
        assert_eq!(looks(&[&["a"], &["a"]]).await?, broken("a"));
        assert_eq!(looks(&[&["b 1", "a"], &["b 2", "a"]]).await?, broken("a"));
        assert_eq!(looks(&[&["b 1"], &["b 2"], &["b 2"]]).await?, broken("b 2"));
        Ok(())
    }

    #[tokio::test]
    async fn a_difference_that_is_there_at_each_look_is_one_though_its_sums_are_others() -> anyhow::Result<()>
    {
        let ever_new: &[&[&str]] = &[
            &["a: 1, 0", "b: 3"],
            &["a: 2, 1"],
            &["a: 3, 2"],
            &["a: 4, 3", "b: 3"],
            &["a: 5, 4"],
            &["a: 6, 5"],
        ];
        assert_eq!(looks(ever_new).await?, broken("a: 6, 5"));
        Ok(())
    }

    #[tokio::test]
    async fn what_is_another_at_each_look_was_not_compared() -> anyhow::Result<()> {
        let ever_new: &[&[&str]] = &[&["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"]];
        assert!(matches!(looks(ever_new).await?, Look::NotCompared(_)));
        Ok(())
    }
}
