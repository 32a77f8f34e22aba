"""The commands, one file each, with a main() that pyproject.toml installs as moai-NAME."""
