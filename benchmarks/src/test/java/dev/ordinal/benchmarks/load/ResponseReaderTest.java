package dev.ordinal.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.benchmarks.load.ResponseReader.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

  private static final String WITH_LENGTH =
      "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
  private static final String IN_CHUNKS =
      "HTTP/1.1 503 Sorry\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\nA\r\nlo, world!\r\n0\r\n\r\n";

  private final ResponseReader reader = new ResponseReader();

  @Test
  void aResponseIsReadWhateverPiecesItComesIn() throws IOException {
    for (String text : new String[] {WITH_LENGTH, IN_CHUNKS}) {
      for (int size = 1; size <= text.length(); size++) {
        Response response = inPieces(text, size);
        boolean chunked = text.equals(IN_CHUNKS);
        assertThat(response.status()).isEqualTo(chunked ? 503 : 201);
        assertThat(response.body()).isEqualTo(chunked ? "hello, world!" : "hello");
      }
    }
  }

  @Test
  void whatIsNoResponseIsRefused() {
    assertThatThrownBy(() -> feed("SSH-2.0-OpenSSH\r\n\r\n")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> feed("HTTP/1.1 200 OK\r\n\r\n")).isInstanceOf(IOException.class);
  }

  private Response inPieces(String text, int size) throws IOException {
    for (int from = 0; from < text.length(); from += size) {
      int to = Math.min(text.length(), from + size);
      Response response = feed(text.substring(from, to));
      assertThat(response == null).isEqualTo(to < text.length());
      if (response != null) {
        return response;
      }
    }
    throw new AssertionError("not complete");
  }

  private @Nullable Response feed(String text) throws IOException {
    return reader.feed(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }
}
