//! gzip'd sources, told by their first bytes: unpacked up to a limit, so that a small file cannot fill the memory.

use crate::{Rejection, sniff};
use flate2::bufread::MultiGzDecoder;
use rapporteur_model::Issue;
use std::borrow::Cow;
use std::io::Read;

/// The most that is unpacked, in bytes; as much as is read of a file that is not packed.
pub(crate) const MOST: u64 = 32 << 20;

/// What a damaged file must give to be read, in bytes: less may be noise.
const LEAST: usize = 200;

const MAGIC: &[u8] = b"\x1f\x8b";

/// The bytes as they are, or what they hold when they are gzip'd, with what a reader should know about that.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<(Cow<'_, [u8]>, Option<Issue>), Rejection> {
    if !bytes.starts_with(MAGIC) {
        return Ok((Cow::Borrowed(bytes), None));
    }
    let mut out = Vec::new();
    let damaged = MultiGzDecoder::new(bytes).take(MOST + 1).read_to_end(&mut out).is_err();
    if damaged && (out.len() < LEAST || sniff::refuse(&out).is_err()) {
        return Err(Rejection::new("gzip-damaged", "a gzip file that cannot be unpacked; fetch it again"));
    }
    if out.starts_with(MAGIC) {
        return Err(Rejection::new("gzip", "a gzip file inside a gzip file; unpack it first"));
    }
    let issue = if out.len() as u64 > MOST {
        out.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        let message = format!("the file unpacks to more than {} MB; only the first were read", MOST >> 20);
        Some(Issue::new("page-truncated", message))
    } else {
        let message = "the gzip file is damaged; what could be unpacked was read";
        damaged.then(|| Issue::new("gzip-damaged", message))
    };
    Ok((Cow::Owned(out), issue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn a_packed_page_is_unpacked_and_any_other_left_alone() {
        let page = b"<p>The meeting was held in Osh.</p>";
        assert_eq!(&*unpacked(&packed(page)).expect("a page").0, page);
        assert!(matches!(unpacked(page), Ok((Cow::Borrowed(_), None))));
    }

    #[test]
    fn a_bomb_is_cut_and_reported() {
        let bomb = packed(&vec![b'a'; 40 << 20]);
        let (bytes, issue) = unpacked(&bomb).expect("a page");
        assert_eq!(bytes.len() as u64, MOST);
        assert_eq!(issue.expect("an issue").code, "page-truncated");
        assert_eq!(unpacked(&packed(&packed(b"a"))).expect_err("twice").code, "gzip");
    }

    #[test]
    fn a_cut_file_gives_what_it_holds_and_a_broken_one_a_reason() {
        let whole = packed("The meeting was held in Osh. ".repeat(9_000).as_bytes());
        let (bytes, issue) = unpacked(&whole[..whole.len() - 9]).expect("a part");
        assert!(!bytes.is_empty());
        assert_eq!(issue.expect("an issue").code, "gzip-damaged");
        assert_eq!(unpacked(b"\x1f\x8bnothing").expect_err("broken").code, "gzip-damaged");
    }

    #[test]
    fn a_damaged_file_that_gives_next_to_nothing_or_noise_is_refused() {
        let short = packed(b"<p>The meeting was held in Osh.</p>");
        for length in 2..short.len() {
            assert_eq!(unpacked(&short[..length]).expect_err("damaged").code, "gzip-damaged", "{length}");
        }
        let noise: Vec<u8> = (0..9_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        let packed = packed(&noise);
        assert_eq!(unpacked(&packed[..packed.len() - 9]).expect_err("noise").code, "gzip-damaged");
    }
}
