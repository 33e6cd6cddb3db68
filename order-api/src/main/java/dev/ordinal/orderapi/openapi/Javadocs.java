package dev.ordinal.orderapi.openapi;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.MethodJavadoc;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.Method;
import java.util.List;

/** The Javadoc that the compiler kept, as Markdown; empty where there is none. */
final class Javadocs {

  private Javadocs() {}

  static String of(Class<?> type) {
    return markdown(RuntimeJavadoc.getJavadoc(type).getComment());
  }

  static String of(Method method) {
    return markdown(RuntimeJavadoc.getJavadoc(method).getComment());
  }

  static String ofParameter(Method method, String name) {
    MethodJavadoc javadoc = RuntimeJavadoc.getJavadoc(method);
    return named(javadoc.getParams(), name);
  }

  static String ofComponent(Class<?> record, String name) {
    return named(RuntimeJavadoc.getJavadoc(record).getRecordComponents(), name);
  }

  private static String named(List<ParamJavadoc> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.getName().equals(name))
        .map(parameter -> markdown(parameter.getComment()))
        .findFirst()
        .orElse("");
  }

  private static String markdown(Comment comment) {
    StringBuilder text = new StringBuilder();
    comment.visit(
        new CommentVisitor() {
          @Override
          public void commentText(String value) {
            text.append(value);
          }

          @Override
          public void inlineLink(Link link) {
            code(link.getLabel().replaceFirst("^#", ""));
          }

          @Override
          public void inlineTag(String name, String value) {
            code(value);
          }

          @Override
          public void inlineValue(Value value) {
            code(value.getReferencedMemberName());
          }

          private void code(String value) {
            text.append('`').append(value.strip()).append('`');
          }
        });
    return text.toString()
        // The parser takes the first closing brace for the end: {@code GET /orders/{number}/x}.
        .replaceAll("`([^`]*\\{[^`}]*)`([^`{}]*)\\}", "`$1}$2`")
        .replaceAll("</?code>", "`")
        .replaceAll("\\s+", " ")
        .replaceAll(" ?<p> ?", "\n\n")
        .strip();
  }
}
