//! Tar archives written block by block, so that tests can write wrong ones.

/// The members so far.
pub(crate) struct Tar(pub(crate) Vec<u8>);

/// A header in the ustar form, its checksum right.
pub(crate) fn header(flag: u8, name: &str, size: u64) -> [u8; 512] {
    let mut block = [0; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..107].copy_from_slice(b"0000644");
    block[108..115].copy_from_slice(b"0000000");
    block[116..123].copy_from_slice(b"0000000");
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[136..147].copy_from_slice(b"00000000000");
    block[156] = flag;
    block[257..265].copy_from_slice(b"ustar\x0000");
    sum(&mut block);
    block
}

/// Writes the checksum.
pub(crate) fn sum(block: &mut [u8; 512]) {
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
}

/// The two empty blocks.
pub(crate) fn end() -> Vec<u8> {
    vec![0; 1024]
}

/// PAX records with their lengths.
pub(crate) fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, value) in records {
        let rest = key.len() + value.len() + 3;
        let mut length = rest;
        while length != rest + length.to_string().len() {
            length = rest + length.to_string().len();
        }
        bytes.extend(format!("{length} {key}={value}\n").into_bytes());
    }
    bytes
}

impl Tar {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// A member of any type with content.
    pub(crate) fn raw(mut self, flag: u8, content: &[u8]) -> Self {
        self.0.extend(header(flag, "extension", content.len() as u64));
        self.content(content)
    }

    pub(crate) fn file(mut self, name: &str, size: usize) -> Self {
        self.0.extend(header(b'0', name, size as u64));
        self.content(&vec![b'x'; size])
    }

    pub(crate) fn block(mut self, block: [u8; 512]) -> Self {
        self.0.extend(block);
        self
    }

    pub(crate) fn link(self, flag: u8, name: &str, target: &str) -> Self {
        let mut block = header(flag, name, 0);
        block[157..157 + target.len()].copy_from_slice(target.as_bytes());
        sum(&mut block);
        self.block(block)
    }

    pub(crate) fn device(self, flag: u8, name: &str, major: u32, minor: u32) -> Self {
        let mut block = header(flag, name, 0);
        block[329..336].copy_from_slice(format!("{major:07o}").as_bytes());
        block[337..344].copy_from_slice(format!("{minor:07o}").as_bytes());
        sum(&mut block);
        self.block(block)
    }

    /// Content and padding.
    pub(crate) fn content(mut self, content: &[u8]) -> Self {
        self.0.extend(content);
        self.0.resize(self.0.len().next_multiple_of(512), 0);
        self
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.0.extend(end());
        self.0
    }
}
