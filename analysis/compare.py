#!/usr/bin/python3
"""moai-compare from a checkout, without an installation."""

from moai_results.commands.compare import main

main()
