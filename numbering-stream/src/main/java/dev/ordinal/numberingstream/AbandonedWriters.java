package dev.ordinal.numberingstream;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what writers that are gone left open, so that those who take over need not wait for a
 * timeout (ADR 17): the group membership of threads of this instance that are no more, and the
 * transactions of writers that are not in the group.
 *
 * <p>A writer outside the group cannot commit any more, since the brokers refuse its offsets. To
 * end its transaction is what the transaction timeout would do, only earlier; should it be alive
 * after all, it finds itself fenced, gives its tasks up and joins again. So a look that is out of
 * date costs a repetition, never a number.
 */
final class AbandonedWriters {

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedWriters.class);

  private final Admin admin;
  private final String applicationId;
  private final String instanceId;
  private final Supplier<Set<String>> threads;
  private final Pattern transactionalId;

  /**
   * Nothing is asked yet.
   *
   * @param instanceId of this instance; the threads' static members are named after it
   * @param threads the client ids of the main consumers of this process' threads that live
   */
  AbandonedWriters(
      Admin admin, String applicationId, String instanceId, Supplier<Set<String>> threads) {
    this.admin = admin;
    this.applicationId = applicationId;
    this.instanceId = instanceId;
    this.threads = threads;
    this.transactionalId =
        Pattern.compile("(" + Pattern.quote(applicationId) + "-[0-9a-f-]{36})-(\\d+)");
  }

  /**
   * Looks once, and ends what is abandoned.
   *
   * @throws ExecutionException when the brokers do not answer; the next look tries again
   */
  void end() throws ExecutionException, InterruptedException {
    // In this order: who has a transaction open and is no member afterwards has left the group.
    Set<String> open = openTransactions();
    Collection<MemberDescription> members = members();
    Set<String> clients =
        members.stream().map(MemberDescription::clientId).collect(Collectors.toSet());
    open.removeIf(id -> clients.contains(consumerOf(id)));
    removeFormerThreads(members);
    if (!open.isEmpty()) {
      admin.fenceProducers(open).all().get();
      LOG.warn("ended the transactions of writers that left the group: {}", open);
    }
  }

  private Set<String> openTransactions() throws ExecutionException, InterruptedException {
    return admin
        .listTransactions(
            new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
        .all()
        .get()
        .stream()
        .map(transaction -> transaction.transactionalId())
        .filter(id -> transactionalId.matcher(id).matches())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Collection<MemberDescription> members() throws ExecutionException, InterruptedException {
    try {
      return admin.describeConsumerGroups(List.of(applicationId)).all().get().values().stream()
          .flatMap(group -> group.members().stream())
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Streams replaces a thread by one of another index, so of another static member, and would leave
   * the partitions with the dead one until its session ends. The same goes for an instance that
   * comes back without its state folder: its static member keeps the client id of before.
   */
  private void removeFormerThreads(Collection<MemberDescription> members)
      throws ExecutionException, InterruptedException {
    Pattern ours = Pattern.compile(Pattern.quote(instanceId) + "-\\d+");
    Set<String> living = threads.get();
    List<String> former =
        members.stream()
            .filter(member -> !living.contains(member.clientId()))
            .flatMap(member -> member.groupInstanceId().stream())
            .filter(id -> ours.matcher(id).matches())
            .toList();
    if (!former.isEmpty()) {
      admin
          .removeMembersFromConsumerGroup(
              applicationId,
              new RemoveMembersFromConsumerGroupOptions(
                  former.stream().map(MemberToRemove::new).toList()))
          .all()
          .get();
      LOG.warn("removed threads that are no more from the group: {}", former);
    }
  }

  /** Streams names a thread's transactions and its main consumer after client and index. */
  private String consumerOf(String id) {
    Matcher parts = transactionalId.matcher(id);
    return parts.replaceFirst("$1-StreamThread-$2-consumer");
  }
}
