package dev.espalier.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The arrows of ARCHITECTURE.md: who may know whom. */
@AnalyzeClasses(packages = "dev.espalier", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
    private static final String CORE = "dev.espalier.core..";
    private static final String CORES = "dev.espalier.cores..";
    private static final String BRIDGE = "dev.espalier.bridge..";
    private static final String STORE = "dev.espalier.store..";
    private static final String BENCH = "dev.espalier.bench..";
    private static final String SIMULATION = "dev.espalier.simulation..";
    private static final String SYNTH = "dev.espalier.synth..";
    private static final String CLI = "dev.espalier.cli..";

    @ArchTest
    static final ArchRule CORE_API_DEPENDS_ON_NOTHING = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(CORE, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule A_GENERATED_CORE_DEPENDS_ON_CORE_API_ALONE = noClasses()
            .that()
            .resideInAPackage(CORES)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(CORE, CORES, "java.lang..", "java.util..");

    @ArchTest
    static final ArchRule THE_STORE_NEVER_SEES_BRIDGE_OR_ENGINE = noClasses()
            .that()
            .resideInAPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BRIDGE, SYNTH, BENCH, CORES, SIMULATION, CLI);

    @ArchTest
    static final ArchRule THE_BENCH_TALKS_TO_A_STORE_AS_CLIENTS_DO = noClasses()
            .that()
            .resideInAPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, CORES, BRIDGE, STORE, SYNTH, SIMULATION, CLI);

    @ArchTest
    static final ArchRule THE_SIMULATION_KNOWS_STORE_AND_BENCH = noClasses()
            .that()
            .resideInAPackage(SIMULATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORES, BRIDGE, SYNTH, CLI);

    @ArchTest
    static final ArchRule THE_BRIDGE_KNOWS_CORE_API_ALONE = noClasses()
            .that()
            .resideInAPackage(BRIDGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORES, STORE, BENCH, SYNTH, SIMULATION, CLI);

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_STORE = noClasses()
            .that()
            .resideInAPackage(SYNTH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORES, STORE, SIMULATION, CLI);

    @ArchTest
    static final ArchRule NO_CYCLES_AMONG_PACKAGES_OF_THE_STORE = SlicesRuleDefinition.slices()
            .matching("dev.espalier.store.(*)..")
            .should()
            .beFreeOfCycles();
}
