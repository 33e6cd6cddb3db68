package dev.ordinal.local.imports;

import dev.ordinal.local.client.StubService;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Knows the series HM-P, for partners, and imports whatever it is sent, once under each key. */
final class StubSeries extends StubService {

  private final Set<String> keys = new HashSet<>();

  StubSeries() throws IOException {}

  @Override
  protected Reaction otherwise(Request request) {
    if (request.method().equals("GET") && request.uri().getPath().equals("/series/HM-P")) {
      return answer(200, "{\"code\":\"HM-P\",\"kind\":\"partner\"}");
    }
    if (!request.method().equals("POST")) {
      return super.otherwise(request);
    }
    return keys.add(request.key())
        ? answer(200, imported())
        : answer(200, imported(), "Idempotent-Replayed", "true");
  }

  /** What is answered to two rows, HM-P-0001 and HM-P-0003. */
  static String imported() {
    return report(
        """
        "series":"HM-P","dryRun":false,"clean":true,"reason":"moving","importedAt":"2026-11-21T10:00:00Z",
        "commandId":"c1",""");
  }

  /** A report of those rows, with {@code members} in front. */
  static String report(String members) {
    String none = "{\"count\":0,\"told\":[]}";
    return report(members, none, none, none);
  }

  /** As above, with rows in the way. */
  static String report(String members, String duplicates, String misfits, String taken) {
    return """
        {%s"rows":2,
         "scopes":[{"period":"","before":0,"after":3,"imported":2,"skipped":1,"next":"HM-P-0004"}],
         "duplicates":%s,"misfits":%s,"taken":%s,
         "sharedNames":{"count":1,"told":[{"line":3,"number":"HM-P-0003","detail":"HM-P-0001 has this name"}]},
         "holes":{"count":1,"told":[{"line":3,"period":"","from":2,"to":2}]}}"""
        .formatted(members, duplicates, misfits, taken);
  }
}
