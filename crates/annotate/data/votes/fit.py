#!/usr/bin/env python3
"""Fits the weights of the votes and writes published.tsv, title.tsv and authors.tsv beside itself.

  cargo run --profile release-fast -p rapporteur-benches --example ballots -- DATA/html >ballots.jsonl
  crates/annotate/data/votes/fit.py DATA ballots.jsonl [--write]

DATA is the folder of the development pages (html/, gold.jsonl, score.py; never committed). Without --write it only shows how
well the weights carry over to sites they were not fitted on: the sites are parted in two halves, and in five folds, by a hash
of their domain. A vote is a conditional logit: the probability of a candidate is exp(sum of its weights) over the sum of that
of all candidates of the page and of "none"; ridge penalty, L-BFGS. Needs numpy and scipy.
"""
import hashlib
import json
import pathlib
import re
import sys
from collections import Counter

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

DATA = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(DATA))
import score  # noqa: E402

# Signals on fewer candidates than this get no weight: they would be those of a few sites.
LEAST = 6
# The ridge penalty of each vote.
PENALTY = {"published": 0.5, "title": 1.0, "authors": 1.5}
# How much better than "none" the best must be, in log-odds. Below zero: pages without a date are more in this set than
# among what an archive holds. Chosen so that three tenths of the undated pages get a date and a tenth an author.
THRESHOLD = {"published": -1.5, "authors": -0.5}
# What a page counts that has nothing to find, and one whose answer is not among the candidates.
NOTHING = {"published": 0.5, "authors": 0.6}
UNREACHABLE = 0.3
# As in authors/mod.rs.
CLOSE = 0.4
CLOSE_BESIDE = 2.0
ODD = {"one-word", "one-small", "digits", "many-words", "small-words", "body", "job", "no-name"}

ABOUT = {"published": "a publication date", "title": "a title", "authors": "an author"}

gold = {page["file"]: page for page in map(json.loads, open(DATA / "gold.jsonl", encoding="utf-8"))}
pages = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]


def site(page):
    """The registered domain, as far as two labels tell it."""
    address = gold[page["file"]].get("url")
    host = re.sub(r"^https?://", "", address).split("/")[0] if address else page["file"].split("/")[-1][:-5]
    return ".".join(re.sub(r"^www\.", "", host.lower()).split(".")[-2:])


def part(page, parts):
    return int(hashlib.md5(site(page).encode()).hexdigest(), 16) // 7 % parts


def names(value):
    return score.names([value], False)


def right(field, page):
    """Which candidates are right; None where the page has no gold for the field."""
    wanted = gold[page["file"]]
    if field == "published":
        if "date" not in wanted:
            return None
        return {n for n, one in enumerate(page[field]) if wanted["date"] and score.date_ok(one["value"], wanted)}
    if field == "authors":
        if "author" not in wanted:
            return None
        known = set(score.names(wanted["author"] or [], False))
        return {n for n, one in enumerate(page[field]) if set(names(one["value"])) & known}
    if not wanted.get("title"):
        return None
    verdicts = [score.title_ok(one["value"], wanted["title"]) for one in page[field]]
    strict = {n for n, verdict in enumerate(verdicts) if verdict[0]}
    return strict or {n for n, verdict in enumerate(verdicts) if verdict[1]}


def weight_of(field, page, answers):
    if answers:
        return 1.0
    has_gold = gold[page["file"]].get({"published": "date", "authors": "author"}.get(field))
    return UNREACHABLE if has_gold else NOTHING.get(field, 0.0)


def fit(field, training):
    groups, answers, weights = [], [], []
    for page in training:
        found = right(field, page)
        if found is None or not page[field] or (field == "title" and not found):
            continue
        groups.append(page[field])
        answers.append(found)
        weights.append(weight_of(field, page, found))
    counts = Counter(signal for group in groups for one in group for signal in one["signals"])
    columns = ["bias"] + sorted(signal for signal, count in counts.items() if count >= LEAST)
    index = {signal: at for at, signal in enumerate(columns)}
    rows, cols = [], []
    lengths = [len(group) for group in groups]
    for row, one in enumerate(one for group in groups for one in group):
        known = [0] + [index[signal] for signal in one["signals"] if signal in index]
        rows += [row] * len(known)
        cols += known
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(sum(lengths), len(columns)))
    of_group = np.repeat(np.arange(len(groups)), lengths)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    is_right = np.zeros(matrix.shape[0], bool)
    for start, found in zip(starts, answers):
        is_right[[start + n for n in found]] = True
    weights = np.array(weights)
    none = np.array([field != "title" and not found for found in answers])
    none_exists = float(field != "title")

    def loss(vector):
        scores = matrix @ vector
        highest = np.full(len(groups), 0.0 if none_exists else -1e9)
        np.maximum.at(highest, of_group, scores)
        shares = np.exp(scores - highest[of_group])
        of_none = none_exists * np.exp(-highest)
        total = np.bincount(of_group, shares, len(groups)) + of_none
        good = np.bincount(of_group, shares * is_right, len(groups)) + of_none * none
        use = good > 0
        likelihood = (weights * np.where(use, np.log(np.where(use, good, 1.0)) - np.log(total), 0.0)).sum()
        expected = shares / total[of_group]
        wanted = np.where(is_right, shares / np.where(use, good, 1.0)[of_group], 0.0)
        gradient = matrix.T @ ((wanted - expected) * (weights * use)[of_group])
        ridge = vector.copy()
        ridge[0] = 0.0
        return PENALTY[field] * (ridge @ ridge) - likelihood, 2 * PENALTY[field] * ridge - gradient

    fitted = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    table = dict(zip(columns, fitted.x))
    table["bias"] -= THRESHOLD.get(field, 0.0)
    return table


def scores(table, ballots):
    return [table["bias"] + sum(table.get(signal, 0.0) for signal in one["signals"]) for one in ballots]


def chosen(tables, page):
    out = {"file": page["file"]}
    of_date, of_title, of_name = (scores(tables[field], page[field]) for field in ("published", "title", "authors"))
    if of_date and max(of_date) > 0:
        out["date"] = page["published"][int(np.argmax(of_date))]["value"]
    if of_title:
        out["title"] = page["title"][int(np.argmax(of_title))]["value"]
    out["author"] = fellow_authors(page["authors"], of_name) if of_name and max(of_name) > 0 else []
    return out


def fellow_authors(ballots, of_name):
    """The best name, those as good, and those that stand wherever it stands."""
    best = ballots[int(np.argmax(of_name))]
    found = []
    for one, of in zip(ballots, of_name):
        below = max(of_name) - of
        shaped = not any(f"shape:{odd}" in one["signals"] for odd in ODD)
        if (below <= CLOSE and of > 0) or (shaped and rules(one) == rules(best) and below <= CLOSE_BESIDE):
            found.append(one["value"])
    return found


def rules(ballot):
    return [signal for signal in ballot["signals"] if not set(signal) & set(":@=")]


def report(name, answers):
    total = score.aggregate([score.page(gold[page["file"]], page) for page in answers])
    title, date, author = total["title"], total["date"], total["author"]
    print(
        f"{name:24} title {title['loose']:.3f}/{title['strict']:.3f}"
        f"  date {date['f1']:.3f}/{date['acc']:.3f} spurious {date.get('spurious', 0):.3f}"
        f"  author {author['f1']:.3f}/{author['exact']:.3f} spurious {author.get('spurious', 0):.3f}"
    )


def across(parts):
    """Each part chosen by the weights of the others."""
    answers = []
    for number in range(parts):
        tables = {field: fit(field, [page for page in pages if part(page, parts) != number]) for field in ABOUT}
        held_out = [chosen(tables, page) for page in pages if part(page, parts) == number]
        if parts == 2:
            report(f"half {number}, by the other", held_out)
        answers += held_out
    report(f"{parts} parts, each by others", answers)


def write(tables):
    for field, table in tables.items():
        lines = [f"# What each signal is worth for {ABOUT[field]}, in log-odds; fitted by fit.py, see ../README.md."]
        lines += [f"bias\t{table.pop('bias'):.2f}"]
        lines += [f"{signal}\t{weight:.2f}" for signal, weight in sorted(table.items()) if abs(weight) >= 0.05]
        (pathlib.Path(__file__).parent / f"{field}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


across(2)
across(5)
tables = {field: fit(field, pages) for field in ABOUT}
report("all, by all", [chosen(tables, page) for page in pages])
if "--write" in sys.argv:
    write(tables)
