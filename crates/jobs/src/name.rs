//! What a file is called in the index: its path from the folder that holds the index, with forward slashes, else
//! its absolute path. Bytes that are no text and control characters are percent-encoded, so that two files never share a name.

use rapporteur_model::DocId;
use std::path::{Component, Path, PathBuf};

/// The identifier of a file; both paths absolute and clean.
pub fn id_of(base: &Path, path: &Path) -> DocId {
    let (prefix, rest) = match path.strip_prefix(base) {
        Ok(rest) => ("", rest),
        Err(_) => ("/", path),
    };
    let mut id = String::from(prefix);
    for (at, part) in rest.components().filter(|part| matches!(part, Component::Normal(_))).enumerate() {
        if at > 0 {
            id.push('/');
        }
        push_encoded(part.as_os_str().as_encoded_bytes(), &mut id);
    }
    DocId::new(id)
}

/// The file behind an identifier; the reverse of [`id_of`] on Unix.
pub fn path_of(base: &Path, id: &DocId) -> PathBuf {
    let decoded = decoded(id.as_str());
    #[cfg(unix)]
    let relative = {
        use std::os::unix::ffi::OsStringExt;
        PathBuf::from(std::ffi::OsString::from_vec(decoded))
    };
    #[cfg(not(unix))]
    let relative = PathBuf::from(String::from_utf8_lossy(&decoded).into_owned());
    base.join(relative)
}

fn push_encoded(bytes: &[u8], out: &mut String) {
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        for (at, c) in valid.char_indices() {
            let is_escape = c == '%' && is_hex_pair(&valid.as_bytes()[at + 1..]);
            if c.is_control() || is_escape {
                let mut buffer = [0; 4];
                c.encode_utf8(&mut buffer).bytes().for_each(|byte| escape(byte, out));
            } else {
                out.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| escape(*byte, out));
    }
}

fn is_hex_pair(bytes: &[u8]) -> bool {
    bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_hexdigit)
}

fn escape(byte: u8, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

fn decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes[at] == b'%' && is_hex_pair(&bytes[at + 1..]);
        let value = if pair { u8::from_str_radix(&text[at + 1..at + 3], 16).ok() } else { None };
        match value {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_under_the_base_is_called_by_its_path_from_there() {
        assert_eq!(id_of(Path::new("/a"), Path::new("/a/b/c.html")).as_str(), "b/c.html");
        assert_eq!(id_of(Path::new("/a"), Path::new("/x/c.html")).as_str(), "/x/c.html");
    }

    #[cfg(unix)]
    #[test]
    fn any_name_goes_there_and_back_and_no_two_share_an_identifier() {
        use std::os::unix::ffi::OsStrExt;
        let names: [&[u8]; 6] = [b"a\nb", b"a%0Ab", b"a_b", b"100%.html", b"\xff\xfe", "Отчёт №1".as_bytes()];
        let mut ids = std::collections::BTreeSet::new();
        for name in names {
            let path = Path::new("/base").join(std::ffi::OsStr::from_bytes(name));
            let id = id_of(Path::new("/base"), &path);
            assert_eq!(path_of(Path::new("/base"), &id), path);
            ids.insert(id);
        }
        assert_eq!(ids.len(), names.len());
        assert!(ids.contains(&DocId::new("100%.html")));
    }
}
