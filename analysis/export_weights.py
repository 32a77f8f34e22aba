#!/usr/bin/python3
"""moai-export-weights from a checkout, without an installation."""

from moai_results.commands.export_weights import main

main()
