#!/usr/bin/python3
"""moai-anytime from a checkout, without an installation."""

from moai_results.commands.anytime import main

main()
