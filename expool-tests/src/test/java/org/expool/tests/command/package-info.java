/** The command as its users start it: by the script, in processes of its own. */
package org.expool.tests.command;
