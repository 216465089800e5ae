#!/usr/bin/env python3
"""Names that slovnet's Russian model (MIT) sees in texts.

usage: teach_russian.py NATASHA_FOLDER TEXTS.jsonl OUT.jsonl

NATASHA_FOLDER is `natasha` of PyPI natasha 1.6.0, unpacked; needs slovnet 0.6 and navec 0.10.
"""
import json, sys
from navec import Navec
from slovnet import NER

folder, source, target = sys.argv[1:]
navec = Navec.load(folder + '/data/emb/navec_news_v1_1B_250K_300d_100q.tar')
ner = NER.load(folder + '/data/model/slovnet_ner_news_v1.tar')
ner.navec(navec)
with open(target, 'w', encoding='utf-8') as out:
    for line in open(source, encoding='utf-8'):
        document = json.loads(line)
        spans, start = [], 0
        for part in document['text'].split('\n'):
            if part.strip():
                spans += [{'start': start + span.start, 'end': start + span.stop, 'type': span.type}
                          for span in ner(part).spans]
            start += len(part) + 1
        out.write(json.dumps({'id': document['id'], 'text': document['text'], 'lang': 'ru', 'spans': spans},
                             ensure_ascii=False) + '\n')
