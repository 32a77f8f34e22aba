#!/usr/bin/python3
"""moai-table1 from a checkout, without an installation."""

from moai_results.commands.table1 import main

main()
