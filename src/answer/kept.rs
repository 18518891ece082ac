//! What is worked out once for each generation.

use std::sync::{Arc, Mutex, PoisonError};

/// A value of the last generation that asked for it.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<Option<(u64, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Kept<T> {
    /// The value of a generation, made now if another one is kept. Whoever asks meanwhile waits for it.
    pub(super) fn of(&self, generation: u64, make: impl FnOnce() -> T) -> Arc<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match held.as_ref().filter(|(known, _)| *known == generation) {
            Some((_, value)) => Arc::clone(value),
            None => Arc::clone(&held.insert((generation, Arc::new(make()))).1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_is_worked_out_once() {
        let kept = Kept::default();
        assert_eq!(*kept.of(1, || "first"), "first");
        assert_eq!(*kept.of(1, || "again"), "first");
        assert_eq!(*kept.of(2, || "second"), "second");
    }
}
