#!/usr/bin/python3
"""moai-export from a checkout, without an installation."""

from moai_results.commands.export import main

main()
