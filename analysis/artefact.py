#!/usr/bin/python3
"""moai-artefact from a checkout, without an installation."""

from moai_results.commands.artefact import main

main()
