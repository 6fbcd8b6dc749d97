/** The entry point of the expool command. */
package org.expool.cli;
