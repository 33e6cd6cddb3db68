/** Payment gateways: who they are, and how what they send is signed. */
@NullMarked
package dev.ordinal.orderapi.gateways;

import org.jspecify.annotations.NullMarked;
