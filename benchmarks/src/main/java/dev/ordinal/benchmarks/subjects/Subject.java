package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.load.HttpLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * A server under test: a process of its own, its database, and what its callers were told. Not
 * thread-safe.
 */
public final class Subject implements AutoCloseable {

  /** Orders of one request, where they come in bulk. */
  public static final int BULK = 50;

  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Below this share of a core a server has nothing left to do. */
  private static final double QUIET = 0.5;

  private final ServerProcess process;
  private final Address address;
  private final Database database;
  private final String storedNumbers;
  private final Path topics;
  private final ToldNumbers told = new ToldNumbers();
  private final long emptyBytes;
  private int pool;

  /** Ports on this machine. */
  record Address(int port, int adminPort) {

    static Address next() throws IOException {
      return new Address(Ports.next(), Ports.next());
    }

    InetSocketAddress socket() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
  }

  /**
   * Takes over a server that takes requests and was not asked anything yet.
   *
   * @param storedNumbers the query for all numbers that are stored
   * @param topics where its broker keeps them; need not exist
   */
  Subject(
      ServerProcess process, Address address, Database database, String storedNumbers, Path topics)
      throws SQLException {
    this.process = process;
    this.address = address;
    this.database = database;
    this.storedNumbers = storedNumbers;
    this.topics = topics;
    this.emptyBytes = database.bytes();
  }

  /** Callers that place orders; what they are told is kept. */
  public HttpLoad orders() {
    return new HttpLoad(address.socket(), new OrderWorkload(told));
  }

  /** Callers that place many orders in a request; what they are told is kept. */
  public HttpLoad bulks() {
    return new HttpLoad(address.socket(), new BulkWorkload(told));
  }

  /** Callers that want the same leads. */
  public LeadRace leads() {
    return new LeadRace(address.socket());
  }

  /** Changes how many connections to its database a peer has. */
  public void pool(int size) throws IOException, InterruptedException {
    if (size == pool) {
      return; // its sessions go on
    }
    URI uri =
        URI.create("http://127.0.0.1:%d/tasks/pool?size=%d".formatted(address.adminPort(), size));
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the pool cannot be changed: " + answer.body());
    }
    pool = size;
  }

  /** Processor time so far. */
  public Cpu cpu() {
    return new Cpu(process.cpu(), database.cpu());
  }

  /** Resident memory of the server in KiB, where the system tells. */
  public OptionalLong residentKib() {
    return process.residentKib();
  }

  /**
   * Waits until the server does nothing to speak of, a minute at most, so that what is left to do
   * of one measurement is in its own costs and not in the time of the next.
   *
   * @throws IOException if the server has ended
   */
  public void settle() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_SETTLING.toNanos();
    while (busyShare(LOOK) > QUIET && System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException("a server has ended in the middle of the run");
      }
    }
  }

  /** The share of a core that the server takes from now on for {@code length}. */
  public double busyShare(Duration length) throws InterruptedException {
    Duration cpu = process.cpu();
    long from = System.nanoTime();
    Thread.sleep(length.toMillis());
    return (double) process.cpu().minus(cpu).toNanos() / (System.nanoTime() - from);
  }

  /**
   * What the numbers are worth that callers were told so far. A read model that comes later is
   * waited for, a minute at most.
   */
  public Worth worth() throws SQLException, InterruptedException {
    long end = System.nanoTime() + LONGEST_SETTLING.toNanos();
    ToldNumbers stored = database.numbers(storedNumbers);
    while (stored.count() < told.count() && System.nanoTime() < end) {
      Thread.sleep(LOOK.toMillis());
      stored = database.numbers(storedNumbers);
    }
    return Worth.of(told, stored);
  }

  /** How many numbers callers were told so far. */
  public long told() {
    return told.count();
  }

  /** Bytes that have come to its database since the start. */
  public long databaseBytes() throws SQLException {
    return database.bytes() - emptyBytes;
  }

  /** Bytes that its broker keeps, by topic; empty for one without. */
  public SortedMap<String, Long> topicBytes() throws IOException {
    return TopicBytes.in(topics);
  }

  @Override
  public void close() {
    process.close();
  }
}
