package dev.ordinal.systemtests.harness;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionState;

/** What the brokers know of the instances of numbering-stream. */
public final class NumberingGroup {

  /** Its id, which is the application id of the stream. */
  public static final String ID = "ordinal-numbering";

  private final Ports ports;

  public NumberingGroup(Ports ports) {
    this.ports = ports;
  }

  /** The partitions that an instance decides. */
  public Set<Integer> partitionsOf(Part instance) {
    return members(instance).stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .map(partition -> partition.partition())
        .collect(toCollection(TreeSet::new));
  }

  /** Waits until both instances have partitions, and the group is at rest. */
  public void awaitShared() {
    Await.until(
        () -> Stream.of(Part.NUMBERING, Part.SECOND_NUMBERING).map(this::partitionsOf).toList(),
        shares ->
            shares.stream().noneMatch(Set::isEmpty)
                && shares.stream().mapToInt(Set::size).sum() == Topics.OWNER_PARTITIONS);
  }

  /** Whether an instance has a transaction open at this moment. */
  public boolean isInATransaction(Part instance) {
    Set<String> consumers =
        members(instance).stream().map(MemberDescription::clientId).collect(toSet());
    return openTransactions().stream()
        .anyMatch(
            id -> consumers.contains(id.replaceFirst("-(\\d+)$", "-StreamThread-$1-consumer")));
  }

  private Set<String> openTransactions() {
    return ask(
        admin ->
            admin
                .listTransactions(
                    new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .map(transaction -> transaction.transactionalId())
                .collect(toSet()));
  }

  private List<MemberDescription> members(Part instance) {
    String prefix = instance == Part.NUMBERING ? "numbering-1-" : "numbering-2-";
    return ask(
        admin ->
            admin.describeClassicGroups(List.of(ID)).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> member.groupInstanceId().orElse("").startsWith(prefix))
                .toList());
  }

  private interface Question<T> {
    T ask(Admin admin) throws Exception;
  }

  private <T> T ask(Question<T> question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()))) {
      return question.ask(admin);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
