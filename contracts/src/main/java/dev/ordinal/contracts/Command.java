package dev.ordinal.contracts;

/**
 * What somebody asks for. A command is immutable data; each message family is one sealed
 * sub-interface whose records carry their wire name in {@code @JsonTypeName}.
 */
public interface Command {

  /**
   * The owner of the numbering scope that decides this command, such as the series code {@code
   * GAM}. It is the record key on {@code ordinal.commands}, so that one partition, one task and one
   * writer decide for one owner. Idempotency keys are scoped to it.
   */
  String owner();

  /**
   * What the caller asked for: this command without what the API added by chance, which is another
   * at each repeat, such as the time, a secret or what the read model knows. A repeat of a command
   * is one that asks for the same.
   */
  default Command asAsked() {
    return this;
  }
}
