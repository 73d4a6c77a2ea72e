//! What a program that serves asks itself once a day: whether everything holds that must. Nobody has to think of it, and
//! whoever watches is told: a difference is an alert, and not a line in a log (rule R6).

use kernel::check::{CheckResult, Report};
use std::{collections::BTreeMap, time::Duration};
use tokio_util::sync::CancellationToken;

/// When it looks first, when a start is over and what it brought is done, and how often after that.
pub(crate) const PAUSES: (Duration, Duration) = (Duration::from_mins(10), Duration::from_hours(24));

/// Asks `check` after the first of the `pauses`, and after the second ever again, until `stop`.
pub(crate) async fn look<F>(
    (first, every): (Duration, Duration),
    stop: CancellationToken,
    mut check: impl FnMut() -> F,
) where
    F: Future<Output = anyhow::Result<Report>>,
{
    let mut pause = first;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => (),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            looked = check() => tell(looked),
        }
        pause = every;
    }
}

/// Says what came of it to whoever reads the log, and to whoever is woken by figures.
fn tell(looked: anyhow::Result<Report>) {
    let result = match &looked {
        Ok(report) if report.holds => "holds",
        Ok(_) => "broken",
        Err(_) => "failed",
    };
    metrics::counter!("tributary_checks_total", "result" => result).increment(1);
    let report = match looked {
        Ok(report) => report,
        // What was found before stays: nobody knows better.
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "nobody could check whether everything holds");
            return;
        }
    };
    let mut broken = BTreeMap::<&'static str, u32>::new();
    for it in &report.checks {
        let rules = broken.entry(it.module).or_default();
        if it.result == CheckResult::Broken {
            *rules += 1;
            let (module, rule, findings) = (it.module, it.rule, it.findings.len());
            tracing::error!(module, rule, findings, "a rule is broken: `tributary check` says by what");
        }
    }
    for (module, rules) in broken {
        metrics::gauge!("tributary_broken_rules", "module" => module).set(rules);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::check::{Checked, Look};
    use metrics_exporter_prometheus::PrometheusBuilder;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn report(findings: &[&str]) -> Report {
        let found = findings.iter().map(|it| (*it).to_owned()).collect();
        Report::of(vec![
            Checked::of("payments", "the ledger sums to nothing", Look::Compared(found)),
            Checked::of("payments", "every group has postings", Look::Compared(Vec::new())),
            Checked::of("pledges", "what was not heard", Look::NotCompared("it is behind".to_owned())),
        ])
    }

    #[test]
    fn whoever_is_woken_by_figures_reads_how_many_rules_are_broken_until_they_hold_again() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let figures = recorder.handle();
        let told = |looked| {
            metrics::with_local_recorder(&recorder, || tell(looked));
            figures.render()
        };
        let text = told(Ok(report(&["group 7 is off by 1", "group 8 is off by 2"])));
        assert!(text.contains("tributary_broken_rules{module=\"payments\"} 1"), "{text}");
        assert!(text.contains("tributary_broken_rules{module=\"pledges\"} 0"), "{text}");
        assert!(text.contains("tributary_checks_total{result=\"broken\"} 1"), "{text}");
        let text = told(Err(anyhow::anyhow!("no database")));
        assert!(
            text.contains("tributary_broken_rules{module=\"payments\"} 1"),
            "nobody knows better: {text}"
        );
        assert!(text.contains("tributary_checks_total{result=\"failed\"} 1"), "{text}");
        let text = told(Ok(report(&[])));
        assert!(text.contains("tributary_broken_rules{module=\"payments\"} 0"), "{text}");
        assert!(text.contains("tributary_checks_total{result=\"holds\"} 1"), "{text}");
    }

    #[tokio::test]
    async fn it_looks_again_and_again_also_after_it_could_not_and_ends_when_it_is_told_to() {
        let (looks, stop) = (AtomicUsize::new(0), CancellationToken::new());
        let check = || async {
            match looks.fetch_add(1, Ordering::Relaxed) {
                0 => anyhow::bail!("no database"),
                // It is told to stop while it looks: it does not look to the end.
                2 => {
                    stop.cancel();
                    std::future::pending().await
                }
                _ => Ok(report(&[])),
            }
        };
        let pauses = (Duration::ZERO, Duration::from_millis(1));
        tokio::time::timeout(Duration::from_secs(10), look(pauses, stop.clone(), check)).await.unwrap();
        assert_eq!(looks.load(Ordering::Relaxed), 3);
    }
}
