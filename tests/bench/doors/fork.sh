#!/bin/sh
# Starts a program, its first argument, for every evaluation, as simulators are usually called.
read -r hello
echo '{"moai":1,"variables":30,"objectives":2,"constraints":0}'
while read -r line; do
  id=${line#*\"id\":}; id=${id%%,*}
  rows=${line#*\[\[}; rows=${rows%%]]*}
  f=
  while [ -n "$rows" ]; do
    row=${rows%%],[*}
    case $rows in *"],["*) rows=${rows#*],[} ;; *) rows= ;; esac
    IFS=,; set -- "$1" $row; unset IFS
    program=$1; shift
    f="$f${f:+,}[$("$program" "$@")]"
    set -- "$program"
  done
  echo "{\"id\":$id,\"f\":[$f]}"
done
