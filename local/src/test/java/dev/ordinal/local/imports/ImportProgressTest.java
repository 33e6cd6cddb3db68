package dev.ordinal.local.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ImportProgressTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ImportProgress progress =
      new ImportProgress(5, new PrintStream(printed, true, UTF_8));

  @Test
  void theBytesThatAreSentAndThenTheDecisionAreShown() throws Exception {
    InputStream file = progress.watch(file());
    file.readNBytes(4);
    assertThat(printed()).isEmpty();
    file.read();
    assertThat(printed()).startsWith("sending 100% 5/5 bytes, ").doesNotContain("deciding");

    progress.close();

    assertThat(printed().lines()).hasSize(2).last().isEqualTo("deciding took 00:00");
  }

  @Test
  void aFileThatIsSentAgainDoesNotBeginAgain() throws Exception {
    progress.watch(file()).readAllBytes();
    progress.watch(file()).readAllBytes();
    progress.close();

    assertThat(printed()).containsOnlyOnce("sending").containsOnlyOnce("deciding");
  }

  @Test
  void whatIsCutOffSaysHowFarItCame() throws IOException {
    progress.watch(file()).readNBytes(3);
    progress.close();
    progress.watch(file()).readAllBytes();

    assertThat(printed()).startsWith("sending  60% 3/5 bytes, ").doesNotContain("deciding");
  }

  private static InputStream file() {
    return new ByteArrayInputStream(new byte[5]);
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
