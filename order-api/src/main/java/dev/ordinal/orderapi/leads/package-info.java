/** Leads: create, claim, renew, release, get, list. */
@NullMarked
package dev.ordinal.orderapi.leads;

import org.jspecify.annotations.NullMarked;
