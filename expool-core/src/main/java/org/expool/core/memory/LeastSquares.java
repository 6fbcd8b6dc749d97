package org.expool.core.memory;

/**
 * Simple linear regression. The sums are of differences from running means (Welford 1962), because sizes may be large
 * compared with their spread. Not thread-safe.
 */
final class LeastSquares {

    private int count;
    private double meanX;
    private double meanY;
    private double xx;
    private double xy;
    private double yy;

    void clear() {
        count = 0;
        meanX = 0;
        meanY = 0;
        xx = 0;
        xy = 0;
        yy = 0;
    }

    void add(double x, double y) {
        count++;
        double dx = x - meanX;
        double dy = y - meanY;
        meanX += dx / count;
        meanY += dy / count;
        xx += dx * (x - meanX);
        xy += dx * (y - meanY);
        yy += dy * (y - meanY);
    }

    int count() {
        return count;
    }

    /** Pearson's coefficient, -1 to 1; 0 if all x or all y are the same. */
    double correlation() {
        double product = xx * yy;
        return product > 0 && xx > 1e-12 * meanX * meanX ? xy / Math.sqrt(product) : 0;
    }

    double meanY() {
        return meanY;
    }

    double slope() {
        return xx > 0 ? xy / xx : 0;
    }

    double at(double x) {
        return meanY + slope() * (x - meanX);
    }

    /** How much wider the prediction interval is at x than at the mean of x: at least 1. */
    double leverage(double x) {
        double distance = x - meanX;
        return xx > 0 ? Math.sqrt(1 + distance * distance / xx) : 1;
    }
}
