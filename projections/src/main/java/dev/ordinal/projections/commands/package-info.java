/** What the read model knows of commands and their results. */
@NullMarked
package dev.ordinal.projections.commands;

import org.jspecify.annotations.NullMarked;
