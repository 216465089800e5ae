//! The blocks of pages with their numbers, for training: `training-blocks FOLDER FILES OUT`.
//!
//! FILES lists pages below FOLDER, one a line. `OUT.f32` gets the numbers of all blocks, little-endian, and
//! `OUT.jsonl` one line a page: `{"file", "blocks": [{"text", "names", "phrases"}]}`.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, files, out] = arguments.as_slice() else {
        return Err("usage: training-blocks FOLDER FILES OUT".into());
    };
    let mut numbers = BufWriter::new(File::create(format!("{out}.f32"))?);
    let mut pages = BufWriter::new(File::create(format!("{out}.jsonl"))?);
    fs::write(format!("{out}.names"), rapporteur_ingest::number_names().join("\n"))?;
    for file in fs::read_to_string(files)?.lines() {
        let bytes = fs::read(Path::new(folder).join(file))?;
        let blocks = rapporteur_ingest::training_blocks(&rapporteur_ingest::decoded(&bytes));
        for number in blocks.iter().flat_map(|block| &block.numbers) {
            numbers.write_all(&number.to_le_bytes())?;
        }
        let blocks: Vec<_> = blocks
            .into_iter()
            .map(|block| serde_json::json!({"text": block.text, "names": block.names, "phrases": block.phrases, "sections": block.sections, "shape": block.shape}))
            .collect();
        writeln!(pages, "{}", serde_json::json!({"file": file, "blocks": blocks}))?;
    }
    Ok(())
}
