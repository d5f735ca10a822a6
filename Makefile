# The commands of a newcomer. `make help` lists them.
FILE ?=
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
UMBEL = build/demo/umbel

.PHONY: help demo test test-long check bench package clean

help:
	@echo "make demo              read samples/record and write a cited brief, demo.html"
	@echo "make demo FILE=x.txt   the same for one document of your own"
	@echo "make test              build with sanitizers and run the short tests"
	@echo "make test-long         the long tests: interruption, threads, fuzz targets"
	@echo "make check             format, layers, headers, symbols, static analysis"
	@echo "make bench             speed and memory, as JSON lines"
	@echo "make package           a .deb and a .tar.gz in build/package"

build-demo:
	@tools/setup build
	@cmake -S . -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release >build-demo.log 2>&1 || { cat build-demo.log; rm -f build-demo.log; exit 1; }
	@ninja -C build/demo >>build-demo.log 2>&1 || { tail -40 build-demo.log; rm -f build-demo.log; exit 1; }
	@rm -f build-demo.log

demo: build-demo
ifeq ($(FILE),)
	@rm -f demo.umbel demo.umbel-wal demo.umbel-shm
	@$(UMBEL) add --ledger demo.umbel samples/record
	@$(UMBEL) brief --ledger demo.umbel --title "A public record, restated" --out demo.html
	@echo "brief: $(CURDIR)/demo.html"
else
	@rm -f demo-file.umbel demo-file.umbel-wal demo-file.umbel-shm
	@$(UMBEL) add --ledger demo-file.umbel "$(FILE)"
	@$(UMBEL) brief --ledger demo-file.umbel --out demo-file.html
	@echo "brief: $(CURDIR)/demo-file.html"
endif

test:
	@tools/setup build test
	cmake --preset asan
	ninja -C build/asan
	ctest --test-dir build/asan -L short -j $(JOBS) --output-on-failure

test-long:
	@tools/setup build test
	cmake --preset asan
	ninja -C build/asan
	ctest --test-dir build/asan -L long -j $(JOBS) --output-on-failure
	tools/threads
	tools/fuzz all 15

check:
	@tools/setup build test
	tools/check

bench:
	@tools/setup build
	cmake --preset release
	ninja -C build/release
	tools/bench

package:
	@tools/setup build
	cmake -S . -B build/package -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr
	ninja -C build/package
	cd build/package && cpack -G DEB && cpack -G TGZ

clean:
	rm -rf build demo.html demo.umbel demo.umbel-wal demo.umbel-shm demo-file.html demo-file.umbel*
