#!/usr/bin/env bash
# Scores a built binary on the development data (never committed): ./development-scores.sh BINARY DATA
# DATA is the folder that ../shared/data/unpack.sh prints. Prints one line a file.
set -euo pipefail
binary=$1 data=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

without_spans() {
  python3 -c 'import json, sys
for line in sys.stdin:
    text = json.loads(line)
    text.pop("spans", None)
    print(json.dumps(text, ensure_ascii=False))'
}

score() { # FOLDER SCORER FILE: what is found in the bare text
  without_spans <"$data/entities/$1/$3.jsonl" | "$binary" annotate >"$work/$3.jsonl" || true
  printf '%-22s ' "$3"
  python3 "$data/entities/$2" "$data/entities/$1/$3.jsonl" "$work/$3.jsonl" | tr '\n' ' '
  echo
}

echo '== names'; for file in enworldwide_dev uner_en_ewt_dev re3d_other nerel_dev bsnlp_ru factru_dev; do score ner score_ner.py $file; done
echo '== times'; for file in timebank aquaint gum_dates_dev msrec_en_dev msrec_fr msrec_es msrec_de msrec_pt ru_expr_dev nerel_dates_dev; do score time score_time.py $file; done
echo '== places'; for file in lgl geovirus; do score geo score_geo.py $file; done
echo '== places, names given'
for file in lgl geovirus; do
  "$binary" annotate <"$data/entities/geo/$file.jsonl" >"$work/$file.given.jsonl" || true
  printf '%-22s ' "$file"
  python3 "$data/entities/score_geo.py" "$data/entities/geo/$file.jsonl" "$work/$file.given.jsonl" --oracle | tr '\n' ' '
  echo
done
echo '== pages'
"$binary" extract "$data/extraction/html" 2>"$work/pages.log" | python3 -c 'import json, sys
root = sys.argv[1].rstrip("/") + "/"
for line in sys.stdin:
    page = json.loads(line)
    date = page["published"]["start"] if page["published"] else None
    file = "/" + page["id"].lstrip("/")
    print(json.dumps({"file": file.split(root, 1)[-1], "title": page["title"], "date": date, "author": page["authors"], "text": page["text"]}))' \
  "$data/extraction/html" >"$work/pages.jsonl" || true
python3 "$data/extraction/score.py" "$data/extraction/gold.jsonl" "$work/pages.jsonl" || true
echo '== search'
for set in cran cisi npl dgov-topic doj-title lohelp-en lohelp-ru xquad-12; do
  "$binary" --index "$work/$set" index --quiet --jsonl "$data/ir/$set/docs.jsonl" >/dev/null 2>&1
  "$binary" --index "$work/$set" search --batch "$data/ir/$set/queries.jsonl" --format trec >"$work/$set.run"
  printf '%-12s ' "$set"
  python3 "$data/ir/evalrun.py" "$data/ir/$set" "$work/$set.run"
done
