package dev.ordinal.systemtests.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A network between clients and one server that can be slow, broken, or lose one direction. */
public final class Proxy implements AutoCloseable {

  /** What the network does with bytes. */
  public enum Network {
    /** It passes them on. */
    SOUND,
    /** It passes each piece on after 100 ms. */
    SLOW,
    /** It closes connections and lets nobody in. */
    CUT,
    /** It takes whatever comes and passes nothing on; connections stay open. */
    SILENT,
    /** Requests arrive, answers do not. */
    WITHOUT_ANSWERS
  }

  private static final long SLOW_NANOS = 100_000_000;

  private final ServerSocket listener;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Network network = Network.SOUND;

  /** Listens on a free port and passes on to another one. */
  public static Proxy onFreePorts() {
    return new Proxy(Ports.next(), Ports.next());
  }

  /** Listens on {@code port} and passes on to {@code target}, both of the loopback. */
  public Proxy(int port, int target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Where it listens. */
  int port() {
    return listener.getLocalPort();
  }

  /** Where it passes on to. */
  int target() {
    return target;
  }

  /** From now on; what was lost stays lost. */
  public void become(Network now) {
    network = now;
    if (now == Network.CUT) {
      closeAll();
    }
  }

  /** Closes all connections, as a network does that comes back after it lost bytes. */
  public void closeAll() {
    open.forEach(Proxy::closeQuietly);
    open.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (network == Network.CUT) {
          client.close();
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // The server is not there, or this is closed: the next one tells.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    open.add(client);
    open.add(server);
    AtomicBoolean isLossy = new AtomicBoolean();
    threads.execute(() -> pump(client, server, false, isLossy));
    threads.execute(() -> pump(server, client, true, isLossy));
  }

  /**
   * Passes bytes on.
   *
   * @param isLossy whether the connection has lost bytes; no more of that direction may come then,
   *     as TCP never leaves something out
   */
  private void pump(Socket from, Socket to, boolean answers, AtomicBoolean isLossy) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        Network now = network;
        if (now == Network.SLOW) {
          LockSupport.parkNanos(SLOW_NANOS);
        }
        if (now == Network.SILENT || (answers && now == Network.WITHOUT_ANSWERS)) {
          isLossy.set(true);
        }
        // Requests still arrive where answers alone are lost.
        if (!isLossy.get() || (!answers && now == Network.WITHOUT_ANSWERS)) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // One side is gone, so the other is closed as well.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed in any case.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeAll();
    threads.shutdownNow();
  }
}
