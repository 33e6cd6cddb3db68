/** Teams: register, get, list. */
@NullMarked
package dev.ordinal.orderapi.teams;

import org.jspecify.annotations.NullMarked;
