package dev.ordinal.orderapi;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ordinal.orderapi",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnNoOtherModuleThanContracts =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to another module of ours",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("dev.ordinal.")
                          && !type.getPackageName().startsWith("dev.ordinal.orderapi")
                          && !type.getPackageName().startsWith("dev.ordinal.contracts")));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.ordinal.orderapi.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheKafkaPackageKnowsClients =
      noClasses()
          .that()
          .resideOutsideOfPackage("..orderapi.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka.clients..");

  @ArchTest static final ArchRule ordersAreNotKnownToOthers = onlyForItself("..orderapi.orders..");

  @ArchTest static final ArchRule teamsAreNotKnownToOthers = onlyForItself("..orderapi.teams..");

  @ArchTest
  static final ArchRule partnersAreNotKnownToOthers = onlyForItself("..orderapi.partners..");

  @ArchTest
  static final ArchRule documentsAreNotKnownToOthers = onlyForItself("..orderapi.documents..");

  @ArchTest
  static final ArchRule numbersAreNotKnownToOthers = onlyForItself("..orderapi.numbers..");

  private static ArchRule onlyForItself(String capability) {
    return classes()
        .that()
        .resideInAPackage(capability)
        .should()
        .onlyBeAccessed()
        .byAnyPackage("dev.ordinal.orderapi", capability);
  }

  /** A thread of its own making would die in silence, and so does a scheduled task that throws. */
  @ArchTest
  static final ArchRule whatGoesOnInTheBackgroundIsWatched =
      noClasses()
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .orShould()
          .callMethodWhere(target(nameMatching("scheduleAtFixedRate|scheduleWithFixedDelay")));
}
