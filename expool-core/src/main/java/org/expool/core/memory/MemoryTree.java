package org.expool.core.memory;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Groups of ready jobs in the order of their expected memory, which finds the first by rank among those that fit.
 *
 * <p>A treap (Seidel and Aragon 1996): a search tree by memory that is a heap by random weights, and so is balanced
 * whatever comes. Each node knows, of all below it, the first by rank, the one that has waited the longest, and the
 * shortest duration ("augmented" in the sense of Cormen et al., Introduction to Algorithms, 17). So what fits, a prefix of
 * the order, is searched in O(log n) steps. What a node knows is brought up to date when it is asked next, once for all
 * changes since: when a category has learned, many groups move at once, along paths that share their upper parts. A group
 * must not change while it is in the tree. Not thread-safe.
 */
final class MemoryTree<J> {

    private final Comparator<JobClassQueue<?>> rank;
    private @Nullable JobClassQueue<J> root;

    /**
     * Empty.
     *
     * @param rank those that should start first, first
     */
    MemoryTree(Comparator<JobClassQueue<?>> rank) {
        this.rank = rank;
    }

    void add(JobClassQueue<J> group) {
        group.left = null;
        group.right = null;
        group.stale = true;
        root = insert(root, group);
    }

    void remove(JobClassQueue<J> group) {
        root = delete(root, group);
    }

    /** The first by rank of those that need no more than this; null if there is none. */
    @Nullable
    JobClassQueue<J> firstUpTo(long bytes) {
        JobClassQueue<J> first = null;
        JobClassQueue<J> node = summarized(root);
        while (node != null) {
            if (bytes(node) <= bytes) {
                first = better(first, node);
                first = node.left == null ? first : better(first, node.left.firstByRank);
                node = node.right;
            } else {
                node = node.left;
            }
        }
        return first;
    }

    /** Of those that need more than this, the one that has waited the longest; null if there is none. */
    @Nullable
    JobClassQueue<J> oldestAbove(long bytes) {
        JobClassQueue<J> oldest = null;
        JobClassQueue<J> node = summarized(root);
        while (node != null) {
            if (bytes(node) > bytes) {
                oldest = older(oldest, node);
                oldest = node.right == null ? oldest : older(oldest, node.right.firstByAge);
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return oldest;
    }

    /** The one that has waited the longest; null if there is none. */
    @Nullable
    JobClassQueue<J> oldest() {
        JobClassQueue<J> top = summarized(root);
        return top == null ? null : top.firstByAge;
    }

    /**
     * The first by rank of those that need no more than this and run no longer; null if there is none. Leaves out what
     * cannot hold a better one than was found, which is nearly all.
     */
    @Nullable
    JobClassQueue<J> firstUpTo(long bytes, double seconds) {
        return search(summarized(root), bytes, seconds, null);
    }

    private @Nullable JobClassQueue<J> search(
            @Nullable JobClassQueue<J> node, long bytes, double seconds, @Nullable JobClassQueue<J> found) {
        if (node == null || node.briefest > seconds || found != null && rank.compare(found, node.firstByRank) <= 0) {
            return found;
        }
        if (bytes(node) > bytes) {
            return search(node.left, bytes, seconds, found);
        }
        JobClassQueue<J> first = brief(node) <= seconds ? better(found, node) : found;
        boolean rightFirst = node.right != null
                && node.left != null
                && rank.compare(node.right.firstByRank, node.left.firstByRank) < 0;
        first = search(rightFirst ? node.right : node.left, bytes, seconds, first);
        return search(rightFirst ? node.left : node.right, bytes, seconds, first);
    }

    private JobClassQueue<J> insert(@Nullable JobClassQueue<J> node, JobClassQueue<J> group) {
        if (node == null) {
            return group;
        }
        if (isBefore(group, node)) {
            node.left = insert(node.left, group);
            return stale(node.left.weight > node.weight ? turnRight(node, node.left) : node);
        }
        node.right = insert(node.right, group);
        return stale(node.right.weight > node.weight ? turnLeft(node, node.right) : node);
    }

    private @Nullable JobClassQueue<J> delete(@Nullable JobClassQueue<J> node, JobClassQueue<J> group) {
        if (node == null) {
            throw new IllegalStateException("the group is not in the tree, or has changed meanwhile");
        }
        if (node == group) {
            return join(node.left, node.right);
        }
        if (isBefore(group, node)) {
            node.left = delete(node.left, group);
        } else {
            node.right = delete(node.right, group);
        }
        return stale(node);
    }

    private @Nullable JobClassQueue<J> join(@Nullable JobClassQueue<J> left, @Nullable JobClassQueue<J> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (left.weight > right.weight) {
            left.right = join(left.right, right);
            return stale(left);
        }
        right.left = join(left, right.left);
        return stale(right);
    }

    private JobClassQueue<J> turnRight(JobClassQueue<J> node, JobClassQueue<J> child) {
        node.left = child.right;
        child.right = stale(node);
        return child;
    }

    private JobClassQueue<J> turnLeft(JobClassQueue<J> node, JobClassQueue<J> child) {
        node.right = child.left;
        child.left = stale(node);
        return child;
    }

    /** What is below has changed: the same holds of all nodes above, as they are on the way to it. */
    private JobClassQueue<J> stale(JobClassQueue<J> node) {
        node.stale = true;
        return node;
    }

    private @Nullable JobClassQueue<J> summarized(@Nullable JobClassQueue<J> node) {
        if (node != null && node.stale) {
            node.stale = false;
            node.firstByRank = node;
            node.firstByAge = node;
            node.briefest = brief(node);
            include(node, summarized(node.left));
            include(node, summarized(node.right));
        }
        return node;
    }

    private void include(JobClassQueue<J> node, @Nullable JobClassQueue<J> child) {
        if (child != null) {
            node.firstByRank = better(node.firstByRank, child.firstByRank);
            node.firstByAge = older(node.firstByAge, child.firstByAge);
            node.briefest = Math.min(node.briefest, child.briefest);
        }
    }

    private boolean isBefore(JobClassQueue<J> one, JobClassQueue<J> other) {
        return bytes(one) != bytes(other) ? bytes(one) < bytes(other) : one.oldest() < other.oldest();
    }

    private JobClassQueue<J> better(@Nullable JobClassQueue<J> one, JobClassQueue<J> other) {
        return one != null && rank.compare(one, other) <= 0 ? one : other;
    }

    private JobClassQueue<J> older(@Nullable JobClassQueue<J> one, JobClassQueue<J> other) {
        return one != null && JobClassQueue.AGE.compare(one, other) <= 0 ? one : other;
    }

    private static long bytes(JobClassQueue<?> group) {
        return group.bytes();
    }

    /** Of unknown duration is as good as endless. */
    private static double brief(JobClassQueue<?> group) {
        double seconds = group.standing().seconds();
        return seconds > 0 ? seconds : Double.POSITIVE_INFINITY;
    }
}
