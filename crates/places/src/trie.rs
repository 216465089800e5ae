//! Walking the names of the gazetteer word by word, so that the longest name from a place in the text falls out.

use crate::inflection::Case;
use fst::automaton::Levenshtein;
use fst::raw::{CompiledAddr, Fst, Output};
use fst::{IntoStreamer, Streamer};
use std::fmt;

/// Where a walk stands: a node, what was collected on the way, and the case of the words so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    node: CompiledAddr,
    output: Output,
    pub(crate) case: Case,
}

/// The names, opened in place.
pub(crate) struct Names {
    fst: Fst<&'static [u8]>,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").field("count", &self.fst.len()).finish()
    }
}

impl Names {
    pub(crate) fn open(bytes: &'static [u8]) -> Self {
        Self {
            fst: Fst::new(bytes)
                .expect("the embedded names are an fst: build.py wrote them and a test opens them"),
        }
    }

    pub(crate) fn start(&self) -> Step {
        Step { node: self.fst.root().addr(), output: Output::zero(), case: Case::Same }
    }

    /// One word further, `None` where no name goes on so.
    pub(crate) fn advance(&self, step: Step, word: &str, case: Case) -> Option<Step> {
        let mut node = self.fst.node(step.node);
        let mut output = step.output;
        for byte in word.bytes() {
            let transition = node.transition(node.find_input(byte)?);
            output = output.cat(transition.out);
            node = self.fst.node(transition.addr);
        }
        // A name is in the case of its first inflected word: "Республике Таджикистан".
        let case = if step.case == Case::Same { case } else { step.case };
        Some(Step { node: node.addr(), output, case })
    }

    /// Whether any name begins so.
    pub(crate) fn begins(&self, beginning: &str) -> bool {
        let mut node = self.fst.root();
        for byte in beginning.bytes() {
            let Some(at) = node.find_input(byte) else { return false };
            node = self.fst.node(node.transition_addr(at));
        }
        true
    }

    /// The value of the name that ends here.
    pub(crate) fn value(&self, step: Step) -> Option<u64> {
        let node = self.fst.node(step.node);
        node.is_final().then(|| step.output.cat(node.final_output()).value())
    }

    /// Whether this folded name is known as it stands.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fst.contains_key(name)
    }

    /// The values of the names one letter away from `name` (added, missing or another) or with two neighbours swapped.
    pub(crate) fn within_one_edit(&self, name: &str) -> Vec<u64> {
        let letters: Vec<char> = name.chars().collect();
        let Ok(automaton) = Levenshtein::new(name, 1) else { return Vec::new() };
        let mut out = Vec::new();
        // A name of three letters is one letter away from everything.
        if letters.len() < 4 {
            return out;
        }
        let mut stream = self.fst.search(automaton).into_stream();
        while let Some((_, value)) = stream.next() {
            out.push(value.value());
        }
        for at in 1..letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at - 1, at);
            let swapped: String = swapped.into_iter().collect();
            out.extend(self.fst.get(swapped).map(Output::value));
        }
        out
    }

    /// Visits every key with its value, in order.
    pub(crate) fn each(&self, mut visit: impl FnMut(&str, u64)) {
        let mut stream = self.fst.stream();
        while let Some((key, value)) = stream.next() {
            visit(std::str::from_utf8(key).unwrap_or(""), value.value());
        }
    }

    /// The keys that begin so, in order, without their beginning.
    pub(crate) fn after(&self, beginning: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut stream = self.fst.range().ge(beginning).into_stream();
        while let Some((key, _)) = stream.next() {
            let Some(rest) = key.strip_prefix(beginning.as_bytes()) else { break };
            out.extend(String::from_utf8(rest.to_vec()).ok());
        }
        out
    }
}
