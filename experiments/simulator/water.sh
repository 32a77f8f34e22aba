#!/bin/sh
# Serves a program, its first argument, that knows nothing of moai: three numbers on its command line, objectives and
# constraints, a line each, on its standard output. One design a request (batch: 1).
#   cd experiments/simulator && cc -O2 -DPROGRAM water.c -o water -lm
read -r hello
echo '{"moai":1,"variables":3,"objectives":5,"constraints":7}'
while read -r line; do
  id=${line#*\"id\":}; id=${id%%,*}
  x=${line#*\[\[}; x=${x%%]*}
  # shellcheck disable=SC2046
  if answer=$("$1" $(echo "$x" | tr , ' ')); then
    f=$(echo "$answer" | sed -n 1p); g=$(echo "$answer" | sed -n 2p)
    echo "{\"id\":$id,\"f\":[[$f]],\"g\":[[$g]]}"
  else
    echo "{\"id\":$id,\"f\":[null],\"g\":[null],\"why\":[\"water failed\"]}"
  fi
done
