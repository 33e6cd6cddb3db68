package dev.ordinal.systemtests.harness;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every method that a request can reach, found in the classes themselves. */
public final class ApiMethods {

  private ApiMethods() {}

  /** As {@code POST /orders/{number}/cancel}. */
  public static Set<String> all() {
    // All that is asked is in the classes themselves; what they use need not be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    Set<String> all = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ordinal.orderapi")) {
      if (type.isAnnotatedWith(Path.class)) {
        for (Method method : type.reflect().getDeclaredMethods()) {
          verbs(method).forEach(verb -> all.add(verb + " " + path(type.reflect(), method)));
        }
      }
    }
    return all;
  }

  private static Stream<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value);
  }

  private static String path(Class<?> type, Method method) {
    Path below = method.getAnnotation(Path.class);
    return type.getAnnotation(Path.class).value() + (below == null ? "" : below.value());
  }
}
