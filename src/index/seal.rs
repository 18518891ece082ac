//! Stored bytes with a checksum in front, so that damage is an error and never a wrong text.

/// Bytes of BLAKE3 kept: enough against decay, small beside a passage.
const LENGTH: usize = 16;

/// The content with its checksum in front.
pub(super) fn seal(content: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(LENGTH + content.len());
    sealed.extend_from_slice(&checksum(content));
    sealed.extend_from_slice(content);
    sealed
}

/// The content of sealed bytes; `None` when they are not as they were sealed.
pub(super) fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (expected, content) = sealed.split_at_checked(LENGTH)?;
    (checksum(content) == expected).then_some(content)
}

fn checksum(content: &[u8]) -> [u8; LENGTH] {
    let mut kept = [0; LENGTH];
    kept.copy_from_slice(&blake3::hash(content).as_bytes()[..LENGTH]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_flipped_byte_is_noticed() {
        let sealed = seal("39.824 billion yuan".as_bytes());
        assert_eq!(unseal(&sealed), Some("39.824 billion yuan".as_bytes()));
        for place in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[place] ^= 0x10;
            assert_eq!(unseal(&flipped), None, "byte {place}");
        }
        assert_eq!(unseal(&sealed[..7]), None);
    }
}
