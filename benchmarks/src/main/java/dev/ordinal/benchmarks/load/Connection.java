package dev.ordinal.benchmarks.load;

import dev.ordinal.benchmarks.load.ResponseReader.Response;
import dev.ordinal.benchmarks.load.Workload.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection that is kept, and the request on it. Not thread-safe. */
final class Connection {

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ResponseReader reader = new ResponseReader();
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private @Nullable Request request;
  private long from;

  /** Begins to connect, without waiting. */
  Connection(Selector selector, InetSocketAddress server) throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected = channel.connect(server);
    key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
    key.attach(this);
  }

  /**
   * Sends a request as soon as the connection stands.
   *
   * @param from the time from which its latency counts
   */
  void send(Request next, long from) throws IOException {
    this.request = next;
    this.from = from;
    unsent = ByteBuffer.wrap(next.bytes());
    if (channel.isConnected()) {
      write();
    }
  }

  /** The request that waits for its answer. */
  Request request() {
    return Objects.requireNonNull(request, "no request");
  }

  /** The time from which the latency of the request counts. */
  long from() {
    return from;
  }

  /**
   * Goes on with what the selector found.
   *
   * @param buffer for reading; its content is lost
   * @return the answer to the request if it is complete
   * @throws IOException if the connection is lost
   */
  @Nullable Response ready(ByteBuffer buffer) throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      write();
      return null;
    }
    if (key.isWritable()) {
      write();
    }
    if (!key.isReadable()) {
      return null;
    }
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IOException("closed by the server");
    }
    return reader.feed(buffer.flip());
  }

  private void write() throws IOException {
    channel.write(unsent);
    key.interestOps(
        unsent.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
