package dev.ordinal.benchmarks.load;

/** When requests are to be sent. Times are those of {@link System#nanoTime()}. */
interface Pace {

  /** Connections at once at most. */
  int connections();

  /** Whether a request is to be sent by {@code now}, if a connection is free. */
  boolean isDue(long now);

  /** Takes the request that is due: the time from which its latency counts. */
  long take(long now);

  /** How long after {@code now} the next is due; a long time if an answer has to come first. */
  long nanosToNext(long now);

  /** Whether an answer that comes after the end of the run still counts. */
  boolean countsLate();

  /** Each of {@code callers} asks again as soon as it is answered, until {@code end}. */
  static Pace closed(int callers, long end) {
    return new Pace() {
      @Override
      public int connections() {
        return callers;
      }

      @Override
      public boolean isDue(long now) {
        return now < end;
      }

      @Override
      public long take(long now) {
        return now;
      }

      @Override
      public long nanosToNext(long now) {
        return Long.MAX_VALUE;
      }

      @Override
      public boolean countsLate() {
        return false;
      }
    };
  }

  /**
   * A request each {@code 1/rate} seconds, whether or not those before are answered. Latency counts
   * from when a request was to be sent, so a server that stalls is charged with all who came
   * meanwhile, and not with one (coordinated omission).
   */
  static Pace open(double rate, int connections, long start, long end) {
    return new Pace() {
      private long taken;

      private long intended() {
        return start + (long) (taken * 1e9 / rate);
      }

      @Override
      public int connections() {
        return connections;
      }

      @Override
      public boolean isDue(long now) {
        long intended = intended();
        return intended <= now && intended < end;
      }

      @Override
      public long take(long now) {
        long intended = intended();
        taken++;
        return intended;
      }

      @Override
      public long nanosToNext(long now) {
        long intended = intended();
        return intended < end ? Math.max(0, intended - now) : Long.MAX_VALUE;
      }

      @Override
      public boolean countsLate() {
        return true;
      }
    };
  }
}
