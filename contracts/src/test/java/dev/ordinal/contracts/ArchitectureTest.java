package dev.ordinal.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ordinal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theContractsDependOnNoService =
      classes()
          .that()
          .resideInAPackage("dev.ordinal..")
          .should()
          .resideInAPackage("dev.ordinal.contracts..");

  @ArchTest
  static final ArchRule messagesKnowNoKafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("..topics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");
}
