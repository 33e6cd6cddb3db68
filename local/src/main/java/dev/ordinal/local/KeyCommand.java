package dev.ordinal.local;

import dev.ordinal.orderapi.access.AccessKey;
import dev.ordinal.orderapi.access.Role;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keys of the API. */
@Command(
    name = "key",
    description = "Access keys of the API.",
    subcommands = KeyCommand.NewKey.class)
final class KeyCommand {

  private KeyCommand() {}

  /** Makes a key; keeps nothing. */
  @Command(
      name = "new",
      description = {
        "Make an access key and print it, once, with the line that configures it.",
        "The service is given the line, which does not tell the key; the caller is given the key."
      })
  static final class NewKey implements Callable<Integer> {

    private static final int HASH_IN_NAME = 8;

    @Option(
        names = "--role",
        paramLabel = "<role>",
        required = true,
        converter = RoleName.class,
        completionCandidates = Roles.class,
        description = "What it is for: ${COMPLETION-CANDIDATES}.")
    private Role role = Role.ANALYST;

    @Option(
        names = "--name",
        paramLabel = "<name>",
        description =
            "Who has it, as events name who did it: 1 to 64 of a-z, 0-9, '-', '.' and '_',"
                + " neither anonymous nor ordinal (default: the role and the beginning of the hash).")
    private @Nullable String name;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      String key = AccessKey.random();
      AccessKey configured = configured(key);
      PrintWriter out = spec.commandLine().getOut();
      out.println("key, not to be had again:");
      out.println("  " + key);
      out.println("configuration of the service; separate several by commas:");
      out.println("  ORDINAL_ACCESS_KEYS=" + configured.text());
      out.flush();
      return 0;
    }

    private AccessKey configured(String key) {
      if (name != null) {
        try {
          return AccessKey.of(name, role, key);
        } catch (IllegalArgumentException e) {
          throw new UsageException("--name " + name + ": " + e.getMessage(), e);
        }
      }
      String hash = AccessKey.of(role.wireName(), role, key).sha256();
      return AccessKey.of(role.wireName() + "-" + hash.substring(0, HASH_IN_NAME), role, key);
    }
  }

  /** Reads a role as it is written everywhere. */
  static final class RoleName implements ITypeConverter<Role> {
    @Override
    public Role convert(String value) {
      return Role.of(value);
    }
  }

  /** The names of the roles. */
  static final class Roles implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Role.values()).map(Role::wireName).iterator();
    }
  }
}
