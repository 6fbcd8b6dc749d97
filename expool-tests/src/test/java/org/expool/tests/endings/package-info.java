/** Every way in which a job can end, and what is reported of it. */
package org.expool.tests.endings;
