SHELL := /bin/bash
MVN ?= mvn -B -ntp -q
JAR := target/ioc-enrichment.jar
# Small and quick to start: the product's work is waiting for other systems. Without memory it ends and is started again (docs/operations.md).
JAVA_OPTIONS ?= -Xms96m -Xmn40m -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError
# The classes of a start as the JVM keeps them: a third of the start is their loading. Without the file it starts all the same.
ARCHIVE := target/ioc-enrichment.jsa
ARCHIVE_LOG := -Xlog:cds=off -Xlog:cds+dynamic=off
RECORDING := -Dcamel.main.durationMaxSeconds=4 -Dhttp.port=$(or $(RECORDING_PORT),49917)
SOURCES := $(shell find src/main templates -type f 2>/dev/null) pom.xml LICENSE NOTICE
# What runs from the test tree without Maven: its classes, compiled when a source is newer, and its class path.
TEST_CLASSES := target/test-classes.stamp
TEST_CLASSPATH := target/test.classpath
TEST_JAVA = java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "target/test-classes:target/classes:$$(cat $(TEST_CLASSPATH))"

# List, licences and class path of the libraries, which only a change of pom.xml changes: Maven makes them again when they are missing.
$(shell [ target/libraries/sbom/ioc-enrichment.cdx.json -nt pom.xml ] || rm -rf target/libraries)

# What the tests of the console need: installed where that can be done without asking, named where it cannot.
BROWSER = [ -x /usr/bin/chromium -a -x /usr/bin/chromedriver ] || { \
	    { sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; command -v apt-get && $$sudo apt-get update -qq && \
	      DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends chromium chromium-driver; } >/dev/null 2>&1 && [ -x /usr/bin/chromedriver ] || \
	    { echo "make test needs a browser: install the packages chromium and chromium-driver" >&2; exit 1; }; }

.DEFAULT_GOAL := help
.PHONY: help run test coverage build lint docs format bench load kill-test package package-test clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(JAR) $(ARCHIVE) ## Build if needed and start the main job (against the sandbox unless ivanti.base-url is set)
	@# at a terminal, with job control, the program alone gets Ctrl-C, and make has nothing to complain about
	@[ ! -t 0 ] || set -m; java $(JAVA_OPTIONS) -XX:SharedArchiveFile=$(ARCHIVE) $(ARCHIVE_LOG) -jar $(JAR) run --sandbox=auto || { code=$$?; [ $$code -gt 128 ] || exit $$code; }

test: ## Run every test and show which steps of the routes they reach
	@$(BROWSER)
	@mvn -B -ntp test
	@cat target/route-coverage.txt 2>/dev/null || true

coverage: ## Run every test and show the lines of Java that they reach, too
	@$(BROWSER)
	@mvn -B -ntp test -Djacoco.skip=false
	@awk -F, 'NR > 1 {missed += $$8; covered += $$9} END {printf "Coverage: %.0f %% of %d lines of Java\n", 100 * covered / (missed + covered), missed + covered}' target/site/jacoco/jacoco.csv
	@cat target/route-coverage.txt 2>/dev/null || true

build: $(JAR) $(ARCHIVE) ## Build target/ioc-enrichment.jar without running the tests

package: build ## Make what is installed: target/ioc-enrichment-VERSION.zip and a Debian package
	@$(MVN) -Ppackage assembly:single@zip jdeb:jdeb@deb
	@ls -1 target/ioc-enrichment-*.zip target/ioc-enrichment_*.deb

package-test: package ## Install, upgrade and remove the Debian package on this machine (as root)
	@deploy/package/package-test.sh

$(JAR): $(SOURCES)
	@echo "Building $@ (the first time Maven also downloads the libraries, which may take some minutes)"
	@mkdir -p target && set -o pipefail && mvn -B -Dstyle.color=never package -Dmaven.test.skip=true -Dspotless.check.skip=true | awk '$(BUILD_PROGRESS)'

# of what Maven says: how the downloads go, each step, and what went wrong
BUILD_PROGRESS = /Downloaded from/ {if (++n % 100 == 0) print "  " n " files downloaded"; next} \
	/^\[INFO\] --- / {split($$3, step, ":"); print "  " step[1] ":" step[3]; next} \
	/^\[ERROR\]/ {print} {fflush()}

# some seconds of work against the sandbox, until the first notes are written; a start that fails (a port in use) leaves a smaller archive
$(ARCHIVE): $(JAR)
	@echo "Preparing a quick start: $@"
	@env -i PATH="$$PATH" HOME="$$HOME" java $(JAVA_OPTIONS) -XX:ArchiveClassesAtExit=$@ $(ARCHIVE_LOG) $(RECORDING) -jar $(JAR) run --sandbox >/dev/null 2>&1 || true

# by the jar when it is up to date, else by the classes, compiled when a source is newer
ifeq ($(shell [ -f $(JAR) ] && [ -z "$$(find $(SOURCES) -newer $(JAR) -print -quit)" ] && echo jar),jar)
lint: ## Check route files and settings: the command lint
	@java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar $(JAR) lint
else
lint: $(TEST_CLASSES) $(TEST_CLASSPATH)
	@$(TEST_JAVA) io.github.iocenrichment.Main lint
endif

docs: $(TEST_CLASSES) $(TEST_CLASSPATH) ## Make the generated pages of docs/ anew
	@$(TEST_JAVA) io.github.iocenrichment.docs.GeneratedPages

format: ## Remove unused imports and trailing blanks, end each file with a newline
	@$(MVN) spotless:apply

bench: ## Run the benchmarks (JMH); BENCH="-f 1 -i 3 Extractor" passes options on
	@$(MVN) test-compile
	@mvn -B -ntp -q exec:exec -Dexec.executable=java -Dexec.classpathScope=test -Dexec.args="-cp %classpath org.openjdk.jmh.Main $(BENCH)"

# what the figures of docs/performance.md are measured with
LOAD_OPTIONS ?= -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1
load: $(JAR) $(TEST_CLASSES) $(TEST_CLASSPATH) ## Measure the jar against the sandbox, some minutes; N=, SOAK=, ROWS=: docs/performance.md
	@LOAD_OPTIONS="$(LOAD_OPTIONS)" java -Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "target/test-classes:target/classes:$$(cat $(TEST_CLASSPATH))" \
	  io.github.iocenrichment.load.LoadRun $(if $(N),--incidents $(N)) $(if $(SOAK),--soak $(SOAK)) $(if $(FULL),--full $(FULL)) $(if $(PRODUCT),--product "$(PRODUCT)") $(if $(ROWS),--rows "$(ROWS)")

$(TEST_CLASSES): $(SOURCES) $(shell find src/test -type f)
	@mkdir -p $(@D) && touch $@.begun
	@$(MVN) test-compile
	@mv $@.begun $@

$(TEST_CLASSPATH): pom.xml
	@mkdir -p $(@D)
	@$(MVN) org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=$@ -Dmdep.includeScope=test
	@touch $@

kill-test: ## Kill the real process at random moments and count what the other systems got
	@$(MVN) test -Dtest='KillTest'

clean: ## Remove what was built (the store under data/ stays)
	@$(MVN) clean
