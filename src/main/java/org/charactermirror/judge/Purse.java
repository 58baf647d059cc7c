package org.charactermirror.judge;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What judges may still spend. A request is made only if even the dearest answer to it can be paid for, so that the bound is
 * kept and not only noticed. Thread-safe.
 */
public final class Purse {

    private final Optional<BigDecimal> bound;

    /** Guarded by this object, as everything below. */
    private BigDecimal spent;

    private BigDecimal reserved = BigDecimal.ZERO;

    /** Requests that may give something back. */
    private int underWay;

    private Optional<Shortage> closed = Optional.empty();

    /**
     * Opens a purse.
     *
     * @param bound what all runs together may cost; none for no bound
     * @param spent what earlier runs cost
     */
    public Purse(Optional<BigDecimal> bound, BigDecimal spent) {
        this.bound = bound;
        this.spent = spent;
    }

    /** Sets money aside; waits for requests under way that may give some back. Tells whether there was enough, as there is for nothing. */
    synchronized boolean reserve(BigDecimal most) {
        if (most.signum() == 0) {
            return true;
        }
        while (closed.isEmpty() && !suffices(most)) {
            if (underWay == 0) {
                close(new Shortage.TooLittle(most, spent, bound.orElse(BigDecimal.ZERO)));
                break;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        if (closed.isPresent()) {
            return false;
        }
        reserved = reserved.add(most);
        underWay++;
        return true;
    }

    private boolean suffices(BigDecimal most) {
        return bound.isEmpty() || spent.add(reserved).add(most).compareTo(bound.get()) <= 0;
    }

    /** Gives back what was set aside, and takes what was spent. */
    synchronized void settle(BigDecimal most, BigDecimal cost) {
        reserved = reserved.subtract(most);
        spent = spent.add(cost);
        underWay -= most.signum();
        notifyAll();
    }

    /** Tells whether there is a bound. */
    boolean isBounded() {
        return bound.isPresent();
    }

    /** Gives nothing more out. */
    synchronized void close(Shortage reason) {
        if (closed.isEmpty()) {
            closed = Optional.of(reason);
        }
        notifyAll();
    }

    /** Says why nothing more is given out; nothing as long as something is. */
    public synchronized Optional<Shortage> closed() {
        return closed;
    }

    /** Returns what was spent in all runs. */
    public synchronized BigDecimal spent() {
        return spent;
    }
}
