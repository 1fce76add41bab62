package io.github.iocenrichment.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.iocenrichment.enrich.LookUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The table of packages in docs/architecture.md is the rule: each depends on those that its row names, and on no other. */
class PackageDependenciesTest {
    private static final String ROOT = "io.github.iocenrichment.";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|[^|]*\\| ([^|]*) \\|$");
    private static final String NONE = "no other package";
    /** Puts everything together, and so depends on everything. */
    private static final String TOP = "program";
    /** Besides these no package may depend on Camel. */
    private static final Set<String> CAMEL = Set.of(TOP, "task", "server");
    private static final JavaClasses PRODUCT = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.iocenrichment");

    @Test
    void eachPackageDependsOnWhatTheTableNames() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : PRODUCT) {
            Set<String> of = found.computeIfAbsent(name(type), any -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream().map(each -> each.getTargetClass().getBaseComponentType())
                    .filter(target -> (target.getPackageName() + ".").startsWith(ROOT)).map(PackageDependenciesTest::name).forEach(of::add);
            of.remove(name(type));
        }
        found.remove(TOP);
        assertThat(found).isEqualTo(table());
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs", "architecture.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).equals(NONE) ? new TreeSet<>() : Arrays.stream(row.group(2).split(", "))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return rows;
    }

    private static String name(JavaClass type) {
        String rest = (type.getPackageName() + ".").substring(ROOT.length());
        return rest.isEmpty() ? TOP : rest.substring(0, rest.indexOf('.'));
    }

    @Test
    void noPackageDependsOnItselfByWayOfOthers() {
        slices().matching("io.github.iocenrichment.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void beansArePlainJava() {
        String[] plain = PRODUCT.stream().map(PackageDependenciesTest::name).distinct().filter(name -> !CAMEL.contains(name)).map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        noClasses().that().resideInAnyPackage(plain).should().dependOnClassesThat().resideInAPackage("org.apache.camel..").check(PRODUCT);
    }

    /** Where null is a value, a signature says so; nowhere else is it one. */
    @Test
    void everyPackageSaysWhereNullIsAValue() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackage).distinct().filter(each -> !each.isAnnotatedWith(NullMarked.class))).isEmpty();
    }

    @Test
    void exceptionsEndInException() {
        classes().that().areAssignableTo(Exception.class).should().haveSimpleNameEndingWith("Exception").check(PRODUCT);
    }

    /** Where raw answers are kept, each of them is. */
    @Test
    void everyReplyToALookUpIsReceived() {
        methods().that().haveRawParameterTypes(DescribedPredicate.describe("a look-up and a reply", types -> types.stream().map(JavaClass::getSimpleName)
                .toList().containsAll(List.of("LookUp", "HttpReply"))))
                .and().arePublic().and().areNotDeclaredIn(LookUp.class).should(new ArchCondition<>("receive the reply") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean received = method.getMethodCallsFromSelf().stream().anyMatch(call -> call.getName().equals("received") || call.getName()
                                .equals(method.getName()));
                        events.add(new SimpleConditionEvent(method, received, method.getFullName()));
                    }
                }).check(PRODUCT);
    }

    /** A client of another make knows neither proxy nor trust, and reads answers without end. */
    @Test
    void everyCallGoesOutByTheOneFactory() {
        noClasses().that().resideOutsideOfPackage(ROOT + "sandbox..").should().dependOnClassesThat()
                .resideInAnyPackage("java.net.http..").orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.HttpURLConnection")
                .orShould().callMethod(java.net.URL.class, "openStream").orShould().callMethod(java.net.URL.class, "openConnection").check(PRODUCT);
        noClasses().that().resideOutsideOfPackage(ROOT + "network..").should()
                .callMethod("org.apache.hc.client5.http.impl.classic.HttpClients", "createDefault")
                .orShould().callMethod("org.apache.hc.client5.http.impl.classic.HttpClientBuilder", "create").check(PRODUCT);
    }
}
