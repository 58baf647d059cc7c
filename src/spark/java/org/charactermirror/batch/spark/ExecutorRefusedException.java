package org.charactermirror.batch.spark;

/** An executor cannot play what it was given; Spark gives it to another one. */
final class ExecutorRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExecutorRefusedException(String message) {
        super(message);
    }

    ExecutorRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
