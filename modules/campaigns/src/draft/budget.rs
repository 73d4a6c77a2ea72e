//! Where the money goes: lines that add up to the goal.

use super::{Draft, LOCALE};
use crate::campaign::BudgetLine;
use contracts::Money;
use kernel::web::Text;
use std::cmp::Ordering;

impl Draft {
    /// The lines that can be read.
    pub(crate) fn lines(&self) -> Vec<BudgetLine> {
        let read = |it: &super::LineText| {
            let amount = Money::parse_positive(&it.amount, self.currency, LOCALE).ok()?;
            Some(BudgetLine { label: it.label.clone(), amount })
        };
        self.budget.iter().filter_map(read).collect()
    }

    /// What the lines come to; `None` when that is more than an amount can be.
    pub(crate) fn budgeted(&self) -> Option<Money> {
        let sum = self.lines().iter().try_fold(0_i64, |sum, it| sum.checked_add(it.amount.minor))?;
        Some(Money::new(sum, self.currency))
    }

    /// What is missing to the goal; nothing when it adds up.
    pub(crate) fn out_of_balance(&self) -> Option<Text> {
        let goal = self.goal_read()?;
        let Some(sum) = self.budgeted() else {
            return Some(Text::of("gap-budget-overflow"));
        };
        let key = match sum.minor.cmp(&goal.minor) {
            Ordering::Equal => return None,
            Ordering::Less => "gap-budget-less",
            Ordering::Greater => "gap-budget-more",
        };
        let apart = Money::new((goal.minor - sum.minor).abs(), goal.currency);
        Some(Text::of(key).with("sum", sum).with("goal", goal).with("apart", apart))
    }

    /// The goal, when it can be read.
    pub(crate) fn goal_read(&self) -> Option<Money> {
        Money::parse_positive(&self.goal, self.currency, LOCALE).ok()
    }

    /// The least that can be given, when it can be read.
    pub(crate) fn minimum_read(&self) -> Option<Money> {
        Money::parse_positive(&self.minimum, self.currency, LOCALE).ok()
    }
}
