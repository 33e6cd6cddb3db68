package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.NumberingStreamApplication;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.simulation.Log.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plants a bug around the core, so that the product has no switch for it.
 *
 * @param bug null for none
 */
record Planted(@Nullable Bug bug) {

  private static final int OUTCOMES_KEPT = 20;

  boolean is(Bug one) {
    return bug == one;
  }

  /** What is restored of the changelogs. */
  View restored() {
    return is(Bug.ABORTED_CHANGES_RESTORED) ? View.ALL : View.COMMITTED;
  }

  /** Whether a table is restored. */
  boolean isRestored(String table) {
    return !(is(Bug.COUNTERS_NOT_RESTORED) && table.equals("sequences"))
        && !(is(Bug.ONE_CHANGELOG_LOST) && table.equals("deadlines"));
  }

  /** What a writer's reads and writes go through; {@code hook} itself if nothing is planted. */
  Intercepted.Hook tables(Intercepted.Hook hook) {
    Map<String, Integer> order = new HashMap<>();
    return switch (bug == null ? Bug.REPLY_BEFORE_COMMIT : bug) {
      case NO_DUPLICATE_CHECK -> forgetful(hook, "outcomes", key -> true);
      case OUTCOMES_FORGOTTEN_EARLY ->
          forgetful(
              (table, key, value) -> {
                if (table.equals("outcomes")) {
                  order.put(key, order.size());
                }
                return hook.writes(table, key, value);
              },
              "outcomes",
              key -> order.getOrDefault(key, 0) < order.size() - OUTCOMES_KEPT);
      case NAME_NOT_TAKEN ->
          (table, key, value) -> hook.writes(table, key, value) && !table.equals("unique-names");
      default -> hook;
    };
  }

  private interface Forgotten {
    boolean is(String key);
  }

  private static Intercepted.Hook forgetful(
      Intercepted.Hook hook, String forgetting, Forgotten forgotten) {
    return new Intercepted.Hook() {
      @Override
      public @Nullable Object read(String table, String key, @Nullable Object value) {
        return table.equals(forgetting) && forgotten.is(key) ? null : hook.read(table, key, value);
      }

      @Override
      public boolean writes(String table, String key, @Nullable Object value) {
        return hook.writes(table, key, value);
      }
    };
  }

  /** What a writer with this clock can do. */
  List<? extends Capability<?, ?>> capabilities(InstantSource clock) {
    return is(Bug.PERIOD_BY_WRITERS_CLOCK)
        ? NumberingStreamApplication.CAPABILITIES.stream().map(c -> byClock(c, clock)).toList()
        : NumberingStreamApplication.CAPABILITIES;
  }

  private static Capability<?, ?> byClock(Capability<?, ?> capability, InstantSource clock) {
    return over(
        Capability.class,
        (handlers, arguments) -> {
          Object handler = handlers.invoke(capability, arguments);
          return handler instanceof Capability.Handler<?, ?> opened
              ? byClock(opened, clock)
              : handler;
        });
  }

  private static Capability.Handler<?, ?> byClock(
      Capability.Handler<?, ?> handler, InstantSource clock) {
    return over(
        Capability.Handler.class,
        (method, arguments) -> {
          Object[] changed = arguments == null ? null : arguments.clone();
          if (method.getName().equals("decide") && changed != null) {
            changed[1] = byClock((DecisionContext) changed[1], clock);
          }
          return method.invoke(handler, changed);
        });
  }

  private static DecisionContext byClock(DecisionContext context, InstantSource clock) {
    return new DecisionContext(
        context.commandId(),
        context.acceptedAt(),
        context.actor(),
        (series, kind, time) -> context.next(series, kind, clock.instant()));
  }

  private interface Call {
    @Nullable Object of(Method method, Object @Nullable [] arguments)
        throws ReflectiveOperationException;
  }

  private static <T> T over(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.of(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
