//! Packs `key<TAB>value` lines, sorted by key, from standard input into the fst named by the first argument.
//!
//! A step of `data/build.py`, which has no fst library to call.

use std::{env, error::Error, fs::File, io, io::BufRead, io::BufWriter};

fn main() -> Result<(), Box<dyn Error>> {
    let target = env::args().nth(1).ok_or("usage: pack_gazetteer TARGET < KEYS")?;
    let mut builder = fst::MapBuilder::new(BufWriter::new(File::create(target)?))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (key, value) = line.split_once('\t').ok_or("a line without a tab")?;
        builder.insert(key, value.parse()?)?;
    }
    builder.finish()?;
    Ok(())
}
