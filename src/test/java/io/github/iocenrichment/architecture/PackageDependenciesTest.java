package io.github.iocenrichment.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Dependencies between packages point one way, and only a few depend on Camel. */
class PackageDependenciesTest {
    private static final String ROOT = "io.github.iocenrichment.";
    private static final JavaClasses PRODUCT = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.iocenrichment");

    @Test
    void indicatorsKnowNobody() {
        ArchRule rule = noClassOf("indicator").should().dependOnClassesThat()
            .resideInAnyPackage(others("indicator"));
        rule.check(PRODUCT);
    }

    @Test
    void beansArePlainJava() {
        ArchRule rule = noClasses().that()
            .resideInAnyPackage(ROOT + "indicator..", ROOT + "privacy..", ROOT + "files..", ROOT + "attachment..", ROOT + "source..", ROOT + "verdict..", ROOT + "stix..",
                    ROOT + "intelx..", ROOT + "ivanti..", ROOT + "report..", ROOT + "store..", ROOT + "settings..", ROOT + "sandbox..",
                    ROOT + "journey..", ROOT + "check..", ROOT + "http..")
            .should().dependOnClassesThat().resideInAPackage("org.apache.camel..").allowEmptyShould(true);
        rule.check(PRODUCT);
    }

    /** A client of another make knows neither proxy nor trust, and reads answers without end. */
    @Test
    void everyCallGoesOutByTheOneFactory() {
        ArchRule others = noClasses().that().resideOutsideOfPackage(ROOT + "sandbox..").should().dependOnClassesThat()
            .resideInAnyPackage("java.net.http..").orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.HttpURLConnection")
            .orShould().callMethod(java.net.URL.class, "openStream").orShould().callMethod(java.net.URL.class, "openConnection");
        ArchRule builders = noClasses().that().resideOutsideOfPackage(ROOT + "http..").should()
            .callMethod("org.apache.hc.client5.http.impl.classic.HttpClients", "createDefault")
            .orShould().callMethod("org.apache.hc.client5.http.impl.classic.HttpClientBuilder", "create");
        others.check(PRODUCT);
        builders.check(PRODUCT);
    }

    @Test
    void dependenciesPointOneWay() {
        ArchRule rule = layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
            .layer("indicator").definedBy(ROOT + "indicator..")
            .layer("attachment").definedBy(ROOT + "attachment..")
            .layer("privacy").definedBy(ROOT + "privacy..")
            .layer("source").definedBy(ROOT + "source..")
            .layer("verdict").definedBy(ROOT + "verdict..")
            .layer("stix").definedBy(ROOT + "stix..")
            .layer("intelx").definedBy(ROOT + "intelx..")
            .layer("ivanti").definedBy(ROOT + "ivanti..")
            .whereLayer("indicator").mayNotAccessAnyLayer()
            .whereLayer("attachment").mayOnlyAccessLayers("indicator")
            .whereLayer("privacy").mayOnlyAccessLayers("indicator")
            .whereLayer("source").mayOnlyAccessLayers("indicator", "privacy")
            .whereLayer("verdict").mayOnlyAccessLayers("indicator", "source")
            .whereLayer("stix").mayOnlyAccessLayers("indicator", "source", "verdict")
            .whereLayer("intelx").mayOnlyAccessLayers("indicator", "source", "verdict", "stix")
            .whereLayer("ivanti").mayOnlyAccessLayers("indicator", "source");
        rule.check(PRODUCT);
    }

    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction noClassOf(String name) {
        return noClasses().that().resideInAPackage(ROOT + name + "..");
    }

    private static String[] others(String... own) {
        return java.util.stream.Stream.of("attachment", "privacy", "files", "source", "verdict", "stix", "intelx", "ivanti", "report", "store", "task", "web",
                        "sandbox", "settings")
                .filter(name -> !java.util.List.of(own).contains(name)).map(name -> ROOT + name + "..").toArray(String[]::new);
    }
}
