package dev.ordinal.orderapi.openapi;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.List;

/** Every resource there is, found in the classes themselves. */
final class Resources {

  private Resources() {}

  static List<Class<?>> all() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ordinal.orderapi")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }
}
