#!/usr/bin/python3
"""moai-hillclimber-bars from a checkout, without an installation."""

from moai_results.commands.hillclimber_bars import main

main()
