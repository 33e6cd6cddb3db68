package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.load.Workload;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders of {@link OrderWorkload}, fifty in a request. */
final class BulkWorkload implements Workload {

  private static final String ACCEPTED = "{\"status\":201";

  private final String run = UUID.randomUUID().toString();
  private final ToldNumbers told;
  private long sent;

  BulkWorkload(ToldNumbers told) {
    this.told = told;
  }

  @Override
  public int orders() {
    return Subject.BULK;
  }

  @Override
  public Request next() {
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < Subject.BULK; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"idempotencyKey\":\"")
          .append(run)
          .append('-')
          .append(sent)
          .append('-')
          .append(i)
          .append("\",\"order\":")
          .append(OrderWorkload.BODY)
          .append('}');
    }
    return new Request(sent, Posts.post("/orders/bulk", run + sent++, body.append(']').toString()));
  }

  @Override
  public @Nullable String answered(Request request, int status, String body) {
    if (status != 200) {
      return Integer.toString(status);
    }
    int accepted = 0;
    for (int at = body.indexOf(ACCEPTED); at >= 0; at = body.indexOf(ACCEPTED, at + 1)) {
      String number = Posts.text(body.substring(at), "number");
      if (number != null) {
        told.add(number);
        accepted++;
      }
    }
    return accepted == Subject.BULK ? null : "200 with " + accepted + " orders";
  }
}
