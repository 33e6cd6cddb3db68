package dev.ordinal.systemtests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@code ordinal up} that they share: a parameter of type {@link Ordinal}. It
 * starts when it is first asked for and stops at the end of the run, so nobody may end it, and each
 * class uses days, series, names and keys of its own. A class that needs an empty system, other
 * settings or a kill starts one of its own with {@link Ordinal#up}.
 */
public final class SharedOrdinal implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Ordinal.class;
  }

  @Override
  public Ordinal resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Ordinal ordinal =
        context
            .getRoot()
            .getStore(Namespace.create(SharedOrdinal.class))
            .getOrComputeIfAbsent(Started.class)
            .ordinal;
    if (!ordinal.process().isAlive()) {
      throw new IllegalStateException("a test before this one ended the Ordinal that all share");
    }
    return ordinal;
  }

  /** Runs the classes that share last, since an idle Ordinal takes CPU from those that measure. */
  static final class Last implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
      context.getClassDescriptors().sort(Comparator.comparing(Last::shares));
    }

    private static boolean shares(ClassDescriptor test) {
      return test.findRepeatableAnnotations(ExtendWith.class).stream()
          .anyMatch(with -> List.of(with.value()).contains(SharedOrdinal.class));
    }
  }

  /** JUnit makes the first one, keeps it for all classes and closes it after the last. */
  static final class Started implements AutoCloseable {

    private final Path folder;
    private final Ordinal ordinal;

    Started() throws IOException {
      folder = Files.createTempDirectory("ordinal-shared");
      ordinal = Ordinal.up(folder.resolve("data"), environment());
    }

    /** The defaults, with a gateway, and shorter where a test would wait for long. */
    private static Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>(AcmePay.ENVIRONMENT);
      environment.put("ORDINAL_API_HEARTBEAT", "200ms");
      environment.put("ORDINAL_WEBHOOKS_RETRIES", "[50ms]");
      return environment;
    }

    @Override
    public void close() throws IOException {
      ordinal.close();
      Folders.delete(folder);
    }
  }
}
