//! Tells the index how this version reads reports: a hash of the modules that do, so that an index is read anew when they
//! change, and nobody has to remember it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// All that stands between a report's bytes and the entries of the index.
const READERS: [&str; 7] = ["text", "period", "quantity", "lexicon", "corpus", "figures", "index"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for reader in READERS {
        let folder = Path::new("src").join(reader);
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder)? {
            file.hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
    }
    println!("cargo::rustc-env=FOOTNOTE_READING={:016x}", hasher.finish());
    fs::write(
        PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("thesaurus.txt"),
        thesaurus(),
    )
}

/// The entries of the Moby thesaurus that are single words, one to a line and in order: a word and those related to it.
fn thesaurus() -> String {
    let plain = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let text = thesaurus_moby::uncompress();
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| line.split('|').next().is_some_and(|word| plain(&word)))
        .map(|line| line.split('|').filter(plain).collect::<Vec<_>>().join(","))
        .collect();
    lines.sort_by(|a, b| a.split(',').next().cmp(&b.split(',').next()));
    lines.dedup_by(|a, b| a.split(',').next() == b.split(',').next());
    lines.join("\n")
}

/// The files under a folder, in order.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
