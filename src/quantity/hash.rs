//! A quick hash for the tables of words: their keys are part of the program, so nobody can choose colliding ones.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub(super) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
pub(super) type Words<K = String> = HashSet<K, BuildHasherDefault<Quick>>;

/// Eight bytes at a time, each multiplied into the rest.
#[derive(Default)]
pub(super) struct Quick(u64);

const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.add(word.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)));
        }
        let rest = words.remainder();
        if !rest.is_empty() {
            self.add(rest.iter().fold(1, |sum, byte| sum << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn finish(&self) -> u64 {
        // The tables look at the top bits and at the low ones; a multiplication fills the top alone.
        self.0 ^ self.0 >> 32
    }
}
