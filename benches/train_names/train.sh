#!/bin/bash
# Trains the taggers of the names crate and writes their weights; a quarter of an hour on two cores.
#
# usage: train.sh TRAINER DATA SPACY NATASHA WORK OUT
#
# TRAINER is the example train-names, DATA the folder of the development data, SPACY and NATASHA the unpacked packages (see
# teach_english.py and teach_russian.py), WORK a folder for what is made on the way, OUT crates/names/data.
set -euo pipefail
trainer=$1 data=$2 spacy=$3 natasha=$4 work=$5 out=$6
here=$(dirname "$0")
export OMP_NUM_THREADS=1
# Where one of the two languages fails the other ends, too.
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT

mkdir -p "$work"
ln -sfn "$data/entities" "$work/entities"
english() {
    python3 "$here/teach_english.py" "$spacy" "$data/ir/doj-title/docs.jsonl" 3000 "$work/doj.teacher.jsonl"
    python3 "$here/teach_english.py" "$spacy" "$data/ir/dgov-topic/docs.jsonl" 900 "$work/dgov.teacher.jsonl"
    # A tagger that knows the annotated texts alone is the second reader of the others.
    "$trainer" train english "$work" "$work/alone.tagger" silver
    for name in doj dgov; do
        "$trainer" tag english "$work/alone.tagger" < "$work/$name.teacher.jsonl" > "$work/$name.own.jsonl"
        python3 "$here/agree.py" "$work/$name.teacher.jsonl" "$work/$name.own.jsonl" "$work/silver_$name.jsonl"
    done
    "$trainer" train english "$work" "$out/english.tagger"
}
russian() {
    python3 "$here/teach_russian.py" "$natasha" "$data/entities/ner/nerel_train.jsonl" "$work/silver_ru.jsonl"
    "$trainer" train russian "$work" "$out/russian.tagger"
    "$trainer" train roles "$work" "$out/russian.roles"
}
english &
russian
wait $!
