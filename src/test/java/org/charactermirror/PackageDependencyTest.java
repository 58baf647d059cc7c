package org.charactermirror;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Packages depend on each other in one direction only, as listed here. */
@AnalyzeClasses(packages = "org.charactermirror", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDependencyTest {

    private static final String ROOT = "org.charactermirror.";

    /** Package to the packages that it may use directly; what those may use is allowed too. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("stats", Set.of()),
            Map.entry("chart", Set.of()),
            Map.entry("table", Set.of("problem")),
            Map.entry("document", Set.of("problem")),
            Map.entry("character", Set.of("document")),
            Map.entry("chat", Set.of("problem")),
            Map.entry("scenario", Set.of("character", "chat")),
            Map.entry("chat.glm", Set.of("chat")),
            Map.entry("chat.remote", Set.of("chat")),
            Map.entry("training", Set.of("chat.glm", "character", "scenario")),
            Map.entry("session", Set.of("scenario", "chat")),
            Map.entry("batch", Set.of("session")),
            Map.entry("batch.spark", Set.of("batch", "analysis")),
            Map.entry("metric", Set.of("session", "text")),
            Map.entry("annotation", Set.of("session", "table")),
            Map.entry("judge", Set.of("annotation", "text")),
            Map.entry("probe", Set.of("session", "stats", "text")),
            Map.entry("store", Set.of("batch", "judge")),
            Map.entry("analysis", Set.of("stats", "annotation", "metric")),
            Map.entry("dataset", Set.of("annotation")),
            Map.entry("report", Set.of("analysis", "chart")),
            Map.entry("web", Set.of("store", "analysis")));

    @ArchTest
    static final ArchRule a_package_uses_only_the_packages_it_may_use = classes()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should(new ArchCondition<JavaClass>("use only allowed packages") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    Set<String> allowed = reachable(feature(origin));
                    origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                        JavaClass target = dependency.getTargetClass();
                        if (target.getPackageName().startsWith(ROOT) && !allowed.contains(feature(target))) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule only_the_engine_and_the_training_see_djl = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "chat.glm..", ROOT + "training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule only_table_sees_commons_csv = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "table..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.csv..");

    @ArchTest
    static final ArchRule only_table_and_analysis_see_tablesaw = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "table..", ROOT + "analysis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tech.tablesaw..");

    @ArchTest
    static final ArchRule only_text_sees_hanlp = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "text..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hankcs..");

    @ArchTest
    static final ArchRule only_metric_sees_the_sentence_model_and_its_runtime = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "metric..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "dev.langchain4j..");

    private static String feature(JavaClass javaClass) {
        String name = javaClass.getPackageName().substring(ROOT.length());
        return name.startsWith("chat.") || name.equals("batch.spark") ? name : name.split("\\.")[0];
    }

    private static Set<String> reachable(String feature) {
        Set<String> direct = ALLOWED.get(feature);
        if (direct == null) {
            throw new AssertionError("package " + feature + " is not listed: say here what it may use");
        }
        Set<String> all = new HashSet<>(direct);
        direct.forEach(next -> all.addAll(reachable(next)));
        all.add(feature);
        return all;
    }
}
