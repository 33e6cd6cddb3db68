/** What is said about teams. */
@NullMarked
package dev.ordinal.contracts.teams;

import org.jspecify.annotations.NullMarked;
