//! A choice among candidates: each has signals for and against it, each signal a weight from a table.
//!
//! The weights are log-odds, fitted on the development pages by `data/votes/fit.py`; what a signal is worth is read
//! off the table, and a candidate's score is the plain sum, so that every choice can be explained and done by hand.

use std::collections::BTreeMap;

/// A candidate with what speaks for and against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ballot {
    /// The value, as it would be chosen.
    pub value: String,
    /// The signal that is worth most.
    pub rule: String,
    /// Names of signals, in order, each once.
    pub signals: Vec<String>,
    /// The sum of their weights: above zero it is better chosen than not.
    pub score: f32,
}

/// The weights of one field, `data/votes/*.tsv`.
#[derive(Debug)]
pub(crate) struct Weights {
    by_signal: BTreeMap<&'static str, f32>,
}

impl Weights {
    /// Reads lines of a signal, a tab and its weight.
    pub(crate) fn read(table: &'static str) -> Self {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        let by_signal = pairs.filter_map(|(signal, weight)| Some((signal, weight.parse().ok()?))).collect();
        Self { by_signal }
    }

    /// The weight of a signal; none where the table does not know it.
    pub(crate) fn of(&self, signal: &str) -> f32 {
        self.by_signal.get(signal).copied().unwrap_or(0.0)
    }

    /// The ballot of a candidate. `rules` are those of its signals that name where it was read.
    pub(crate) fn ballot(&self, value: String, rules: &[String], mut signals: Vec<String>) -> Ballot {
        signals.extend(rules.iter().cloned());
        signals.sort_unstable();
        signals.dedup();
        let score = self.of("bias") + signals.iter().map(|signal| self.of(signal)).sum::<f32>();
        let best =
            rules.iter().max_by(|one, other| self.of(one).total_cmp(&self.of(other)).then(other.cmp(one)));
        Ballot { value, rule: best.cloned().unwrap_or_default(), signals, score }
    }
}

/// The ballot with the highest score; of equal ones the first.
pub(crate) fn best(ballots: &[Ballot]) -> Option<&Ballot> {
    ballots.iter().reduce(|best, next| if next.score > best.score { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_the_sum_of_the_weights_and_the_strongest_rule_names_it() {
        let weights = Weights::read("# table\nbias\t-1\nmeta\t2.5\ntime\t1\n");
        let ballot =
            weights.ballot("a".to_owned(), &["time".to_owned(), "meta".to_owned()], vec!["odd".to_owned()]);
        assert_eq!(ballot.rule, "meta");
        assert!((ballot.score - 2.5).abs() < 1e-6);
    }

    #[test]
    fn of_equal_ballots_the_first_wins() {
        let weights = Weights::read("bias\t0\n");
        let ballots = ["a", "b"].map(|value| weights.ballot(value.to_owned(), &[], Vec::new()));
        assert_eq!(best(&ballots).map(|ballot| ballot.value.as_str()), Some("a"));
    }
}
