#!/usr/bin/python3
"""moai-objective-grid from a checkout, without an installation."""

from moai_results.commands.objective_grid import main

main()
