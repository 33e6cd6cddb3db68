package dev.ordinal.benchmarks.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicBytesTest {

  @TempDir private Path folder;

  @Test
  void recordsOfAllPartitionsAreCountedAndIndexesAreNot() throws IOException {
    write("logs/ordinal.commands-0/00000000000000000000.log", 100);
    write("logs/ordinal.commands-0/00000000000000000900.log", 10);
    write("logs/ordinal.commands-12/00000000000000000000.log", 1);
    write("logs/ordinal.commands-12/00000000000000000000.index", 10_000);
    write("logs/my-own-topic-3/00000000000000000000.log", 7);

    assertThat(TopicBytes.in(folder))
        .containsEntry("ordinal.commands", 111L)
        .containsEntry("my-own-topic", 7L)
        .hasSize(2);
    assertThat(TopicBytes.in(folder.resolve("nothing"))).isEmpty();
  }

  private void write(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
  }
}
