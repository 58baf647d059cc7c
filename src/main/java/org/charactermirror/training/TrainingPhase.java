package org.charactermirror.training;

/**
 * One part of the training.
 *
 * @param name what it is called in the log
 * @param steps optimiser steps
 * @param peakRate highest learning rate
 * @param warmUp steps until it is reached; then it falls along a cosine
 * @param lastShare what is left of the peak at the end
 * @param kind of windows
 */
record TrainingPhase(String name, int steps, double peakRate, int warmUp, double lastShare, WindowKind kind) {

    /** Returns the learning rate of a step, the first being 0. */
    double rate(int step) {
        if (step < warmUp) {
            return peakRate * (step + 1) / warmUp;
        }
        double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
        double floor = peakRate * lastShare;
        return floor + (peakRate - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
