package org.expool.core.memory;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Queues of job classes ordered by their expected memory. Finds the first by rank among those that fit.
 *
 * <p>A treap (Seidel and Aragon 1996): a search tree by memory that is a heap by random weights, and so is balanced
 * for every order of insertion. Each node stores a summary of its subtree: the first by rank, the oldest, and the shortest
 * duration ("augmented" in the sense of Cormen et al., Introduction to Algorithms, 17). So the queues that fit, a prefix of
 * the order, are searched in O(log n) steps. Summaries are updated lazily by the next query, once for all changes since: when
 * a category has learned a run, many of its queues move at once, along paths with common upper parts. A queue must not change
 * while it is in the tree. Not thread-safe.
 */
final class MemoryTree<J> {

    private final Comparator<JobClassQueue<?>> rank;
    private @Nullable JobClassQueue<J> root;

    /**
     * Empty.
     *
     * @param rank order of starting
     */
    MemoryTree(Comparator<JobClassQueue<?>> rank) {
        this.rank = rank;
    }

    void add(JobClassQueue<J> queue) {
        queue.left = null;
        queue.right = null;
        queue.stale = true;
        root = insert(root, queue);
    }

    void remove(JobClassQueue<J> queue) {
        root = delete(root, queue);
    }

    /** The first by rank of those that need no more than this; null if none. */
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

    /** The oldest of those that need more than this; null if none. */
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

    /** The oldest; null if none. */
    @Nullable
    JobClassQueue<J> oldest() {
        JobClassQueue<J> top = summarized(root);
        return top == null ? null : top.firstByAge;
    }

    /**
     * The first by rank of those that need no more than this and run no longer; null if none. Skips subtrees that cannot
     * contain a better one than was found (branch and bound), which are nearly all.
     */
    @Nullable
    JobClassQueue<J> firstUpTo(long bytes, double seconds) {
        return search(summarized(root), bytes, seconds, null);
    }

    private @Nullable JobClassQueue<J> search(
            @Nullable JobClassQueue<J> node, long bytes, double seconds, @Nullable JobClassQueue<J> found) {
        if (node == null
                || node.shortestSeconds > seconds
                || found != null && rank.compare(found, node.firstByRank) <= 0) {
            return found;
        }
        if (bytes(node) > bytes) {
            return search(node.left, bytes, seconds, found);
        }
        JobClassQueue<J> first = seconds(node) <= seconds ? better(found, node) : found;
        boolean rightFirst = node.right != null
                && node.left != null
                && rank.compare(node.right.firstByRank, node.left.firstByRank) < 0;
        first = search(rightFirst ? node.right : node.left, bytes, seconds, first);
        return search(rightFirst ? node.left : node.right, bytes, seconds, first);
    }

    private JobClassQueue<J> insert(@Nullable JobClassQueue<J> node, JobClassQueue<J> queue) {
        if (node == null) {
            return queue;
        }
        if (isBefore(queue, node)) {
            node.left = insert(node.left, queue);
            return stale(node.left.weight > node.weight ? rotateRight(node, node.left) : node);
        }
        node.right = insert(node.right, queue);
        return stale(node.right.weight > node.weight ? rotateLeft(node, node.right) : node);
    }

    private @Nullable JobClassQueue<J> delete(@Nullable JobClassQueue<J> node, JobClassQueue<J> queue) {
        if (node == null) {
            throw new IllegalStateException("the queue is not in the tree, or has changed meanwhile");
        }
        if (node == queue) {
            return join(node.left, node.right);
        }
        if (isBefore(queue, node)) {
            node.left = delete(node.left, queue);
        } else {
            node.right = delete(node.right, queue);
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

    private JobClassQueue<J> rotateRight(JobClassQueue<J> node, JobClassQueue<J> child) {
        node.left = child.right;
        child.right = stale(node);
        return child;
    }

    private JobClassQueue<J> rotateLeft(JobClassQueue<J> node, JobClassQueue<J> child) {
        node.right = child.left;
        child.left = stale(node);
        return child;
    }

    /** Marks the summary as stale; the callers do so for all nodes above. */
    private JobClassQueue<J> stale(JobClassQueue<J> node) {
        node.stale = true;
        return node;
    }

    private @Nullable JobClassQueue<J> summarized(@Nullable JobClassQueue<J> node) {
        if (node != null && node.stale) {
            node.stale = false;
            node.firstByRank = node;
            node.firstByAge = node;
            node.shortestSeconds = seconds(node);
            include(node, summarized(node.left));
            include(node, summarized(node.right));
        }
        return node;
    }

    private void include(JobClassQueue<J> node, @Nullable JobClassQueue<J> child) {
        if (child != null) {
            node.firstByRank = better(node.firstByRank, child.firstByRank);
            node.firstByAge = older(node.firstByAge, child.firstByAge);
            node.shortestSeconds = Math.min(node.shortestSeconds, child.shortestSeconds);
        }
    }

    private boolean isBefore(JobClassQueue<J> one, JobClassQueue<J> other) {
        return bytes(one) != bytes(other) ? bytes(one) < bytes(other) : one.oldest() < other.oldest();
    }

    private JobClassQueue<J> better(@Nullable JobClassQueue<J> one, JobClassQueue<J> other) {
        return one != null && rank.compare(one, other) <= 0 ? one : other;
    }

    private JobClassQueue<J> older(@Nullable JobClassQueue<J> one, JobClassQueue<J> other) {
        return one != null && JobClassQueue.BY_AGE.compare(one, other) <= 0 ? one : other;
    }

    private static long bytes(JobClassQueue<?> queue) {
        return queue.bytes();
    }

    /** An unknown duration counts as infinite. */
    private static double seconds(JobClassQueue<?> queue) {
        double seconds = queue.rank().seconds();
        return seconds > 0 ? seconds : Double.POSITIVE_INFINITY;
    }
}
