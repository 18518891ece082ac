//! The bar that shows on a terminal how far indexing is.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::index::Progress;
use crate::render::printable;

/// A bar on standard error; on anything but a terminal nothing is drawn.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let style = ProgressStyle::with_template("{prefix} [{bar:30}] {pos}/{len} {wide_msg}");
        let style = style.expect("the template is one indicatif knows").progress_chars("=> ");
        Self(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style))
    }

    pub(super) fn show(&self, progress: Progress<'_>) {
        match progress {
            Progress::Comparing { files } => {
                self.0.set_prefix("comparing");
                self.0.set_length(files as u64);
            }
            Progress::Reading { done, total, path } => {
                self.0.set_prefix("reading");
                self.0.set_length(total as u64);
                self.0.set_position(done as u64);
                self.0.set_message(printable(path, &[]).0);
            }
            Progress::Committing => {
                self.0.set_prefix("committing");
                self.0.set_message("");
            }
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
