//! Main text or chrome, block by block, for the page as a whole.
//!
//! Trained trees give each block a probability; the blocks kept are those for which the expected F-measure of the whole
//! page is highest (Jansche, 2007: the optimal threshold is half of what is reached), so that a page of doubtful blocks
//! keeps more of them than a page with a clear article. Nothing is thrown away: the rest is chrome.

use super::features::Reading;
use super::forest;
use super::hints::Hints;
use super::outline::Outline;
use rapporteur_model::BlockKind;

/// The main heading is kept from this probability on, and whenever it holds a number: "Events 2012" dates all that stands
/// below it. Measured on pages whose known main text mostly leaves it out: word F1 falls by .0008.
const HEADING: f32 = 0.15;
/// A heading right above what is kept is kept from this probability on, unless it is a link: readers want it, and it dates
/// and places what stands below. Measured by folds: word F1 rises by .0001, F1 of passages falls by .0007.
const HEADED: f32 = 0.35;
/// The share of a heading's words that stand in the title of the page.
const CONFIRMED: f32 = 0.6;
/// A heading that is none by its tag is no longer than this, in bytes, and stands so many blocks before the main text.
const LINE: usize = 200;
const NEAR: usize = 4;
/// A page of which nothing would be kept but a few links is a menu and no text: the share of a block that stands in links,
/// and how wide they are together.
const LINKED: f32 = 0.8;
/// What is no link by the same measure.
const UNLINKED: f32 = 0.3;
const LINKS: f32 = 400.0;

/// Which blocks are main text.
pub(crate) fn main_text(outline: &Outline, hints: &Hints) -> Vec<bool> {
    judged(outline, hints).1
}

/// The probability of each block, and whether it is main text.
pub(crate) fn judged(outline: &Outline, hints: &Hints) -> (Vec<f32>, Vec<bool>) {
    if outline.blocks.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut reading = Reading::of(outline, hints);
    let probabilities =
        forest::main_text().probabilities(outline.blocks.len(), |at, numbers| reading.numbers(at, numbers));
    let threshold = threshold(&probabilities, |at| reading.width(at) + 3.0);
    let mut kept: Vec<bool> = probabilities.iter().map(|probability| *probability >= threshold).collect();
    if let Some(heading) = main_heading(outline, hints, &kept)
        && (probabilities[heading] >= HEADING || outline.has_digit(heading))
    {
        kept[heading] = true;
    }
    for at in (1..kept.len()).rev() {
        let heading = matches!(outline.blocks[at - 1].kind, BlockKind::Heading(_));
        kept[at - 1] |= heading
            && kept[at]
            && probabilities[at - 1] >= HEADED
            && reading.link_share(at - 1) <= UNLINKED
            && reading.link_share(at) <= UNLINKED;
    }
    let chosen = || (0..kept.len()).filter(|at| kept[*at]);
    if chosen().all(|at| reading.link_share(at) > LINKED)
        && chosen().map(|at| reading.width(at)).sum::<f32>() < LINKS
    {
        kept.fill(false);
    }
    (probabilities, kept)
}

/// The heading of the main text, by the title of the page: a heading of level 1 that the title confirms, else what it
/// confirms last before the main text, since old pages set their headings in bold.
fn main_heading(outline: &Outline, hints: &Hints, kept: &[bool]) -> Option<usize> {
    let text = |at: usize| outline.text(&outline.blocks[at]);
    let confirmed = |at: &usize| hints.titled(text(*at)) >= CONFIRMED;
    let level_1 = |at: &usize| outline.blocks[*at].kind == BlockKind::Heading(1);
    let first = kept.iter().position(|kept| *kept)?;
    let is_line = |at: &usize| {
        let block = &outline.blocks[*at];
        let text = text(*at);
        text.len() <= LINE && text.contains(' ') && block.linked() * 2 < text.len()
    };
    (0..kept.len())
        .find(|at| level_1(at) && confirmed(at))
        .or_else(|| (first.saturating_sub(NEAR)..first).rev().find(|at| is_line(at) && confirmed(at)))
}

/// The probability from which on blocks are kept so that 2 · kept main text ÷ (kept text + main text) is highest.
fn threshold(probabilities: &[f32], width: impl Fn(usize) -> f32) -> f32 {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|one, other| {
        probabilities[*other].total_cmp(&probabilities[*one]).then_with(|| one.cmp(other))
    });
    let expected: f64 = order.iter().map(|at| f64::from(probabilities[*at]) * f64::from(width(*at))).sum();
    let (mut kept, mut right) = (0.0, 0.0);
    let mut best = (0.0, 1.0);
    for at in order {
        let width = f64::from(width(at));
        kept += width;
        right += width * f64::from(probabilities[at]);
        let measure = 2.0 * right / (kept + expected);
        if measure > best.0 {
            best = (measure, probabilities[at]);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubtful_blocks_are_kept_where_there_is_nothing_better() {
        assert!(threshold(&[0.3, 0.25, 0.24], |_| 10.0) <= 0.24);
        assert!(threshold(&[0.95, 0.9, 0.2], |_| 10.0) > 0.2);
    }
}
