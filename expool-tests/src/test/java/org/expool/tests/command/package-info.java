/** The command as its users start it: by the script, as a separate process. */
package org.expool.tests.command;
