package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.numberingstream.simulation.Weather.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All who ask, and the API that takes what they ask: they ask again, at once or much later, under
 * the same key or by mistake under another's.
 */
final class Callers {

  static final Duration LONGEST_LEAP = Duration.ofDays(1);

  /** A command is durable this long after it was accepted, at the latest. */
  private static final int SLOWEST_MS = 4_000;

  private static final int SKEW_MS = 300;

  private record Request(String key, String fingerprint, Command command) {}

  private final Simulation world;
  private final RandomCommands commands;
  private final List<Request> asked = new ArrayList<>();
  private final Map<String, String> keys = new HashMap<>();
  private int requests;
  private long leap;
  private long leapUntil;

  Callers(Simulation world, RandomCommands commands) {
    this.world = world;
    this.commands = commands;
  }

  /** Asks for something. */
  void ask() {
    if (world.weather().strikes(Fault.CALLERS_LEAP)) {
      leap = world.random(2 * (int) LONGEST_LEAP.toMillis()) - LONGEST_LEAP.toMillis();
      leapUntil = world.now() + world.random(600_000);
      world.note("the callers' clock leaps by", leap, "ms");
    }
    Request request = choose();
    CommandEnvelope envelope =
        new CommandEnvelope(
            new UUID(world.randomLong(), world.randomLong()),
            request.key(),
            request.fingerprint(),
            clock(),
            "staff",
            request.command());
    int failsAt = world.weather().strikes(Fault.FAILED_DECISION) ? world.random(5) : -1;
    Sent sent = new Sent(envelope, world.now() >= leapUntil, failsAt);
    if (!world.weather().strikes(Fault.LOST)) {
      send(sent);
    }
    if (envelope.isRepeatable() && world.weather().strikes(Fault.TWICE)) {
      send(sent);
    }
  }

  private void send(Sent sent) {
    int delay = world.random(2) == 0 ? world.random(10) : world.random(SLOWEST_MS);
    world.after(delay, () -> world.brokers().arrived(sent));
  }

  private Request choose() {
    int what = world.random(100);
    if (what < 20 && !asked.isEmpty()) {
      // Mostly what was asked just now.
      int back = world.random(what < 12 ? Math.min(8, asked.size()) : asked.size());
      return asked.get(asked.size() - 1 - back);
    }
    Command command = commands.next(clock());
    String fingerprint = "request " + ++requests;
    String before = keys.get(command.owner());
    if (what < 23) {
      return new Request(CommandEnvelope.UNREPEATABLE + requests, fingerprint, command);
    }
    String key = what < 25 && before != null ? before : "key " + requests;
    Request request = new Request(key, fingerprint, command);
    asked.add(request);
    keys.put(command.owner(), key);
    return request;
  }

  private Instant clock() {
    long skew = (long) world.random(2 * SKEW_MS) - SKEW_MS;
    return Instant.ofEpochMilli(world.now() + skew + (world.now() < leapUntil ? leap : 0));
  }

  /** From now on their clock is right. */
  void heal() {
    leapUntil = 0;
  }
}
