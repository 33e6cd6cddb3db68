package dev.ordinal.numberingstream;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
    packages = "dev.ordinal.numberingstream",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** All else is the core and the capabilities. */
  private static final String[] NOT_THE_CORE = {
    "dev.ordinal.numberingstream",
    "dev.ordinal.numberingstream.state..",
    "dev.ordinal.numberingstream.topology..",
    "dev.ordinal.numberingstream.transactions.."
  };

  @ArchTest
  static final ArchRule theCoreKnowsOnlyJavaAndTheContracts =
      classes()
          .that()
          .resideOutsideOfPackages(NOT_THE_CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "com.fasterxml.jackson.annotation..",
              "dev.ordinal.contracts..",
              "dev.ordinal.numberingstream.*..");

  @ArchTest
  static final ArchRule theCoreIsTheSameForEveryCapability =
      noClasses()
          .that()
          .resideInAPackage("..decider..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "org.jspecify.annotations..",
              "com.fasterxml.jackson.annotation..",
              "dev.ordinal.contracts..",
              "..decider..");

  @ArchTest
  static final ArchRule nothingInTheCoreReadsAClock =
      noClasses()
          .that()
          .resideOutsideOfPackages(NOT_THE_CORE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule onlyTheTopologyAndTheWiringKnowKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(NOT_THE_CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.ordinal.numberingstream.topology..");

  /** A thread of its own making would die in silence, and so does a scheduled task that throws. */
  @ArchTest
  static final ArchRule whatGoesOnInTheBackgroundIsWatched =
      noClasses()
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .orShould()
          .callMethodWhere(target(nameMatching("scheduleAtFixedRate|scheduleWithFixedDelay")));
}
