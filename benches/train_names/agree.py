#!/usr/bin/env python3
"""The names that two readers of the same texts both see; where they differ, nothing is said.

usage: agree.py ONE.jsonl OTHER.jsonl OUT.jsonl
"""
import json, sys

def names(text, spans):
    """Without articles and possessives, which one of the readers takes in."""
    out = set()
    for span in spans:
        start, end = span['start'], span['end']
        if text[start:start + 4] in ('the ', 'The ', 'THE '):
            start += 4
        if text[start:end].endswith(("'s", '’s')):
            end -= 2
        out.add((start, end, span['type']))
    return out

one, other, target = sys.argv[1:]
with open(target, 'w', encoding='utf-8') as out:
    for first, second in zip(open(one, encoding='utf-8'), open(other, encoding='utf-8')):
        first, second = json.loads(first), json.loads(second)
        assert first['id'] == second['id']
        text = first['text']
        mine, theirs = names(text, first['spans']), names(text, second['spans'])
        first['spans'] = [{'start': start, 'end': end, 'type': kind} for start, end, kind in sorted(mine & theirs)]
        first['unsure'] = [{'start': start, 'end': end} for start, end, _ in sorted(mine ^ theirs)]
        out.write(json.dumps(first, ensure_ascii=False) + '\n')
