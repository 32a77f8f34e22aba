#!/usr/bin/python3
"""moai-hypervolume from a checkout, without an installation."""

from moai_results.commands.hypervolume import main

main()
