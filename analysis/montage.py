#!/usr/bin/python3
"""moai-montage from a checkout, without an installation."""

from moai_results.commands.montage import main

main()
