package dev.ordinal.orderapi.access;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;

/** The door would refuse everybody a method that names none; better to hear of it in the build. */
@AnalyzeClasses(
    packages = "dev.ordinal.orderapi",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EveryMethodNamesItsRightTest {

  @ArchTest
  static final ArchRule everyMethodThatARequestCanReachNamesItsRight =
      methods()
          .that(
              are(
                  DescribedPredicate.<JavaMethod>describe(
                      "reached by requests",
                      method ->
                          method.getAnnotations().stream()
                              .anyMatch(
                                  annotation ->
                                      annotation.getRawType().isAnnotatedWith(HttpMethod.class)))))
          .should()
          .beAnnotatedWith(Needs.class);
}
