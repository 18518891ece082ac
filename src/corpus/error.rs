/// Why a report cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("cannot read `{path}`")]
    Unreadable { path: String, source: std::io::Error },
    #[error("`{path}` is in no format that Footnote reads\nuse .md, .html or .txt")]
    Unsupported { path: String },
    #[error("`{path}` holds no text")]
    Empty { path: String },
    #[error("`{path}` is {size} bytes long, and a report may have {limit}\nsplit it into several files")]
    TooLarge { path: String, size: u64, limit: u64 },
    #[error("`{path}` holds binary data instead of text\nsave it as text, Markdown or HTML")]
    Binary { path: String },
    #[error("`{path}` points to a place outside the corpus folder\nput a copy of the file into the corpus")]
    Outside { path: String },
    #[error(
        "front matter of `{path}`, line {line}: {reason}\ncorrect it, or remove the block between the `---` lines"
    )]
    FrontMatter { path: String, line: usize, reason: String },
}
