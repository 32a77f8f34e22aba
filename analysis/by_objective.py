#!/usr/bin/python3
"""moai-by-objective from a checkout, without an installation."""

from moai_results.commands.by_objective import main

main()
