#!/usr/bin/env python3
"""Reference values of the statistics in org.expool.core.memory and org.expool.core.schedule.Medians.

Run: python3 expool-core/src/test/reference/memory.py (needs NumPy). It shares no code with expool: the tests quote what it prints.
"""
import math
import statistics

import numpy as np

# Newcomb 1882: 66 times of passage of light over 7,443.73 m, in ns above 24,800 (Stigler 1977, Annals of Statistics 5; MASS::newcomb).
NEWCOMB = [28, 26, 33, 24, 34, -44, 27, 16, 40, -2, 29, 22, 24, 21, 25, 30, 23, 29, 31, 19, 24, 20, 36, 32, 36, 28, 25, 21, 28, 29, 37,
           25, 28, 26, 30, 32, 36, 26, 30, 22, 36, 23, 27, 27, 28, 27, 31, 27, 26, 33, 26, 32, 32, 24, 39, 28, 24, 25, 32, 25, 29, 27,
           28, 29, 16, 23]
# Anscombe 1973, Graphs in statistical analysis, American Statistician 27: the first of four.
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]

ACCEPTED = 1 / 250


def mean_excess(values, typical):
    """Of the ceil(sqrt(n) / 2) highest, at most 8, over the next below them; mixed with two of a typical one."""
    v = np.sort(np.asarray(values, float))[::-1]
    k = min(len(v) - 1, 8, math.ceil(math.sqrt(len(v)) / 2))
    return float((2 * typical + np.sum(v[:k] - v[k])) / (2 + k))


def margin(values, typical):
    return mean_excess(values, typical) * max(0.0, math.log(1 / (ACCEPTED * (len(values) + 1))))


def bounds(x, y, at, factor):
    """Upper bounds of the three lines, each raised above all points by its largest residual and a margin."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    def line(u, v):
        slope, intercept = np.polyfit(u, v, 1)
        wide = lambda w: math.sqrt(1 + (w - u.mean()) ** 2 / np.sum((u - u.mean()) ** 2))
        return (lambda w: intercept + slope * w), wide
    f, wide = line(x, y)
    above = y - f(x)
    linear = f(at) + above.max() + factor * wide(at) * margin(above, .06 * min(abs(f(at)), y.mean()))
    above = y / f(x) - 1
    proportional = f(at) * (1 + above.max() + factor * wide(at) * margin(above, .06))
    f, wide = line(np.log(x), np.log(y))
    above = np.log(y) - f(np.log(x))
    power = math.exp(f(math.log(at)) + above.max() + factor * wide(math.log(at)) * margin(above, .06))
    return float(linear), float(proportional), float(power)


print("anscombe slope, intercept, r:", *np.polyfit(ANSCOMBE_X, ANSCOMBE_Y, 1), np.corrcoef(ANSCOMBE_X, ANSCOMBE_Y)[0, 1])
hat = lambda w: math.sqrt(1 + (w - np.mean(ANSCOMBE_X)) ** 2 / np.sum((np.array(ANSCOMBE_X) - np.mean(ANSCOMBE_X)) ** 2))
print("anscombe width at 9, 14, 30:", hat(9), hat(14), hat(30))
print("anscombe, the last 5, slope, intercept:", *np.polyfit(ANSCOMBE_X[-5:], ANSCOMBE_Y[-5:], 1))
print("anscombe, logarithms of the last 5:", *np.polyfit(np.log(ANSCOMBE_X[-5:]), np.log(ANSCOMBE_Y[-5:]), 1))
peaks = [round(v * 1e8) for v in ANSCOMBE_Y]
print("anscombe e8 bounds at 9, factor 1:", *bounds(ANSCOMBE_X, peaks, 9, 1))
print("anscombe e8 bounds at 30, factor 1.3:", *bounds(ANSCOMBE_X, peaks, 30, 1.3))
print("newcomb median of 66, 10, 4, 3:", *(24800 + statistics.median(NEWCOMB[:n]) for n in (66, 10, 4, 3)))
for n in (1, 2, 10, 66):
    print(f"newcomb margin of the first {n}, typical excess 1.5:", margin(NEWCOMB[:n], 1.5))
print("newcomb margin of all, typical excess 15:", margin(NEWCOMB, 15))
print("margin of 0..99, typical excess 6:", margin(range(100), 6))
print("geometric mean of 24800 + newcomb[:10]:", statistics.geometric_mean([24800 + v for v in NEWCOMB[:10]]))
b, a = np.polyfit(ANSCOMBE_X, ANSCOMBE_Y, 1)
print("duration at size e^20, e^9:", math.exp(a + 20 * b), math.exp(a + 9 * b), "geometric mean:", math.exp(np.mean(ANSCOMBE_Y)))
ewma = 1000.0
for v in (200, 200, 5000):
    ewma += (v - ewma) / 8
    print("RFC 6298 average, gain 1/8, after", v, ":", ewma)
s = 0.0
for loss in (100, 60 * 200, 0):
    s = 0.985 * s + loss
    print("loss:", s)
print("loss halves in runs:", math.log(.5) / math.log(.985), "limit of a loss of 1:", 1 / (1 - .985))
a = math.log(1 / (ACCEPTED * 21)) / 5
print("share above of an exponential distribution, n = 20:", 4 / 21 * math.exp(-2 * a) * math.prod(i / (i + 1 + i * a) for i in (1, 2, 3)))
q = .985
print("runs until both losses are the same:", math.log((45 / (1 - q)) / (6000 + 45 * q / (1 - q))) / math.log(q))
for times, factor in ((NEWCOMB[:10], 1), (NEWCOMB[:10], 1.5), (NEWCOMB, 1), (NEWCOMB[-32:], 1)):
    times = [24800 + v for v in times]
    mean = statistics.mean(times)
    print(f"largest of {len(times)} times with a margin, factor {factor}:", max(times) + factor * margin(times, .06 * mean), "mean:", mean)
