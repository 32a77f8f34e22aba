"""An experiment as a folder for a repository or a referee, and such a folder checked.

    pack.pack(plan)                    # files, inputs, environment, checklist, metadata, digests
    check.check(folder, program, ...)  # digests, inputs, and a sample of the trials run again
"""
