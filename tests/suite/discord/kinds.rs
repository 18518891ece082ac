//! Kinds of interactions, and what may answer each.

/// What kind of interaction it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Command,
    Press,
    Complete,
    Form,
}

impl Kind {
    /// Its number at Discord.
    pub fn number(self) -> u64 {
        match self {
            Self::Command => 2,
            Self::Press => 3,
            Self::Complete => 4,
            Self::Form => 5,
        }
    }

    /// Whether a callback of this type answers it; a form that a message's control opened may change that message.
    pub fn may_get(self, callback: u64) -> bool {
        match self {
            Self::Command => matches!(callback, 4 | 5 | 9),
            Self::Press => matches!(callback, 4..=7 | 9),
            Self::Complete => callback == 8,
            Self::Form => matches!(callback, 4..=7),
        }
    }
}
