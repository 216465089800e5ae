//! Why a block is main text or chrome: `page-zones FILE…` prints each block's zone, probability and text.

#![expect(clippy::print_stdout, reason = "it reports on the terminal")]

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        println!("== {file}");
        for block in rapporteur_ingest::training_blocks(&rapporteur_ingest::decoded(&std::fs::read(&file)?)) {
            let zone = if block.main { "main" } else { "    " };
            println!("{zone} {:.2} {}", block.probability, block.text.chars().take(110).collect::<String>());
        }
    }
    Ok(())
}
