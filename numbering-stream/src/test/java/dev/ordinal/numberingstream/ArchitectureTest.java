package dev.ordinal.numberingstream;

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

  @ArchTest
  static final ArchRule theCoreKnowsOnlyJavaAndTheContracts =
      classes()
          .that()
          .resideInAnyPackage("..decider..", "..orders..", "..series..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "com.fasterxml.jackson.annotation..",
              "dev.ordinal.contracts..",
              "dev.ordinal.numberingstream.decider..",
              "dev.ordinal.numberingstream.orders..",
              "dev.ordinal.numberingstream.series..");

  @ArchTest
  static final ArchRule theCoreIsTheSameForEveryCapability =
      noClasses()
          .that()
          .resideInAPackage("..decider..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ordinal.numberingstream.orders..", "dev.ordinal.numberingstream.series..");

  @ArchTest
  static final ArchRule nothingInTheCoreReadsAClock =
      noClasses()
          .that()
          .resideInAnyPackage("..decider..", "..orders..", "..series..")
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
          .resideInAnyPackage("..decider..", "..orders..", "..series..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");
}
