#!/usr/bin/python3
"""moai-report from a checkout, without an installation."""

from moai_results.commands.report import main

main()
