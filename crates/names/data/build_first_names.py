#!/usr/bin/env python3
"""Builds latin_first_names.txt and cyrillic_first_names.txt; the same packages give the same bytes.

usage: build_first_names.py FAKER.whl NATASHA.whl      (see README.md beside this file)

A name is lower case without marks, as `fold.rs` makes it; names of fewer than three letters, of several words and
those that the word lists here know as something else are left out. Cyrillic names are also written in Latin letters.
"""
import importlib, pkgutil, sys, unicodedata, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SPECIAL = {'ł': 'l', 'ø': 'o', 'ß': 'ss', 'đ': 'd', 'ð': 'd', 'ı': 'i', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ħ': 'h', 'ə': 'e'}
LATIN = dict(zip('абвгдезийклмнопрстуфхцчшщъыьэюяіїєґ', ('a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ye g').split()))
LATIN['ж'] = 'zh'
# Whether a name is in a list of men or of women, and of which language.
SEXES = {}


def fold(name):
    out = ''
    for char in unicodedata.normalize('NFC', name).lower():
        if 0x400 <= ord(char) <= 0x52F:
            out += {'ё': 'е', 'ѐ': 'е', 'ѝ': 'и'}.get(char, char)
        elif char in SPECIAL:
            out += SPECIAL[char]
        else:
            out += unicodedata.normalize('NFD', char)[0]
    return out


def faker(wheel):
    sys.path.insert(0, wheel)
    people = importlib.import_module('faker.providers.person')
    with zipfile.ZipFile(wheel) as archive:
        folders = sorted({name.split('/')[3] for name in archive.namelist()
                          if name.startswith('faker/providers/person/') and name.count('/') == 4})
    for locale in folders:
        provider = importlib.import_module(f'{people.__name__}.{locale}').Provider
        for attribute in sorted(dir(provider)):
            names = getattr(provider, attribute)
            if attribute.startswith('first_names') and isinstance(names, (tuple, list, dict)):
                for name in names:
                    SEXES.setdefault(fold(name), set()).update((attribute[12:], attribute[12:] + locale))
                yield from names


def natasha(wheel):
    with zipfile.ZipFile(wheel) as archive:
        read = lambda name: archive.read(f'natasha/data/dict/{name}.txt').decode().split('\n')
        doubtful = {line.split('#')[0].strip() for line in read('maybe_first')}
        yield from (name for name in read('first') if name not in doubtful)


def other_words():
    words = set()
    for name in ['english', 'russian', 'french', 'spanish']:
        for line in (HERE / f'{name}.tsv').read_text().splitlines():
            if line and not line.startswith('#'):
                kind, *rest = line.split()
                if kind not in ('title', 'honorific', 'surname', 'particle', 'doubtful', 'place', 'stressed', 'kind'):
                    words.update(fold(word.split('/')[0]) for word in rest)
    return words


def main():
    names = {fold(name) for name in [*faker(sys.argv[1]), *natasha(sys.argv[2]),
                                     *(HERE / 'own_first_names.txt').read_text().split()]}
    names = {name for name in names if len(name) >= 3 and name.isalpha()}
    cyrillic = {name for name in names if all(0x400 <= ord(char) <= 0x52F for char in name)}
    own = set((HERE / 'own_first_names.txt').read_text().split())
    man = lambda name: name in own or 'male' in SEXES.get(name, ())
    women = {name for name in cyrillic if 'femaleru_RU' in SEXES.get(name, ())}
    # "Елен" is what one calls Елена: what no list has for a man's name, and is a woman's without its ending, is none.
    cyrillic -= {name for name in cyrillic if not man(name) and women & {name + 'а', name + 'я'}}
    # "Ивана" is far more often a case of "Иван" than a name; the feminine ones that are common are in our own list.
    cyrillic -= {name for name in cyrillic - own if name[-1] in 'ауеы' and name[:-1] in cyrillic} | {'павла', 'льва'}
    latin = {name for name in names if all('a' <= char <= 'z' for char in name)}
    for name in cyrillic:
        written = ''.join(LATIN.get(char, '?') for char in name).replace('_', '')
        if '?' not in written and len(written) >= 3:
            latin.add(written)
    drop = other_words()
    for path, found in [('latin', latin), ('cyrillic', cyrillic)]:
        (HERE / f'{path}_first_names.txt').write_text('\n'.join(sorted(found - drop)) + '\n')


main()
