#!/bin/sh
# Writes the manual page of moai, from what the program itself says of its commands:
#   cmake/man_page.sh build/release/moai > moai.1
set -eu
moai=$1

# Text as troff takes it: no line begins with a dot or a quote, backslashes and hyphens are plain.
escaped() {
  sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
}

printf '.TH MOAI 1 "" "%s" "User Commands"\n' "$("$moai" --version)"
printf '.SH NAME\nmoai \\- many-objective algorithms on islands\n'
printf '.SH SYNOPSIS\n.B moai\n.I COMMAND\n[arguments]\n'
printf '.SH DESCRIPTION\n'
printf 'Runs batches of evolutionary experiments on clusters: a YAML file says the problem, the\n'
printf 'algorithm, the conditions and the number of trials; every trial becomes one HDF5 file.\n'
printf '.SH COMMANDS\n'
"$moai" complete -- "" | while IFS="$(printf '\t')" read -r command help; do
  printf '.SS "moai %s: %s"\n.nf\n' "$command" "$(printf %s "$help" | escaped)"
  "$moai" "$command" --help | escaped
  printf '.fi\n'
done
printf '.SH "EXIT STATUS"\n0 done, 1 the machine failed, 2 wrong input, 75 not finished: run the same command again.\n'
printf '.SH FILES\n.I experiment.yaml, trials/CONDITION/N.h5, running/, experiment.h5\nin an output folder.\n'
