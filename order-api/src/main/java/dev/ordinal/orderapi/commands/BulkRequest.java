package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one request, in their order, with those that cannot be sent. For one use and,
 * until it is sent, one thread.
 */
public final class BulkRequest {

  private final boolean allOrNone;

  /** What is known of each already; null where the writer says it. */
  private final List<@Nullable BulkItem> answers = new ArrayList<>();

  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** The commands of one owner, and their places in the request. */
  private static final class Group {
    private final List<Integer> places = new ArrayList<>();
    private final List<Bulk.Item> items = new ArrayList<>();
    private int bytes;
  }

  /** Sends the commands of one owner. */
  interface Sender {

    /**
     * Answers them in their order. It may throw a {@link ProblemException}, or end with one.
     *
     * @param bytes the size of what is asked
     */
    CompletionStage<List<BulkItem>> send(Bulk bulk, int bytes);
  }

  /**
   * An empty one.
   *
   * @param allOrNone whether none takes effect if one is refused; then all are of one owner
   */
  public BulkRequest(boolean allOrNone) {
    this.allOrNone = allOrNone;
  }

  /**
   * Adds a command.
   *
   * @throws ProblemException {@code validation-failed} if it cannot be decided with those before
   */
  public void add(IdempotencyKey key, Command command) {
    String owner = command.owner();
    if (allOrNone && !groups.isEmpty() && !groups.containsKey(owner)) {
      throw ProblemException.invalid(
          "/order/series", "must be the series of the orders before it: all or none are placed");
    }
    Fingerprint fingerprint = Fingerprint.of(command);
    Group group = groups.computeIfAbsent(owner, name -> new Group());
    group.places.add(answers.size());
    group.items.add(new Bulk.Item(key.value(), fingerprint.text(), command));
    group.bytes += fingerprint.bytes();
    answers.add(null);
  }

  /** Adds one that is not valid. */
  public void refuse(Problem problem) {
    answers.add(BulkItem.of(problem));
  }

  /** Sends what can be sent and answers all of the request in its order. */
  CompletionStage<List<BulkItem>> send(Sender sender) {
    boolean isHopeless = allOrNone && answers.stream().anyMatch(Objects::nonNull);
    List<CompletableFuture<Void>> filled = new ArrayList<>();
    groups.forEach(
        (owner, group) ->
            filled.add(
                (isHopeless
                        ? CompletableFuture.completedFuture(all(group, notAllAccepted()))
                        : send(sender, new Bulk(owner, allOrNone, group.items), group))
                    .thenAccept(items -> fill(group, items))));
    return CompletableFuture.allOf(filled.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> answers.stream().map(Objects::requireNonNull).toList());
  }

  /** Those of one owner fail alone. */
  private static CompletableFuture<List<BulkItem>> send(Sender sender, Bulk bulk, Group group) {
    try {
      return sender
          .send(bulk, group.bytes)
          .toCompletableFuture()
          .exceptionally(failure -> all(group, problem(failure)));
    } catch (ProblemException e) {
      return CompletableFuture.completedFuture(all(group, e.problem()));
    }
  }

  private static List<BulkItem> all(Group group, Problem problem) {
    return Collections.nCopies(group.items.size(), BulkItem.of(problem));
  }

  private static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException e) {
      return e.problem();
    }
    throw new CompletionException(cause);
  }

  private static Problem notAllAccepted() {
    return Problem.of(
        Rejection.of(
            CommonRejection.NOT_ALL_ACCEPTED,
            "others of this request are not valid, so none was accepted"));
  }

  private synchronized void fill(Group group, List<BulkItem> items) {
    for (int i = 0; i < items.size(); i++) {
      answers.set(group.places.get(i), items.get(i));
    }
  }
}
