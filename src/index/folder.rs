//! The index folder: one subfolder for each format, and the lock of the one writer.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use tantivy::{Index, IndexSettings};

use super::analysis::{ANALYSER, analyser};
use super::schema::{FORMAT, Fields, schema};
use super::{IndexError, state::State};

/// How much of the store is compressed together, in bytes: a figure is read with its neighbours, not with a whole report.
const BLOCK: usize = 4096;

/// A tantivy index of this format.
pub(super) struct Store {
    pub folder: PathBuf,
    pub index: Index,
    pub fields: Fields,
}

/// Takes the writer's lock, which ends with the file handle or the process, however that ends.
pub(super) fn lock(index: &Path) -> Result<File, IndexError> {
    let failed = |source| IndexError::folder(index, source);
    fs::create_dir_all(index).map_err(failed)?;
    let path = index.join(".lock");
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(IndexError::Busy { folder: index.to_owned() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Opens the index of this program's format.
pub(super) fn open(index: &Path) -> Result<Store, IndexError> {
    let folder = format_folder(index);
    if !folder.join("meta.json").is_file() {
        return Err(match other_formats(index).into_iter().next() {
            Some((found, _)) => IndexError::Format { folder: index.to_owned(), found, wanted: FORMAT },
            None => IndexError::Missing { folder: index.to_owned() },
        });
    }
    let opened = Index::open_in_dir(&folder).map_err(|error| IndexError::damaged(&folder, error))?;
    let (schema, fields) = schema();
    if opened.schema() != schema {
        return Err(IndexError::Format { folder, found: "other".to_owned(), wanted: FORMAT });
    }
    opened.tokenizers().register(ANALYSER, analyser());
    Ok(Store { folder, index: opened, fields })
}

/// Makes an empty index of this format; what stood in its subfolder is gone.
pub(super) fn create(index: &Path) -> Result<Store, IndexError> {
    let folder = format_folder(index);
    let failed = |source| IndexError::folder(&folder, source);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    let (schema, fields) = schema();
    let settings = IndexSettings { docstore_blocksize: BLOCK, ..IndexSettings::default() };
    let created = Index::builder().schema(schema).settings(settings).create_in_dir(&folder);
    let created = created.map_err(|error| IndexError::write(&folder, error))?;
    created.tokenizers().register(ANALYSER, analyser());
    Ok(Store { folder, index: created, fields })
}

/// Removes the subfolders of other formats, once this one answers. One that will not go is left for the next time.
pub(super) fn remove_other_formats(index: &Path) {
    for (_, folder) in other_formats(index) {
        if let Err(error) = fs::remove_dir_all(&folder) {
            tracing::warn!(folder = %folder.display(), %error, "an index of another format could not be removed");
        }
    }
}

impl Store {
    /// Reads every file through and compares its checksum.
    pub fn check_files(&self) -> Result<(), IndexError> {
        let damaged =
            self.index.validate_checksum().map_err(|error| IndexError::damaged(&self.folder, error))?;
        match damaged.iter().min() {
            Some(file) => Err(IndexError::damaged(&self.folder, format!("`{}` has changed", file.display()))),
            None => Ok(()),
        }
    }

    /// The state of the last commit; `None` before the first.
    pub fn state(&self) -> Result<Option<State>, IndexError> {
        let metas = self.index.load_metas().map_err(|error| IndexError::damaged(&self.folder, error))?;
        let Some(payload) = metas.payload else { return Ok(None) };
        let damaged = |error: serde_json::Error| IndexError::damaged(&self.folder, error);
        let format: FormatOnly = serde_json::from_str(&payload).map_err(damaged)?;
        if format.format != FORMAT {
            let found = format.format.to_string();
            return Err(IndexError::Format { folder: self.folder.clone(), found, wanted: FORMAT });
        }
        serde_json::from_str(&payload).map(Some).map_err(damaged)
    }
}

#[derive(serde::Deserialize)]
struct FormatOnly {
    format: u32,
}

fn format_folder(index: &Path) -> PathBuf {
    index.join(format!("format-{FORMAT}"))
}

/// The numbers and subfolders of other formats, by name.
fn other_formats(index: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(index) else { return Vec::new() };
    let mut found: Vec<(String, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let number: u32 = name.strip_prefix("format-")?.parse().ok()?;
            (number != FORMAT && entry.path().is_dir()).then(|| (number.to_string(), entry.path()))
        })
        .collect();
    found.sort();
    found
}
