package org.expool.cli.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelled one is most like. Stateless. */
public final class DidYouMean {

    private DidYouMean() {}

    /**
     * The known word at the smallest edit distance, if it is near enough. Case, hyphens and underscores do not count.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = plain(word);
        return known.stream()
                .filter(candidate -> isNear(wanted, plain(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))));
    }

    /** The same as the end of a message: {@code ; did you mean 'x'?}, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** At most a third of the letters may differ, or one; at least one must agree. */
    private static boolean isNear(String wanted, String candidate) {
        int longest = Math.max(wanted.length(), candidate.length());
        int distance = distance(wanted, candidate);
        return distance <= Math.max(1, wanted.length() / 3) && distance < longest || wanted.equals(candidate);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein distance with transpositions of neighbours as one edit ("optimal string alignment"). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
