package dev.ordinal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.local.client.StubService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportProcessTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aSignalEndsAnImportThatIsUnderWayAndSaysWhatThatMeans() throws Exception {
    Path file = Files.writeString(folder.resolve("partners.csv"), "number\nHM-P-0001\n");
    CountDownLatch sent = new CountDownLatch(1);
    try (StubPartners service = new StubPartners()) {
      service.onPost(exchange -> sent.countDown()); // and never an answer
      Process process = start("import", "partners", file.toString(), "--url", "" + service.url());
      try {
        assertThat(sent.await(1, TimeUnit.MINUTES)).isTrue();
        process.toHandle().destroy();
        String err = process.errorReader(UTF_8).lines().toList().toString();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(err)
            .contains("sending 100% 17/17 bytes", "deciding took ")
            .contains("ordinal: stopped; an import is all or nothing", "run the same command again")
            .doesNotContain("s3cret");
        assertThat(service.authorizations()).containsExactly("Bearer s3cret", "Bearer s3cret");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static Process start(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(OrdinalProcess.command(List.of(arguments)));
    builder.environment().put("ORDINAL_KEY", "s3cret");
    return builder.start();
  }

  private static final class StubPartners extends StubService {

    private StubPartners() throws IOException {}

    @Override
    protected Reaction otherwise(Request request) {
      return answer(200, "{\"code\":\"HM-P\",\"kind\":\"partner\"}");
    }
  }
}
