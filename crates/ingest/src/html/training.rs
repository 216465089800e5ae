//! What the trees that part main text from chrome are trained on: the blocks of a page with their numbers.

use super::hints::Hints;
use super::outline::Section;
use super::{blocks, columns, features, names, prepare, tree, zones};

/// A block of a page, as training sees it.
#[derive(Debug)]
pub struct TrainingBlock {
    /// Its text.
    pub text: String,
    /// Its numbers, in the order of [`number_names`].
    pub numbers: Vec<f32>,
    /// The words of `class` and `id` of each element around it that has any, the outermost first.
    pub names: Vec<Vec<String>>,
    /// The blocks of the section it stands in and of the two around it: the first, and one past the last.
    pub sections: [(usize, usize); 3],
    /// Blocks made by the same template have the same shape.
    pub shape: u64,
    /// The probability that it is main text, by the trees that ship.
    pub probability: f32,
    /// Whether it is taken for main text.
    pub main: bool,
    /// The words of its text, where it is short enough for them to be looked up.
    pub phrases: Vec<String>,
}

/// What each number is.
pub fn number_names() -> &'static [&'static str] {
    &columns::NAMES
}

/// The blocks of a page.
pub fn training_blocks(html: &str) -> Vec<TrainingBlock> {
    let (html, _) = prepare::prepared(html);
    let tree = tree::parse(&html);
    let outline = blocks::collect(&tree);
    let hints = Hints::of(&tree);
    let mut reading = features::Reading::of(&outline, &hints);
    let mut numbers = Vec::new();
    let (probabilities, kept) = zones::judged(&outline, &hints);
    outline
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            reading.numbers(at, &mut numbers);
            let mut around = Vec::new();
            for (node, element) in tree.elements() {
                if node > block.node() {
                    break;
                }
                if tree.end(node) > block.node() {
                    let mut words = Vec::new();
                    element.names().for_each(|value| names::words(value, |word| words.push(word.to_owned())));
                    if !words.is_empty() {
                        around.push(words);
                    }
                }
            }
            let mut section = block.section();
            let sections = [(); 3].map(|()| {
                let Section { first, last, parent, .. } = outline.sections[section];
                section = parent;
                (first, last)
            });
            TrainingBlock {
                sections,
                probability: probabilities[at],
                main: kept[at],
                shape: features::shape(&outline, block),
                text: outline.text(block).to_owned(),
                numbers: numbers.clone(),
                names: around,
                phrases: super::measures::looked_up(outline.text(block)),
            }
        })
        .collect()
}
