package dev.ordinal.numberingstream.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {

  @TempDir private Path directory;
  private final AtomicInteger deleted = new AtomicInteger();

  @Test
  void aCopyOfAnotherChangelogIsDeletedOnce() {
    LocalState state = new LocalState(directory.resolve("state"));
    state.belongTo("one", deleted::incrementAndGet);
    assertThat(deleted).as("of a version that did not say").hasValue(1);
    state.belongTo("one", deleted::incrementAndGet);
    assertThat(deleted).hasValue(1);
    state.belongTo("another", deleted::incrementAndGet);
    state.belongTo("another", deleted::incrementAndGet);
    assertThat(deleted).hasValue(2);
  }
}
