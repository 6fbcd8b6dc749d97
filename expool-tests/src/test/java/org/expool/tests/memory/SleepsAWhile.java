package org.expool.tests.memory;

/** A program that does nothing for two seconds. */
final class SleepsAWhile {

    private SleepsAWhile() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.sleep(2000);
    }
}
