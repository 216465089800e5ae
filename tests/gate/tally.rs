//! Counting hits and misses, and the table that is printed.

use std::collections::BTreeMap;
use std::fmt;

/// What was found of one field.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) right: u32,
    pub(crate) found: u32,
    pub(crate) gold: u32,
}

impl Tally {
    pub(crate) fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    pub(crate) fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// Fields with what was found of each, and single figures (MRR).
pub(crate) struct Table {
    verbose: bool,
    tallies: BTreeMap<String, Tally>,
    figures: BTreeMap<String, f64>,
}

impl Table {
    pub(crate) fn new(verbose: bool) -> Self {
        Self { verbose, tallies: BTreeMap::new(), figures: BTreeMap::new() }
    }

    pub(crate) fn tally(&mut self, field: &str) -> &mut Tally {
        self.tallies.entry(field.to_owned()).or_default()
    }

    pub(crate) fn figure(&mut self, name: &str, value: f64) {
        self.figures.insert(name.to_owned(), value);
    }

    /// A difference worth reading.
    pub(crate) fn differs(&self, document: &str, message: &str) {
        if self.verbose {
            println!("{document}: {message}");
        }
    }

    /// Counts an expected value against the one found; both may be absent.
    pub(crate) fn single<T: PartialEq + fmt::Debug>(
        &mut self,
        field: &str,
        document: &str,
        gold: Option<T>,
        found: Option<T>,
    ) {
        let right = gold.is_some() && gold == found;
        if gold != found {
            self.differs(document, &format!("{field}: {found:?}, gold {gold:?}"));
        }
        let tally = self.tally(field);
        tally.gold += u32::from(gold.is_some());
        tally.found += u32::from(found.is_some());
        tally.right += u32::from(right);
    }

    /// Counts the pairs of a list in which each value is used once.
    pub(crate) fn lists<G: fmt::Debug, F: fmt::Debug>(
        &mut self,
        field: &str,
        document: &str,
        gold: &[G],
        found: &[F],
        same: impl Fn(&G, &F) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut used = vec![false; found.len()];
        let mut pairs = Vec::new();
        for (at, wanted) in gold.iter().enumerate() {
            match (0..found.len()).find(|other| !used[*other] && same(wanted, &found[*other])) {
                Some(other) => {
                    used[other] = true;
                    pairs.push((at, other));
                }
                None => self.differs(document, &format!("{field}: missed {wanted:?}")),
            }
        }
        for (other, value) in found.iter().enumerate().filter(|(other, _)| !used[*other]) {
            let _ = other;
            self.differs(document, &format!("{field}: not in the gold {value:?}"));
        }
        let tally = self.tally(field);
        tally.gold += u32::try_from(gold.len()).expect("few");
        tally.found += u32::try_from(found.len()).expect("few");
        tally.right += u32::try_from(pairs.len()).expect("few");
        pairs
    }

    /// Every figure that has a floor, in per cent.
    pub(crate) fn figures(&self) -> BTreeMap<String, f64> {
        let mut all = BTreeMap::new();
        for (field, tally) in &self.tallies {
            all.insert(format!("{field} F1"), tally.f1() * 100.0);
            all.insert(format!("{field} precision"), tally.precision() * 100.0);
        }
        all.extend(self.figures.iter().map(|(name, value)| (name.clone(), value * 100.0)));
        all
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<24} {:>9} {:>9} {:>9} {:>6} {:>6}",
            "field", "precision", "recall", "F1", "gold", "found"
        )?;
        for (field, tally) in &self.tallies {
            writeln!(
                f,
                "{field:<24} {:>9.1} {:>9.1} {:>9.1} {:>6} {:>6}",
                tally.precision() * 100.0,
                tally.recall() * 100.0,
                tally.f1() * 100.0,
                tally.gold,
                tally.found
            )?;
        }
        for (name, value) in &self.figures {
            writeln!(f, "{name:<24} {:>9.1}", value * 100.0)?;
        }
        Ok(())
    }
}
