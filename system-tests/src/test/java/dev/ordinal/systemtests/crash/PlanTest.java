package dev.ordinal.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final List<Part> INSTANCES = List.of(Part.NUMBERING, Part.SECOND_NUMBERING);

  private final Random random = new Random(1);

  @Test
  void eachFaultStrikesAsOftenAsItShouldAndNoPartIsHitByTwo() {
    for (boolean packed : List.of(true, false)) {
      List<Strikes<Site>> rounds =
          new Plan(10, 10, packed).rounds(ClusterFaults.STAGE.faults(), random);

      assertThat(rounds.stream().flatMap(round -> round.names().stream()))
          .hasSize(10 * ClusterFaults.STAGE.faults().size());
      rounds.forEach(
          round -> {
            assertThat(round.names()).doesNotHaveDuplicates();
            Set<Part> hit = new HashSet<>();
            for (Fault<Site> fault : round.faults()) {
              assertThat(round.parts(fault)).isIn(fault.hits()).allMatch(hit::add);
            }
          });
    }
  }

  @Test
  void twoFaultsOfOneOfTwoInstancesStrikeDifferentOnesInOneRound() {
    List<Fault<Cluster>> faults = List.of(ofOneOf("first"), ofOneOf("second"), ofOneOf("third"));

    List<Strikes<Cluster>> rounds = new Plan(2, 10, true).rounds(faults, random);

    assertThat(rounds).hasSize(3).allMatch(round -> round.faults().size() == 2);
  }

  private static Fault<Cluster> ofOneOf(String name) {
    return Fault.ofOneOf(INSTANCES, name, name, (cluster, blow) -> {});
  }
}
