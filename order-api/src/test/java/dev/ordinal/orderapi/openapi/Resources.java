package dev.ordinal.orderapi.openapi;

import dev.ordinal.orderapi.OrderApiApplication;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** Every resource there is, registered or not, found among the classes themselves. */
final class Resources {

  private Resources() {}

  static List<Class<?>> all() {
    try {
      java.nio.file.Path classes =
          java.nio.file.Path.of(
              OrderApiApplication.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
        return files
            .map(file -> classes.relativize(file).toString())
            .filter(file -> file.endsWith("Resource.class"))
            .<Class<?>>map(Resources::load)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String file) {
    String name = file.replaceFirst("\\.class$", "").replace(java.io.File.separatorChar, '.');
    try {
      return Class.forName(name, false, Resources.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
