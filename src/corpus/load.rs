use std::path::Path;

use walkdir::WalkDir;

use super::blocks::Metadata;
use super::{
    Document, Format, LoadError, assemble, delimited, encoding, front_matter, html, markdown, plain,
};

/// No report is bigger; a file that is was put there by mistake.
const LARGEST: u64 = 32 << 20;
const LEXICON: &str = "lexicon.toml";

/// The relative paths of the files under `root` that can be reports, sorted, with `/` between parts. Hidden files and
/// `lexicon.toml` are none. Files of other formats are listed, for [`load`] to say why they are no reports.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn list(root: &Path) -> Result<Vec<String>, LoadError> {
    let inside = |source| LoadError::Unreadable { path: root.display().to_string(), source };
    let real_root = root.canonicalize().map_err(inside)?;
    std::fs::read_dir(root).map_err(inside)?;
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries =
        WalkDir::new(root).into_iter().filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    let mut paths = Vec::new();
    for entry in entries {
        let listed = match &entry {
            Ok(entry) if entry.file_type().is_dir() || entry.file_name() == LEXICON => None,
            Ok(entry) if entry.path_is_symlink() && leads_to_folder_of(&real_root, entry.path()) => None,
            Ok(entry) => Some(entry.path()),
            Err(error) => error.path(),
        };
        paths.extend(listed.and_then(|path| relative(root, path)));
    }
    paths.sort_unstable();
    Ok(paths)
}

/// Loads one report. `path` is one that [`list`] gave.
///
/// # Errors
/// Names the file and why it cannot be read as a report.
pub fn load(root: &Path, path: &str) -> Result<Document, LoadError> {
    format_of(path)?;
    read(path, &bytes(root, path)?)
}

/// BLAKE3 of a report's bytes, in hexadecimal; what [`Document::hash`] holds.
///
/// # Errors
/// When the file cannot be read.
pub fn hash(root: &Path, path: &str) -> Result<String, LoadError> {
    Ok(hash_of(&bytes(root, path)?))
}

/// Reads a report from the bytes of its file; the ending of `path` says in which format.
///
/// # Errors
/// When they hold no text in a format that is read, or front matter that is none.
pub fn read(path: &str, bytes: &[u8]) -> Result<Document, LoadError> {
    let format = format_of(path)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(path, bytes.len() as u64));
    }
    let text = encoding::decode(bytes).ok_or_else(|| LoadError::Binary { path: path.to_owned() })?;
    let (front, body) = if matches!(format, Format::Html | Format::Csv) {
        (Metadata::default(), text.as_ref())
    } else {
        front_matter::read(path, &text)?
    };
    let format = if format == Format::Text && html::is_page(body) { Format::Html } else { format };
    let draft = match format {
        Format::Markdown => markdown::read(body),
        Format::Html => html::read(body),
        Format::Text => plain::read(body),
        Format::Csv => delimited::read(body),
    };
    let document = assemble::document(path, hash_of(bytes), format, front, draft);
    document.ok_or_else(|| LoadError::Empty { path: path.to_owned() })
}

fn format_of(path: &str) -> Result<Format, LoadError> {
    let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("html" | "htm" | "xhtml") => Ok(Format::Html),
        Some("txt" | "text") => Ok(Format::Text),
        Some("csv" | "tsv") => Ok(Format::Csv),
        _ => Err(LoadError::Unsupported { path: path.to_owned() }),
    }
}

fn bytes(root: &Path, path: &str) -> Result<Vec<u8>, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
    let real_root = root.canonicalize().map_err(unreadable)?;
    let file = real_root.join(path).canonicalize().map_err(unreadable)?;
    if !file.starts_with(&real_root) {
        return Err(LoadError::Outside { path: path.to_owned() });
    }
    let size = file.metadata().map_err(unreadable)?.len();
    if size > LARGEST {
        return Err(too_large(path, size));
    }
    std::fs::read(file).map_err(unreadable)
}

fn too_large(path: &str, size: u64) -> LoadError {
    LoadError::TooLarge { path: path.to_owned(), size, limit: LARGEST }
}

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Whether a link leads to a folder inside the corpus, whose files are listed there anyway.
fn leads_to_folder_of(real_root: &Path, link: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| target.is_dir() && target.starts_with(real_root))
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let names: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    (!names.is_empty()).then(|| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_listed_and_the_hidden_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("2025/Q3")).unwrap();
        std::fs::create_dir_all(root.join(".git")).unwrap();
        for path in ["b.md", "2025/Q3/a.txt", ".hidden.md", ".git/c.md", "lexicon.toml", "d.docx"] {
            std::fs::write(root.join(path), "Words.").unwrap();
        }
        assert_eq!(list(root).unwrap(), ["2025/Q3/a.txt", "b.md", "d.docx"]);
        assert_eq!(load(root, "b.md").unwrap().text, "Words.");
        assert_eq!(load(root, "b.md").unwrap().hash, hash(root, "b.md").unwrap());
        assert!(matches!(load(root, "d.docx"), Err(LoadError::Unsupported { .. })));
        assert!(matches!(load(root, "gone.md"), Err(LoadError::Unreadable { .. })));
        assert!(matches!(list(&root.join("gone")), Err(LoadError::Unreadable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_corpus_are_not_followed() {
        let (outside, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(outside.path().join("secret.md"), "Words.").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.md"), folder.path().join("link.md")).unwrap();
        assert_eq!(list(folder.path()).unwrap(), ["link.md"]);
        assert!(matches!(load(folder.path(), "link.md"), Err(LoadError::Outside { .. })));
        assert!(matches!(
            load(folder.path(), "../secret.md"),
            Err(LoadError::Outside { .. } | LoadError::Unreadable { .. })
        ));
    }

    #[test]
    fn what_holds_no_text_is_refused_with_its_reason() {
        assert!(matches!(read("a.md", b" \n"), Err(LoadError::Empty { .. })));
        assert!(matches!(
            read("a.html", b"<html><body><script>x()</script></body></html>"),
            Err(LoadError::Empty { .. })
        ));
        assert!(matches!(read("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(LoadError::Binary { .. })));
        assert!(matches!(read("a.txt", &vec![b'a'; (32 << 20) + 1]), Err(LoadError::TooLarge { .. })));
        assert!(matches!(read("a.pdf", b"%PDF"), Err(LoadError::Unsupported { .. })));
    }
}
