package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.numberingstream.decider.UnitOfWork.HalfDoneException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnitOfWorkTest {

  private record Value(long number) {}

  private static final Table.Spec<Value> VALUES = new Table.Spec<>("values", Value.class);

  private final InMemoryTables tables = new InMemoryTables();
  private final UnitOfWork unit = new UnitOfWork(tables);
  private final Table<Value> inside = unit.open(VALUES);
  private final Table<Value> outside = tables.open(VALUES);

  @Test
  void whatIsWrittenIsSeenInsideAtOnceAndOutsideAtTheEnd() {
    unit.run(
        () -> {
          inside.put("a", new Value(1));
          assertThat(unit.open(VALUES).get("a")).isEqualTo(new Value(1));
          assertThat(outside.get("a")).isNull();
          return true;
        });
    assertThat(outside.get("a")).isEqualTo(new Value(1));
  }

  @Test
  void workThatFailsChangesNothingAndLeavesNothingBehind() {
    outside.put("b", new Value(2));
    for (Throwable failure : List.of(new IllegalStateException(), new StackOverflowError())) {
      Supplier<Boolean> work =
          () -> {
            inside.put("a", new Value(1));
            inside.remove("b");
            if (failure instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) failure;
          };
      assertThatThrownBy(() -> unit.run(work)).isSameAs(failure);
    }
    assertThat(inside.get("a")).isNull();
    unit.run(() -> true);
    assertThat(outside.get("a")).isNull();
    assertThat(outside.get("b")).isEqualTo(new Value(2));
  }

  @Test
  void aValueThatCannotBeMadeReadyChangesNothing() {
    UnitOfWork strict = new UnitOfWork(new Failing(true));
    assertThatThrownBy(() -> strict.run(() -> putTwo(strict)))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThat(outside.get("a")).isNull();
    assertThat(outside.get("z")).isNull();
  }

  @Test
  void aTableThatFailsHalfWaySaysSo() {
    UnitOfWork broken = new UnitOfWork(new Failing(false));
    assertThatThrownBy(() -> broken.run(() -> putTwo(broken)))
        .isInstanceOf(HalfDoneException.class)
        .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
  }

  /** Against a plain map, with units that are done and units that fail. */
  @Test
  void inAnyOrderOfReadsAndWritesItIsLikeOneTable() {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    SortedMap<String, Value> model = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      SortedMap<String, Value> draft = new TreeMap<>(model);
      boolean fails = random.nextInt(4) == 0;
      try {
        unit.run(
            () -> {
              for (int step = random.nextInt(8); step > 0; step--) {
                step(random, draft, seed);
              }
              if (fails) {
                throw new IllegalStateException("on purpose");
              }
              return true;
            });
        model = draft;
      } catch (IllegalStateException e) {
        assertThat(fails).as("seed %d", seed).isTrue();
      }
      assertThat(outside.first(100, "~")).as("seed %d", seed).isEqualTo(model);
    }
  }

  private void step(Random random, SortedMap<String, Value> draft, long seed) {
    String key = "k" + random.nextInt(20);
    switch (random.nextInt(4)) {
      case 0 -> {
        inside.remove(key);
        draft.remove(key);
      }
      case 1 -> {
        int limit = random.nextInt(6);
        List<Value> expected = draft.headMap(key + '\0').values().stream().limit(limit).toList();
        assertThat(inside.first(limit, key).values())
            .as("seed %d", seed)
            .containsExactlyElementsOf(expected);
      }
      default -> {
        Value value = new Value(random.nextLong());
        inside.put(key, value);
        draft.put(key, value);
      }
    }
    assertThat(inside.get(key)).as("seed %d", seed).isEqualTo(draft.get(key));
  }

  private static boolean putTwo(Table.Source source) {
    source.open(VALUES).put("a", new Value(1));
    source.open(VALUES).put("z", new Value(26));
    return true;
  }

  /** Refuses the key z, before or while it is written. */
  private final class Failing implements Table.Source {
    private final boolean early;

    Failing(boolean early) {
      this.early = early;
    }

    @Override
    public <V> Table<V> open(Table.Spec<V> spec) {
      Table<V> table = tables.open(spec);
      return new Table<>() {
        @Override
        public @Nullable V get(String key) {
          return table.get(key);
        }

        @Override
        public void put(String key, V value) {
          refuse(key);
          table.put(key, value);
        }

        @Override
        public void remove(String key) {
          table.remove(key);
        }

        @Override
        public SortedMap<String, V> first(int limit, String upTo) {
          return table.first(limit, upTo);
        }

        @Override
        public Runnable prepare(String key, @Nullable V value) {
          if (early) {
            refuse(key);
          }
          return () -> put(key, Objects.requireNonNull(value));
        }

        private void refuse(String key) {
          if (key.equals("z")) {
            throw new IllegalArgumentException("z");
          }
        }
      };
    }
  }
}
