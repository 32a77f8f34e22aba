#!/usr/bin/python3
"""moai-power from a checkout, without an installation."""

from moai_results.commands.power import main

main()
