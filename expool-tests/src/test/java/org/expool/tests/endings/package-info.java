/** Every way in which a job can end, and what is told of it. */
package org.expool.tests.endings;
