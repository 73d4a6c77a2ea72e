mod plan;

pub use plan::{Fault, FaultPlan, RequestRule, WebhookFault, WebhookRule};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// A plan under way: how often each rule has matched and struck.
pub(crate) struct Faults {
    plan: FaultPlan,
    requests: Vec<Tally>,
    webhooks: Vec<Tally>,
    dice: StdRng,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    seen: u64,
    struck: u64,
}

impl Faults {
    pub(crate) fn new(plan: FaultPlan) -> Self {
        Self {
            requests: vec![Tally::default(); plan.requests.len()],
            webhooks: vec![Tally::default(); plan.webhooks.len()],
            dice: StdRng::seed_from_u64(plan.seed),
            plan,
        }
    }

    pub(crate) fn plan(&self) -> &FaultPlan {
        &self.plan
    }

    /// How many requests and deliveries went wrong so far.
    pub(crate) fn struck(&self) -> u64 {
        self.requests.iter().chain(&self.webhooks).map(|it| it.struck).sum()
    }

    /// What goes wrong with this request, in the order of the rules.
    pub(crate) fn strike(&mut self, method: &str, path: &str) -> Vec<Fault> {
        let mut struck = Vec::new();
        for (rule, tally) in self.plan.requests.iter().zip(&mut self.requests) {
            if rule.matches(method, path)
                && tally.strikes(rule.nth, rule.count, rule.probability, &mut self.dice)
            {
                struck.push(rule.fault.clone());
            }
        }
        struck
    }

    /// What goes wrong with the delivery of an event of this type.
    pub(crate) fn strike_webhook(&mut self, kind: &str) -> Vec<WebhookFault> {
        let mut struck = Vec::new();
        for (rule, tally) in self.plan.webhooks.iter().zip(&mut self.webhooks) {
            let orders = matches!(rule.fault, WebhookFault::Reverse | WebhookFault::Shuffle);
            if !orders
                && rule.matches(kind)
                && tally.strikes(rule.nth, rule.count, rule.probability, &mut self.dice)
            {
                struck.push(rule.fault.clone());
            }
        }
        struck
    }

    /// Puts a batch of deliveries out of order, where a rule says so.
    pub(crate) fn disorder<T>(&mut self, batch: &mut [T]) {
        for rule in &self.plan.webhooks {
            match rule.fault {
                WebhookFault::Reverse => batch.reverse(),
                WebhookFault::Shuffle => shuffle(batch, &mut self.dice),
                _ => {}
            }
        }
    }
}

fn shuffle<T>(batch: &mut [T], dice: &mut StdRng) {
    for place in (1..batch.len()).rev() {
        batch.swap(place, dice.random_range(0..=place));
    }
}

impl Tally {
    fn strikes(&mut self, nth: u64, count: Option<u64>, probability: f64, dice: &mut StdRng) -> bool {
        self.seen += 1;
        if self.seen < nth || count.is_some_and(|most| self.struck >= most) {
            return false;
        }
        let strikes = dice.random_bool(probability.clamp(0.0, 1.0));
        self.struck += u64::from(strikes);
        strikes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> Faults {
        Faults::new(serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_rule_strikes_from_the_nth_match_as_often_as_it_says() {
        let mut faults = plan(
            r#"{"requests":[{"method":"POST","path":"/v1/refunds","nth":2,"count":1,"fault":{"error_after":500}}]}"#,
        );
        let struck: Vec<_> = (0..4).map(|_| faults.strike("POST", "/v1/refunds").len()).collect();
        assert_eq!(struck, [0, 1, 0, 0]);
        assert!(faults.strike("GET", "/v1/refunds").is_empty());
    }

    #[test]
    fn chance_repeats_with_its_seed() {
        let text = r#"{"seed":7,"requests":[{"probability":0.5,"fault":"conflict"}]}"#;
        let run = |mut faults: Faults| -> Vec<_> {
            (0..64).map(|_| faults.strike("GET", "/v1/events").len()).collect()
        };
        let first = run(plan(text));
        assert_eq!(first, run(plan(text)));
        assert!(first.contains(&0) && first.contains(&1));
    }

    #[test]
    fn a_star_stands_for_one_segment() {
        let mut faults =
            plan(r#"{"requests":[{"path":"/v1/payment_intents/*/confirm","fault":{"delay_ms":1}}]}"#);
        assert_eq!(faults.strike("POST", "/v1/payment_intents/pi_1/confirm").len(), 1);
        assert_eq!(faults.strike("POST", "/v1/payment_intents/pi_1").len(), 0);
        assert_eq!(faults.strike("POST", "/v1/payment_intents").len(), 0);
    }

    #[test]
    fn the_plan_in_the_readme_is_one() {
        let readme = include_str!("../../README.md");
        let (_, rest) = readme.split_once("```json\n").unwrap();
        let faults = plan(rest.split_once("```").unwrap().0);
        assert_eq!((faults.plan().requests.len(), faults.plan().webhooks.len()), (2, 2));
    }

    #[test]
    fn unknown_words_in_a_plan_are_refused() {
        assert!(serde_json::from_str::<FaultPlan>(r#"{"request":[]}"#).is_err());
        assert!(serde_json::from_str::<FaultPlan>(r#"{"requests":[{"fault":"explode"}]}"#).is_err());
    }
}
