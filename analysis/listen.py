#!/usr/bin/python3
"""moai-listen from a checkout, without an installation."""

from moai_results.commands.listen import main

main()
