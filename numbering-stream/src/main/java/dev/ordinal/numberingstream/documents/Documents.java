package dev.ordinal.numberingstream.documents;

import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Deadlines;
import dev.ordinal.numberingstream.decider.Table;
import java.util.List;

/** Documents and reservations as a capability of the stream. */
public final class Documents implements Capability<DocumentCommand, DocumentEvent> {

  /** The kind of the deadline at which a reservation becomes void. */
  static final String EXPIRY = "reservation-expiry";

  private static final Table.Spec<DocumentState> DOCUMENTS =
      new Table.Spec<>("documents", DocumentState.class);

  @Override
  public Class<DocumentCommand> commands() {
    return DocumentCommand.class;
  }

  @Override
  public Class<DocumentEvent> events() {
    return DocumentEvent.class;
  }

  @Override
  public List<String> deadlines() {
    return List.of(EXPIRY);
  }

  @Override
  public Handler<DocumentCommand, DocumentEvent> open(Table.Source tables) {
    return new DocumentHandler(tables.open(DOCUMENTS), Deadlines.open(tables));
  }
}
