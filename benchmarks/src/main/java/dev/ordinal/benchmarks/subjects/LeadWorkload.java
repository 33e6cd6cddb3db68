package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.load.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads that are created, and then claimed by five at a time each: neighbours in the order sent, so
 * with five callers or more they race. After the last lead it begins again at the first.
 */
final class LeadWorkload {

  private static final int RACERS = 5;
  private static final String LEAD = "{\"name\":\"Ada Obi\",\"source\":\"web\"}";

  private final String run = UUID.randomUUID().toString();
  private final List<String> leads = new ArrayList<>();
  private final ToldWinners winners = new ToldWinners();

  /** To be run first. */
  Workload creating() {
    return new Workload() {
      private long sent;

      @Override
      public Request next() {
        long index = sent++;
        return new Request(index, Posts.post("/leads", run + "-" + index, LEAD));
      }

      @Override
      public @Nullable String answered(Request request, int status, String body) {
        String id = Posts.text(body, "id");
        if (status != 201 || id == null) {
          return Integer.toString(status);
        }
        leads.add(id);
        return null;
      }
    };
  }

  /** To be run when there are leads. A claim that is lost is answered as well as one that wins. */
  Workload claiming() {
    if (leads.isEmpty()) {
      throw new IllegalStateException("no leads to claim");
    }
    return new Workload() {
      private long sent;

      @Override
      public Request next() {
        long index = sent++;
        String path = "/leads/" + leads.get(lead(index)) + "/claim";
        String claim = "{\"claimant\":\"agent-" + index + "\"}";
        return new Request(index, Posts.post(path, run + "-claim-" + index, claim));
      }

      @Override
      public @Nullable String answered(Request request, int status, String body) {
        if (status == 200) {
          winners.won(lead(request.index()));
        }
        return status == 200 || status == 409 ? null : Integer.toString(status);
      }
    };
  }

  private int lead(long index) {
    return (int) (index / RACERS % leads.size());
  }

  Worth worth() {
    return new Worth(winners.wins(), 0, 0, 0, 0, winners.doubleWinners());
  }
}
