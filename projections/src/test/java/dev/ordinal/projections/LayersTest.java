package dev.ordinal.projections;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ordinal.projections",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String ROOT = "dev.ordinal.projections";
  private static final String PROJECTOR = ROOT + ".projector..";
  private static final String AUDIT = ROOT + ".audit";

  @ArchTest
  static final ArchRule ofOrdinalOnlyTheContractsAreKnown =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.ordinal..")
                  .and(resideOutsideOfPackages(ROOT + "..", "dev.ordinal.contracts..")));

  @ArchTest
  static final ArchRule onlyTheProjectorAndTheAuditKnowKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(PROJECTOR, AUDIT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule capabilitiesKnowTheProjectorAndNotEachOther =
      slices()
          .matching(ROOT + ".(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(PROJECTOR));

  /** What checks numbers must not share a fault with what makes them. */
  @ArchTest
  static final ArchRule theChecksOfTheAuditKnowNothingButJava =
      classes()
          .that()
          .resideInAPackage(AUDIT + ".checks")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", AUDIT + ".checks");

  @ArchTest
  static final ArchRule theAuditReadsEventsByItself =
      noClasses()
          .that()
          .resideInAPackage(AUDIT + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ordinal.contracts.series..",
              "dev.ordinal.contracts.orders..",
              "dev.ordinal.contracts.teams..",
              "dev.ordinal.contracts.partners..",
              "dev.ordinal.contracts.documents..",
              "dev.ordinal.contracts.leads..");

  /** A thread of its own making would die in silence, and so does a scheduled task that throws. */
  @ArchTest
  static final ArchRule whatGoesOnInTheBackgroundIsWatched =
      noClasses()
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .orShould()
          .callMethodWhere(target(nameMatching("scheduleAtFixedRate|scheduleWithFixedDelay")));
}
