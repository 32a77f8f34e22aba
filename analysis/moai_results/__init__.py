"""Reads the HDF5 files of moai; tables, tests, figures and a report from them."""
