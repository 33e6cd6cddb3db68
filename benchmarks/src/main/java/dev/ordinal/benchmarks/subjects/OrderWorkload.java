package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.load.Workload;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders of one line, each under a key of its own. */
final class OrderWorkload implements Workload {

  /** A typical order. */
  static final String BODY =
      """
      {"series":"GAM","customer":{"id":"17850","name":"Ada Obi","email":"ada@example.com"},\
      "currency":"GBP","lines":[{"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER",\
      "quantity":6,"unitAmount":255}],"metadata":{"channel":"web"}}""";

  /** Its own for each run, so that no key comes twice. */
  private final String run = UUID.randomUUID().toString();

  private final ToldNumbers told;
  private long sent;

  OrderWorkload(ToldNumbers told) {
    this.told = told;
  }

  @Override
  public Request next() {
    long index = sent++;
    return new Request(index, Posts.post("/orders", run + "-" + index, BODY));
  }

  @Override
  public @Nullable String answered(Request request, int status, String body) {
    if (status != 201) {
      return Integer.toString(status);
    }
    String number = Posts.text(body, "number");
    if (number == null) {
      return "201 without a number";
    }
    told.add(number);
    return null;
  }
}
