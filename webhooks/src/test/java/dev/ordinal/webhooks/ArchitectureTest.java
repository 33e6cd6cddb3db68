package dev.ordinal.webhooks;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ordinal.webhooks",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ofOrdinalOnlyTheContractsAreKnown =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.ordinal..")
                  .and(
                      resideOutsideOfPackages(
                          "dev.ordinal.webhooks..", "dev.ordinal.contracts..")));

  @ArchTest
  static final ArchRule anAttemptKnowsNoKafka =
      noClasses()
          .that()
          .resideInAPackage("..delivery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "..subscriptions..");

  /** A thread of its own making would die in silence, and so does a scheduled task that throws. */
  @ArchTest
  static final ArchRule whatGoesOnInTheBackgroundIsWatched =
      noClasses()
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .orShould()
          .callMethodWhere(target(nameMatching("scheduleAtFixedRate|scheduleWithFixedDelay")));
}
