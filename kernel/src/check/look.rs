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
    for _ in 0..AGAIN.0 {
        let Some(found) = last.found() else { return Ok(last) };
        tokio::time::sleep(AGAIN.1).await;
        let again = look().await?;
        let same: Vec<_> =
            again.found().unwrap_or_default().iter().filter(|it| found.contains(it)).cloned().collect();
        if !same.is_empty() {
            return Ok(Look::Compared(same));
        }
        last = again;
    }
    Ok(match last.found() {
        Some(_) => Look::NotCompared("what it is about changed from look to look".into()),
        None => last,
    })
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
    async fn what_is_another_at_each_look_was_not_compared() -> anyhow::Result<()> {
        let ever_new: &[&[&str]] = &[&["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"]];
        assert!(matches!(looks(ever_new).await?, Look::NotCompared(_)));
        Ok(())
    }
}
