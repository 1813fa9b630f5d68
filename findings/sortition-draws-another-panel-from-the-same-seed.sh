#!/usr/bin/env bash
# sortition-algorithms 0.12.15 (draws citizens' panels by quotas; with highspy 1.16.0): thirty invented people, six
# places, one seed for all runs.
#
# Expected: its documentation ("Randomness and Reproducibility", "Reproducible Selections") advises a fixed
# random_number_seed for results that can be reproduced and audited. Then each run over the same two tables draws the
# same panel, with each of its algorithms.
# Seen: with maximin (its default) and with nash each process draws another panel. The seed does reach the generator;
# but the panels to choose among are kept in sets, and Python orders a set of texts by a number that each process picks
# for itself (PYTHONHASHSEED in Python's "Command line and environment"). Processes that are given one number agree, and
# so do two draws in one process: a test in one process finds nothing. "legacy" draws the same panel in each process.
# The seed of a public draw is published so that the public can repeat it. A repetition of this one has other winners.
# Output (processes with the numbers 1, 2 and 3, two draws in each):
#   maximin: one panel in each process, 3 panels in all
#   nash: one panel in each process, 3 panels in all
#   legacy: one panel in each process, 1 panel in all
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check sortition-algorithms==0.12.15 highspy==1.16.0
cat >"$D/draw.py" <<'P'
import logging, sys
from sortition_algorithms import CSVStringDataSource, SelectionData, Settings, run_stratification

logging.disable(logging.CRITICAL)
quotas = 'feature,value,min,max\nsex,L,3,3\nsex,P,3,3\nisland,Jawa,2,4\nisland,Sumatra,1,2\nisland,Papua,1,2\n'
islands = 'Jawa', 'Jawa', 'Sumatra', 'Papua', 'Jawa'
people = 'id,sex,island\n' + ''.join(f'P{i:02},{"LP"[i % 2]},{islands[(i * 7 + i // 3) % 5]}\n' for i in range(30))
settings = Settings(id_column='id', columns_to_keep=[], selection_algorithm=sys.argv[1], random_number_seed=20200401)

def draw():
    tables = SelectionData(CSVStringDataSource(quotas, people))
    features, _ = tables.load_features(6)
    pool, _ = tables.load_people(settings, features)
    drawn, panels, _ = run_stratification(features, pool, 6, settings)
    assert drawn and len(panels[0]) == 6
    return ' '.join(sorted(panels[0]))

with open(sys.argv[2], 'a') as panels:  # the solver writes to the output
    print(draw(), draw(), sep=';', file=panels)
P
for algorithm in maximin nash legacy; do
    for number in 1 2 3; do
        PYTHONHASHSEED=$number "$D/v/bin/python" "$D/draw.py" $algorithm "$D/$algorithm" >/dev/null
    done
    each=$(awk -F';' '$1 != $2' "$D/$algorithm" | wc -l)
    all=$(cut -d';' -f1 "$D/$algorithm" | sort -u | wc -l)
    [ "$each" = 0 ] && each='one panel' || each='other panels'
    echo "$algorithm: $each in each process, $all panel$([ "$all" = 1 ] || echo s) in all"
done | tee "$D/seen"
sed -n '/^# Output/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
