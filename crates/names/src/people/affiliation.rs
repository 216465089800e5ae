//! The body a person speaks for, where it stands right behind the name: "Khadija el-Amrani of the Terrace Trust",
//! "Anna-Liisa Kuusk (Baltic Growers' League)", "Tamuna Gelashvili, Savings House Tbilisi".

use super::Scene;
use crate::token::Gap;
use crate::words::{ARTICLE, KIND, LINK};

/// The body named right behind the word `last` of a name.
pub(super) fn after(scene: &Scene<'_, '_>, last: usize) -> Option<String> {
    let reading = scene.reading;
    let mut at = last + 1;
    let gap = reading.get(at)?.gap;
    if !matches!(gap, Gap::Space | Gap::Comma | Gap::Open | Gap::Bar) || reading.tokens[last].possessive {
        return None;
    }
    let joined =
        reading.is(at, LINK) && matches!(reading.word(at), "of" | "de" | "du" | "d" | "del" | "from");
    if joined {
        at += 1;
        while reading.follows(at) && reading.is(at, ARTICLE | KIND) {
            at += 1;
        }
    }
    if gap == Gap::Space && !joined {
        return None;
    }
    let body = scene.body(at).filter(|body| body.first == at)?;
    // A list of bodies behind a name ("…, the World Bank and UNDP") says nothing of the person.
    let ends = gap != Gap::Comma || joined || is_end(scene, body.last + 1);
    ends.then(|| body.name.clone())
}

fn is_end(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.reading.get(at).is_none_or(|token| {
        matches!(token.gap, Gap::Comma | Gap::Stop | Gap::Line | Gap::Bar | Gap::Clause | Gap::Close)
            && !token.is(LINK)
    })
}
