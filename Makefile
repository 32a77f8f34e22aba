# What a user types: make quickstart, make test, make build, make install. See README.md.
PRESET ?= release
OUT ?= results/quickstart
RANKS ?= 2
PYTHON ?= /usr/bin/python3
PREFIX ?= /usr/local
MPIRUN = OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe
MOAI = build/$(PRESET)/moai

.PHONY: help deps test-deps build quickstart test bench docs install uninstall clean

help:
	@echo "make quickstart   install what is missing, build, run an experiment on $(RANKS) ranks, draw its results"
	@echo "make test         build and run every test"
	@echo "make build        the program, at $(MOAI)"
	@echo "make install      to PREFIX=$(PREFIX), from where it may be moved; make uninstall takes it away again"
	@echo "make docs         the documentation as a site, at build/site/index.html"
	@echo "make bench        the benchmarks"
	@echo "make deps         install the Debian packages that moai needs; make test-deps: those of the tests"

# Debian's packages, once; a cluster brings its own (slurm/README.md) and sets SKIP_DEPS=1.
deps:
	@if [ -z "$(SKIP_DEPS)" ]; then cmake/install-packages.sh; fi
test-deps:
	@if [ -z "$(SKIP_DEPS)" ]; then cmake/install-packages.sh tests; fi

build/$(PRESET)/build.ninja: CMakePresets.json | deps
	cmake --preset $(PRESET)

build: deps build/$(PRESET)/build.ninja
	cmake --build --preset $(PRESET) --target moai

quickstart: build
	$(MPIRUN) -n $(RANKS) $(MOAI) run experiments/quickstart.yaml --out $(OUT)
	$(PYTHON) analysis/table1.py $(OUT)
	$(PYTHON) analysis/montage.py $(OUT)
	$(PYTHON) analysis/report.py $(OUT)

test: test-deps build/$(PRESET)/build.ninja
	cmake --build --preset $(PRESET)
	ctest --preset $(PRESET) --no-tests=error

bench: test-deps build/$(PRESET)/build.ninja
	cmake --build --preset $(PRESET)
	tests/bench/run.sh build/$(PRESET)

docs:
	@if [ -z "$(SKIP_DEPS)" ]; then cmake/install-packages.sh docs; fi
	docs/site/collect.py build/site-pages
	mkdocs build --quiet --strict --config-file docs/site/mkdocs.yml
	docs/site/check.py build/site

# Also with DESTDIR, for whoever makes packages.
install: build
	cmake --install build/$(PRESET) --prefix $(PREFIX)
uninstall:
	cmake --build --preset $(PRESET) --target uninstall

clean:
	rm -rf build
