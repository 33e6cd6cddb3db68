package dev.ordinal.local.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How long a request is repeated: with growing pauses, up to a limit of time, and no longer than
 * the run goes on. One object for what belongs together; not thread-safe.
 */
public final class Patience {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(10);

  private final long deadline;
  private final CountDownLatch stop;
  private Duration nextPause = FIRST_PAUSE;

  /** A request and its answer. */
  public interface Exchange {
    /** Sends the request, again at each call. */
    Answer send() throws IOException, InterruptedException;
  }

  /** No final answer came in time. */
  public static final class RanOut extends Exception {

    private final String lastSeen;

    private RanOut(String lastSeen) {
      super(lastSeen);
      this.lastSeen = lastSeen;
    }

    /** What came instead at the last try. */
    public String lastSeen() {
      return lastSeen;
    }
  }

  /**
   * Begins now.
   *
   * @param limit from now on; an exchange that is under way at its end is finished
   * @param stop at 0 when nothing is to be repeated any more
   */
  public Patience(Duration limit, CountDownLatch stop) {
    this.deadline = System.nanoTime() + limit.toNanos();
    this.stop = stop;
  }

  /**
   * Repeats {@code exchange} until an answer is final. Between two there is a pause: what the
   * service asks for, at most 10 s, or else longer from time to time.
   *
   * @return the final answer
   * @throws RanOut if the time was over or the run stopped before
   */
  public Answer until(Predicate<Answer> isFinal, Exchange exchange)
      throws InterruptedException, RanOut {
    String lastSeen;
    Duration pause;
    do {
      pause = nextPause;
      try {
        Answer answer = exchange.send();
        if (isFinal.test(answer)) {
          return answer;
        }
        lastSeen = answer.problem();
        pause = answer.retryAfter().map(Patience::bounded).orElse(pause);
      } catch (IOException e) {
        lastSeen = describe(e);
      }
      nextPause = min(nextPause.multipliedBy(2), LONGEST_PAUSE);
    } while (pause(pause));
    throw new RanOut(lastSeen);
  }

  /** Returns whether to go on after it. */
  private boolean pause(Duration pause) throws InterruptedException {
    // Up to a quarter more, so that callers that were turned away together do not return together.
    long jitter = ThreadLocalRandom.current().nextLong(1 + pause.toNanos() / 4);
    long left = deadline - System.nanoTime();
    boolean stopped = stop.await(Math.min(pause.toNanos() + jitter, left), TimeUnit.NANOSECONDS);
    return !stopped && deadline - System.nanoTime() > 0;
  }

  private static Duration bounded(Duration asked) {
    return asked.isZero() ? FIRST_PAUSE : min(asked, LONGEST_ASKED);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String describe(IOException e) {
    if (e instanceof ConnectException) {
      return "no connection";
    }
    return e instanceof HttpTimeoutException ? "no answer in time" : "connection lost: " + e;
  }
}
