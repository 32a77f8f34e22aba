#!/usr/bin/python3
"""moai-exchange from a checkout, without an installation."""

from moai_results.commands.exchange import main

main()
