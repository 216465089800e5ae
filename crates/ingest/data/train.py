#!/usr/bin/env python3
"""Trains what tells main text from the rest of a page: name_weights.tsv, phrase_weights.tsv, main_text.forest.

  cargo build --release --workspace --bin training-blocks
  pip install catboost==1.2.10 rapidfuzz==3.14.6 numpy==2.4.6
  python3 crates/ingest/data/train.py DATA WORK target/release/training-blocks          # writes the three files
  python3 crates/ingest/data/train.py DATA WORK target/release/training-blocks --check  # scores by site folds, writes nothing

DATA holds `gold.jsonl` and `html/`: pages with their main text, or with passages that belong to it and that do not.
WORK is an empty folder. How it works, and on what the shipped files were trained, is in README.md beside this file.
"""
import array
import json
import math
import re
import struct
import subprocess
import sys
import zlib
from collections import Counter, defaultdict
from multiprocessing import Pool
from pathlib import Path
from urllib.parse import urlparse

import catboost
import numpy as np
from rapidfuzz.distance import LCSseq

FOLDS = 5
ROUNDS, RATE, DEPTH, BORDERS = 350, 0.1, 6, 63
# Forests that are averaged: a seed, and how many times as much a known passage weighs. Any one of them is as good as a
# forest of a thousand smaller steps, and together they are better; with heavy passages fewer asides are kept, with light
# ones less of a page is lost.
FORESTS = ((1, 1), (1, 3), (2, 3))
SCALE = 16384
WORD = re.compile(r"\w+")
WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
# The weight of a page by what is known of it.
WHOLE, REFERENCE, PASSAGE = 1.0, 0.5, 0.15
# Weights of words: smoothing, sites a word must stand on, the largest weight, the smallest that is kept.
SMOOTH, SITES, MOST, LEAST = 0.3, 5, 3.0, 0.1
NAMES = ["name_sum", "name_least", "name_most", "name_near", "name_next"]
PHRASES = ["phrase_sum", "phrase_least", "phrase_most", "phrase_first"]
ABOVE = ["heading_phrases", "heading_names"]


def tokens(text):
    out = []
    for word in WORD.findall(text.lower()):
        out.extend(word if WIDE.search(word) else [word])
    return out


def squeezed(text):
    return re.sub(r"\s+", " ", text or "").strip()


def site(page):
    if not page.get("url"):
        return page["file"]
    parts = urlparse(page["url"]).netloc.lower().split(":")[0].split(".")
    second = len(parts) > 2 and parts[-2] in ("co", "com", "org", "gov", "ac", "net")
    return ".".join(parts[-3 if second else -2 :])


def align(job):
    """How much of each block stands in the main text (nan: not known), and how many words each block has."""
    page, blocks = job
    words = [tokens(block["text"]) for block in blocks]
    share = np.full(len(blocks), np.nan, np.float32)
    gold = tokens(page.get("text") or page.get("text_readability") or "")
    if gold:
        known = {}
        seen = array.array("q", (known.setdefault(word, len(known)) for text in words for word in text))
        wanted = array.array("q", (known.setdefault(word, len(known)) for word in gold))
        hit = np.zeros(len(seen) + 1, np.int32)
        for step in LCSseq.opcodes(seen, wanted):
            if step.tag == "equal":
                hit[step.src_start : step.src_end] = 1
        sums = np.concatenate([[0], np.cumsum(hit)])
        at = 0
        for i, text in enumerate(words):
            share[i] = (sums[at + len(text)] - sums[at]) / len(text) if text else 0
            at += len(text)
    elif page.get("with") or page.get("without"):
        for wanted, value in ((page.get("without"), 0), (page.get("with"), 1)):
            for passage in map(squeezed, wanted or []):
                for i, block in enumerate(blocks):
                    text = squeezed(block["text"])
                    if passage in text or (len(text) > 20 and text in passage):
                        share[i] = value
    return share, np.array([len(text) for text in words], np.float32), len(gold)


class Pages:
    """The pages that tell something of their main text, as blocks."""

    def __init__(self, data, work, binary):
        gold = [json.loads(line) for line in open(data / "gold.jsonl", encoding="utf8")]
        self.pages = [g for g in gold if g.get("text") or g.get("with") or g.get("text_readability")]
        (work / "files").write_text("\n".join(page["file"] for page in self.pages))
        subprocess.run([binary, data / "html", work / "files", work / "blocks"], check=True)
        self.columns = (work / "blocks.names").read_text().split("\n")
        self.numbers = np.fromfile(work / "blocks.f32", np.float32).reshape(-1, len(self.columns))
        self.blocks = [json.loads(line)["blocks"] for line in open(work / "blocks.jsonl", encoding="utf8")]
        with Pool(2) as pool:
            aligned = pool.map(align, zip(self.pages, self.blocks), chunksize=8)
        self.share = np.concatenate([share for share, _, _ in aligned])
        self.words = np.concatenate([words for _, words, _ in aligned])
        self.counts = np.array([len(blocks) for blocks in self.blocks])
        self.starts = np.concatenate([[0], np.cumsum(self.counts)])
        self.sites = [site(page) for page in self.pages]
        self.fold = np.array([zlib.crc32(name.encode()) % FOLDS for name in self.sites])
        sizes = [size for _, _, size in aligned]
        self.weight = self.weights(sizes)
        self.of_passages = np.repeat(np.array(sizes) == 0, self.counts)

    def span(self, i):
        return slice(self.starts[i], self.starts[i + 1])

    def weights(self, sizes):
        """A block counts by its words, a page as one whatever its length; what is beyond its main text is bounded."""
        weight = np.zeros(len(self.share), np.float32)
        for i, page in enumerate(self.pages):
            span = self.span(i)
            if not sizes[i]:
                weight[span] = np.where(np.isnan(self.share[span]), 0, PASSAGE)
                continue
            main = (self.words[span] * self.share[span]).sum()
            page_weight = (self.words[span] + 1) / (main + sizes[i] + 20)
            page_weight *= min(1, 3 / max(page_weight.sum(), 1e-9))
            weight[span] = page_weight * (WHOLE if page.get("text") else REFERENCE)
        return weight

    def counted(self, key):
        """For each page how much main text and how much else stands under each word."""
        pages = []
        for i, blocks in enumerate(self.blocks):
            main, rest = defaultdict(float), defaultdict(float)
            span = self.span(i)
            total = math.sqrt(self.words[span].sum() + 1) * 4
            for block, share, size in zip(blocks, self.share[span], self.words[span]):
                if math.isnan(share):
                    continue
                if key == "names":
                    found, weight = {w for names in block["names"] for w in names}, (math.sqrt(size) + 0.5) / total
                else:
                    found, weight = set(block["phrases"]), 0.1
                for word in found:
                    main[word] += weight * share
                    rest[word] += weight * (1 - share)
            pages.append({word: (min(main[word], 1), min(rest[word], 1)) for word in main})
        return pages

    def table(self, counted, chosen):
        """Log-odds of main text for each word that stands on enough sites."""
        main, rest, sites = Counter(), Counter(), defaultdict(set)
        for i in chosen:
            for word, (one, other) in counted[i].items():
                main[word] += one
                rest[word] += other
                sites[word].add(self.sites[i])
        prior = math.log((sum(main.values()) + SMOOTH) / (sum(rest.values()) + SMOOTH))
        table = {}
        for word in sorted(main):
            weight = math.log((main[word] + SMOOTH) / (rest[word] + SMOOTH)) - prior
            weight = round(max(-MOST, min(MOST, weight)), 2)
            if len(sites[word]) >= SITES and len(word) <= 24 and abs(weight) >= LEAST:
                table[word] = weight
        return table

    def fill(self, names, phrases, chosen):
        """The numbers that come from the tables of words, as the program computes them."""
        at = {name: self.columns.index(name) for name in NAMES + PHRASES + ABOVE}
        for i in chosen:
            for row, block in zip(self.numbers[self.span(i)], self.blocks[i]):
                total, least, most, near, further = 0.0, 0.0, 0.0, 0.0, 0.0
                for element in block["names"]:
                    known = [names[word] for word in element if word in names]
                    if known:
                        value = sum(known)
                        total, least, most = total + value, min(least, value), max(most, value)
                        near, further = value, near
                values = [phrases.get(word, 0.0) for word in block["phrases"]]
                found = [total, least, most, near, further]
                found += [sum(values), min(values + [0]), max(values + [0]), values[0] if values else 0]
                for name, value in zip(NAMES + PHRASES, found):
                    row[at[name]] = value
        distance = self.numbers[:, self.columns.index("heading_before")].astype(int)
        above = np.arange(len(self.numbers)) - distance
        known = (distance < 60) & (above >= np.repeat(self.starts[:-1], self.counts))
        for name, source in zip(ABOVE, ("phrase_sum", "name_sum")):
            self.numbers[known, at[name]] = self.numbers[above[known], at[source]]

    def fit(self, chosen):
        rows = chosen & (self.weight > 0) & ~np.isnan(self.share)
        models = []
        for seed, times in FORESTS:
            weight = self.weight[rows] * np.where(self.of_passages[rows], np.float32(times), np.float32(1))
            weight /= weight.mean()
            # The number of threads changes the order of sums and with it the trees: it is part of the recipe.
            model = catboost.CatBoost(
                dict(loss_function="CrossEntropy", iterations=ROUNDS, learning_rate=RATE, depth=DEPTH,
                     border_count=BORDERS, bootstrap_type="Bernoulli", subsample=0.7, l2_leaf_reg=6, rsm=0.5,
                     random_seed=seed, thread_count=2, verbose=0, allow_writing_files=False))
            model.fit(catboost.Pool(self.numbers[rows], self.share[rows], weight=weight))
            models.append(model)
        return models


def keep(probability, width):
    order = np.argsort(-probability, kind="stable")
    right, kept = np.cumsum(width[order] * probability[order]), np.cumsum(width[order])
    return probability >= probability[order][np.argmax(2 * right / (kept + right[-1]))]


def predict(models, numbers):
    return 1 / (1 + np.exp(-np.mean([model.predict(numbers) for model in models], axis=0)))


def check(pages):
    """Word F1 of every page, and F1 of all passages, by trees that never saw its site."""
    scores, passages = defaultdict(list), Counter()
    rows = np.repeat(pages.fold, pages.counts)
    for fold in range(FOLDS):
        models = pages.fit(rows != fold)
        for i in np.flatnonzero(pages.fold == fold):
            page, span = pages.pages[i], pages.span(i)
            if span.start == span.stop:
                continue
            width = np.expm1(pages.numbers[span][:, pages.columns.index("width")]) + 3
            chosen = keep(predict(models, pages.numbers[span]), width)
            found = "\n".join(block["text"] for block, kept in zip(pages.blocks[i], chosen) if kept)
            if page.get("text"):
                words, gold = (Counter(WORD.findall(text.lower())) for text in (found, page["text"]))
                both = 2 * (words & gold).total() / max(1, words.total() + gold.total())
                for key in ("all", page.get("type")):
                    scores[key].append(both)
            elif page.get("with") or page.get("without"):
                found = squeezed(found)
                for key in ("with", "without"):
                    for passage in map(squeezed, page.get(key) or []):
                        passages[key, passage in found] += 1
    for key, values in sorted(scores.items(), key=str):
        print(f"{key}\t{len(values)}\t{np.mean(values):.4f}")
    right, lost, wrong = passages["with", True], passages["with", False], passages["without", True]
    print(f"passages\t{right + lost}\t{2 * right / (2 * right + lost + wrong):.4f}")


def write_table(path, what, table):
    lines = [f"# {what} Made by train.py."]
    lines += [f"{word}\t{round(weight * 100)}" for word, weight in sorted(table.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def write_forest(path, models, work, columns):
    forests = []
    for model in models:
        model.save_model(str(work / "forest.json"), format="json")
        forests.append(json.load(open(work / "forest.json")))
    thresholds = [set() for _ in columns]
    for forest in forests:
        for feature in forest["features_info"]["float_features"]:
            thresholds[feature["flat_feature_index"]].update(float(np.float32(b)) for b in feature["borders"] or [])
    borders = [sorted(values) for values in thresholds]
    out = bytearray(struct.pack("<H", len(columns)))
    for values in borders:
        out += struct.pack(f"<B{len(values)}f", len(values), *values)
    bias = sum(float(np.ravel(forest["scale_and_bias"][1])[0]) for forest in forests) / len(forests)
    out += struct.pack("<Hf", sum(len(forest["oblivious_trees"]) for forest in forests), bias)
    for forest in forests:
        scale = forest["scale_and_bias"][0] * SCALE / len(forests)
        for tree in forest["oblivious_trees"]:
            splits = tree["splits"] or []
            out += struct.pack("<B", len(splits))
            for split in splits:
                column = split["float_feature_index"]
                out += struct.pack("<BB", column, borders[column].index(float(np.float32(split["border"]))))
            leaves = [round(value * scale) for value in tree["leaf_values"]]
            leaves += [0] * (64 - len(leaves))
            out += struct.pack("<64h", *(max(-32768, min(32767, leaf)) for leaf in leaves))
    path.write_bytes(out)


def main():
    data, work, binary = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    pages = Pages(data, work, binary)
    names, phrases = pages.counted("names"), pages.counted("phrases")
    for fold in range(FOLDS):
        others = np.flatnonzero(pages.fold != fold)
        pages.fill(pages.table(names, others), pages.table(phrases, others), np.flatnonzero(pages.fold == fold))
    if "--check" in sys.argv:
        return check(pages)
    here, everything = Path(__file__).parent, range(len(pages.pages))
    write_table(here / "name_weights.tsv", "Words of class and id attributes and their log-odds, in hundredths, of "
                "standing around main text.", pages.table(names, everything))
    write_table(here / "phrase_weights.tsv", "Words of short blocks and their log-odds, in hundredths, of being main "
                "text.", pages.table(phrases, everything))
    models = pages.fit(np.ones(len(pages.share), bool))
    write_forest(here / "main_text.forest", models, work, pages.columns)


if __name__ == "__main__":
    main()
