#!/usr/bin/python3
"""moai-shared-objectives from a checkout, without an installation."""

from moai_results.commands.shared_objectives import main

main()
