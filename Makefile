MVN ?= mvn -B -ntp -q
JAR := target/ioc-enrichment.jar
# Small and quick to start: the product's work is waiting for other systems.
JAVA_OPTIONS ?= -Xms32m -Xmx192m -XX:+UseSerialGC -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30 -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError
SOURCES := $(shell find src/main templates -type f 2>/dev/null) pom.xml

.DEFAULT_GOAL := help
.PHONY: help run test build lint bench kill-test package clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(JAR) ## Build if needed and start the main job (against the sandbox unless ivanti.base-url is set)
	@java $(JAVA_OPTIONS) -jar $(JAR) run --sandbox=auto

test: ## Run every test and show the coverage
	@mvn -B -ntp test
	@awk -F, 'NR > 1 {missed += $$8; covered += $$9} END {printf "Coverage: %.0f %% of %d lines of Java\n", 100 * covered / (missed + covered), missed + covered}' target/site/jacoco/jacoco.csv
	@cat target/route-coverage.txt 2>/dev/null || true

build: $(JAR) ## Build target/ioc-enrichment.jar without running the tests

package: build

$(JAR): $(SOURCES)
	@$(MVN) package -DskipTests -Djacoco.skip=true

lint: ## Check every route file against the YAML DSL schema and the house rules
	@$(MVN) test -Dtest='RouteLintTest' -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip=true

bench: ## Run the benchmarks (JMH); BENCH="-f 1 -i 3 Extractor" passes options on
	@$(MVN) test-compile -Djacoco.skip=true
	@mvn -B -ntp -q exec:exec -Dexec.executable=java -Dexec.classpathScope=test -Dexec.args="-cp %classpath org.openjdk.jmh.Main $(BENCH)"

kill-test: ## Kill the real process at random moments and count at the far side
	@$(MVN) test -Dtest='KillTest' -Djacoco.skip=true

clean: ## Remove what was built (the store under data/ stays)
	@$(MVN) clean
